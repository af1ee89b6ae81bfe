package communique.importing;

import communique.platform.Near;
import communique.platform.Refusals;
import communique.record.Slug;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// The fields of a YAML mapping. Only text, lists, mappings and plain values are taken: no anchors
/// or aliases, which could grow without measure, no tags, no field twice.
///
/// A scalar is read as it was written, so `locale: no` is Norwegian and not false, and `title:
/// 2026` is a title. What is wrong goes to the refusals that all fields of a document share.
final class Fields {
  private static final int DEPTH_MAX = 10;
  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP, Tag.NULL, Tag.MERGE);

  private final String words;
  private final String place;
  private final Refusals refusals;
  private final Map<String, Node> nodes;

  private Fields(String words, String place, Refusals refusals, Map<String, Node> nodes) {
    this.words = words;
    this.place = place;
    this.refusals = refusals;
    this.nodes = nodes;
  }

  /// Reads a document that is one mapping.
  ///
  /// @param words which words a refusal uses: `front-matter` or `yaml`
  /// @param linesBefore the lines of the file that stand before `yaml`
  /// @return empty when it is no such document, and the refusals say why
  static Optional<Fields> read(String words, String yaml, int linesBefore, Refusals refusals) {
    Optional<Node> root = root(words, yaml, linesBefore, refusals);
    if (root.isEmpty()) return Optional.empty();
    if (root.get() instanceof MappingNode mapping)
      return Optional.of(fields(words, "", refusals, mapping, linesBefore));
    malformed(refusals, words, linesBefore + 1, "it is not a list of fields such as 'title: …'");
    return Optional.empty();
  }

  /// Reads a document that is a list of mappings.
  static List<Fields> readList(String words, String yaml, Refusals refusals) {
    return root(words, yaml, 0, refusals)
        .map(root -> mappings(words, "", refusals, root))
        .orElse(List.of());
  }

  /// The same fields for another who gathers refusals.
  Fields with(Refusals others) {
    return new Fields(words, place, others, nodes);
  }

  /// The names of the fields, in the author's order.
  List<String> names() {
    return List.copyOf(nodes.keySet());
  }

  /// What a field says, whatever it holds, in one line; nothing is refused.
  String shown(String name) {
    Node node = nodes.get(name);
    return node == null ? "" : String.join(", ", loose(name));
  }

  /// The words of a field: of a list its items, of text what stands between commas, of anything
  /// else all words in it; nothing is refused.
  List<String> loose(String name) {
    var words = new ArrayList<String>();
    Node node = nodes.get(name);
    if (node instanceof ScalarNode one && !isNull(one)) {
      for (String part : one.getValue().split(",", -1))
        if (!part.isBlank()) words.add(part.strip());
    } else if (node != null) gather(node, words);
    return words;
  }

  boolean isList(String name) {
    return nodes.get(name) instanceof SequenceNode;
  }

  private static void gather(Node node, List<String> words) {
    switch (node) {
      case ScalarNode one -> {
        if (!isNull(one) && !one.getValue().isBlank()) words.add(one.getValue().strip());
      }
      case SequenceNode list -> list.getValue().forEach(inner -> gather(inner, words));
      case MappingNode map -> map.getValue().forEach(inner -> gather(inner.getValueNode(), words));
      default -> {}
    }
  }

  boolean has(String name) {
    return nodes.containsKey(name);
  }

  /// Refuses every field that is not among `names`.
  Fields only(List<String> names) {
    for (String name : nodes.keySet()) {
      if (names.contains(name)) continue;
      String near = Near.of(name, names).orElse("");
      refusals.when(
          true,
          place,
          words + (near.isEmpty() ? ".unknown" : ".misspelt"),
          Slug.shown(name),
          String.join(", ", names),
          near);
    }
    return this;
  }

  /// The text of a field; empty when it is not there or has no value.
  String text(String name) {
    Node node = nodes.get(name);
    return node == null ? "" : scalar(node, name).orElse("");
  }

  /// The items of a list; empty when there is none.
  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    Node node = nodes.get(name);
    if (node == null || isNull(node)) return texts;
    if (node instanceof SequenceNode list && plain(list)) {
      for (Node item : list.getValue()) {
        if (item instanceof ScalarNode value && plain(value) && !isNull(value))
          texts.add(value.getValue());
        else wrong(name, "a list of plain words");
      }
    } else wrong(name, "a list, such as [one, another]");
    return texts;
  }

  boolean flag(String name) {
    Node node = nodes.get(name);
    if (node == null || isNull(node)) return false;
    String value = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    boolean known = value.equals("true") || value.equals("false");
    if (!known) wrong(name, "true or false");
    return value.equals("true");
  }

  /// A day such as 2026-11-20; null when the field is not there.
  @Nullable LocalDate day(String name) {
    String text = text(name);
    if (text.isEmpty()) return null;
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      refusals.when(true, at(name), "date.malformed", Slug.shown(text));
      return null;
    }
  }

  /// A field that is a mapping from names to text.
  Map<String, String> textMap(String name) {
    var map = new LinkedHashMap<String, String>();
    Node node = nodes.get(name);
    if (node == null || isNull(node)) return map;
    if (!(node instanceof MappingNode mapping)) {
      wrong(name, "fields of its own, such as {en: …}");
      return map;
    }
    Fields inner = fields(words, at(name), refusals, mapping, 0);
    for (String key : inner.nodes.keySet()) map.put(key, inner.text(key));
    return map;
  }

  /// A field that is a mapping with fields of its own; null when there is none.
  @Nullable Fields mapping(String name) {
    Node node = nodes.get(name);
    if (node == null || isNull(node)) return null;
    if (node instanceof MappingNode mapping) return fields(words, at(name), refusals, mapping, 0);
    wrong(name, "fields of its own");
    return null;
  }

  /// A field that is either text or fields of its own.
  Either either(String name) {
    return either(nodes.get(name), name, at(name));
  }

  /// A list whose items are text or fields of their own.
  List<Either> eithers(String name) {
    var all = new ArrayList<Either>();
    Node node = nodes.get(name);
    if (node == null || isNull(node)) return all;
    if (node instanceof SequenceNode list && plain(list))
      for (Node item : list.getValue()) all.add(either(item, name, at(name) + "." + all.size()));
    else wrong(name, "a list, such as [one, another]");
    return all;
  }

  private Either either(@Nullable Node node, String name, String at) {
    if (node instanceof MappingNode mapping)
      return new Either("", fields(words, at, refusals, mapping, 0));
    return new Either(node == null ? "" : scalar(node, name).orElse(""), null);
  }

  /// What stands in a field that may be text or fields of its own.
  ///
  /// @param text empty where there are fields
  /// @param fields null where there is text
  record Either(String text, @Nullable Fields fields) {}

  /// The names of all fields, with their texts.
  Map<String, String> all() {
    var all = new LinkedHashMap<String, String>();
    for (String name : nodes.keySet()) all.put(name, text(name));
    return all;
  }

  /// The place of the mapping itself, as refusals name it.
  String place() {
    return place;
  }

  /// A field that is a list of mappings.
  List<Fields> list(String name) {
    Node node = nodes.get(name);
    return node == null || isNull(node) ? List.of() : mappings(words, at(name), refusals, node);
  }

  /// The place of a field as refusals name it: in camel case, behind that of its mapping.
  String at(String name) {
    var camel = new StringBuilder(place.isEmpty() ? "" : place + ".");
    boolean up = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '-') camel.append(up ? Character.toUpperCase(c) : c);
      up = c == '-';
    }
    return camel.toString();
  }

  private void wrong(String name, String must) {
    refusals.when(true, at(name), words + ".type", Slug.shown(name), must);
  }

  private Optional<String> scalar(Node node, String name) {
    if (node instanceof ScalarNode scalar && plain(scalar))
      return Optional.of(isNull(scalar) ? "" : scalar.getValue());
    wrong(name, "text; put it in quotation marks");
    return Optional.empty();
  }

  private static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }

  private static boolean plain(Node node) {
    return PLAIN.contains(node.getTag())
        || Tag.SEQ.equals(node.getTag())
        || Tag.MAP.equals(node.getTag());
  }

  private static List<Fields> mappings(String words, String place, Refusals refusals, Node node) {
    var all = new ArrayList<Fields>();
    boolean right = node instanceof SequenceNode;
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        String at = (place.isEmpty() ? "" : place + ".") + all.size();
        if (item instanceof MappingNode mapping) all.add(fields(words, at, refusals, mapping, 0));
        else right = false;
      }
    }
    refusals.when(
        !right, place, words + ".type", place.isEmpty() ? "list" : place, "a list of fields");
    return all;
  }

  private static Fields fields(
      String words, String place, Refusals refusals, MappingNode mapping, int linesBefore) {
    var nodes = new LinkedHashMap<String, Node>();
    var twice = new TreeSet<String>();
    for (NodeTuple tuple : mapping.getValue()) {
      Mark mark = tuple.getKeyNode().getStartMark();
      int line = linesBefore + (mark == null ? 1 : mark.getLine() + 1);
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        malformed(refusals, words, line, "the name of a field is not a word");
        continue;
      }
      String name = key.getValue();
      if (nodes.put(name, tuple.getValueNode()) != null && twice.add(name))
        malformed(refusals, words, line, "'" + Slug.shown(name) + "' stands twice");
    }
    return new Fields(words, place, refusals, nodes);
  }

  private static Optional<Node> root(
      String words, String yaml, int linesBefore, Refusals refusals) {
    var options = new LoaderOptions();
    options.setNestingDepthLimit(DEPTH_MAX);
    options.setMaxAliasesForCollections(0);
    options.setCodePointLimit(yaml.length() + 1);
    try {
      var events = new ParserImpl(new StreamReader(yaml), options);
      while (events.peekEvent() != null) {
        Event event = events.getEvent();
        // An alias is a node with an anchor too: whichever comes first, this meets it.
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
          malformed(
              refusals,
              words,
              linesBefore + event.getStartMark().getLine() + 1,
              "a word begins with & or *, which YAML keeps for anchors");
          return Optional.empty();
        }
      }
      var composer =
          new Composer(new ParserImpl(new StreamReader(yaml), options), new Resolver(), options);
      Node root = composer.getSingleNode();
      if (root != null) return Optional.of(root);
      malformed(refusals, words, linesBefore + 1, "it is empty");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      int line = mark == null ? 1 : mark.getLine() + 1;
      String problem = e.getProblem() == null ? "it cannot be read" : e.getProblem();
      malformed(refusals, words, linesBefore + line, problem);
    } catch (YAMLException e) {
      String message = e.getMessage() == null ? "it cannot be read" : e.getMessage();
      malformed(refusals, words, linesBefore + 1, message.lines().findFirst().orElse(message));
    }
    return Optional.empty();
  }

  private static void malformed(Refusals refusals, String words, int line, String problem) {
    String text = String.format(Locale.ROOT, "line %d: %s", line, Slug.shown(problem));
    refusals.when(true, "", words + ".malformed", text);
  }
}
