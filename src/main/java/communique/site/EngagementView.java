package communique.site;

import communique.frame.Link;
import communique.frame.Words;
import communique.language.Days;
import communique.language.Edtf;
import communique.language.Edtf.Day;
import communique.language.Edtf.Moment;
import communique.language.Edtf.Month;
import communique.language.Edtf.Span;
import communique.language.Edtf.Year;
import communique.language.Messages;
import communique.record.Engagement;
import communique.record.Engagement.Step;
import communique.record.Engagement.Who;
import communique.record.EngagementStatus;
import communique.record.Engagements;
import communique.record.Newsroom;
import communique.record.Tag;
import io.quarkus.qute.RawString;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Engagements as the pages of one locale show them.
final class EngagementView {
  private final Handle tx;
  private final Newsroom newsroom;
  private final Locale locale;
  private final Messages m;
  private final Days days;

  EngagementView(Handle tx, Newsroom newsroom, Locale locale) {
    this.tx = tx;
    this.newsroom = newsroom;
    this.locale = locale;
    this.m = Messages.in(locale);
    this.days = Days.in(locale, newsroom.zone());
  }

  /// What stands beside an announcement of one engagement that it tells of.
  ///
  /// @param since what was said of it after what is shown
  record Slip(Engaged engaged, List<RawString> since) {}

  /// Engagements as they are known now, each with everything that was said of it.
  List<Engaged> all(List<Engagement> engagements) {
    Map<String, List<Step>> steps = steps(engagements);
    Tellers tellers = tellers(steps.values());
    return engagements.stream()
        .map(one -> {
          List<Step> statuses = statuses(steps.getOrDefault(one.id(), List.of()));
          return engaged(
              one,
              false,
              statuses.reversed().stream().map(step -> said(step, "", tellers)).toList());
        })
        .toList();
  }

  /// The engagements that an announcement told of by change `n`, as they were known then.
  List<Slip> slips(String documentId, long n) {
    List<Engagement> told = Engagements.toldBy(tx, documentId, n);
    if (told.isEmpty()) return List.of();
    Map<String, List<Step>> steps = steps(told);
    Tellers tellers = tellers(steps.values());
    return told.stream()
        .map(one -> slip(one, documentId, steps.getOrDefault(one.id(), List.of()), tellers))
        .toList();
  }

  private Slip slip(Engagement one, String documentId, List<Step> steps, Tellers tellers) {
    var since = new ArrayList<RawString>();
    var then = new ArrayList<RawString>();
    List<Long> order = steps.stream().map(Step::n).toList();
    int shown = order.indexOf(one.n());
    for (Step step : statuses(steps)) {
      if (order.indexOf(step.n()) > shown)
        since.add(m.html("engagement.since", said(step, documentId, tellers)));
      else {
        then.clear();
        then.add(said(step, documentId, tellers));
      }
    }
    Engagement now = steps.getLast().said();
    if (!now.when().equals(one.when()))
      since.add(m.html("engagement.now-on", now.when().words(locale, newsroom.zone())));
    return new Slip(engaged(one, true, then), List.copyOf(since));
  }

  private Map<String, List<Step>> steps(List<Engagement> engagements) {
    return Engagements.steps(tx, engagements.stream().map(Engagement::id).toList());
  }

  private Tellers tellers(Collection<List<Step>> steps) {
    return new Tellers(
        tx,
        newsroom,
        locale,
        steps.stream()
            .flatMap(List::stream)
            .map(Step::documentId)
            .filter(id -> !id.isEmpty())
            .toList());
  }

  /// The steps that brought it to another status.
  private static List<Step> statuses(List<Step> steps) {
    var statuses = new ArrayList<Step>();
    for (Step step : steps)
      if (statuses.isEmpty() || statuses.getLast().said().status() != step.said().status())
        statuses.add(step);
    return statuses;
  }

  /// Who said it, and when; an announcement does not name itself.
  private RawString said(Step step, String self, Tellers tellers) {
    String status = status(step.said().status());
    String day = days.day(step.at());
    Optional<RawString> teller =
        step.documentId().equals(self) ? Optional.empty() : tellers.link(step.documentId());
    return teller
        .map(link -> m.html("engagement.said-by", status, day, link))
        .orElseGet(() -> m.html("engagement.said", status, day));
  }

  String status(EngagementStatus status) {
    return m.say("engagement.status-" + status.slug());
  }

  private Engaged engaged(Engagement one, boolean saysStatus, List<RawString> told) {
    Tag.Title title = one.title(locale, newsroom.locales().all());
    boolean off =
        switch (one.status()) {
          case CANCELLED, POSTPONED -> true;
          case PROPOSED, CONFIRMED, TOOK_PLACE -> false;
        };
    return new Engaged(
        one.slug(),
        off,
        Words.of(title.text(), title.locale(), locale),
        m.say("engagement.kind-" + one.kind().slug()),
        capital(one.when().words(locale, newsroom.zone())),
        machine(one.when().date()),
        saysStatus ? "" : status(one.status()),
        switch (one.status()) {
          case PROPOSED -> "EventScheduled";
          case CONFIRMED -> "EventScheduled";
          case TOOK_PLACE -> "EventScheduled";
          case POSTPONED -> "EventPostponed";
          case CANCELLED -> "EventCancelled";
        },
        one.where() == null ? null : link(one.where()),
        one.participants().stream().map(this::link).toList(),
        told);
  }

  /// The words as they begin a line.
  private String capital(String words) {
    int first = words.codePointAt(0);
    int length = Character.charCount(first);
    return words.substring(0, length).toUpperCase(locale) + words.substring(length);
  }

  private Link link(Who who) {
    Tag.Title name = who.name(locale, newsroom.locales().all());
    @Nullable Tag tag = who.tag();
    return Link.to(
        tag == null ? "" : tag.path(locale, newsroom.locales()),
        Words.of(name.text(), name.locale(), locale));
  }

  /// The date as a `datetime` attribute can say it: one that nothing qualifies, and no stretch of
  /// time.
  private static String machine(Edtf date) {
    boolean plain =
        date.to() == null
            && date.from() instanceof Span span
            && span.qualifier() == Edtf.Qualifier.NONE;
    if (!plain || !(date.from() instanceof Span span)) return "";
    return switch (span.form()) {
      case Year year -> span.text();
      case Month month -> span.text();
      case Day day -> span.text();
      case Moment moment -> {
        var offset = moment.offset();
        String at = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment.at());
        yield offset == null ? at : at + offset.getId();
      }
      case Edtf.Years y -> "";
      case Edtf.SomeMonth y -> "";
      case Edtf.SomeDay y -> "";
      case Edtf.Part y -> "";
    };
  }
}
