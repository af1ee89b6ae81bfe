package communique.language;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateIntervalFormat;
import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.text.TimeZoneFormat;
import com.ibm.icu.util.DateInterval;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates and numbers in the words of one locale, by CLDR, in one time zone.
///
/// All languages share the Gregorian calendar and the 24-hour clock, so that readers of two of them
/// name the same day and minute; `en` has the habits of en-GB, and Arabic has western digits.
public final class Days {
  // As in Messages: bounded in case of a mistake only.
  private static final Cache<Locale, Days> KNOWN = Caffeine.newBuilder().maximumSize(100).build();

  /// The day of the month at the start of a date's pattern, with what divides it from the month.
  private static final Pattern LEADING_DAY = Pattern.compile("^d(?:\\. | )");

  private static final Pattern FRENCH_FIRST = Pattern.compile("^1(?= |$)");

  private final ULocale cldr;
  private final ZoneId zone;
  // ICU's formats serve one thread at a time: each use takes a copy, and nobody changes these.
  private final SimpleDateFormat day;
  private final SimpleDateFormat dayAndTime;
  private final SimpleDateFormat dayOfMonth;
  private final SimpleDateFormat month;
  private final SimpleDateFormat dayOfWeek;
  private final NumberFormat number;
  private final DateTimePatternGenerator patterns;
  // What only dates of engagements need is made when it is first asked for, and nobody changes it.
  private final Map<String, SimpleDateFormat> bySkeleton;
  private final Map<String, DateIntervalFormat> ranges;

  private Days(Locale locale) {
    cldr = Locales.cldr(locale).setKeywordValue("calendar", "gregorian");
    zone = ZoneOffset.UTC;
    bySkeleton = new ConcurrentHashMap<>();
    ranges = new ConcurrentHashMap<>();
    patterns = DateTimePatternGenerator.getInstance(cldr);
    String dayPattern =
        ((SimpleDateFormat) DateFormat.getDateInstance(DateFormat.LONG, cldr)).toPattern();
    day = format(dayPattern);
    // CLDR's pattern for a medium date puts the time after a comma; the long one says “at”.
    dayAndTime =
        format(
            patterns
                .getDateTimeFormat(DateFormat.MEDIUM)
                .replace("{1}", dayPattern)
                .replace("{0}", patterns.getBestPattern("Hm")));
    dayOfMonth = format("d");
    Matcher leading = LEADING_DAY.matcher(dayPattern);
    month =
        format(
            leading.find()
                ? dayPattern.substring(leading.end())
                : patterns.getBestPattern("yMMMM"));
    dayOfWeek = format("cccc");
    dayOfWeek.setContext(DisplayContext.CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE);
    number = NumberFormat.getIntegerInstance(cldr);
  }

  /// The same words by another clock: no format knows of a zone.
  private Days(Days same, ZoneId zone) {
    this.zone = zone;
    cldr = same.cldr;
    day = same.day;
    dayAndTime = same.dayAndTime;
    dayOfMonth = same.dayOfMonth;
    month = same.month;
    dayOfWeek = same.dayOfWeek;
    number = same.number;
    patterns = same.patterns;
    bySkeleton = same.bySkeleton;
    ranges = same.ranges;
  }

  /// The dates and numbers of a locale, with days as they begin and end in a zone.
  public static Days in(Locale locale, ZoneId zone) {
    return new Days(KNOWN.get(locale, Days::new), zone);
  }

  /// `13 October 2017`
  public String day(Instant time) {
    return words(day, time.atZone(zone).toLocalDateTime());
  }

  /// `13 October 2017`
  public String day(LocalDate date) {
    return words(day, date.atStartOfDay());
  }

  /// `16 October 2017, 14:20`
  public String dayAndTime(Instant time) {
    return words(dayAndTime, time.atZone(zone).toLocalDateTime());
  }

  /// Whether an instant is the first of its day in the zone, as every date is that was given
  /// without a time.
  public boolean startsDay(Instant time) {
    return date(time).atStartOfDay(zone).toInstant().equals(time);
  }

  /// `16`: the day alone, to be set large before [#month].
  public String dayOfMonth(LocalDate date) {
    return words(dayOfMonth, date.atStartOfDay());
  }

  /// `October 2017`, in the form it has after the day where the language puts the day first:
  /// `октября 2017 г.`
  public String month(LocalDate date) {
    return words(month, date.atStartOfDay());
  }

  /// `October 2017` by itself: `октябрь 2017 г.`
  public String month(YearMonth month) {
    return words("yMMMM", month.atDay(1).atStartOfDay());
  }

  /// `2017`; before the first year with its era, `45 BC`.
  public String year(int year) {
    return words(year > 0 ? "y" : "Gy", LocalDate.of(year, 1, 1).atStartOfDay());
  }

  /// `4th quarter 2017`, for the quarter that holds a day.
  public String quarter(LocalDate date) {
    return words("yQQQQ", date.atStartOfDay());
  }

  /// `30 November 2026, 15:00`, as clocks showed it there.
  public String dayAndTime(LocalDateTime wall) {
    return words(dayAndTime, wall);
  }

  /// `18:00`
  public String time(LocalTime time) {
    return words("Hm", time.atDate(LocalDate.EPOCH));
  }

  /// `Friday 18:00`, as it stands behind a colon.
  public String dayOfWeekAndTime(DayOfWeek day, LocalTime time) {
    return words("EEEEHm", time.atDate(LocalDate.EPOCH.with(TemporalAdjusters.nextOrSame(day))));
  }

  /// A zone by the place that keeps its time, `Norway Time`, or by its offset, `GMT+1`.
  public String zone(ZoneId zone, Instant at) {
    var icu = TimeZone.getTimeZone(zone.getId().equals("Z") ? "Etc/UTC" : icu(zone));
    return TimeZoneFormat.getInstance(cldr)
        .format(
            zone instanceof ZoneOffset
                ? TimeZoneFormat.Style.LOCALIZED_GMT
                : TimeZoneFormat.Style.GENERIC_LOCATION,
            icu,
            at.toEpochMilli());
  }

  private static String icu(ZoneId zone) {
    return zone instanceof ZoneOffset ? "GMT" + zone.getId() : zone.getId();
  }

  /// Two dates as CLDR writes a stretch of time between them, with what they share said once:
  /// `13–15 October 2017`.
  ///
  /// @param skeleton CLDR's letters for what is said of each: `yMMMMd`, `yMMMM`, `y`
  String range(String skeleton, LocalDateTime from, LocalDateTime to) {
    var format =
        ranges.computeIfAbsent(
            skeleton,
            key -> {
              var made = DateIntervalFormat.getInstance(key, cldr);
              made.setTimeZone(TimeZone.GMT_ZONE);
              return made;
            });
    return ((DateIntervalFormat) format.clone())
        .formatToValue(new DateInterval(millis(from), millis(to)))
        .toString();
  }

  /// `Monday`, with the capital that begins a line.
  public String dayOfWeek(LocalDate date) {
    return words(dayOfWeek, date.atStartOfDay());
  }

  /// The date on which an instant falls in the zone.
  public LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  /// `4,812`
  public String number(long n) {
    return ((NumberFormat) number.clone()).format(n);
  }

  /// The instant for programs, as RFC 3339 has it with the zone's offset:
  /// `2017-10-16T14:20:00+01:00`. What is finer than a millisecond is cut off, as a `datetime`
  /// attribute has no room for it.
  public String machine(Instant time) {
    ZoneOffset offset = zone.getRules().getOffset(time);
    // Before standard time, offsets have seconds, which RFC 3339 cannot say; the instant stays the
    // same.
    ZoneOffset minutes = ZoneOffset.ofTotalSeconds(offset.getTotalSeconds() / 60 * 60);
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.MILLIS), minutes));
  }

  @SuppressWarnings("JavaUtilDate") // ICU takes nothing else
  private SimpleDateFormat format(String pattern) {
    var format = new SimpleDateFormat(pattern, cldr);
    var calendar = new GregorianCalendar(TimeZone.GMT_ZONE, cldr);
    calendar.setGregorianChange(new Date(Long.MIN_VALUE));
    format.setCalendar(calendar);
    return format;
  }

  /// The zone was applied by the JDK, whose zone data alone is asked; here the wall clock reads as
  /// UTC.
  private String words(SimpleDateFormat format, LocalDateTime wall) {
    String words = ((SimpleDateFormat) format.clone()).format((Long) millis(wall));
    // French calls the first day of a month the first; CLDR has no pattern for that.
    return cldr.getLanguage().equals("fr") && wall.getDayOfMonth() == 1
        ? FRENCH_FIRST.matcher(words).replaceFirst("1er")
        : words;
  }

  private String words(String skeleton, LocalDateTime wall) {
    return words(
        bySkeleton.computeIfAbsent(skeleton, key -> format(patterns.getBestPattern(key))), wall);
  }

  private static long millis(LocalDateTime wall) {
    return wall.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
