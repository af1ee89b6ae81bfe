package communique.language;

import communique.language.Edtf.Day;
import communique.language.Edtf.Edge;
import communique.language.Edtf.Form;
import communique.language.Edtf.Moment;
import communique.language.Edtf.Month;
import communique.language.Edtf.Part;
import communique.language.Edtf.Qualifier;
import communique.language.Edtf.SomeDay;
import communique.language.Edtf.SomeMonth;
import communique.language.Edtf.Span;
import communique.language.Edtf.Year;
import communique.language.Edtf.Years;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/// Says a date of EDTF in the words of one locale, and promises no more than the date does: `about
/// 2017`, `from March 2017 to an unknown date`, `first half of December 2026`.
///
/// A stretch of time that people have a name for gets that name: the days of half a month, the
/// months around the end of a year where they are given as approximate.
public final class EdtfWords {
  // ICU's ranges count in the Julian calendar before this; our dates never do.
  private static final int GREGORIAN = 1600;
  private static final int MIDDLE = 15;

  private final Messages m;
  private final Days days;
  private final ZoneId home;

  private EdtfWords(Locale locale, ZoneId home) {
    this.m = Messages.in(locale);
    this.days = Days.in(m.locale(), home);
    this.home = home;
  }

  /// The words of a locale, for readers who take times without a zone to be those of `home`.
  public static EdtfWords in(Locale locale, ZoneId home) {
    return new EdtfWords(locale, home);
  }

  /// The date in words, beginning as it would within a sentence.
  ///
  /// @param zone in which its times are where they name no offset
  public String say(Edtf date, ZoneId zone) {
    Edge to = date.to();
    if (to == null) return edge(date.from(), zone);
    return switch (date.from()) {
      case Edge.Open open -> m.say("edtf.until", edge(to, zone));
      case Edge.Unknown unknown -> m.say("edtf.from-unknown", edge(to, zone));
      case Span from ->
          switch (to) {
            case Edge.Open open -> m.say("edtf.from", edge(from, zone));
            case Edge.Unknown unknown -> m.say("edtf.to-unknown", edge(from, zone));
            case Span until -> stretch(from, until, zone);
          };
    };
  }

  private String edge(Edge edge, ZoneId zone) {
    return edge instanceof Span span ? qualified(span, plain(span.form(), zone)) : edge.toString();
  }

  private String qualified(Span span, String words) {
    return switch (span.qualifier()) {
      case NONE -> words;
      case UNCERTAIN -> m.say("edtf.probably", words);
      case APPROXIMATE -> m.say("edtf.about", words);
      case BOTH -> m.say("edtf.probably-about", words);
    };
  }

  private String plain(Form form, ZoneId zone) {
    return switch (form) {
      case Year year -> days.year(year.year());
      case Years years ->
          m.say("edtf.some-year", days.year(years.first()), days.year(years.last()));
      case Month month -> days.month(month.month());
      case SomeMonth some ->
          m.say(some.day() ? "edtf.no-month-or-day" : "edtf.no-month", days.year(some.year()));
      case Day day -> days.day(day.day());
      case SomeDay some -> m.say("edtf.no-day", days.month(some.month()));
      case Part part -> part(part);
      case Moment moment -> elsewhere(moment, zone, days.dayAndTime(moment.at()));
    };
  }

  private String part(Part part) {
    String year = days.year(part.year());
    int code = part.code();
    if (code <= 24) return season(code - 20, year);
    if (code <= 28) return m.say("edtf.northern", season(code - 24, year));
    if (code <= 32) return m.say("edtf.southern", season(code - 28, year));
    if (code <= 36) return days.quarter(LocalDate.of(part.year(), 1 + 3 * (code - 33), 1));
    return code <= 39
        ? m.say("edtf.third-" + (code - 36), year)
        : m.say("edtf.half-" + (code - 39), year);
  }

  private String season(int number, String year) {
    return m.say("edtf.season-" + number, year);
  }

  /// A time that is not the newsroom's says where it is.
  private String elsewhere(Moment moment, ZoneId zone, String words) {
    ZoneOffset offset = moment.offset();
    ZoneId there = offset == null ? zone : offset;
    var at = moment.at().atZone(there);
    boolean same = at.getOffset().equals(home.getRules().getOffset(at.toInstant()));
    return same ? words : m.say("edtf.time-in", words, days.zone(there, at.toInstant()));
  }

  private String stretch(Span from, Span to, ZoneId zone) {
    boolean sure = from.qualifier() == Qualifier.NONE;
    if (sure && from.earliest().getYear() >= GREGORIAN) {
      String words =
          switch (from.form()) {
            case Month a when to.form() instanceof Month b -> months(a, b, to.qualifier());
            case Day a when to.form() instanceof Day b -> days(a.day(), b.day(), to.qualifier());
            case Moment a when to.form() instanceof Moment b -> times(a, b, zone);
            case Year a when to.form() instanceof Year b && to.qualifier() == Qualifier.NONE ->
                days.range("y", start(a.year()), start(b.year()));
            case Year y -> "";
            case Years y -> "";
            case Month y -> "";
            case SomeMonth y -> "";
            case Day y -> "";
            case SomeDay y -> "";
            case Part y -> "";
            case Moment y -> "";
          };
      if (!words.isEmpty()) return words;
    }
    return m.say("edtf.from-to", edge(from, zone), edge(to, zone));
  }

  private String months(Month from, Month to, Qualifier qualifier) {
    int year = from.month().getYear();
    int a = from.month().getMonthValue();
    int b = to.month().getMonthValue();
    boolean about = qualifier == Qualifier.APPROXIMATE && to.month().getYear() == year;
    if (about && a >= 10 && b == 12) return m.say("edtf.end-of-year", days.year(year));
    if (about && a == 1 && b <= 3) return m.say("edtf.start-of-year", days.year(year));
    if (about && a >= 5 && b <= 8) return m.say("edtf.middle-of-year", days.year(year));
    if (qualifier != Qualifier.NONE) return "";
    return days.range(
        "yMMMM", from.month().atDay(1).atStartOfDay(), to.month().atDay(1).atStartOfDay());
  }

  private String days(LocalDate from, LocalDate to, Qualifier qualifier) {
    YearMonth month = YearMonth.from(from);
    boolean within = month.equals(YearMonth.from(to));
    if (within && qualifier == Qualifier.APPROXIMATE) {
      if (from.getDayOfMonth() >= 20 && to.equals(month.atEndOfMonth()))
        return m.say("edtf.end-of-month", days.month(from));
      if (from.getDayOfMonth() == 1 && to.getDayOfMonth() <= 10)
        return m.say("edtf.start-of-month", days.month(from));
      if (from.getDayOfMonth() >= 10 && to.getDayOfMonth() <= 20)
        return m.say("edtf.middle-of-month", days.month(from));
    }
    if (qualifier != Qualifier.NONE) return "";
    if (within && from.getDayOfMonth() == 1 && to.getDayOfMonth() == MIDDLE)
      return m.say("edtf.first-half", days.month(from));
    if (within && from.getDayOfMonth() == MIDDLE + 1 && to.equals(month.atEndOfMonth()))
      return m.say("edtf.second-half", days.month(from));
    return days.range("yMMMMd", from.atStartOfDay(), to.atStartOfDay());
  }

  private String times(Moment from, Moment to, ZoneId zone) {
    ZoneOffset offset = from.offset();
    boolean sameZone = offset == null ? to.offset() == null : offset.equals(to.offset());
    if (!sameZone) return "";
    return elsewhere(from, zone, days.range("yMMMMdHm", from.at(), to.at()));
  }

  private static LocalDateTime start(int year) {
    return LocalDate.of(year, 1, 1).atStartOfDay();
  }
}
