package communique.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A JSON Schema (draft 4) that was read once and checks many documents: as much of that language
/// as GOV.UK's content schemas use. A keyword that it does not know is refused when the schema is
/// read.
public final class JsonSchema {
  private static final Set<String> WITHOUT_EFFECT = Set.of("$schema", "definitions", "description");

  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:");
  private static final int PATTERN_MAX = 2_000;
  private static final int MATCHED_MAX = 2_000;

  /// What was read, by the name of its resource.
  private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

  private final Rule root;

  private JsonSchema(Rule root) {
    this.root = root;
  }

  /// The schema that lies among the resources, read once.
  ///
  /// @param resource its absolute name: `/govuk/gone.frontend.schema.json`
  public static JsonSchema of(String resource) {
    return READ.computeIfAbsent(resource, JsonSchema::read);
  }

  private static JsonSchema read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(JsonSchema.class.getResourceAsStream(resource), resource)) {
      JsonNode tree = Json.MAPPER.readTree(in);
      return new JsonSchema(new Compiler(tree).rule(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is wrong with a document, and what it holds besides.
  ///
  /// @param faults in the order of the document
  /// @param unknown pointers (RFC 6901) of the members that the schema has no place for
  /// @param relative pointers of the texts that should be addresses with a scheme and are not
  public record Report(List<Fault> faults, List<String> unknown, List<String> relative) {}

  /// Something that is not as it must be.
  ///
  /// @param pointer where (RFC 6901)
  /// @param why in words that go on after "here": `a text is due`
  public record Fault(String pointer, String why) {}

  /// Checks a document. A member that the schema has no place for is no fault, nor is a relative
  /// address; they are named.
  public Report check(JsonNode document) {
    var found = new Found();
    root.check(document, null, found);
    return new Report(
        List.copyOf(found.faults), List.copyOf(found.unknown), List.copyOf(found.relative));
  }

  private static final class Found {
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> relative = new ArrayList<>();

    void fault(@Nullable Place at, String why) {
      faults.add(new Fault(Place.pointer(at), why));
    }
  }

  /// A place in the document, of which a pointer is made only when there is something to say of it.
  ///
  /// @param within null for the whole document
  /// @param name of a member; empty for an entry of a list
  /// @param index of an entry
  private record Place(@Nullable Place within, String name, int index) {
    static String pointer(@Nullable Place at) {
      if (at == null) return "";
      String last = at.index < 0 ? escaped(at.name) : String.valueOf(at.index);
      return pointer(at.within) + "/" + last;
    }
  }

  /// The names of the members that an object may have, such as `details`; of the whole document
  /// where no name is given.
  public Set<String> members(String... path) {
    Rule rule = root;
    for (String name : path) {
      Rule next = rule.properties.get(name);
      if (next == null) return Set.of();
      rule = next;
      while (rule.properties.isEmpty() && !rule.allOf.isEmpty()) rule = rule.allOf.getFirst();
    }
    return Set.copyOf(rule.properties.keySet());
  }

  /// One schema within the schema.
  private static final class Rule {
    private final Set<String> types = new HashSet<>();
    private final Map<String, Rule> properties = new LinkedHashMap<>();
    private final Map<Pattern, Rule> patternProperties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final List<Rule> allOf = new ArrayList<>();
    private final List<Rule> anyOf = new ArrayList<>();
    private final List<Rule> oneOf = new ArrayList<>();
    private boolean closed;
    private Set<JsonNode> allowed = Set.of();
    private @Nullable Pattern pattern;
    private final Set<String> matched = ConcurrentHashMap.newKeySet();
    private @Nullable Rule items;
    private boolean dateTime;
    private boolean uri;
    private boolean unique;
    private int minItems;
    private int maxItems = Integer.MAX_VALUE;

    void check(JsonNode node, @Nullable Place at, Found found) {
      if (!types.isEmpty() && !isOf(node)) {
        found.fault(at, named() + " is due");
        return;
      }
      if (!allowed.isEmpty() && !allowed.contains(node))
        found.fault(at, shown(node) + " is none of " + cut(allowed.toString().replace(", ", ",")));
      if (node.isTextual()) text(node.asText(), at, found);
      if (node.isArray()) array(node, at, found);
      if (node.isObject()) object(node, at, found);
      for (Rule rule : allOf) rule.check(node, at, found);
      if (!anyOf.isEmpty()) some(anyOf, node, at, found);
      if (!oneOf.isEmpty()) some(oneOf, node, at, found);
    }

    private void text(String text, @Nullable Place at, Found found) {
      // A pattern that is matched against a very long text would overflow the stack.
      if (pattern != null && !matches(pattern, text))
        found.fault(at, "“" + cut(text) + "” is malformed");
      if (uri && !SCHEME.matcher(text).find()) found.relative.add(Place.pointer(at));
      if (!dateTime || DateTimes.isUsual(text)) return;
      try {
        int year = OffsetDateTime.parse(text).getYear();
        if (year < 1 || year > 9_999)
          found.fault(at, "“" + cut(text) + "” lies in no year from 1 to 9999");
      } catch (DateTimeException e) {
        found.fault(at, "“" + cut(text) + "” is no date with a time and an offset");
      }
    }

    /// Documents name the same things again and again, and matching takes its time.
    private boolean matches(Pattern pattern, String text) {
      if (text.length() > PATTERN_MAX) return false;
      if (matched.contains(text)) return true;
      if (!pattern.matcher(text).find()) return false;
      if (matched.size() < MATCHED_MAX) matched.add(text);
      return true;
    }

    private void array(JsonNode node, @Nullable Place at, Found found) {
      if (node.size() < minItems) found.fault(at, "at least " + minItems + " is due");
      if (node.size() > maxItems) found.fault(at, "at most " + maxItems + " may be");
      if (unique) {
        var seen = new HashSet<JsonNode>();
        for (JsonNode one : node) if (!seen.add(one)) found.fault(at, shown(one) + " stands twice");
      }
      if (items != null)
        for (int i = 0; i < node.size(); i++) items.check(node.get(i), new Place(at, "", i), found);
    }

    private void object(JsonNode node, @Nullable Place at, Found found) {
      for (String name : required)
        if (!node.has(name)) found.fault(new Place(at, name, -1), "it is missing");
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        var place = new Place(at, member.getKey(), -1);
        boolean known = false;
        Rule rule = properties.get(member.getKey());
        if (rule != null) {
          known = true;
          rule.check(member.getValue(), place, found);
        }
        for (Map.Entry<Pattern, Rule> one : patternProperties.entrySet())
          if (one.getKey().matcher(member.getKey()).find()) {
            known = true;
            one.getValue().check(member.getValue(), place, found);
          }
        if (!known && closed) found.unknown.add(Place.pointer(place));
      }
    }

    /// In these schemas at most one of several can hold, so "one of" is "any of". Where none does,
    /// the faults of the first that is of the right type say most.
    private static void some(List<Rule> rules, JsonNode node, @Nullable Place at, Found found) {
      List<Fault> told = List.of();
      for (Rule rule : rules) {
        var these = new Found();
        rule.check(node, at, these);
        if (these.faults.isEmpty()) {
          found.unknown.addAll(these.unknown);
          found.relative.addAll(these.relative);
          return;
        }
        if (told.isEmpty()) told = these.faults;
      }
      found.faults.addAll(told);
    }

    private boolean isOf(JsonNode node) {
      return switch (node.getNodeType()) {
        case STRING -> types.contains("string");
        case BOOLEAN -> types.contains("boolean");
        case NULL -> types.contains("null");
        case OBJECT -> types.contains("object");
        case ARRAY -> types.contains("array");
        case NUMBER ->
            types.contains("number") || (types.contains("integer") && node.isIntegralNumber());
        default -> false;
      };
    }

    private String named() {
      var names = new ArrayList<String>();
      for (String type : types)
        names.add(
            switch (type) {
              case "string" -> "a text";
              case "boolean" -> "true or false";
              case "null" -> "null";
              case "object" -> "an object";
              case "array" -> "a list";
              case "integer" -> "a whole number";
              default -> "a number";
            });
      return String.join(" or ", names.stream().sorted().toList());
    }
  }

  private static String shown(JsonNode node) {
    return cut(node.toString());
  }

  private static String cut(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /// Reads a schema; a definition that is named twice is read once, and may name itself.
  private static final class Compiler {
    private final JsonNode whole;
    private final Map<String, Rule> definitions = new HashMap<>();

    Compiler(JsonNode whole) {
      this.whole = whole;
    }

    Rule rule(JsonNode schema) {
      JsonNode ref = schema.get("$ref");
      if (ref != null) return definition(ref.asText().substring("#/definitions/".length()));
      var rule = new Rule();
      fill(rule, schema);
      return rule;
    }

    private Rule definition(String name) {
      Rule known = definitions.get(name);
      if (known != null) return known;
      var rule = new Rule();
      definitions.put(name, rule);
      JsonNode schema =
          Objects.requireNonNull(whole.get("definitions").get(name), "no definition " + name);
      if (schema.has("$ref")) rule.allOf.add(rule(schema));
      else fill(rule, schema);
      return rule;
    }

    private void fill(Rule rule, JsonNode schema) {
      for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
        JsonNode value = keyword.getValue();
        switch (keyword.getKey()) {
          case "type" -> {
            if (value.isArray()) for (JsonNode type : value) rule.types.add(type.asText());
            else rule.types.add(value.asText());
          }
          case "properties" ->
              value
                  .properties()
                  .forEach(one -> rule.properties.put(one.getKey(), rule(one.getValue())));
          case "patternProperties" ->
              value
                  .properties()
                  .forEach(one ->
                      rule.patternProperties.put(
                          Pattern.compile(one.getKey()), rule(one.getValue())));
          case "additionalProperties" -> rule.closed = value.isBoolean() && !value.asBoolean();
          case "required" -> value.forEach(name -> rule.required.add(name.asText()));
          case "items" -> rule.items = rule(value);
          case "allOf" -> value.forEach(one -> rule.allOf.add(rule(one)));
          case "anyOf" -> value.forEach(one -> rule.anyOf.add(rule(one)));
          case "oneOf" -> value.forEach(one -> rule.oneOf.add(rule(one)));
          case "enum" -> {
            rule.allowed = new LinkedHashSet<>();
            value.forEach(rule.allowed::add);
          }
          case "pattern" -> rule.pattern = Pattern.compile(value.asText());
          case "format" -> {
            rule.dateTime = value.asText().equals("date-time");
            rule.uri = value.asText().equals("uri");
          }
          case "minItems" -> rule.minItems = value.asInt();
          case "maxItems" -> rule.maxItems = value.asInt();
          case "uniqueItems" -> rule.unique = value.asBoolean();
          default -> {
            if (!WITHOUT_EFFECT.contains(keyword.getKey()))
              throw new IllegalArgumentException("unknown keyword " + keyword.getKey());
          }
        }
      }
    }
  }
}
