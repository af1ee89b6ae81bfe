package communique.alerts;

import communique.language.Days;
import communique.language.Messages;
import communique.record.Newsroom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// When daily and weekly mails leave, in the words of a page.
final class Hours {
  private Hours() {}

  /// `18:00`, `Friday 18:00`, by whatever clock; empty for what leaves at once.
  static Optional<String> of(Frequency frequency, Locale locale) {
    // A time of the day is the same in each zone.
    Days days = Days.in(locale, ZoneOffset.UTC);
    return switch (frequency) {
      case AT_ONCE -> Optional.empty();
      case DAILY -> Optional.of(days.time(Digests.TIME));
      case WEEKLY -> Optional.of(days.dayOfWeekAndTime(Digests.DAY, Digests.TIME));
    };
  }

  /// `Once a day (18:00)`, by whatever clock.
  static String often(Frequency frequency, Messages m) {
    return often(frequency, m, (words, at) -> m.say("alerts.frequency-at", words, at));
  }

  /// `Once a day (18:00, Japan Time)`
  static String often(Frequency frequency, ZoneId clock, Messages m, Instant now) {
    return often(
        frequency,
        m,
        (words, at) -> m.say("mail.often", words, at, Days.in(m.locale(), clock).zone(clock, now)));
  }

  private static String often(Frequency frequency, Messages m, BinaryOperator<String> timed) {
    String words = m.say("alerts.frequency." + frequency.slug());
    return of(frequency, m.locale()).map(at -> timed.apply(words, at)).orElse(words);
  }

  /// A sentence on the clock of those who chose none.
  static String clock(Newsroom newsroom, Messages m, Instant now) {
    return m.say("alerts.clock", newsrooms(newsroom, m.locale(), now));
  }

  /// The newsroom's own clock, by the place that keeps it.
  static String newsrooms(Newsroom newsroom, Locale locale, Instant now) {
    return clock(Digests.NEWSROOM, newsroom, locale, now);
  }

  /// The clock of a zone, as [Digests] names it.
  static String clock(String zone, Newsroom newsroom, Locale locale, Instant now) {
    ZoneId clock = Digests.clock(zone, newsroom.zone());
    return Days.in(locale, clock).zone(clock, now);
  }
}
