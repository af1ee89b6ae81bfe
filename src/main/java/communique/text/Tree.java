package communique.text;

import communique.language.Messages;
import communique.text.Attributes.OfBlock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Makes the tree of a parsed body among its surroundings: the elements, classes and ids of the
/// dialect. Only what is named here can be in it, so nothing of it needs cleaning.
final class Tree {
  private final Surroundings surroundings;
  private final Messages messages;
  private final Anchors ids = new Anchors(Set.of());
  private final Inlines inlines;
  private final Attached attached;
  private final Footnotes footnotes;
  private final Map<String, Map<String, String>> lists = new HashMap<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final int[] numbers = new int[7];
  private boolean legislativeBegun;
  private int priority;
  private int quotes;

  private Tree(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.messages = Messages.in(surroundings.locale());
    this.footnotes = new Footnotes(messages, ids);
    this.inlines = new Inlines(surroundings, footnotes, lists, ids);
    this.attached = new Attached(surroundings, messages);
  }

  /// The tree of a document, under an element that is no part of it.
  static Element of(Node document, Surroundings surroundings) {
    Tree tree = new Tree(surroundings);
    tree.gather(document);
    Element body = Elements.make("body");
    tree.blocks(document, body);
    tree.footnotes.write(body, tree::blocks);
    return body;
  }

  /// What is defined anywhere holds everywhere.
  private void gather(Node parent) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNext()) {
      if (n instanceof Abbreviations.Definition definition) inlines.abbreviations().add(definition);
      else if (n instanceof OfBlock list && !list.name().isEmpty()) {
        lists.put(list.name(), Attributes.read(list.list(), Map.of()));
      } else if (n instanceof FootnoteDefinition note) footnotes.define(note);
      if (n instanceof Block && !(n instanceof Paragraph)) gather(n);
    }
  }

  private void blocks(Node parent, Element into) {
    blocksFrom(parent.getFirstChild(), into);
  }

  private void blocksFrom(@Nullable Node first, Element into) {
    Map<String, String> ahead = new LinkedHashMap<>();
    for (@Nullable Node n = first; n != null; n = n.getNext()) {
      if (n instanceof OfBlock list) {
        Node before = n.getPrevious();
        boolean taken = before != null && !(before instanceof OfBlock o && o.isApart());
        if (!list.isApart() && !(taken && list.follows(before))) {
          ahead.putAll(Attributes.read(list.list(), lists));
        }
        continue;
      }
      Map<String, String> attributes = new LinkedHashMap<>(ahead);
      for (@Nullable Node l = n.getNext();
          l instanceof OfBlock list && !list.isApart() && list.follows(list.getPrevious());
          l = l.getNext()) {
        attributes.putAll(Attributes.read(list.list(), lists));
      }
      int size = into.childNodeSize();
      block(n, into, attributes);
      if (into.childNodeSize() == size) continue;
      ahead.clear();
      Element made = into.lastElementChild();
      if (!attributes.isEmpty() && made != null) inlines.give(made, attributes);
    }
  }

  private void block(Node n, Element into, Map<String, String> attributes) {
    if (isParagraph(n)) paragraph(n, into);
    else if (n instanceof Headlines.Headline headline) headline(headline, into, attributes);
    else if (n instanceof ListBlock list) list(list, into);
    else if (n instanceof BlockQuote) quote(n, into);
    else if (n instanceof Said.Quoted said) said(said, into);
    else if (n instanceof Frames.Framed framed) frame(framed, into);
    else if (n instanceof Named.Block named) named(named, into);
    else if (n instanceof Tables.Table table) table(table, into);
    else if (n instanceof Definitions.DefinitionList list) definitions(list, into);
    else if (n instanceof FencedCodeBlock code) code(code.getLiteral(), code.getInfo(), into);
    else if (n instanceof IndentedCodeBlock code) code(code.getLiteral(), "", into);
    else if (n instanceof ThematicBreak) Elements.add(into, "hr");
    else if (n instanceof Heading heading) {
      inlines.write(heading, Elements.add(into, "h" + heading.getLevel()));
    }
  }

  static boolean isParagraph(@Nullable Node n) {
    return n instanceof Paragraph || n instanceof Passages.Passage;
  }

  private void paragraph(Node n, Element into) {
    Element p = Elements.make("p");
    inlines.write(n, p);
    // What is not known in these surroundings leaves nothing, not even a gap.
    if (p.childNodeSize() > 0) into.appendChild(p);
  }

  private void headline(Headlines.Headline n, Element into, Map<String, String> attributes) {
    int level = n.getLevel();
    Element h = Elements.make("h" + level);
    inlines.write(n, h);
    if (h.childNodeSize() == 0) return;
    String id = attributes.getOrDefault("id", n.id);
    attributes.remove("id");
    Elements.set(h, "id", !id.isEmpty() && ids.take(id) ? id : ids.fromHeading(n.written));
    if (surroundings.numberedLevels().contains(level)) number(h, level);
    into.appendChild(h);
  }

  private void number(Element heading, int level) {
    numbers[level]++;
    for (int i = level + 1; i < numbers.length; i++) numbers[i] = 0;
    StringBuilder number = new StringBuilder().append(numbers[2]);
    if (level == 2) number.append('.');
    for (int i = 3; i <= level; i++) number.append('.').append(numbers[i]);
    heading.prependChild(new TextNode(number.append(' ').toString()));
  }

  private void list(ListBlock list, Element into) {
    boolean ordered = list instanceof OrderedList;
    // Another sign begins no other list.
    if (!ordered && list.getPrevious() instanceof BulletList) return;
    Element element = Elements.add(into, ordered || isLegislative() ? "ol" : "ul");
    if (!ordered && isLegislative() && !legislativeBegun) {
      legislativeBegun = true;
      element.attr("class", "legislative-list");
    }
    if (list instanceof OrderedList counted && counted.getMarkerStartNumber() != 1) {
      element.attr("start", String.valueOf(counted.getMarkerStartNumber()));
    }
    int shown = priority;
    priority = 0;
    items(list, element);
    for (Node next = list.getNext();
        !ordered && next instanceof BulletList;
        next = next.getNext()) {
      items(next, element);
    }
    if (shown > 0 && element.childrenSize() > shown) rest(element, shown, into);
  }

  private boolean isLegislative() {
    return frames.contains(Frame.LEGISLATIVE);
  }

  private void items(Node list, Element into) {
    boolean anyTight = false;
    for (Node n = list.getFirstChild(); n != null; n = n.getNext()) {
      if (!(n instanceof ListItem)) continue;
      Element li = Elements.add(into, "li");
      Node first = n.getFirstChild();
      while (first instanceof OfBlock) first = first.getNext();
      if (isParagraph(first)) {
        boolean tight = Spacing.isTight(n, first, anyTight);
        if (tight) inlines.write(first, li);
        else paragraph(first, li);
        inlines.leading(first, li);
        blocksFrom(first.getNext(), li);
        anyTight |= tight;
      } else {
        blocks(n, li);
        anyTight = true;
      }
    }
  }

  /// Items after the first few wait behind a line that says how many they are.
  private void rest(Element list, int shown, Element into) {
    Element details = Elements.add(into, "details", "priority-list");
    int more = list.childrenSize() - shown;
    Elements.add(details, "summary").appendText(messages.say("body.more", more));
    Element rest = Elements.add(details, list.normalName());
    if (list.normalName().equals("ol")) {
      int start = list.hasAttr("start") ? Integer.parseInt(list.attr("start")) : 1;
      rest.attr("start", String.valueOf(start + shown));
    }
    for (Element item : list.children().subList(shown, shown + more)) rest.appendChild(item);
  }

  private void quote(Node n, Element into) {
    Element quote = Elements.add(into, "blockquote");
    quotes++;
    blocks(n, quote);
    if (--quotes == 0) last(quote);
  }

  private static void last(Element parent) {
    Element last = parent.lastElementChild();
    for (Element child = parent.firstElementChild(); child != null; ) {
      if (child.equals(last) && child.normalName().equals("p")) {
        Elements.set(child, "class", "last-child");
      } else {
        last(child);
      }
      child = child.nextElementSibling();
    }
  }

  private void said(Said.Quoted said, Element into) {
    Element figure = Elements.add(into, "figure", "said");
    Attribution.caption(figure, said.who, surroundings);
    blocks(said, figure);
  }

  private void frame(Frames.Framed n, Element into) {
    Frame frame = n.frame;
    frames.push(frame);
    boolean before = legislativeBegun;
    if (frame == Frame.LEGISLATIVE) legislativeBegun = false;
    switch (frame) {
      case ADDRESS -> {
        Element address = Elements.add(into, "div", frame.classes);
        Element p = Elements.add(Elements.add(address, "div", "adr org fn"), "p");
        inlines.writeLines(n, p);
        if (p.childNodeSize() == 0) address.remove();
      }
      case STEPS -> blocks(n, Elements.add(into, "ol", frame.classes));
      case STEP -> blocks(n, Elements.add(into, "li"));
      case INFORMATION_CALLOUT -> blocks(n, note(into, frame, "body.information"));
      case WARNING_CALLOUT -> blocks(n, note(into, frame, "body.warning"));
      case ADVISORY -> blocks(n, note(into, frame, "body.important"));
      case SCOTLAND, ENGLAND, ENGLAND_WALES, NORTHERN_IRELAND, WALES, LONDON -> {
        Element part = Elements.add(into, "div", frame.classes);
        String place = frame.opening.replace(":", "");
        Elements.add(part, "p", "devolved-header")
            .appendText(messages.say("body.applies." + place));
        blocks(n, Elements.add(part, "div", "devolved-body"));
      }
      case CALL_TO_ACTION,
          ADDITIONAL_INFORMATION,
          SUMMARY,
          FORM_DOWNLOAD,
          CONTACT,
          PLACE,
          INFORMATION,
          EXAMPLE,
          LEGISLATIVE,
          STAT_HEADLINE,
          HIGHLIGHT_ANSWER ->
          blocks(n, Elements.add(into, "div", frame.classes));
    }
    legislativeBegun = before;
    frames.pop();
  }

  private Element note(Element into, Frame frame, String label) {
    return Elements.add(into, "div", frame.classes)
        .attr("role", "note")
        .attr("aria-label", messages.say(label));
  }

  private void named(Named.Block n, Element into) {
    switch (n.kind) {
      case IMAGE -> surroundings.picture(n.name).ifPresent(it -> attached.picture(it, into));
      case POSITION ->
          surroundings
              .picture(Integer.parseInt(n.name))
              .ifPresent(it -> attached.picture(it, into));
      case ATTACHED_IMAGE ->
          surroundings.picture(n.name).ifPresent(it -> attached.picture(it, into));
      case ATTACHMENT -> surroundings.file(n.name).ifPresent(it -> attached.file(it, into));
      case CONTACT ->
          surroundings.contact(n.name).ifPresent(it -> attached.contact(n.name, it, into));
      case PRIORITY -> priority = Integer.parseInt(n.name);
      case ATTACHMENT_LINK, ATTACHED_LINK, LINK -> {
        // These stand in lines.
      }
    }
  }

  private void definitions(Node list, Element into) {
    if (list.getPrevious() instanceof Definitions.DefinitionList) return;
    Element dl = Elements.add(into, "dl");
    for (@Nullable Node each = list;
        each instanceof Definitions.DefinitionList;
        each = each.getNext()) {
      for (Node n = each.getFirstChild(); n != null; n = n.getNext()) {
        if (n instanceof Definitions.Term) {
          inlines.write(n, Elements.add(dl, "dt"));
          continue;
        }
        Element dd = Elements.add(dl, "dd");
        Node first = n.getFirstChild();
        boolean apart = n instanceof Definitions.Definition definition && definition.apart;
        if (!apart && isParagraph(first) && first.getNext() == null) inlines.write(first, dd);
        else blocks(n, dd);
      }
    }
  }

  private void code(String literal, @Nullable String info, Element into) {
    Element code = Elements.add(Elements.add(into, "pre"), "code");
    String language = info == null ? "" : info.strip().split("\\s+", 2)[0];
    if (language.matches("[A-Za-z0-9+#-]{1,40}")) {
      code.attr("class", "language-" + language.toLowerCase(Locale.ROOT));
    }
    code.appendChild(new TextNode(Characters.withoutControls(literal)));
  }

  private void table(Tables.Table table, Element into) {
    if (table.getFirstChild() == null) return;
    Element element = Elements.add(into, "table");
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      boolean head = ((Tables.Part) part).tag.equals("thead");
      Element section = Elements.add(element, ((Tables.Part) part).tag);
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        Element tr = Elements.add(section, "tr");
        int column = 0;
        for (Node n = row.getFirstChild(); n != null; n = n.getNext(), column++) {
          cell((Tables.Cell) n, head, column, table, tr);
        }
      }
    }
  }

  private void cell(Tables.Cell n, boolean head, int column, Tables.Table table, Element row) {
    boolean signed = n.isSignedHead() && (head || column == 0);
    boolean header = (head || signed) && n.hasWords(signed);
    Element cell = Elements.make(header ? "th" : "td");
    if (signed) inlines.writeUnsigned(n, cell);
    else inlines.write(n, cell);
    if (header) Elements.set(cell, "scope", head ? "col" : "row");
    Tables.Side side = column < table.sides.size() ? table.sides.get(column) : Tables.Side.NONE;
    if (side != Tables.Side.NONE) {
      Elements.set(cell, "class", "cell-text-" + side.name().toLowerCase(Locale.ROOT));
    }
    row.appendChild(cell);
  }
}
