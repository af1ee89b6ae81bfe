package communique.site;

import communique.frame.Frame;
import communique.frame.Frames;
import communique.frame.Html;
import communique.frame.Link;
import communique.frame.Suffixed;
import communique.frame.Words;
import communique.language.Days;
import communique.language.Locales;
import communique.language.Messages;
import communique.platform.Database;
import communique.record.Engagement;
import communique.record.EngagementKind;
import communique.record.EngagementStatus;
import communique.record.Engagements;
import communique.record.Engagements.Asked;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.record.TagKind;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.site.EngagementsPage.Choice;
import communique.site.EngagementsPage.Group;
import communique.site.EngagementsPage.Pick;
import communique.site.EngagementsPage.Section;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// `/engagements[.{locale}]`: what is coming and what has been, as a list or a month at a time.
///
/// How many stand on one page is bounded, and so are the months that lead on: no link leads to a
/// month before the first engagement or after the last that begins.
@Singleton
final class EngagementPages implements Maker {
  private static final int COMING_MAX = 200;
  private static final int OVER_MAX = 30;
  private static final int MONTH_MAX = 300;
  private static final int TAGS_MAX = 300;

  private final Database database;
  private final Frames frames;
  private final InstantSource clock;

  EngagementPages(Database database, Frames frames, InstantSource clock) {
    this.database = database;
    this.frames = frames;
    this.clock = clock;
  }

  @Override
  public Optional<Response> make(Target target) {
    Newsroom newsroom = frames.newsroom();
    Optional<Suffixed> name = Suffixed.only(target, Engagements.PATH, newsroom.locales());
    if (name.isEmpty()) return Optional.empty();
    Locale locale = name.get().locale();
    if (!name.get().canonical()) return Optional.of(Suffixed.moved(target, path(locale)));
    EngagementsPage page =
        database.reading(
            tx -> page(tx, locale, EngagementsAsked.read(tx, target.parameters(), "before")));
    Response response = Html.page(page, locale).until(frames.tomorrow(clock.instant()));
    return Optional.of(page.unclear().isEmpty() ? response : response.status(400));
  }

  EngagementsPage page(Handle tx, Locale locale, EngagementsAsked query) {
    return new Made(tx, locale, query).page();
  }

  private String path(Locale locale) {
    return Engagements.PATH + frames.newsroom().locales().suffix(locale);
  }

  /// One page.
  private final class Made {
    private final Handle tx;
    private final Locale locale;
    private final EngagementsAsked query;
    private final Messages m;
    private final Days days;
    private final EngagementView view;
    private final LocalDate today;
    private final String path;

    Made(Handle tx, Locale locale, EngagementsAsked query) {
      this.tx = tx;
      this.locale = locale;
      this.query = query;
      this.m = Messages.in(locale);
      this.days = Days.in(locale, frames.newsroom().zone());
      this.view = new EngagementView(tx, frames.newsroom(), locale);
      this.today = LocalDate.ofInstant(clock.instant(), frames.newsroom().zone());
      this.path = path(locale);
    }

    EngagementsPage page() {
      YearMonth month = query.month();
      var others = new ArrayList<Link>();
      List<Section> sections = month == null ? list(others) : month(month, others);
      String heading = heading(month);
      boolean itself = query.parameters().isEmpty();
      Frame frame =
          frames.everywhere(
              locale,
              heading,
              itself ? m.say("engagements.lead") : "",
              other -> EngagementPages.this.path(other) + (itself ? "" : whole()));
      List<Link> views =
          month == null
              ? List.of(
                  Link.to(
                      path + query.query("month", YearMonth.from(today).toString()),
                      m.say("engagements.by-month")))
              : List.of(Link.to(path + query.query("month", ""), m.say("engagements.as-list")));
      return new EngagementsPage(
          (itself ? frame : frame.notIndexed()).atEngagements(),
          heading,
          query.unclear().stream().map(text -> m.say("engagements.unclear", text)).toList(),
          sections,
          picks(),
          query.parameters().getOrDefault("from", ""),
          query.parameters().getOrDefault("to", ""),
          path,
          views,
          List.copyOf(others),
          calendar());
    }

    /// The query as it was asked.
    private String whole() {
      YearMonth month = query.month();
      var cursor = query.cursor();
      if (month != null) return query.query("month", month.toString());
      return cursor == null ? query.query("", "") : query.query("before", cursor.toString());
    }

    private String heading(@Nullable YearMonth month) {
      if (month != null) return m.say("engagements.in-month", days.month(month));
      if (query.tags().size() != 1) return m.say("engagements.heading");
      return m.say("engagements.of", title(query.tags().getFirst()).text());
    }

    private String calendar() {
      Locales locales = frames.newsroom().locales();
      return query.tags().size() == 1
          ? query.tags().getFirst().path() + "/engagements" + locales.suffix(locale) + ".ics"
          : path + ".ics";
    }

    private List<Section> list(List<Link> others) {
      var sections = new ArrayList<Section>();
      Asked asked = query.asked();
      var cursor = query.cursor();
      if (cursor == null)
        section(
            sections, "engagements.coming", Engagements.first(tx, asked.coming(today), COMING_MAX));
      List<Engagement> over = Engagements.last(tx, asked.over(today), cursor, OVER_MAX + 1);
      List<Engagement> shown = over.subList(0, Math.min(OVER_MAX, over.size()));
      section(sections, "engagements.over", shown);
      if (over.size() > OVER_MAX)
        others.add(
            Link.to(
                path + query.query("before", Engagements.Cursor.of(shown.getLast()).toString()),
                m.say("engagements.earlier")));
      return List.copyOf(sections);
    }

    private void section(List<Section> sections, String key, List<Engagement> engagements) {
      if (!engagements.isEmpty()) sections.add(new Section(m.say(key), groups(engagements)));
    }

    /// By month where an engagement lies within one, else by the year in which it may begin.
    private List<Group> groups(List<Engagement> engagements) {
      List<Engaged> seen = view.all(engagements);
      Map<Group, List<Engaged>> groups = new LinkedHashMap<>();
      for (int i = 0; i < engagements.size(); i++) {
        LocalDate first = engagements.get(i).when().firstDay();
        boolean within =
            YearMonth.from(first).equals(YearMonth.from(engagements.get(i).when().lastDay()));
        var key =
            new Group(
                within ? days.month(YearMonth.from(first)) : days.year(first.getYear()),
                "",
                List.of());
        groups.computeIfAbsent(key, group -> new ArrayList<>()).add(seen.get(i));
      }
      return groups.entrySet().stream()
          .map(entry -> new Group(entry.getKey().large(), entry.getKey().small(), entry.getValue()))
          .toList();
    }

    private List<Section> month(YearMonth month, List<Link> others) {
      LocalDate first = month.atDay(1);
      List<Engagement> found = Engagements.first(tx, query.within(), MONTH_MAX);
      List<Engaged> seen = view.all(found);
      Map<String, List<Engaged>> byDay = new LinkedHashMap<>();
      for (int i = 0; i < found.size(); i++) {
        var when = found.get(i).when();
        // What has no day of its own, or began before, stands above the days.
        boolean onDay = when.fixed() && !when.firstDay().isBefore(first);
        String day = onDay ? when.firstDay().toString() : "";
        byDay.computeIfAbsent(day, key -> new ArrayList<>()).add(seen.get(i));
      }
      var groups = new ArrayList<Group>();
      if (byDay.containsKey(""))
        groups.add(new Group("", m.say("engagements.vague"), byDay.getOrDefault("", List.of())));
      byDay.forEach((day, engaged) -> {
        if (day.isEmpty()) return;
        LocalDate on = LocalDate.parse(day);
        groups.add(new Group(days.dayOfMonth(on), days.dayOfWeek(on), engaged));
      });
      neighbours(month, others);
      return groups.isEmpty() ? List.of() : List.of(new Section("", groups));
    }

    private void neighbours(YearMonth month, List<Link> others) {
      Asked asked = query.asked().within(null, null);
      boolean before =
          !Engagements.first(tx, asked.within(null, month.atDay(1).minusDays(1)), 1).isEmpty();
      boolean after =
          !Engagements.first(tx, asked, new Engagements.Cursor(month.atEndOfMonth(), "~"), 1)
              .isEmpty();
      if (before) others.add(neighbour("engagements.previous", month.minusMonths(1)));
      if (after) others.add(neighbour("engagements.next", month.plusMonths(1)));
    }

    private Link neighbour(String key, YearMonth month) {
      return Link.to(path + query.query("month", month.toString()), m.say(key, days.month(month)));
    }

    private List<Pick> picks() {
      var picks = new ArrayList<Pick>();
      var kinds = new ArrayList<Choice>();
      for (EngagementKind kind : EngagementKind.values())
        kinds.add(choice("kind", kind.slug(), m.say("engagement.kind-" + kind.slug())));
      pick(picks, "kind", m.say("engagements.kind"), kinds);
      var statuses = new ArrayList<Choice>();
      for (EngagementStatus status : EngagementStatus.values())
        statuses.add(choice("status", status.slug(), view.status(status)));
      pick(picks, "status", m.say("engagements.status"), statuses);
      List<Tag> tags = Engagements.tags(tx, TAGS_MAX);
      for (TagKind kind : EngagementsAsked.KINDS) {
        var named = new ArrayList<Choice>();
        for (Tag tag : tags)
          if (tag.kind() == kind)
            named.add(new Choice(tag.slug(), title(tag), chosen(kind.slug(), tag.slug())));
        if (!named.isEmpty()) pick(picks, kind.slug(), m.say("tag." + kind.slug()), named);
      }
      return List.copyOf(picks);
    }

    private void pick(List<Pick> picks, String name, String label, List<Choice> choices) {
      var all = new ArrayList<Choice>();
      all.add(
          new Choice(
              "", Words.of(m.say("engagements.any")), !query.parameters().containsKey(name)));
      all.addAll(choices);
      picks.add(new Pick(name, label, List.copyOf(all)));
    }

    private Choice choice(String name, String value, String words) {
      return new Choice(value, Words.of(words), chosen(name, value));
    }

    private boolean chosen(String name, String value) {
      return value.equals(query.parameters().get(name));
    }

    private Words title(Tag tag) {
      Tag.Title title = tag.title(locale, frames.newsroom().locales().all());
      return Words.of(title.text(), title.locale(), locale);
    }
  }
}
