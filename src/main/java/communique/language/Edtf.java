package communique.language;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A date as exact or as vague as it is: the Extended Date/Time Format of ISO 8601-2:2019, levels 0
/// and 1, with the seasons, quarters, thirds and halves of a year of level 2.
///
/// @param from what it says, or where it begins
/// @param to where an interval ends; null for what is none
public record Edtf(Edge from, @Nullable Edge to) {
  private static final int LENGTH_MAX = 64;
  private static final String YEAR = "(-?\\d{4})";
  private static final Pattern YEARS = Pattern.compile("Y(-?[1-9]\\d{4,8})");
  private static final Pattern MASKED = Pattern.compile("(-?)(\\d{3}X|\\d{2}XX)");
  private static final Pattern DATE =
      Pattern.compile(YEAR + "(?:-(\\d\\d|XX)(?:-(\\d\\d|XX))?)?([?~%]?)");
  private static final Pattern MOMENT =
      Pattern.compile(
          YEAR + "-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d)(?::(\\d\\d))?(Z|[+-]\\d\\d(?::\\d\\d)?)?");

  /// Forms of level 2 that nothing here needs: sets, lists, exponents, significant digits, and
  /// qualifiers of single components.
  private static final Pattern LEVEL_2 =
      Pattern.compile("[\\[{].*|.*(?:\\dE-?\\d|S\\d|[?~%]-|-[?~%]|^[?~%]).*|[?~%].*");

  /// One end of an interval, or the whole of what is none.
  public sealed interface Edge {
    /// `..`: it goes on, or always did.
    record Open() implements Edge {
      @Override
      public String toString() {
        return "..";
      }
    }

    /// Nothing: there is a date, and nobody knows it.
    record Unknown() implements Edge {
      @Override
      public String toString() {
        return "";
      }
    }
  }

  /// What is known of a date.
  ///
  /// @param text as it stands, without its qualifier
  /// @param form how exact it is
  /// @param earliest the first day that it may be
  /// @param latest the last day that it may be
  public record Span(
      String text, Form form, Qualifier qualifier, LocalDate earliest, LocalDate latest)
      implements Edge {
    @Override
    public String toString() {
      return text + qualifier.sign;
    }

    /// @param instants whether it is compared with another time that names its offset, and not with
    ///   what clocks and calendars say in one place
    private LocalDateTime begins(boolean instants) {
      if (!(form instanceof Moment moment)) return earliest.atStartOfDay();
      ZoneOffset offset = moment.offset();
      return instants && offset != null
          ? moment.at().minusSeconds(offset.getTotalSeconds())
          : moment.at();
    }

    /// Whether what follows can begin later. Of two times of which only one names its offset nobody
    /// knows that who does not know the zone of the other.
    private boolean isBefore(Span next) {
      if (!(form instanceof Moment first && next.form instanceof Moment second))
        return next.begins(false).isAfter(begins(false));
      boolean same = (first.offset() == null) == (second.offset() == null);
      return !same || next.begins(true).isAfter(begins(true));
    }
  }

  /// How exact a date is.
  public sealed interface Form {}

  /// `2017`, `Y17000`
  public record Year(int year) implements Form {}

  /// `201X`, `20XX`: some year of these.
  public record Years(int first, int last) implements Form {}

  /// `2017-10`
  public record Month(YearMonth month) implements Form {}

  /// `2017-XX`, or `2017-XX-XX` where `day` is true as well: it is not said which.
  public record SomeMonth(int year, boolean day) implements Form {}

  /// `2017-10-13`
  public record Day(LocalDate day) implements Form {}

  /// `2017-10-XX`: it is not said which day.
  public record SomeDay(YearMonth month) implements Form {}

  /// `2018-21`: a season, quarter, third or half of a year.
  ///
  /// @param code 21 to 24 from spring to winter, 25 to 28 in the northern and 29 to 32 in the
  ///   southern hemisphere, 33 to 36 quarters, 37 to 39 thirds, 40 and 41 halves
  public record Part(int year, int code) implements Form {}

  /// `2017-10-13T09:30`, with the offset from UTC where one is given.
  public record Moment(LocalDateTime at, @Nullable ZoneOffset offset) implements Form {}

  /// How sure a date is.
  public enum Qualifier {
    /// As sure as it can be.
    NONE(""),
    /// `?`: perhaps it is another.
    UNCERTAIN("?"),
    /// `~`: it is about then.
    APPROXIMATE("~"),
    /// `%`: perhaps about then.
    BOTH("%");

    private final String sign;

    Qualifier(String sign) {
      this.sign = sign;
    }

    private static Qualifier of(String sign) {
      for (Qualifier one : values()) if (one.sign.equals(sign)) return one;
      throw new IllegalArgumentException(sign);
    }
  }

  /// Reads a date; printed, it is the same text again. An interval ends after it begins, as far as
  /// that can be known without a zone.
  ///
  /// @throws EdtfRefused when it is none
  public static Edtf parse(String text) {
    if (text.length() > LENGTH_MAX) throw new EdtfRefused("edtf.malformed", "");
    int slash = text.indexOf('/');
    if (slash < 0) return new Edtf(span(text, text), null);
    String first = text.substring(0, slash);
    String second = text.substring(slash + 1);
    Edge from = edge(first, text);
    Edge to = edge(second, text);
    boolean says = from instanceof Span || to instanceof Span;
    if (!says) throw new EdtfRefused("edtf.nothing", "");
    if (from instanceof Span a && to instanceof Span b && !a.isBefore(b))
      throw new EdtfRefused("edtf.order", "");
    return new Edtf(from, to);
  }

  private static Edge edge(String text, String whole) {
    if (text.isEmpty()) return new Edge.Unknown();
    if (text.equals("..")) return new Edge.Open();
    // ISO 8601-2 has years of more than four digits in intervals at level 2 only.
    if (YEARS.matcher(text).matches()) throw new EdtfRefused("edtf.level", "");
    return span(text, whole);
  }

  private static Span span(String text, String whole) {
    try {
      Matcher date = DATE.matcher(text);
      if (date.matches()) return date(date);
      Matcher moment = MOMENT.matcher(text);
      if (moment.matches()) return moment(moment, text);
      Matcher masked = MASKED.matcher(text);
      if (masked.matches()) return masked(masked, text);
      Matcher years = YEARS.matcher(text);
      if (years.matches()) return year(Integer.parseInt(years.group(1)), text, Qualifier.NONE);
    } catch (DateTimeException e) {
      throw new EdtfRefused("edtf.no-day", "");
    }
    String modern = EdtfDraft.modern(whole);
    if (!modern.isEmpty()) throw new EdtfRefused("edtf.draft", modern);
    boolean level2 = text.startsWith("Y") || LEVEL_2.matcher(whole).matches();
    throw new EdtfRefused(level2 ? "edtf.level" : "edtf.malformed", "");
  }

  private static Span date(Matcher date) {
    String digits = date.group(1);
    if (digits.equals("-0000")) throw new EdtfRefused("edtf.malformed", "");
    int year = Integer.parseInt(digits);
    String month = date.group(2);
    String day = date.group(3);
    Qualifier qualifier = Qualifier.of(date.group(4));
    String text = date.group().substring(0, date.group().length() - qualifier.sign.length());
    if (month == null) return year(year, text, qualifier);
    if (month.equals("XX")) {
      if (day != null && !day.equals("XX")) throw new EdtfRefused("edtf.level", "");
      return unspecified(
          new SomeMonth(year, day != null), text, qualifier, year(year, "", qualifier));
    }
    int number = Integer.parseInt(month);
    if (number > 12 && day == null) return part(year, number, text, qualifier);
    YearMonth in = YearMonth.of(year, number);
    if (day == null)
      return new Span(text, new Month(in), qualifier, in.atDay(1), in.atEndOfMonth());
    if (day.equals("XX"))
      return unspecified(
          new SomeDay(in),
          text,
          qualifier,
          new Span("", new Month(in), qualifier, in.atDay(1), in.atEndOfMonth()));
    LocalDate on = LocalDate.of(year, number, Integer.parseInt(day));
    return new Span(text, new Day(on), qualifier, on, on);
  }

  /// Where digits are not said there is nothing for a qualifier to qualify.
  private static Span unspecified(Form form, String text, Qualifier qualifier, Span within) {
    if (qualifier != Qualifier.NONE) throw new EdtfRefused("edtf.level", text);
    return new Span(text, form, qualifier, within.earliest(), within.latest());
  }

  private static Span year(int year, String text, Qualifier qualifier) {
    return new Span(
        text, new Year(year), qualifier, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  private static Span masked(Matcher masked, String text) {
    int low = Integer.parseInt(masked.group(2).replace('X', '0'));
    int high = Integer.parseInt(masked.group(2).replace('X', '9'));
    boolean before = !masked.group(1).isEmpty();
    int first = before ? -high : low;
    int last = before ? -low : high;
    return new Span(
        text,
        new Years(first, last),
        Qualifier.NONE,
        LocalDate.of(first, 1, 1),
        LocalDate.of(last, 12, 31));
  }

  /// Seasons are those of the calendar's months, spring from March; the ones that name no
  /// hemisphere are taken to be northern.
  private static Span part(int year, int code, String text, Qualifier qualifier) {
    if (code < 21 || code > 41) throw new EdtfRefused("edtf.no-day", "");
    int first;
    int months;
    if (code <= 28) {
      first = 3 + 3 * ((code - 21) % 4);
      months = 3;
    } else if (code <= 32) {
      // Spring in the south begins in September; its summer reaches into the next year.
      int[] south = {9, 12, 3, 6};
      first = south[code - 29];
      months = 3;
    } else if (code <= 36) {
      first = 1 + 3 * (code - 33);
      months = 3;
    } else if (code <= 39) {
      first = 1 + 4 * (code - 37);
      months = 4;
    } else {
      first = 1 + 6 * (code - 40);
      months = 6;
    }
    YearMonth begins = YearMonth.of(year, first);
    return new Span(
        text,
        new Part(year, code),
        qualifier,
        begins.atDay(1),
        begins.plusMonths(months - 1).atEndOfMonth());
  }

  private static Span moment(Matcher moment, String text) {
    if (moment.group(1).equals("-0000")) throw new EdtfRefused("edtf.malformed", "");
    LocalDateTime at =
        LocalDateTime.of(
            Integer.parseInt(moment.group(1)),
            Integer.parseInt(moment.group(2)),
            Integer.parseInt(moment.group(3)),
            Integer.parseInt(moment.group(4)),
            Integer.parseInt(moment.group(5)),
            moment.group(6) == null ? 0 : Integer.parseInt(moment.group(6)));
    String zone = moment.group(7);
    // RFC 3339 keeps -00:00 for an offset that is not known; ISO 8601 has no such thing.
    if (zone != null && zone.matches("-00(:00)?")) throw new EdtfRefused("edtf.malformed", "");
    ZoneOffset offset = zone == null ? null : ZoneOffset.of(zone);
    LocalDate day = at.toLocalDate();
    return new Span(text, new Moment(at, offset), Qualifier.NONE, day, day);
  }

  /// The first day that it may begin; null where that is open or unknown.
  public @Nullable LocalDate earliest() {
    return from instanceof Span span ? span.earliest() : null;
  }

  /// The last day that it may end; null where that is open or unknown.
  public @Nullable LocalDate latest() {
    return (to == null ? from : to) instanceof Span span ? span.latest() : null;
  }

  /// Whether it says days, or times, and nothing vaguer.
  public boolean exact() {
    return exact(from) && (to == null || exact(to));
  }

  private static boolean exact(Edge edge) {
    return edge instanceof Span span
        && span.qualifier() == Qualifier.NONE
        && (span.form() instanceof Day || span.form() instanceof Moment);
  }

  /// The text that it was read from.
  @Override
  public String toString() {
    return to == null ? from.toString() : from + "/" + to;
  }
}
