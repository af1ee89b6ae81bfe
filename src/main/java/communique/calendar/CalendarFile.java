package communique.calendar;

import communique.language.Edtf;
import communique.language.Edtf.Day;
import communique.language.Edtf.Edge;
import communique.language.Edtf.Form;
import communique.language.Edtf.Moment;
import communique.language.Edtf.Span;
import communique.language.Locales;
import communique.language.Messages;
import communique.record.Engagement;
import communique.record.Engagement.Step;
import communique.record.Engagement.Who;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One iCalendar file (RFC 5545, with the properties of RFC 7986) in one locale. It names no
/// METHOD: it is no message between organiser and attendees, and one that publishes would have to
/// say by whom each event is organised (RFC 5546 §3.2.1).
///
/// An engagement keeps its UID for ever; SEQUENCE counts what changed of it; what was called off
/// stays and says so. A date that is not fixed has no form there: it is a note across the days that
/// it may be, which takes up nobody's time, with its words in the summary.
final class CalendarFile {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
  private static final String REFRESH = "PT1H";

  private final Newsroom newsroom;
  private final Locale locale;
  private final Messages m;
  private final Zones zones = new Zones();

  CalendarFile(Newsroom newsroom, Locale locale) {
    this.newsroom = newsroom;
    this.locale = locale;
    this.m = Messages.in(locale);
  }

  /// An engagement for the file.
  ///
  /// @param steps what was said of it, the first first
  /// @param announcement the absolute address of the announcement that told of it last; empty where
  ///   none did that can be read
  record Event(Engagement engagement, List<Step> steps, String announcement) {}

  /// The file.
  ///
  /// @param name of the calendar
  /// @param source the absolute address of the file
  /// @param page the absolute address of the page that shows the same
  String of(String name, String source, String page, List<Event> events) {
    var body = new Lines();
    for (Event event : events) event(body, event);
    var lines = new Lines();
    lines
        .add("BEGIN", "VCALENDAR")
        .add("VERSION", "2.0")
        .text("PRODID", "-//Communiqué//Engagements//EN")
        .add("CALSCALE", "GREGORIAN")
        .text("NAME", locale, name)
        .text("X-WR-CALNAME", name)
        .text("X-WR-TIMEZONE", newsroom.zone().getId())
        .add("SOURCE;VALUE=URI", source)
        .add("URL", page)
        .add("REFRESH-INTERVAL;VALUE=DURATION", REFRESH)
        .add("X-PUBLISHED-TTL", REFRESH);
    if (!events.isEmpty())
      lines.add(
          "LAST-MODIFIED",
          utc(events.stream().map(CalendarFile::changed).max(Instant::compareTo).orElseThrow()));
    zones.write(lines);
    return lines + body.toString() + new Lines().add("END", "VCALENDAR");
  }

  private void event(Lines lines, Event event) {
    Engagement one = event.engagement();
    When when = one.when();
    Edtf date = when.date();
    String words = when.words(locale, newsroom.zone());
    lines
        .add("BEGIN", "VEVENT")
        .add("UID", "urn:uuid:" + one.id())
        .add("DTSTAMP", utc(changed(event)))
        .add("CREATED", utc(event.steps().getFirst().recordedAt()))
        .add("LAST-MODIFIED", utc(changed(event)))
        .add("SEQUENCE", Integer.toString(one.sequence()));
    boolean fixed = when.fixed();
    if (fixed) exact(lines, when, date);
    else vague(lines, when, date);
    Tag.Title called = one.title(locale, newsroom.locales().all());
    String title = marked(one, said(called));
    lines.text(
        "SUMMARY", called.locale(), fixed ? title : m.say("calendar.vague", title, isolate(words)));
    lines.add(
        "STATUS",
        switch (one.status()) {
          case PROPOSED -> "TENTATIVE";
          case CONFIRMED -> "CONFIRMED";
          case TOOK_PLACE -> "CONFIRMED";
          // The day is off, the engagement is not.
          case POSTPONED -> "TENTATIVE";
          case CANCELLED -> "CANCELLED";
        });
    lines.text("CATEGORIES", locale, m.say("engagement.kind-" + one.kind().slug()));
    if (one.where() != null) {
      Tag.Title where = one.where().name(locale, newsroom.locales().all());
      lines.text("LOCATION", where.locale(), said(where));
    }
    lines.text("DESCRIPTION", locale, description(one, words, event.announcement()));
    if (!event.announcement().isEmpty()) lines.add("URL", event.announcement());
    lines.add("CLASS", "PUBLIC").add("END", "VEVENT");
  }

  private static Instant changed(Event event) {
    // A row that only tells of it elsewhere changes where this leads, which is a change as well.
    return event.steps().getLast().recordedAt();
  }

  private void exact(Lines lines, When when, Edtf date) {
    Form from = ((Span) date.from()).form();
    @Nullable Form to = date.to() instanceof Span span ? span.form() : null;
    if (from instanceof Moment begins) {
      time(lines, "DTSTART", when, begins);
      if (to instanceof Moment ends) time(lines, "DTEND", when, ends);
      if (to instanceof Day ends)
        time(
            lines,
            "DTEND",
            when,
            new Moment(ends.day().plusDays(1).atStartOfDay(), begins.offset()));
      lines.add("TRANSP", "OPAQUE");
    } else days(lines, when.firstDay(), when.lastDay()).add("TRANSP", "OPAQUE");
  }

  private static void vague(Lines lines, When when, Edtf date) {
    // What has no end that anyone knows is shown where it begins.
    boolean endless = date.to() instanceof Edge.Open;
    LocalDate last = endless && date.from() instanceof Span from ? from.latest() : when.lastDay();
    days(lines, when.firstDay(), last).add("TRANSP", "TRANSPARENT");
  }

  /// Whole days; DTEND is the day after the last (§3.6.1).
  private static Lines days(Lines lines, LocalDate first, LocalDate last) {
    lines.add("DTSTART;VALUE=DATE", DATE.format(first));
    if (last.getYear() < 9999) lines.add("DTEND;VALUE=DATE", DATE.format(last.plusDays(1)));
    return lines;
  }

  private void time(Lines lines, String name, When when, Moment moment) {
    var offset = moment.offset();
    ZoneId zone = when.zone(newsroom.zone());
    if (offset != null || zone instanceof ZoneOffset || isUtc(zone)) {
      lines.add(name, utc(when.instant(moment, newsroom.zone())));
      return;
    }
    zones.needs(zone, moment.at());
    lines.add(name + ";TZID=" + zone.getId(), LOCAL.format(moment.at()));
  }

  private static boolean isUtc(ZoneId zone) {
    return zone.getRules().isFixedOffset()
        && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
  }

  private static String utc(Instant instant) {
    return LOCAL.format(instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)) + "Z";
  }

  private String marked(Engagement one, String title) {
    return switch (one.status()) {
      case PROPOSED -> mark(one, title);
      case CONFIRMED -> title;
      case TOOK_PLACE -> title;
      case POSTPONED -> mark(one, title);
      case CANCELLED -> mark(one, title);
    };
  }

  private String mark(Engagement one, String title) {
    return m.say("calendar.marked", status(one), title);
  }

  private String status(Engagement one) {
    return m.say("engagement.status-" + one.status().slug());
  }

  private String description(Engagement one, String words, String announcement) {
    var lines = new ArrayList<String>();
    lines.add(words);
    lines.add(status(one));
    lines.add(one.where() == null ? m.say("engagement.no-place") : name(one.where()));
    String participants =
        one.participants().stream().map(this::name).collect(Collectors.joining("\n"));
    if (!participants.isEmpty()) lines.add(participants);
    if (!announcement.isEmpty()) lines.add(isolate(announcement, "ltr"));
    return String.join("\n", lines);
  }

  private String name(Who who) {
    return said(who.name(locale, newsroom.locales().all()));
  }

  /// Words that may be in another language than the calendar, and of another direction.
  private String said(Tag.Title title) {
    return isolate(title.text(), Locales.direction(title.locale()));
  }

  private String isolate(String words) {
    return isolate(words, Locales.direction(locale));
  }

  /// Only where directions mix: calendars that do not know the signs would show them.
  private String isolate(String text, String direction) {
    boolean mixed =
        !direction.equals(Locales.direction(locale))
            || (direction.equals("rtl") && text.codePoints().anyMatch(CalendarFile::isLatin));
    return mixed ? Lines.isolated(text, direction) : text;
  }

  private static boolean isLatin(int c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
  }

  /// The name of the calendar of a tag, or, where `tag` is null, of all.
  String name(@Nullable Tag tag) {
    return tag == null
        ? m.say("calendar.title", newsroom.name())
        : m.say(
            "calendar.title-of",
            newsroom.name(),
            said(tag.title(locale, newsroom.locales().all())));
  }

  /// The kinds of tags that have a calendar.
  static boolean has(TagKind kind) {
    return switch (kind) {
      case ORGANISATION, PERSON, ROLE, PLACE -> true;
      case TOPIC -> false;
    };
  }
}
