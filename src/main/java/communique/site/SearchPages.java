package communique.site;

import communique.frame.Frame;
import communique.frame.Frames;
import communique.frame.Html;
import communique.frame.Link;
import communique.frame.Suffixed;
import communique.frame.Words;
import communique.language.Days;
import communique.language.Locales;
import communique.language.Markup;
import communique.language.Messages;
import communique.record.Newsroom;
import communique.search.Asked;
import communique.search.Field;
import communique.search.Finder;
import communique.search.Found;
import communique.search.Found.Facet;
import communique.search.Found.Hit;
import communique.search.Found.Piece;
import communique.search.Notice;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.site.SearchPage.Answer;
import communique.site.SearchPage.Group;
import communique.site.SearchPage.Pick;
import communique.site.SearchPage.Sorted;
import io.quarkus.qute.RawString;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/search[.{locale}]`: the finder. Its addresses are without number, so none of its pages is
/// kept.
@Singleton
final class SearchPages implements Maker {
  static final String PATH = Frames.SEARCH;

  /// How many answers stand on one page.
  static final int LENGTH = 20;

  /// The same in every language.
  private static final String FIELDS = "kind:speech from:2026";

  private final Frames frames;
  private final Finder finder;

  SearchPages(Frames frames, Finder finder) {
    this.frames = frames;
    this.finder = finder;
  }

  @Override
  public Optional<Response> make(Target target) {
    Optional<Suffixed> name = Suffixed.only(target, PATH, frames.newsroom().locales());
    if (name.isEmpty()) return Optional.empty();
    Locale locale = name.get().locale();
    if (!name.get().canonical()) return Optional.of(Suffixed.moved(target, path(locale)));
    Asked asked = Asked.of(target.all());
    Found found = finder.find(asked, locale, LENGTH);
    Response response = Html.page(page(asked, found, locale), locale).passing();
    if (!found.isReady())
      return Optional.of(
          response.status(503).header("Retry-After", "5").header("Cache-Control", "no-store"));
    return Optional.of(response);
  }

  SearchPage page(Asked asked, Found found, Locale locale) {
    return new Made(asked, found, locale).page();
  }

  private String path(Locale locale) {
    return PATH + frames.newsroom().locales().suffix(locale);
  }

  /// One page.
  private final class Made {
    private final Asked asked;
    private final Found found;
    private final Locale locale;
    private final Newsroom newsroom;
    private final Messages m;
    private final String path;

    Made(Asked asked, Found found, Locale locale) {
      this.asked = asked;
      this.found = found;
      this.locale = locale;
      this.newsroom = frames.newsroom();
      this.m = Messages.in(locale);
      this.path = SearchPages.this.path(locale);
    }

    SearchPage page() {
      String query = SearchAddress.query(asked);
      String title =
          asked.typed().isEmpty() ? m.say("search.heading") : m.say("search.title", asked.typed());
      String named =
          asked.typed().isEmpty() || !found.isReady()
              ? title
              : title + " – " + count().replaceFirst("[.。۔]$", "");
      Frame frame =
          frames.everywhere(
              locale, named, m.say("search.lead"), other -> SearchPages.this.path(other) + query);
      var feeds =
          List.of(
              new Frame.Feed("Atom", "application/atom+xml", path + ".atom" + query, title),
              new Frame.Feed("RSS", "application/rss+xml", path + ".rss" + query, title),
              new Frame.Feed("JSON", "application/feed+json", path + ".json" + query, title));
      boolean none = found.hits().isEmpty();
      return new SearchPage(
          frame.feeds(feeds).notIndexed().atSearch(),
          asked.typed(),
          path,
          count(),
          notices(),
          found
              .suggestion()
              .map(words ->
                  m.html(
                      "search.suggestion",
                      Markup.link(
                          path + SearchAddress.query(SearchAddress.typed(asked, words)), words)))
              .orElseGet(() -> new RawString("")),
          removals(),
          groups(),
          !removals().isEmpty() || asked.history(),
          day(asked.search().from()),
          day(asked.search().to()),
          orders(),
          asked.order() == Asked.Order.DATE,
          asked.history(),
          found.hits().stream().map(this::answer).toList(),
          none ? tips() : List.of(),
          help(),
          found.next().map(place -> path + SearchAddress.query(asked, place)).orElse(""),
          asked.after().isPresent() ? path + query : "",
          feeds,
          frame.house().alertsPath() + query);
    }

    private String count() {
      if (!found.isReady()) return m.say("search.not-ready");
      if (found.total() == 0) return m.say("search.none");
      if (found.relaxed()) return m.say("search.relaxed", found.total());
      return m.say(asked.history() ? "search.found-versions" : "search.found", found.total());
    }

    private List<Sorted> orders() {
      var orders = new ArrayList<Sorted>();
      for (Asked.Order order : Asked.Order.values())
        orders.add(
            new Sorted(
                path + SearchAddress.query(asked.order(order)),
                m.say("search.order-" + order.slug()),
                asked.order() == order));
      return orders;
    }

    private List<String> notices() {
      var notices = new ArrayList<String>();
      for (Notice notice : found.notices())
        notices.add(m.say("search.notice." + notice.sort().slug(), notice.about()));
      if (found.isReady() && found.isBehind())
        notices.add(m.say("search.behind", found.place(), found.head()));
      return notices;
    }

    /// Each in the words of what it is.
    private List<Link> removals() {
      var removals = new ArrayList<Link>();
      asked
          .search()
          .values()
          .forEach((field, values) -> {
            for (String value : values)
              removals.add(
                  Link.to(
                      path + SearchAddress.query(SearchAddress.without(asked, field, value)),
                      m.say("search.remove", title(field, value))));
          });
      if (asked.search().from() != null || asked.search().to() != null)
        removals.add(
            Link.to(
                path + SearchAddress.query(asked.search(asked.search().between(null, null))),
                m.say("search.remove", m.say("search.days"))));
      return removals;
    }

    private String title(Field field, String value) {
      return found.facets().stream()
          .filter(facet -> facet.field() == field)
          .flatMap(facet -> facet.values().stream())
          .filter(one -> one.value().equals(value))
          .findFirst()
          .map(one -> words(field, one).text())
          .orElse(value);
    }

    private List<Group> groups() {
      var groups = new ArrayList<Group>();
      for (Facet facet : found.facets()) {
        Field field = facet.field();
        var picks = new ArrayList<Pick>();
        for (Facet.Value value : facet.values())
          picks.add(
              new Pick(
                  value.value(),
                  words(field, value),
                  value.count(),
                  m.say(asked.history() ? "search.found-versions" : "search.found", value.count()),
                  value.chosen()));
        String legend =
            switch (field) {
              case LOCALE -> m.say("site.language");
              case KIND -> m.say("engagements.kind");
              case ANNOUNCEMENT -> m.say("search.announcement");
              case ORGANISATION, PERSON, ROLE, PLACE, TOPIC -> m.say("tag." + field.slug());
              case FROM, TO -> throw new IllegalStateException("days are no facet");
            };
        groups.add(new Group(field.slug(), legend, picks));
      }
      return groups;
    }

    private Words words(Field field, Facet.Value value) {
      return switch (field) {
        case LOCALE -> {
          Locale in = Locale.forLanguageTag(value.value());
          yield Words.of(Locales.ownName(in), in, locale);
        }
        case KIND -> Words.of(m.say("kind." + value.value()));
        // It is among the answers, unless something else keeps it out.
        case ANNOUNCEMENT ->
            found.hits().stream()
                .filter(hit -> hit.slug().equals(value.value()))
                .findFirst()
                .map(hit -> Words.of(Piece.text(hit.title()), hit.locale(), locale))
                .orElseGet(() -> Words.of(value.title()));
        case ORGANISATION, PERSON, ROLE, PLACE, TOPIC, FROM, TO ->
            Words.of(value.title(), value.in(), locale);
      };
    }

    private Answer answer(Hit hit) {
      Locale in = hit.locale();
      Messages words = Messages.in(in);
      Days days = Days.in(in, newsroom.zone());
      String href = "/news/" + hit.slug() + newsroom.locales().suffix(in);
      LocalDate first = days.date(hit.firstAt());
      LocalDate updated = days.date(hit.updatedAt());
      return new Answer(
          Words.tongue(in, locale),
          hit.newest() ? href : href + "/editions/" + hit.number(),
          Link.across(href, "", in, locale).attributes(),
          marked(hit.title()),
          marked(hit.snippet()),
          hit.withdrawnAt() == null
              ? ""
              : words.say("home.withdrawn", days.day(days.date(hit.withdrawnAt()))),
          words.say("kind." + hit.kind().slug()),
          first.toString(),
          days.day(first),
          first.equals(updated) ? "" : words.say("home.updated", days.day(updated)),
          hit.newest() ? "" : words.say("compare.version", hit.number()),
          hit.named().stream().map(Made::marked).toList());
    }

    private static RawString marked(List<Piece> pieces) {
      var html = new StringBuilder();
      for (Piece piece : pieces) {
        String text = Markup.text(piece.text()).getValue();
        html.append(piece.marked() ? "<mark>" + text + "</mark>" : text);
      }
      return new RawString(html.toString());
    }

    private List<Link> tips() {
      var tips = new ArrayList<Link>();
      if (!removals().isEmpty())
        tips.add(
            Link.to(
                path + SearchAddress.query(SearchAddress.typed(Asked.words(""), asked.typed())),
                m.say("search.tip-everywhere")));
      if (!asked.history())
        tips.add(
            Link.to(
                path
                    + SearchAddress.query(asked)
                    + (SearchAddress.query(asked).isEmpty() ? "?" : "&")
                    + "history=all",
                m.say("search.tip-history")));
      tips.add(Link.to(frames.house(locale).homePath(), m.say("search.tip-latest")));
      return tips;
    }

    /// What can be asked, as examples that can be followed.
    private List<Link> help() {
      var help = new ArrayList<Link>();
      for (String one : List.of("words", "phrase", "not", "or", "prefix"))
        help.add(
            Link.to(m.say("search.help." + one + "-example", "OR"), m.say("search.help." + one)));
      help.add(Link.to(FIELDS, m.say("search.help.field")));
      return help;
    }

    private static String day(@Nullable LocalDate day) {
      return day == null ? "" : day.toString();
    }
  }
}
