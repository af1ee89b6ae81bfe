package communique.desk;

import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.Described;
import communique.record.EngagementStated;
import communique.record.Kind;
import communique.record.Publish;
import communique.record.Slug;
import communique.record.TagKind;
import communique.record.UpdateType;
import communique.text.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a draft says. It may lack what a publication needs.
///
/// @param original whether it begins its announcement in a locale other than the newsroom's default
/// @param kind null for the announcement's own
/// @param updateType null for major
/// @param tags the kinds of tags that it states; a kind that is not named stays as it is
/// @param engagements what it tells of engagements
/// @param attachments what it says of its files and films; null where those of the newest edition
///   stay as they were, but for what was done to its files since
record Draft(
    boolean original,
    @Nullable Kind kind,
    String title,
    String summary,
    @Nullable UpdateType updateType,
    String changeNote,
    Map<TagKind, List<String>> tags,
    List<EngagementStated> engagements,
    @Nullable List<Described> attachments,
    String body) {
  /// Front matter's names in camel case, and the body; slug and locale are the address's.
  static final List<String> MEMBERS =
      List.of(
          "slug",
          "locale",
          "original",
          "kind",
          "title",
          "summary",
          "updateType",
          "changeNote",
          "organisations",
          "people",
          "roles",
          "places",
          "topics",
          "engagements",
          "attachments",
          "body");

  Draft {
    tags = new TreeMap<>(tags);
    engagements = List.copyOf(engagements);
    attachments = attachments == null ? null : List.copyOf(attachments);
  }

  /// What is said about a publication when it is asked for; empty or null for what the draft says.
  record Publication(@Nullable UpdateType updateType, String changeNote) {}

  /// Reads what was sent for `slug` in `locale`.
  static Outcome<Draft> read(byte[] json, String slug, String locale) {
    return Members.read(json, MEMBERS).then(members -> read(members, slug, locale));
  }

  private static Outcome<Draft> read(Members members, String slug, String locale) {
    same(members, "slug", slug);
    same(members, "locale", locale);
    String kind = members.text("kind");
    members
        .refusals()
        .when(
            !kind.isEmpty() && Kind.read(kind).isEmpty(),
            "kind",
            "kind.unknown",
            Slug.shown(kind),
            Kind.all());
    var tags = new TreeMap<TagKind, List<String>>();
    for (TagKind tagKind : TagKind.values())
      if (members.has(tagKind.plural())) tags.put(tagKind, members.texts(tagKind.plural()));
    var draft =
        new Draft(
            members.flag("original"),
            Kind.read(kind).orElse(null),
            members.text("title"),
            members.text("summary"),
            updateType(members),
            members.text("changeNote"),
            tags,
            members.objects("engagements", EngagementMembers.MEMBERS).stream()
                .map(one -> EngagementMembers.read(one, "", locale))
                .toList(),
            members.has("attachments") ? described(members) : null,
            members.text("body"));
    return members.refusals().or(draft);
  }

  private static List<Described> described(Members members) {
    List<Described> described =
        members.objects("attachments", Described.FIELDS).stream()
            .map(one -> Described.of(one::text, one::flag))
            .toList();
    Described.lines(members.refusals(), "attachments", described);
    return described;
  }

  /// Reads the member `updateType`; null where there is none.
  static @Nullable UpdateType updateType(Members members) {
    String type = members.text("updateType");
    members
        .refusals()
        .when(
            !type.isEmpty() && UpdateType.read(type).isEmpty(),
            "updateType",
            "update-type.unknown",
            Slug.shown(type));
    return UpdateType.read(type).orElse(null);
  }

  /// Reads what [#json()] wrote.
  static Draft stored(String json) {
    return switch (read(json.getBytes(StandardCharsets.UTF_8), "", "")) {
      case Outcome.Done<Draft> done -> done.value();
      case Outcome.Refused<Draft> refused ->
          throw new IllegalStateException("a stored draft cannot be read: " + refused);
    };
  }

  /// Itself as it may be sent: what it does not say is left out.
  Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    if (original) members.put("original", true);
    if (kind != null) members.put("kind", kind.slug());
    if (!title.isEmpty()) members.put("title", title);
    if (!summary.isEmpty()) members.put("summary", summary);
    if (updateType != null) members.put("updateType", updateType.slug());
    if (!changeNote.isEmpty()) members.put("changeNote", changeNote);
    tags.forEach((tagKind, slugs) -> members.put(tagKind.plural(), slugs));
    if (!engagements.isEmpty())
      members.put("engagements", engagements.stream().map(EngagementMembers::members).toList());
    if (attachments != null)
      members.put("attachments", attachments.stream().map(Described::members).toList());
    if (!body.isEmpty()) members.put("body", body);
    return members;
  }

  String json() {
    return Json.write(members());
  }

  /// The names of the members in which it differs from what was there before.
  List<String> differences(Draft before) {
    Map<String, Object> mine = members();
    Map<String, Object> others = before.members();
    var names = new ArrayList<String>();
    for (String name : MEMBERS)
      if (!Objects.equals(mine.get(name), others.get(name))) names.add(name);
    return names;
  }

  /// The command that publishes it with some attachments.
  Publish publish(String slug, Locale locale, Publication how, List<Attachment> attached) {
    UpdateType type = how.updateType() != null ? how.updateType() : updateType;
    return new Publish(
        slug,
        locale,
        original,
        kind,
        new Content(title, summary, new Body(Body.Dialect.GOVSPEAK, body), attached, ""),
        type == null ? UpdateType.MAJOR : type,
        how.changeNote().isEmpty() ? changeNote : how.changeNote(),
        tags,
        false,
        engagements);
  }

  private static void same(Members members, String name, String due) {
    String given = members.text(name);
    members
        .refusals()
        .when(!given.isEmpty() && !given.equals(due), name, "path.differs", Slug.shown(given), due);
  }
}
