package communique.record;

import communique.language.Edtf;
import communique.language.Edtf.Edge;
import communique.language.Edtf.Moment;
import communique.language.Edtf.Span;
import communique.language.EdtfRefused;
import communique.language.EdtfWords;
import communique.language.Zones;
import communique.platform.Refusals;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When an engagement is.
///
/// @param edtf the date, in EDTF
/// @param zone the zone whose clocks its times are of, as the IANA names it; empty where it has no
///   times, or they name an offset
/// @param words the author's own for the date, by BCP 47 tag; where there are none it is said by
///   rule
public record When(String edtf, String zone, Map<String, String> words) {
  private static final int YEAR_MIN = 1;
  private static final int YEAR_MAX = 9999;
  private static final int WORDS_MAX = 200;
  private static final int WEEK = 7;

  public When {
    words = Map.copyOf(words);
  }

  /// The date; only of what is public, or was checked.
  public Edtf date() {
    return Edtf.parse(edtf);
  }

  /// The date in words of `locale`, as somebody reads it whose clocks are those of `home`.
  public String words(Locale locale, ZoneId home) {
    String own = words.get(locale.toLanguageTag());
    return own != null ? own : EdtfWords.in(locale, home).say(date(), zone(home));
  }

  /// The zone of its times, `home` where it names none.
  public ZoneId zone(ZoneId home) {
    return zone.isEmpty() ? home : ZoneId.of(zone);
  }

  /// Whether it names the time at which it is, and not only days between which that may fall: a
  /// stretch of more than a week is taken for the latter.
  public boolean fixed() {
    return date().exact() && firstDay().until(lastDay(), ChronoUnit.DAYS) < WEEK;
  }

  /// The first day on which it may be. Where nobody knows when it begins, that of its end.
  public LocalDate firstDay() {
    Edtf date = date();
    LocalDate earliest = date.earliest();
    if (earliest != null) return earliest;
    return date.to() instanceof Span to ? to.earliest() : LocalDate.of(YEAR_MIN, 1, 1);
  }

  /// The last day on which it may be. Where it goes on, the last there is; where nobody knows when
  /// it ends, that of its beginning.
  public LocalDate lastDay() {
    Edtf date = date();
    LocalDate latest = date.latest();
    if (latest != null) return latest;
    return date.to() instanceof Edge.Unknown && date.from() instanceof Span from
        ? from.latest()
        : LocalDate.of(YEAR_MAX, 12, 31);
  }

  /// The first instant at which it may be.
  public Instant begins(ZoneId home) {
    return date().from() instanceof Span span && span.form() instanceof Moment moment
        ? instant(moment, home)
        : firstDay().atStartOfDay(home).toInstant();
  }

  /// The instant of one of its times.
  public Instant instant(Moment moment, ZoneId home) {
    var offset = moment.offset();
    return offset == null
        ? moment.at().atZone(zone(home)).toInstant()
        : moment.at().toInstant(offset);
  }

  /// The same with the zone named that its times are of.
  When in(ZoneId home) {
    return zone.isEmpty() && localTime(date()) != null ? new When(edtf, home.getId(), words) : this;
  }

  /// Adds what is wrong with it, whatever the record holds.
  ///
  /// @return whether it can be read
  boolean check(Refusals refusals, String place, ZoneId home) {
    words.forEach((tag, text) -> {
      AboutRules.locale(refusals, place + ".words." + Slug.shown(tag), tag);
      refusals.when(text.isBlank(), place + ".words." + Slug.shown(tag), "title.empty");
      Line.check(refusals, place + ".words." + Slug.shown(tag), "title", text, WORDS_MAX);
    });
    Optional<Edtf> read = read(refusals, place);
    if (read.isEmpty()) return false;
    boolean sane = inYears(read.get().from()) && inYears(read.get().to());
    refusals.when(!sane, place, "engagement.year", Slug.shown(edtf));
    return zone(refusals, place, read.get(), home) && sane;
  }

  private Optional<Edtf> read(Refusals refusals, String place) {
    try {
      return Optional.of(Edtf.parse(edtf));
    } catch (EdtfRefused refused) {
      refusals.when(true, place, refused.key(), Slug.shown(edtf), refused.instead());
      return Optional.empty();
    }
  }

  private boolean zone(Refusals refusals, String place, Edtf date, ZoneId home) {
    LocalDateTime local = localTime(date);
    refusals.when(
        local == null && !zone.isEmpty(), place, "engagement.zone-idle", Slug.shown(zone));
    if (local == null) return zone.isEmpty();
    try {
      ZoneId in = zone(home);
      boolean named = zone.isEmpty() || Zones.has(zone);
      refusals.when(!named, place, "engagement.zone", Slug.shown(zone));
      // Clocks that are put forward leave an hour out, which nobody can meet in.
      boolean there = gapless(date.from(), in) && (date.to() == null || gapless(date.to(), in));
      refusals.when(!there, place, "engagement.gap", Slug.shown(edtf), in.getId());
      // Where only one end names its offset, the zone says that of the other.
      @Nullable Moment begins = moment(date.from());
      @Nullable Moment ends = moment(date.to());
      boolean ordered =
          begins == null || ends == null || instant(begins, home).isBefore(instant(ends, home));
      refusals.when(!ordered, place, "edtf.order", Slug.shown(edtf));
      return named && there && ordered;
    } catch (DateTimeException e) {
      refusals.when(true, place, "engagement.zone", Slug.shown(zone));
      return false;
    }
  }

  private static @Nullable Moment moment(@Nullable Edge edge) {
    return edge instanceof Span span && span.form() instanceof Moment moment ? moment : null;
  }

  private static boolean gapless(Edge edge, ZoneId zone) {
    return !(edge instanceof Span span
        && span.form() instanceof Moment moment
        && moment.offset() == null
        && zone.getRules().getValidOffsets(moment.at()).isEmpty());
  }

  private static boolean inYears(@Nullable Edge edge) {
    return !(edge instanceof Span span)
        || (span.earliest().getYear() >= YEAR_MIN && span.latest().getYear() <= YEAR_MAX);
  }

  /// A time of it that names no offset; null where there is none.
  private static @Nullable LocalDateTime localTime(Edtf date) {
    for (Edge edge : new Edge[] {date.from(), date.to() == null ? date.from() : date.to()})
      if (edge instanceof Span span
          && span.form() instanceof Moment moment
          && moment.offset() == null) return moment.at();
    return null;
  }
}
