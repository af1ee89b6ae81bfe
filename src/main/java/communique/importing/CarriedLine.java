package communique.importing;

import communique.alerts.Carried;
import communique.alerts.Carried.Ended;
import communique.alerts.Carried.How;
import communique.alerts.Carried.Suspended;
import communique.alerts.Frequency;
import communique.language.Zones;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Slug;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line of an export of a newsroom, whose columns [Carried#COLUMNS] names.
final class CarriedLine {
  private static final int SOURCE_MAX = 300;

  private final SubscriberRow row;
  private final ZoneId zone;
  private final Instant now;
  private final Refusals refusals = new Refusals();

  private CarriedLine(SubscriberRow row, ZoneId zone, Instant now) {
    this.row = row;
    this.zone = zone;
    this.now = now;
  }

  static Outcome<SubscriberLine> read(SubscriberRow row, ZoneId zone, Instant now) {
    return new CarriedLine(row, zone, now).read();
  }

  private Outcome<SubscriberLine> read() {
    Optional<Frequency> frequency = Frequency.read(row.text("frequency"));
    refusals.when(
        frequency.isEmpty(),
        "frequency",
        "subscribers.value",
        Slug.shown(row.text("frequency")),
        "frequency",
        "at-once, daily, weekly");
    refusals.when(row.text("confirmed_at").isEmpty(), "confirmed_at", "subscribers.moment", "");
    Instant confirmed = moment("confirmed_at");
    Instant asked = moment("asked_at");
    return refusals.or(
        new SubscriberLine(
            row.text("address"),
            List.of(),
            row.text("search"),
            frequency,
            Arrays.stream(row.text("languages").split(" ", -1))
                .filter(tag -> !tag.isEmpty())
                .toList(),
            row.text("locale"),
            zone(),
            asked == null ? confirmed : asked,
            confirmed,
            cut(row.text("source"), SOURCE_MAX),
            Optional.empty(),
            ended(),
            day("paused_until"),
            suspended()));
  }

  private String zone() {
    String text = row.text("zone");
    refusals.when(!text.isEmpty() && !Zones.has(text), "zone", "alerts.zone");
    return text;
  }

  private @Nullable Ended ended() {
    String state = row.text("state");
    if (state.equals(Carried.STANDING)) return null;
    Optional<How> how =
        Arrays.stream(How.values()).filter(one -> one.slug().equals(state)).findFirst();
    refusals.when(
        how.isEmpty(),
        "state",
        "subscribers.value",
        Slug.shown(state),
        "state",
        "standing, left, bounced");
    Instant at = moment("ended_at");
    return how.isEmpty() ? null : new Ended(how.get(), at == null ? now : at);
  }

  private @Nullable Suspended suspended() {
    Instant at = moment("suspended_at");
    return at == null ? null : new Suspended(at, row.text("suspended_why"));
  }

  private @Nullable Instant moment(String column) {
    String text = row.text(column);
    if (text.isEmpty()) return null;
    Outcome<Instant> moment = Moments.read(column, text, zone, now);
    refusals.with(moment);
    return moment instanceof Outcome.Done<Instant>(Instant at) ? at : null;
  }

  private @Nullable LocalDate day(String column) {
    String text = row.text(column);
    if (text.isEmpty()) return null;
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      refusals.when(true, column, "date.malformed", Slug.shown(text));
      return null;
    }
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
