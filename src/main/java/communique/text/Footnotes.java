package communique.text;

import communique.language.Messages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.node.Node;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// Footnotes, numbered as they are first referred to, with links there and back.
final class Footnotes {
  private static final String PLACE = "\uFFFC";

  private final Messages messages;
  private final Anchors ids;
  private String label = "";
  private final Map<String, FootnoteDefinition> defined = new HashMap<>();
  private final Map<String, Note> referred = new HashMap<>();
  private final List<Note> notes = new ArrayList<>();

  Footnotes(Messages messages, Anchors ids) {
    this.messages = messages;
    this.ids = ids;
  }

  /// A note that was referred to.
  private static final class Note {
    private final FootnoteDefinition definition;
    private final int number;
    private final String name;
    private int references;

    Note(FootnoteDefinition definition, int number, String name) {
      this.definition = definition;
      this.number = number;
      this.name = name;
    }

    String reference(int which) {
      return "fnref:" + name + (which == 1 ? "" : ":" + (which - 1));
    }
  }

  void define(FootnoteDefinition definition) {
    defined.putIfAbsent(key(definition.getLabel()), definition);
  }

  /// Writes a reference; gives false when there is no such note.
  boolean refer(String label, Element into) {
    FootnoteDefinition definition = defined.get(key(label));
    if (definition == null) return false;
    Note note = referred.computeIfAbsent(key(label), key -> add(definition, label));
    Element sup = Elements.add(into, "sup");
    String id = note.reference(++note.references);
    if (ids.take(id)) sup.attr("id", id);
    Elements.add(sup, "a", "footnote")
        .attr("href", "#fn:" + note.name)
        .attr("rel", "footnote")
        .attr("role", "doc-noteref")
        .appendText("[" + label(note.number) + "]");
    return true;
  }

  private String label(int number) {
    // The sentence is put in words once for all notes.
    if (label.isEmpty()) label = messages.say("body.footnote", PLACE);
    return label.replace(PLACE, String.valueOf(number));
  }

  private Note add(FootnoteDefinition definition, String label) {
    int number = notes.size() + 1;
    boolean plain = label.length() <= 60 && label.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_:-]*");
    String name = plain ? label : "note-" + number;
    while (!ids.take("fn:" + name)) name = name + "-" + number;
    Note note = new Note(definition, number, name);
    notes.add(note);
    return note;
  }

  /// Writes the notes, which may refer to further ones.
  ///
  /// @param blocks writes what a note holds
  void write(Element into, BiConsumer<Node, Element> blocks) {
    if (notes.isEmpty()) return;
    Element div = Elements.add(into, "div", "footnotes").attr("role", "doc-endnotes");
    Element list = Elements.add(div, "ol");
    List<Element> items = new ArrayList<>();
    for (int i = 0; i < notes.size(); i++) {
      Element li = Elements.add(list, "li").attr("id", "fn:" + notes.get(i).name);
      blocks.accept(notes.get(i).definition, li);
      items.add(li);
    }
    // Only now it is known how often each was referred to.
    for (int i = 0; i < notes.size(); i++) back(notes.get(i), items.get(i));
  }

  private void back(Note note, Element li) {
    Element last = li;
    while (last.lastElementChild() != null && !last.normalName().equals("p")) {
      last = last.lastElementChild();
    }
    boolean within = last.normalName().equals("p");
    Element p = within ? last : Elements.add(li, "p");
    for (int which = 1; which <= note.references; which++) {
      if (which > 1 || within) p.appendChild(new TextNode("\u00A0"));
      // As attributes are compared to the letter, here with the straight sign of a keyboard.
      String label = messages.say("body.footnote-back").replace('’', '\'');
      Element a =
          Elements.add(p, "a", "reversefootnote")
              .attr("href", "#" + note.reference(which))
              .attr("role", "doc-backlink")
              .attr("aria-label", which == 1 ? label : label + " " + which);
      a.appendText("↩");
      if (which > 1) Elements.add(a, "sup").appendText(String.valueOf(which));
    }
  }

  private static String key(String label) {
    return label.strip().toLowerCase(Locale.ROOT);
  }

  /// Whether the link leads from a note back to the text.
  static boolean isBack(Element link) {
    return link.attr("role").equals("doc-backlink");
  }

  static boolean isReference(Element link) {
    return link.attr("role").equals("doc-noteref");
  }

  static boolean isList(Element list) {
    return list.attr("role").equals("doc-endnotes");
  }
}
