package communique.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// A piece of a body that holds words and no other piece: what plain text and comparisons are made
/// of.
///
/// @param first what stands before its first line in plain text, such as the mark of a list item
/// @param rest what stands before its other lines
/// @param words as a reader hears them
/// @param exact the words, with the address of each link after its words
/// @param links where its links lead
record Block(Kind kind, String first, String rest, String words, String exact, List<String> links) {

  enum Kind {
    PARAGRAPH,
    HEADING,
    SPEAKER,
    QUOTATION,
    LIST_ITEM,
    TABLE_ROW,
    FOOTNOTE,
    PREFORMATTED;

    private boolean isOfAList() {
      return this == LIST_ITEM || this == TABLE_ROW || this == FOOTNOTE;
    }
  }

  static List<Block> all(Element tree) {
    Reading reading = new Reading(tree);
    reading.children(tree, Kind.PARAGRAPH, new Margin("", ""));
    return reading.blocks;
  }

  static String plain(List<Block> blocks) {
    StringBuilder plain = new StringBuilder();
    Block last = null;
    for (Block block : blocks) {
      if (last != null) plain.append(between(last, block));
      plain.append(block.first).append(block.exact.replace("\n", "\n" + block.rest));
      last = block;
    }
    return plain.toString();
  }

  private static String between(Block last, Block next) {
    if (last.kind == next.kind && next.kind.isOfAList()) return "\n";
    int common = 0;
    int end = Math.min(last.rest.length(), next.rest.length());
    while (common < end && last.rest.charAt(common) == next.rest.charAt(common)) common++;
    return "\n" + next.rest.substring(0, common).stripTrailing() + "\n";
  }

  /// Prefixes of the lines that follow; the first is used once.
  private static final class Margin {
    private final String rest;
    private String first;

    Margin(String first, String rest) {
      this.first = first;
      this.rest = rest;
    }

    String takeFirst() {
      String taken = first;
      first = rest;
      return taken;
    }

    Margin within(String mark) {
      return new Margin(takeFirst() + mark, rest + " ".repeat(mark.length()));
    }

    Margin quoted() {
      return new Margin(takeFirst() + "> ", rest + "> ");
    }
  }

  private static final class Reading {
    private final List<Block> blocks = new ArrayList<>();

    /// The numbers of footnotes by their ids.
    private final Map<String, Integer> numbers;

    Reading(Element tree) {
      this.numbers = new HashMap<>();
      for (Element note : tree.select("[role=doc-endnotes] > ol > li")) {
        numbers.put("#" + note.id(), numbers.size() + 1);
      }
    }

    private Reading(Map<String, Integer> numbers) {
      this.numbers = numbers;
    }

    /// Reads what an element holds: pieces one by one, and what stands between them as pieces of
    /// their own.
    void children(Element parent, Kind kind, Margin margin) {
      List<Node> between = new ArrayList<>();
      int item = number(parent.attr("start"), 1);
      for (Node child : parent.childNodes()) {
        if (!(child instanceof Element element) || !holdsPieces(element)) {
          between.add(child);
          continue;
        }
        words(between, kind, margin);
        between.clear();
        if (element.normalName().equals("li")) {
          item = number(element.attr("value"), item);
          boolean counted = parent.normalName().equals("ol");
          boolean written = Numbering.isWritten(parent);
          boolean note = parent.parent() != null && Footnotes.isList(parent.parent());
          String mark =
              note ? "[" + item + "] " : written ? indent(parent) : counted ? item + ". " : "- ";
          children(element, note ? Kind.FOOTNOTE : Kind.LIST_ITEM, margin.within(mark));
          item++;
        } else {
          piece(element, kind, margin);
        }
      }
      words(between, kind, margin);
    }

    /// Before an item whose number stands in its words.
    private static String indent(Element list) {
      Element around = list.parent();
      return around != null && around.normalName().equals("li") ? "  " : "";
    }

    private void piece(Element element, Kind kind, Margin margin) {
      switch (element.normalName()) {
        case "h1", "h2", "h3", "h4", "h5", "h6" -> children(element, Kind.HEADING, margin);
        case "blockquote" -> children(element, Kind.QUOTATION, margin.quoted());
        case "pre" -> asIs(Kind.PREFORMATTED, margin, element.wholeText().stripTrailing());
        case "tr" -> row(element, margin);
        case "figure" -> {
          if (Attribution.isSaid(element)) said(element, margin);
          else children(element, kind, margin);
        }
        default -> children(element, kind, margin);
      }
    }

    private void said(Element figure, Margin margin) {
      for (Element child : figure.children()) {
        if (child.normalName().equals("figcaption") && child.childNodeSize() > 0) {
          Element name = child.firstElementChild();
          String who = name == null ? child.text() : name.text();
          String role = child.text().substring(Math.min(who.length(), child.text().length()));
          String line = role.isBlank() ? who : who + " – " + role.strip();
          asIs(Kind.SPEAKER, margin, line);
        } else {
          piece(child, Kind.PARAGRAPH, margin);
        }
      }
    }

    /// Cells are words only: what structure one has is told with spaces.
    private void row(Element row, Margin margin) {
      List<String> words = new ArrayList<>();
      List<String> exact = new ArrayList<>();
      List<String> links = new ArrayList<>();
      for (Element cell : row.children()) {
        Reading within = new Reading(numbers);
        within.children(cell, Kind.TABLE_ROW, new Margin("", ""));
        words.add(within.blocks.stream().map(Block::words).collect(Collectors.joining(" ")));
        exact.add(within.blocks.stream().map(Block::exact).collect(Collectors.joining(" ")));
        within.blocks.forEach(block -> links.addAll(block.links));
      }
      add(Kind.TABLE_ROW, margin, String.join(" | ", words), String.join(" | ", exact), links);
    }

    private void words(List<Node> nodes, Kind kind, Margin margin) {
      Line words = new Line(false, numbers);
      Line exact = new Line(true, numbers);
      for (Node node : nodes) {
        words.add(node);
        exact.add(node);
      }
      add(kind, margin, words.toString(), exact.toString(), exact.links);
    }

    private void asIs(Kind kind, Margin margin, String words) {
      add(kind, margin, words, words, List.of());
    }

    private void add(Kind kind, Margin margin, String words, String exact, List<String> links) {
      if (words.isBlank()) return;
      String first = margin.takeFirst();
      blocks.add(new Block(kind, first, margin.rest, words, exact, List.copyOf(links)));
    }

    /// Whether the element is a piece, or one that runs in a line but was put around pieces.
    private static boolean holdsPieces(Element element) {
      if (Elements.isBlock(element)) return true;
      for (Element child : element.children()) if (holdsPieces(child)) return true;
      return false;
    }

    private static int number(String written, int otherwise) {
      return written.matches("-?[0-9]{1,6}") ? Integer.parseInt(written) : otherwise;
    }
  }

  /// Words in a line, white space drawn together as a browser does.
  private static final class Line {
    private final StringBuilder line = new StringBuilder();
    private final List<String> links = new ArrayList<>();
    private final boolean addresses;
    private final Map<String, Integer> numbers;
    private boolean space;

    Line(boolean addresses, Map<String, Integer> numbers) {
      this.addresses = addresses;
      this.numbers = numbers;
    }

    void add(Node node) {
      if (node instanceof TextNode text) {
        add(text.getWholeText());
      } else if (node instanceof Element element) {
        switch (element.normalName()) {
          case "br" -> {
            line.append('\n');
            space = false;
          }
          case "a" -> link(element);
          case "img" -> add(element.attr("alt"));
          case "svg" -> {
            // A drawing says nothing that is not said beside it.
          }
          default -> element.childNodes().forEach(this::add);
        }
      }
    }

    private void link(Element link) {
      if (Footnotes.isBack(link)) {
        // With the space before it.
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\u00A0') line.setLength(last);
        return;
      }
      if (Footnotes.isReference(link)) {
        Integer number = numbers.get(link.attr("href"));
        add(number == null ? link.text() : "[" + number + "]");
        return;
      }
      link.childNodes().forEach(this::add);
      String href = link.attr("href");
      links.add(href);
      boolean said = link.text().equals(href) || href.equals("mailto:" + link.text());
      if (addresses && !href.startsWith("#") && !said) add(" (" + href + ")");
    }

    private void add(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f') {
          space = true;
        } else {
          if (space && !line.isEmpty() && line.charAt(line.length() - 1) != '\n') line.append(' ');
          space = false;
          line.append(c);
        }
      }
    }

    @Override
    public String toString() {
      return line.toString().strip();
    }
  }
}
