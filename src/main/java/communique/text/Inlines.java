package communique.text;

import communique.text.Attributes.OfBlock;
import communique.text.Attributes.OfSpan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Writes what runs in lines: words with their typography and abbreviations, links, emphasis.
final class Inlines {
  private static final Set<String> OF_LINKS = Set.of("rel", "hreflang");

  /// What is written once and given to many elements, as titles are, may all together take as much
  /// again as a body may be long. What goes beyond that is left out.
  private static final int REPEATED_MAX = communique.text.Text.LENGTH_MAX;

  private final Surroundings surroundings;
  private final Footnotes footnotes;
  private final Map<String, Map<String, String>> lists;
  private final Anchors ids;
  private final Typography typography;
  private final Abbreviations abbreviations = new Abbreviations();
  private final Map<Node, Map<String, String>> ofDefinitions = new HashMap<>();
  private final StringBuilder words = new StringBuilder();
  private int repeated;

  /// Whether the list of attributes that was last seen is something's; those right behind it are
  /// the same's.
  private boolean attached;

  private char before;
  private boolean linesKept;

  Inlines(
      Surroundings surroundings,
      Footnotes footnotes,
      Map<String, Map<String, String>> lists,
      Anchors ids) {
    this.surroundings = surroundings;
    this.footnotes = footnotes;
    this.lists = lists;
    this.ids = ids;
    this.typography = new Typography(surroundings.locale());
  }

  Abbreviations abbreviations() {
    return abbreviations;
  }

  /// The lines of a block.
  void write(Node block, Element into) {
    before = ' ';
    typography.begin();
    children(block, into, 0);
  }

  /// As [#write], with each end of a line kept.
  void writeLines(Node block, Element into) {
    linesKept = true;
    write(block, into);
    linesKept = false;
  }

  /// As [#write], without the sign of a head and the space behind it.
  void writeUnsigned(Node cell, Element into) {
    before = ' ';
    typography.begin();
    int sign =
        cell.getFirstChild() instanceof Text text && text.getLiteral().startsWith("# ") ? 2 : 1;
    children(cell, into, sign);
  }

  /// Gives an item what stands in braces at its start.
  void leading(Node paragraph, Element item) {
    if (paragraph.getFirstChild() instanceof OfSpan list && list.written.startsWith(":")) {
      give(item, Attributes.read(list.written.substring(1), lists));
    }
  }

  private void children(Node parent, Element into, int skipped) {
    int skip = skipped;
    for (@Nullable Node n = parent.getFirstChild(); n != null; n = n.getNext()) {
      if (n instanceof Text text) {
        // An entity can write what the source may not hold.
        String literal = Characters.withoutControls(text.getLiteral());
        int from = Math.min(skip, literal.length());
        // What gives the item its attributes is no part of its words, nor is the space behind it.
        if (n.getPrevious() instanceof OfSpan list && list.getPrevious() == null && attached) {
          while (from < literal.length() && literal.charAt(from) == ' ') from++;
        }
        words(literal, from, literal.length(), n, into);
        skip = 0;
      } else if (n instanceof SoftLineBreak) {
        lineEnd(n, into);
      } else if (n instanceof Link link) {
        skip = link(link, into);
      } else {
        other(n, into);
      }
    }
    flush(into);
  }

  private void other(Node n, Element into) {
    switch (n) {
      case Emphasis emphasis -> within("em", n, into);
      case StrongEmphasis strong -> within("strong", n, into);
      case Heights.Height height -> within(height.tag, n, into);
      case Code code -> {
        flush(into);
        Element element = Elements.add(into, "code");
        element.appendChild(new TextNode(Characters.withoutControls(code.getLiteral())));
        before = 'x';
        behind(n, element);
      }
      case HardLineBreak end -> {
        flush(into);
        Elements.add(into, "br");
        before = ' ';
      }
      case Image image -> image(image, into);
      case Signs.AsTyped sign -> {
        words.append(Characters.withoutControls(sign.sign));
        before = sign.sign.charAt(sign.sign.length() - 1);
      }
      case FootnoteReference reference -> {
        flush(into);
        if (!footnotes.refer(reference.getLabel(), into)) {
          words.append("[^").append(Characters.withoutControls(reference.getLabel())).append(']');
        }
      }
      case Named.Line named -> named(named, into);
      case OfSpan list -> {
        if (!(list.getPrevious() instanceof OfSpan)) attached = isAttached(list);
        if (!attached && !list.written.isEmpty()) {
          words.append('{').append(Characters.withoutControls(list.written)).append('}');
        }
      }
      default -> {
        // A button's mark is read with its link; nothing else runs in lines.
      }
    }
  }

  private void within(String tag, Node n, Element into) {
    flush(into);
    Element element = Elements.add(into, tag);
    children(n, element, 0);
    behind(n, element);
  }

  private void lineEnd(Node n, Element into) {
    if (linesKept) {
      flush(into);
      Elements.add(into, "br");
    } else if (!Wrapped.joins(n)) {
      words.append('\n');
    }
    before = ' ';
  }

  private void words(String literal, int from, int to, Node n, Element into) {
    if (abbreviations.isEmpty()) {
      typeset(literal, from, to, n);
      return;
    }
    int plain = from;
    for (int i = from; i < to; ) {
      int end = abbreviations.end(literal, i);
      if (end < 0) {
        i++;
        continue;
      }
      typeset(literal, plain, i, n);
      flush(into);
      String shortly = literal.substring(i, end);
      Element abbr = Elements.add(into, "abbr");
      String title = abbreviations.words(shortly);
      if (!title.isEmpty() && mayRepeat(title)) {
        abbr.attr("title", Characters.withoutControls(title));
      }
      typeset(shortly, 0, shortly.length(), n);
      flush(abbr);
      plain = i = end;
    }
    typeset(literal, plain, to, n);
  }

  private void typeset(String literal, int from, int to, Node n) {
    char behind = to < literal.length() ? literal.charAt(to) : behind(n.getNext());
    before = typography.write(literal, from, to, before, behind, words);
  }

  private static char behind(@Nullable Node next) {
    return switch (next) {
      case null -> ' ';
      case SoftLineBreak end -> ' ';
      case HardLineBreak end -> ' ';
      case Text text -> text.getLiteral().isEmpty() ? ' ' : text.getLiteral().charAt(0);
      case Emphasis emphasis -> '*';
      case StrongEmphasis strong -> '*';
      case OfSpan list -> ' ';
      default -> 'x';
    };
  }

  private void flush(Element into) {
    if (words.isEmpty()) return;
    into.appendChild(new TextNode(words.toString()));
    words.setLength(0);
  }

  /// @return how many characters of the text behind it belong to it
  private int link(Link link, Element into) {
    if (link.getPrevious() instanceof Signs.ButtonMark mark) {
      flush(into);
      Button.write(mark.options, link, into, this);
      return 0;
    }
    boolean marked = isMarked(link);
    if (marked) words.setLength(words.length() - 1);
    flush(into);
    Optional<String> href = Links.safe(link.getDestination());
    Element a = Elements.make("a");
    children(link, a, 0);
    if (href.isEmpty() || a.childNodeSize() == 0) {
      // Without an address there is nothing to follow, and without words nobody could name it.
      for (org.jsoup.nodes.Node child : a.childNodesCopy()) into.appendChild(child);
      return marked ? 1 : 0;
    }
    Elements.set(a, "href", href.get());
    if (link.getTitle() != null) a.attr("title", Characters.withoutControls(link.getTitle()));
    if (marked || Links.leadsAway(href.get(), surroundings.ownHosts()))
      Elements.set(a, "rel", "external");
    if (link instanceof Signs.Reference reference) defined(reference, a);
    into.appendChild(a);
    behind(link, a);
    return marked ? 1 : 0;
  }

  void linkWords(Link link, Element into) {
    children(link, into, 0);
  }

  /// `x[…](…)x`, with no letters around it.
  private boolean isMarked(Link link) {
    int last = words.length() - 1;
    if (last < 0 || words.charAt(last) != 'x') return false;
    if (last > 0 && Character.isLetterOrDigit(words.charAt(last - 1))) return false;
    if (!(link.getNext() instanceof Text text) || !text.getLiteral().startsWith("x")) return false;
    return text.getLiteral().length() == 1
        || !Character.isLetterOrDigit(text.getLiteral().charAt(1));
  }

  /// A list of attributes under the definition of a link is the link's.
  private void defined(Signs.Reference reference, Element a) {
    give(a, ofDefinitions.computeIfAbsent(reference.to, this::ofDefinition));
  }

  private Map<String, String> ofDefinition(Node definition) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (@Nullable Node n = definition.getNext();
        n instanceof OfBlock list && !list.isApart() && list.follows(list.getPrevious());
        n = n.getNext()) {
      Attributes.read(list.list(), lists)
          .forEach((name, value) -> {
            if (name.equals("class")) attributes.merge(name, value, Attributes::classes);
            else attributes.put(name, value);
          });
    }
    return attributes;
  }

  private void image(Image image, Element into) {
    flush(into);
    Element img = Elements.make("img");
    Optional<String> src = Links.picture(image.getDestination());
    Element alt = Elements.make("span");
    children(image, alt, 0);
    if (src.isEmpty()) {
      words.append(alt.text());
      return;
    }
    img.attr("src", src.get()).attr("alt", alt.text());
    if (image.getTitle() != null) img.attr("title", Characters.withoutControls(image.getTitle()));
    into.appendChild(img);
    behind(image, img);
  }

  private void named(Named.Line n, Element into) {
    switch (n.kind) {
      case ATTACHMENT_LINK, ATTACHED_LINK -> {
        flush(into);
        surroundings
            .file(n.name)
            .ifPresent(file -> Attached.line(file, surroundings.locale(), into));
      }
      case LINK ->
          surroundings
              .link(n.name)
              .ifPresent(link -> {
                flush(into);
                Node parsed = Govspeak.line(link.title());
                Element title = Elements.make("span");
                children(parsed, title, 0);
                Optional<String> href = Links.safe(link.href());
                Element around = href.isEmpty() ? into : Elements.add(into, "a");
                if (href.isPresent()) {
                  around.attr("href", href.get());
                  if (Links.leadsAway(href.get(), surroundings.ownHosts()))
                    around.attr("rel", "external");
                }
                for (org.jsoup.nodes.Node child : title.childNodesCopy()) around.appendChild(child);
              });
      case CONTACT ->
          surroundings
              .contact(n.name)
              .ifPresent(contact -> words.append(Characters.withoutControls(contact.title())));
      case IMAGE, POSITION, ATTACHED_IMAGE, ATTACHMENT, PRIORITY -> {
        // These are blocks.
      }
    }
  }

  /// Gives an element what stands in braces behind it.
  private void behind(Node n, Element element) {
    for (@Nullable Node l = n.getNext(); l instanceof OfSpan list; l = l.getNext()) {
      if (list.written.startsWith(":")) {
        give(element, Attributes.read(list.written.substring(1), lists));
      }
    }
  }

  private static boolean isAttached(OfSpan list) {
    @Nullable Node before = list.getPrevious();
    if (before == null) {
      Node parent = list.getParent();
      return Tree.isParagraph(parent) && parent.getParent() instanceof ListItem;
    }
    return before instanceof Emphasis
        || before instanceof StrongEmphasis
        || before instanceof Link
        || before instanceof Image
        || before instanceof Code;
  }

  /// Gives an element those attributes that an author may give.
  void give(Element element, Map<String, String> attributes) {
    attributes.forEach((name, value) -> {
      String kept = Characters.withoutControls(value).strip();
      boolean link = element.normalName().equals("a");
      if (name.equals("id")) {
        if (ids.take(kept)) element.attr("id", kept);
      } else if ((link || !OF_LINKS.contains(name)) && mayRepeat(kept)) {
        if (name.equals("class") && element.hasAttr("class")) {
          kept = Attributes.classes(element.attr("class"), kept);
        }
        if (Values.isAllowed(name, kept)) element.attr(name, kept);
      }
    });
  }

  private boolean mayRepeat(String value) {
    if (value.length() > REPEATED_MAX - repeated) return false;
    repeated += value.length();
    return true;
  }
}
