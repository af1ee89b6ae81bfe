package communique.desk;

import communique.language.Locales;
import communique.record.EngagementKind;
import communique.record.EngagementStated;
import communique.record.EngagementStated.Who;
import communique.record.EngagementStatus;
import communique.record.Slug;
import communique.record.TagKind;
import communique.record.When;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What is said of an engagement, as JSON has it: front matter's names in camel case.
final class EngagementMembers {
  static final List<String> MEMBERS =
      List.of("slug", "kind", "title", "titles", "when", "place", "participants", "status");

  private static final List<String> WHEN = List.of("edtf", "zone", "words");

  private EngagementMembers() {}

  /// @param slug of the engagement where the address says it; empty where the members do
  /// @param locale a BCP 47 tag, that a `title` is in
  static EngagementStated read(Members members, String slug, String locale) {
    String kind = members.text("kind");
    String status = members.text("status");
    members
        .refusals()
        .when(
            !kind.isEmpty() && EngagementKind.read(kind).isEmpty(),
            members.place("kind"),
            "engagement.kind",
            Slug.shown(kind),
            EngagementKind.all())
        .when(
            !status.isEmpty() && EngagementStatus.read(status).isEmpty(),
            members.place("status"),
            "engagement.status",
            Slug.shown(status),
            EngagementStatus.all());
    Map<String, String> titles = canonical(members.textMap("titles"));
    if (members.has("title")) titles.put(locale, members.text("title"));
    return new EngagementStated(
        slug.isEmpty() ? members.text("slug") : slug,
        EngagementKind.read(kind).orElse(null),
        titles,
        members.has("when") ? when(members) : null,
        members.has("place") ? place(members.either("place")) : null,
        members.has("participants")
            ? members.eithers("participants").stream().map(EngagementMembers::who).toList()
            : null,
        EngagementStatus.read(status).orElse(null));
  }

  private static When when(Members members) {
    Members inner = members.object("when", WHEN);
    return inner == null
        ? new When(members.text("when"), "", Map.of())
        : new When(inner.text("edtf"), inner.text("zone"), canonical(inner.textMap("words")));
  }

  private static Who place(Map<String, String> said) {
    String slug = said.getOrDefault("", "");
    if (!said.containsKey("")) return Who.named(canonical(said));
    return slug.isEmpty() ? Who.NOBODY : Who.tag(TagKind.PLACE, slug);
  }

  private static Who who(Map<String, String> said) {
    return said.containsKey("") ? Who.somebody(said.getOrDefault("", "")) : Who.of(said);
  }

  /// Texts under canonical language tags; what is no tag is left for the record to refuse.
  private static Map<String, String> canonical(Map<String, String> texts) {
    var canonical = new LinkedHashMap<String, String>();
    texts.forEach((tag, text) ->
        canonical.put(Locales.read(tag).map(Locale::toLanguageTag).orElse(tag), text));
    return canonical;
  }

  /// The same as it may be sent.
  static Map<String, Object> members(EngagementStated stated) {
    var members = new LinkedHashMap<String, Object>();
    members.put("slug", stated.slug());
    if (stated.kind() != null) members.put("kind", stated.kind().slug());
    if (!stated.titles().isEmpty()) members.put("titles", new TreeMap<>(stated.titles()));
    if (stated.when() != null) members.put("when", members(stated.when()));
    if (stated.where() != null)
      members.put(
          "place",
          stated.where().words().isEmpty() ? stated.where().slug() : stated.where().words());
    if (stated.participants() != null)
      members.put(
          "participants", stated.participants().stream().map(EngagementMembers::one).toList());
    if (stated.status() != null) members.put("status", stated.status().slug());
    return members;
  }

  private static Object members(When when) {
    if (when.zone().isEmpty() && when.words().isEmpty()) return when.edtf();
    var members = new LinkedHashMap<String, Object>();
    members.put("edtf", when.edtf());
    if (!when.zone().isEmpty()) members.put("zone", when.zone());
    if (!when.words().isEmpty()) members.put("words", new TreeMap<>(when.words()));
    return members;
  }

  private static Object one(Who who) {
    return who.kind() == null && who.words().isEmpty() ? who.slug() : new TreeMap<>(who.names());
  }
}
