package communique.importing;

import communique.importing.Fields.Either;
import communique.platform.Refusals;
import communique.record.EngagementKind;
import communique.record.EngagementStated;
import communique.record.EngagementStated.Who;
import communique.record.EngagementStatus;
import communique.record.Slug;
import communique.record.TagKind;
import communique.record.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads engagements as front matter and a file of engagements write them.
final class EngagementFields {
  private static final List<String> FIELDS =
      List.of("slug", "kind", "title", "titles", "when", "place", "participants", "status");

  private EngagementFields() {}

  /// @param locale that a `title` is in
  static List<EngagementStated> list(List<Fields> entries, Locale locale, Refusals refusals) {
    return entries.stream().map(entry -> one(entry, locale, refusals)).toList();
  }

  private static EngagementStated one(Fields fields, Locale locale, Refusals refusals) {
    fields.only(FIELDS);
    String kind = fields.text("kind");
    refusals.when(
        !kind.isEmpty() && EngagementKind.read(kind).isEmpty(),
        fields.at("kind"),
        "engagement.kind",
        Slug.shown(kind),
        EngagementKind.all());
    String status = fields.text("status");
    refusals.when(
        !status.isEmpty() && EngagementStatus.read(status).isEmpty(),
        fields.at("status"),
        "engagement.status",
        Slug.shown(status),
        EngagementStatus.all());
    Map<String, String> titles = new HashMap<>(fields.textMap("titles"));
    if (fields.has("title")) titles.put(locale.toLanguageTag(), fields.text("title"));
    return new EngagementStated(
        fields.text("slug"),
        EngagementKind.read(kind).orElse(null),
        titles,
        fields.has("when") ? when(fields.either("when")) : null,
        fields.has("place") ? place(fields.either("place")) : null,
        fields.has("participants") ? participants(fields.eithers("participants")) : null,
        EngagementStatus.read(status).orElse(null));
  }

  private static When when(Either either) {
    Fields fields = either.fields();
    if (fields == null) return new When(either.text(), "", Map.of());
    fields.only(List.of("edtf", "zone", "words"));
    return new When(fields.text("edtf"), fields.text("zone"), fields.textMap("words"));
  }

  private static Who place(Either either) {
    Fields fields = either.fields();
    if (fields != null) return Who.named(fields.all());
    return either.text().isEmpty() ? Who.NOBODY : Who.tag(TagKind.PLACE, either.text());
  }

  private static List<Who> participants(List<Either> all) {
    var participants = new ArrayList<Who>();
    for (Either one : all) {
      Fields fields = one.fields();
      participants.add(fields == null ? Who.somebody(one.text()) : Who.of(fields.all()));
    }
    return participants;
  }
}
