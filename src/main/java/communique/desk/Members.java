package communique.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import communique.platform.Json;
import communique.platform.Near;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Slug;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The members of a JSON object, read strictly: what is not known, or of another type than it has
/// to be, is refused and never guessed at. Every reason is gathered in [#refusals()]; what a method
/// returns for a member that was refused is empty.
final class Members {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final int ITEMS_MAX = 200;

  private final JsonNode node;
  private final String place;
  private final Refusals refusals;

  private Members(JsonNode node, String place, Refusals refusals, List<String> known) {
    this.node = node;
    this.place = place;
    this.refusals = refusals;
    node.fieldNames()
        .forEachRemaining(name -> {
          if (known.contains(name)) return;
          // A name of somebody's choice may be anything; only a plain one makes a place.
          String at = PLAIN.matcher(name).matches() ? at(name) : place;
          if (known.isEmpty()) refusals.when(true, at, "json.empty", Slug.shown(name));
          else unknown(at, name, known);
        });
  }

  private void unknown(String at, String name, List<String> known) {
    String near = Near.of(name, known).orElse("");
    String key = near.isEmpty() ? "json.unknown" : "json.misspelt";
    refusals.when(true, at, key, Slug.shown(name), String.join(", ", known), near);
  }

  /// Reads a body that has to be one JSON object in UTF-8 (RFC 8259 §8.1, RFC 7493 §2.3); an empty
  /// body counts as an empty object.
  static Outcome<Members> read(byte[] body, List<String> known) {
    JsonNode node;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      node = text.isBlank() ? JsonNodeFactory.instance.objectNode() : Json.MAPPER.readTree(text);
    } catch (CharacterCodingException e) {
      return Outcome.refused("", "json.malformed", "it is not UTF-8");
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      String line =
          where == null
              ? ""
              : "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": ";
      String why = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
      return Outcome.refused(
          "", "json.malformed", line + Slug.shown(why.replaceFirst(" \\(start marker.*", "")));
    }
    if (!node.isObject()) return Outcome.refused("", "json.malformed", "it is not an object");
    return Outcome.done(new Members(node, "", new Refusals(), known));
  }

  Refusals refusals() {
    return refusals;
  }

  /// The place of a member, as refusals name it.
  String place(String name) {
    return at(name);
  }

  boolean has(String name) {
    return node.has(name);
  }

  /// A text; empty where there is none.
  String text(String name) {
    JsonNode value = node.get(name);
    if (value == null) return "";
    refusals.when(!value.isTextual(), at(name), "json.type", name, "a text");
    return value.isTextual() ? value.textValue() : "";
  }

  /// True or false; false where it is not said.
  boolean flag(String name) {
    JsonNode value = node.get(name);
    if (value == null) return false;
    refusals.when(!value.isBoolean(), at(name), "json.type", name, "true or false");
    return value.booleanValue();
  }

  /// A day; null where there is none.
  @Nullable LocalDate day(String name) {
    String text = text(name);
    if (text.isEmpty()) return null;
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      refusals.when(true, at(name), "date.malformed", Slug.shown(text));
      return null;
    }
  }

  /// A day that must be given; null where it was refused.
  @Nullable LocalDate required(String name) {
    refusals.when(text(name).isEmpty(), at(name), "json.type", name, "a day such as 2026-11-20");
    return day(name);
  }

  /// A slug that must be given.
  String slug(String name) {
    String slug = text(name);
    refusals.with(Slug.checked(at(name), slug));
    return slug;
  }

  /// A list of texts; empty where there is none.
  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (JsonNode item : items(name, "a list of texts")) {
      refusals.when(
          !item.isTextual(), at(name) + "." + texts.size(), "json.type", name, "a list of texts");
      texts.add(item.isTextual() ? item.textValue() : "");
    }
    return List.copyOf(texts);
  }

  /// An object whose members are all texts, in the order in which they stand.
  Map<String, String> textMap(String name) {
    JsonNode value = node.get(name);
    var texts = new LinkedHashMap<String, String>();
    if (value == null) return texts;
    boolean fits = value.isObject() && value.size() <= ITEMS_MAX;
    refusals.when(!fits, at(name), "json.type", name, "an object that holds texts");
    if (!fits) return texts;
    value
        .properties()
        .forEach(entry -> {
          boolean isText = entry.getValue().isTextual();
          refusals.when(!isText, at(name), "json.type", name, "an object that holds texts");
          if (isText) texts.put(entry.getKey(), entry.getValue().textValue());
        });
    return texts;
  }

  /// A list of objects, each with the members that are known of it.
  List<Members> objects(String name, List<String> known) {
    var objects = new ArrayList<Members>();
    int i = 0;
    for (JsonNode item : items(name, "a list of objects")) {
      String at = at(name) + "." + i++;
      refusals.when(!item.isObject(), at, "json.type", name, "a list of objects");
      if (item.isObject()) objects.add(new Members(item, at, refusals, known));
    }
    return objects;
  }

  /// A member that is an object with the members that are known of it; null where it is none.
  @Nullable Members object(String name, List<String> known) {
    JsonNode value = node.get(name);
    return value == null || !value.isObject()
        ? null
        : new Members(value, at(name), refusals, known);
  }

  /// A member that is a text, or an object that holds texts: the text stands under the empty name.
  Map<String, String> either(String name) {
    JsonNode value = node.get(name);
    if (value != null && value.isObject()) return textMap(name);
    return Map.of("", value == null || value.isNull() ? "" : text(name));
  }

  /// A list of such.
  List<Map<String, String>> eithers(String name) {
    var all = new ArrayList<Map<String, String>>();
    for (JsonNode item : items(name, "a list of texts or objects")) {
      var one = JsonNodeFactory.instance.objectNode().set(name, item);
      all.add(new Members(one, place, refusals, List.of(name)).either(name));
    }
    return all;
  }

  /// An object with the members that are known of it; null where there is none.
  @Nullable Members part(String name, List<String> known) {
    JsonNode value = node.get(name);
    if (value == null) return null;
    refusals.when(!value.isObject(), at(name), "json.type", name, "an object");
    return value.isObject() ? new Members(value, at(name), refusals, known) : null;
  }

  /// An object of objects by names of the author's choice, each with the members that are known.
  Map<String, Members> objectMap(String name, List<String> known) {
    var objects = new LinkedHashMap<String, Members>();
    JsonNode value = node.get(name);
    if (value == null) return objects;
    boolean fits = value.isObject() && value.size() <= ITEMS_MAX;
    refusals.when(!fits, at(name), "json.type", name, "an object that holds objects");
    if (!fits) return objects;
    for (var entry : value.properties()) {
      boolean isObject = entry.getValue().isObject();
      String at =
          PLAIN.matcher(entry.getKey()).matches() ? at(name) + "." + entry.getKey() : at(name);
      refusals.when(!isObject, at, "json.type", name, "an object that holds objects");
      if (isObject) objects.put(entry.getKey(), new Members(entry.getValue(), at, refusals, known));
    }
    return objects;
  }

  private Iterable<JsonNode> items(String name, String type) {
    JsonNode value = node.get(name);
    if (value == null) return List.of();
    boolean fits = value.isArray() && value.size() <= ITEMS_MAX;
    refusals.when(
        !fits, at(name), "json.type", name, type + " with " + ITEMS_MAX + " items at most");
    return fits ? value : List.of();
  }

  /// The place of a member, as refusals name it.
  String at(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
