package communique.importing;

import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.DefineEngagement;
import communique.record.EngagementStated;
import communique.record.Newsroom;
import communique.record.Origin;
import communique.record.Slug;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an export of ours holds beside announcements and tags: what was said of engagements by
/// itself, and the old addresses of what was imported.
final class OtherLists {
  private static final Pattern ORIGINS = Pattern.compile("origins-\\d+\\.yaml");
  private static final Pattern ENGAGEMENTS = Pattern.compile("\\d+\\.yaml");
  private static final List<String> ORIGIN =
      List.of("address", "digest", "what", "path", "locale", "to", "stated", "kept", "edition");

  private OtherLists() {}

  static boolean isOne(Path file) {
    return ORIGINS.matcher(String.valueOf(file.getFileName())).matches() || isOfEngagements(file);
  }

  private static boolean isOfEngagements(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null
        && String.valueOf(folder.getFileName()).equals("engagements")
        && ENGAGEMENTS.matcher(String.valueOf(file.getFileName())).matches();
  }

  static void read(Path file, String yaml, Newsroom newsroom, Source.Taker taker) {
    var refusals = new Refusals();
    var items = new ArrayList<Item>();
    Optional<Fields> root = Fields.read("yaml", yaml, 0, refusals);
    String list = isOfEngagements(file) ? "engagements" : "origins";
    if (root.isPresent())
      for (Fields fields : root.get().only(List.of(list)).list(list))
        items.add(
            list.equals("origins")
                ? origin(file, fields, newsroom, refusals)
                : engagement(file, fields, newsroom, refusals));
    if (refusals.none()) items.forEach(taker::take);
    else taker.broken("", refusals.all());
  }

  /// An origin as an export writes it; its `n` is the number of the edition that it became.
  static Origin origin(Fields fields, String documentId, Newsroom newsroom, Refusals refusals) {
    fields.only(ORIGIN);
    String what = fields.text("what");
    Optional<Origin.What> is = Origin.What.read(what);
    refusals.when(is.isEmpty(), fields.at("what"), "origin.what", Slug.shown(what));
    for (String due : List.of("address", "digest", "path", "locale"))
      refusals.when(
          fields.text(due).isEmpty(), fields.at(due), "yaml.type", due, "text, which is missing");
    String number = fields.text("edition");
    return new Origin(
        fields.text("address"),
        fields.text("digest"),
        number.matches("[0-9]{1,9}") ? Long.parseLong(number) : 0,
        is.orElse(Origin.What.GONE),
        fields.text("path"),
        documentId,
        fields.text("locale"),
        fields.text("to"),
        date(fields, "stated", newsroom, refusals),
        fields.text("kept"));
  }

  private static Item origin(Path file, Fields fields, Newsroom newsroom, Refusals refusals) {
    Origin origin = origin(fields, "", newsroom, refusals);
    Mark mark =
        new Mark(
            file.toString(),
            fields.place(),
            origin.what().slug(),
            "",
            "",
            "",
            origin.address(),
            origin.digest(),
            origin.kept().length() + 500);
    Instant at = origin.statedAt() == null ? Instant.EPOCH : origin.statedAt();
    return new Told(mark, new Asked.Address(origin, null, at, Set.of()));
  }

  private static Item engagement(Path file, Fields fields, Newsroom newsroom, Refusals refusals) {
    fields.only(List.of("date", "says"));
    Fields says = fields.mapping("says");
    Instant at = date(fields, "date", newsroom, refusals);
    refusals.when(at == null, fields.at("date"), "date.missing");
    refusals.when(says == null, fields.at("says"), "yaml.type", "says", "fields of its own");
    Mark mark = new Mark(file.toString(), fields.place(), "engagement", "", "", "", "", "", 2_000);
    List<EngagementStated> stated =
        says == null
            ? List.of()
            : EngagementFields.list(List.of(says), newsroom.locales().first(), refusals);
    if (stated.isEmpty() || at == null) return new Refused(mark, refusals.all());
    return new Told(mark, new Asked.Engagement(new DefineEngagement(stated.getFirst(), true), at));
  }

  private static @Nullable Instant date(
      Fields fields, String name, Newsroom newsroom, Refusals refusals) {
    String text = fields.text(name);
    if (text.isEmpty()) return null;
    Optional<Instant> at = FeedDates.read(text, newsroom.zone());
    refusals.when(at.isEmpty(), fields.at(name), "date.malformed", Slug.shown(text));
    return at.orElse(null);
  }

  /// What needs nothing of the record to be asked of it.
  private record Told(Mark mark, Asked asked) implements Item {
    @Override
    public Outcome<Asked> ask(Here here) {
      return Outcome.done(asked);
    }
  }
}
