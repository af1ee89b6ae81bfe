package communique.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.platform.DateTimes;
import communique.platform.Json;
import communique.platform.JsonSchema;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Slug;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The fields of a content item whose shape is right.
///
/// @param item as it came, without what its schema has no place for
/// @param besides what its schema has no place for, by its JSON Pointer
record ContentItemFields(Sort sort, ObjectNode item, Map<String, JsonNode> besides) {
  /// What becomes of a kind of item here.
  enum Sort {
    ANNOUNCEMENT,
    ADDRESS,
    TAG,
    OTHER;

    static Sort of(String schema) {
      return switch (schema) {
        case "news_article", "speech", "fatality_notice", "case_study", "statistics_announcement" ->
            ANNOUNCEMENT;
        case "gone", "redirect" -> ADDRESS;
        case "organisation", "worldwide_organisation", "role", "person", "topical_event" -> TAG;
        default -> OTHER;
      };
    }
  }

  /// Fields that have a counterpart here; of links, those with their standing furniture.
  private static final Set<String> COUNTERPARTS =
      Set.of(
          ("base_path content_id title description details document_type schema_name links locale first_published_at"
                  + " public_updated_at updated_at withdrawn_notice redirects"
                  + " details.body details.change_history details.emphasised_organisations details.image details.images"
                  + " details.attachments details.explanation details.social_media_links"
                  + " details.delivered_on details.location details.display_date details.state"
                  + " details.cancellation_reason"
                  + " links.organisations links.worldwide_organisations links.lead_organisations"
                  + " links.emphasised_organisations links.people links.speaker links.roles links.world_locations"
                  + " links.taxons links.policy_areas links.topical_events links.role_appointments"
                  + " links.available_translations links.ordered_parent_organisations"
                  + " links.ordered_successor_organisations links.superseding_organisations")
              .split(" "));

  private static final Set<String> OF_LINKS =
      Set.of(
          "content_id",
          "title",
          "locale",
          "base_path",
          "api_path",
          "api_url",
          "web_url",
          "document_type",
          "schema_name");

  /// Of persons no schema was published by itself; what is needed of one is asked for here.
  private static final List<String> OF_ANY = List.of("base_path", "content_id", "title", "locale");

  private static final int POINTER_MAX = 200;

  /// Checks the shape of an item.
  ///
  /// @param plain whether every character of it is known to be one that may be stored
  static Outcome<ContentItemFields> of(JsonNode json, boolean plain) {
    String schema = json.path("schema_name").asText();
    if (!json.isObject() || schema.isEmpty())
      return Outcome.refused("schema_name", "import.no-item");
    Sort sort = Sort.of(schema);
    if (sort == Sort.OTHER) {
      String words = Slug.shown(schema.replace('_', ' '));
      boolean vowel = "aeiou".indexOf(words.charAt(0)) >= 0;
      return Outcome.refused(
          "schema_name", "import.not-announcement", (vowel ? "an " : "a ") + words);
    }
    var refusals = new Refusals();
    new Characters(refusals, plain).check(json, "");
    ObjectNode item = (ObjectNode) json;
    var besides = new LinkedHashMap<String, JsonNode>();
    if (schema.equals("person")) {
      for (String name : OF_ANY)
        refusals.when(!json.path(name).isTextual(), name, "import.shape", schema, "a text is due");
    } else {
      var report = schema(schema).check(json);
      for (var fault : report.faults())
        refusals.when(true, place(fault.pointer()), "import.shape", schema, fault.why());
      for (String pointer : report.unknown())
        if (!json.at(pointer).isMissingNode()) besides.put(pointer, json.at(pointer));
      if (!besides.isEmpty()) item = item.deepCopy();
      // The inmost first, so that no pointer leads into what is gone.
      for (String pointer : List.copyOf(besides.keySet()).reversed()) remove(item, pointer);
    }
    return refusals.or(new ContentItemFields(sort, item, besides));
  }

  /// A text, or empty.
  String text(String pointer) {
    return item.at(pointer).asText("");
  }

  /// A date with a time, or null.
  @Nullable Instant instant(String pointer) {
    String text = text(pointer);
    return text.isEmpty() || text.equals("null") ? null : DateTimes.instant(text);
  }

  JsonNode links(String type) {
    return item.path("links").path(type);
  }

  /// When its source says that it last changed it.
  @Nullable Instant updatedAt() {
    return instant("/updated_at");
  }

  /// The names of the fields that have no counterpart here, without the numbers of list entries.
  Set<String> kept() {
    var names = new TreeSet<String>();
    for (Map.Entry<String, JsonNode> member : item.properties()) {
      String name = member.getKey();
      if (name.equals("details"))
        member.getValue().fieldNames().forEachRemaining(inner -> add(names, "details." + inner));
      else if (name.equals("links")) links(names, member.getValue());
      else add(names, name);
    }
    for (String pointer : besides.keySet())
      names.add(place(pointer).replaceAll("\\.\\d+(?=\\.|$)", ""));
    return names;
  }

  private static void links(Set<String> names, JsonNode links) {
    for (Map.Entry<String, JsonNode> type : links.properties()) {
      String name = "links." + type.getKey();
      add(names, name);
      for (JsonNode link : type.getValue())
        for (Map.Entry<String, JsonNode> field : link.properties())
          if (!OF_LINKS.contains(field.getKey())
              && !(field.getValue().isEmpty() && field.getValue().isContainerNode()))
            names.add(name + "." + Slug.shown(field.getKey()));
    }
  }

  private static void add(Set<String> names, String name) {
    if (!COUNTERPARTS.contains(name)) names.add(Slug.shown(name));
  }

  /// What is kept of it, as JSON: the item without what stands elsewhere in the edition, and what
  /// has no place in it.
  ///
  /// @param without pointers of members of the item, or of its details
  String keptJson(Set<String> without) {
    ObjectNode rest = item.objectNode();
    rest.setAll(item);
    if (item.path("details") instanceof ObjectNode details) {
      ObjectNode copy = item.objectNode();
      copy.setAll(details);
      rest.set("details", copy);
    }
    for (String pointer : without) remove(rest, pointer);
    var kept = new LinkedHashMap<String, Object>();
    if (!besides.isEmpty()) kept.put("besides", besides);
    kept.put("govuk", rest);
    return Json.write(kept);
  }

  /// The same, with the tags that its links became, by their content ids.
  static String keptJson(String kept, Map<String, String> tags) {
    return tags.isEmpty()
        ? kept
        : kept.substring(0, kept.length() - 1) + ",\"tags\":" + Json.write(tags) + "}";
  }

  private static void remove(ObjectNode item, String pointer) {
    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    if (item.at(pointer.substring(0, slash)) instanceof ObjectNode parent) parent.remove(name);
  }

  /// A pointer as a place: `details.images.0.url`.
  private static String place(String pointer) {
    String place = pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
    return Slug.shown(place.length() > POINTER_MAX ? place.substring(0, POINTER_MAX) : place);
  }

  private static JsonSchema schema(String name) {
    return JsonSchema.of("/govuk/" + name + ".frontend.schema.json");
  }

  /// Looks for what no database and no page takes, wherever it stands.
  ///
  /// @param plain whether every text is known to be well
  private record Characters(Refusals refusals, boolean plain) {
    void check(JsonNode node, String at) {
      switch (node.getNodeType()) {
        case STRING -> text(node.asText(), at);
        case NUMBER ->
            refusals.when(
                node.isFloatingPointNumber() && Double.isInfinite(node.doubleValue()),
                place(at),
                "import.number",
                Slug.shown(node.asText()));
        case OBJECT -> {
          for (Map.Entry<String, JsonNode> member : node.properties()) {
            text(member.getKey(), at);
            // Where all is well, no place is put together.
            if (!isPlain(member.getValue())) check(member.getValue(), at + "/" + member.getKey());
          }
        }
        case ARRAY -> {
          for (int i = 0; i < node.size(); i++)
            if (!isPlain(node.get(i))) check(node.get(i), at + "/" + i);
        }
        default -> {}
      }
    }

    private boolean isPlain(JsonNode node) {
      return switch (node.getNodeType()) {
        case STRING -> isPlain(node.asText());
        case NUMBER -> node.isIntegralNumber();
        case OBJECT -> {
          for (Map.Entry<String, JsonNode> member : node.properties())
            if (!isPlain(member.getKey()) || !isPlain(member.getValue())) yield false;
          yield true;
        }
        case ARRAY -> {
          for (JsonNode one : node) if (!isPlain(one)) yield false;
          yield true;
        }
        default -> true;
      };
    }

    private boolean isPlain(String text) {
      if (plain) return true;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == 0 || Character.isSurrogate(c)) return false;
      }
      return true;
    }

    private void text(String text, String at) {
      if (isPlain(text)) return;
      refusals.when(text.indexOf(0) >= 0, place(at), "text.control", "U+0000");
      boolean half = text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff);
      refusals.when(half, place(at), "text.surrogate");
    }
  }
}
