package communique.alerts;

import communique.alerts.AlertAddress.Page;
import communique.alerts.AskPage.Hidden;
import communique.alerts.AskPage.Often;
import communique.alerts.AskPage.Wrong;
import communique.alerts.AskedFor.Answers;
import communique.frame.Frame;
import communique.frame.Frame.Feed;
import communique.frame.Frames;
import communique.frame.Words;
import communique.language.Locales;
import communique.language.Messages;
import communique.platform.Database;
import communique.record.Newsroom;
import communique.record.TagKind;
import communique.search.Asked;
import communique.search.Field;
import communique.search.Finder;
import communique.search.Found;
import communique.search.Notice;
import communique.search.Search;
import communique.shelf.Target;
import io.quarkus.qute.RawString;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes the form that asks for alerts: what they would be of, in words, and how often they would
/// come.
@Singleton
final class Asking {
  private final Database database;
  private final Frames frames;
  private final Finder finder;
  private final InstantSource clock;

  Asking(Database database, Frames frames, Finder finder, InstantSource clock) {
    this.database = database;
    this.frames = frames;
    this.finder = finder;
    this.clock = clock;
  }

  /// What somebody filled in.
  ///
  /// @param frequency null where none was chosen, or none that there is
  /// @param languages BCP 47 tags, as they came
  /// @param address as it was typed
  record Filled(@Nullable Frequency frequency, SortedSet<String> languages, String address) {
    /// Reads the parameters of a form.
    static Filled read(Map<String, List<String>> parameters) {
      List<String> none = List.of("");
      return new Filled(
          Frequency.read(parameters.getOrDefault("frequency", none).getFirst()).orElse(null),
          new TreeSet<>(parameters.getOrDefault("languages", List.of())),
          parameters.getOrDefault("address", none).getFirst().strip());
    }

    /// The form as it is offered.
    static Filled offered(Answers what, Locale page) {
      return new Filled(
          Frequency.AT_ONCE, what.languages().isEmpty() ? languages(page) : what.languages(), "");
    }

    private static SortedSet<String> languages(Locale page) {
      return new TreeSet<>(List.of(page.toLanguageTag()));
    }
  }

  /// The form.
  AskPage page(Answers what, Filled filled, Wrong wrong, Locale locale) {
    Newsroom newsroom = frames.newsroom();
    Locales locales = newsroom.locales();
    Messages m = Messages.in(locale);
    String query = Target.query(what.parameters());
    Frame frame =
        frames.everywhere(
            locale,
            m.say("alerts.heading"),
            "",
            other -> AlertAddress.path(Page.NEW, other, locales) + query);
    Search search = what.asked().search();
    List<RawString> lines = database.reading(tx -> Gist.lines(tx, search, locale, newsroom));
    var hidden = new ArrayList<Hidden>();
    what.parameters()
        .forEach((name, values) -> values.forEach(value -> hidden.add(new Hidden(name, value))));
    return new AskPage(
        frame.notIndexed(),
        AlertAddress.path(Page.ASKED, locale, locales),
        hidden,
        lines,
        Gist.scope(search) == Gist.Scope.ONE,
        notices(what.asked(), m),
        rate(what.asked(), filled.languages(), locale),
        frame.house().searchPath() + query,
        frequencies(filled.frequency(), m),
        Hours.clock(newsroom, m, clock.instant()),
        languages(filled.languages(), locales),
        filled.address(),
        wrong,
        feeds(what, frame, locale));
  }

  static List<Often> frequencies(@Nullable Frequency chosen, Messages m) {
    return Arrays.stream(Frequency.values())
        .map(one ->
            new Often(
                one.slug(),
                m.say("alerts.frequency." + one.slug()),
                m.say("alerts.frequency-what." + one.slug(), Hours.of(one, m.locale()).orElse("")),
                one == chosen))
        .toList();
  }

  static List<AskPage.Tongue> languages(SortedSet<String> chosen, Locales locales) {
    return locales.all().stream()
        .map(one -> {
          String tag = one.toLanguageTag();
          var tongue =
              new RawString(" lang=\"" + tag + "\" dir=\"" + Locales.direction(one) + "\"");
          return new AskPage.Tongue(
              tag, new Words(Locales.ownName(one), tongue), chosen.contains(tag));
        })
        .toList();
  }

  private List<String> notices(Asked asked, Messages m) {
    var notices = new ArrayList<String>();
    for (Notice notice : asked.notices())
      notices.add(m.say("search.notice." + notice.sort().slug(), notice.about()));
    LocalDate to = asked.search().to();
    if (to != null && to.isBefore(today())) notices.add(m.say("alerts.over"));
    return notices;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), frames.newsroom().zone());
  }

  /// How often mails would come, by what was announced within a year; empty where the index cannot
  /// say it yet, or nothing will come any more.
  private String rate(Asked asked, SortedSet<String> languages, Locale locale) {
    Search search = asked.search();
    LocalDate today = today();
    if (search.to() != null && search.to().isBefore(today)) return "";
    // How often one announcement will be corrected, nobody knows.
    if (!search.values(Field.ANNOUNCEMENT).isEmpty()) return "";
    Search lately =
        search.between(today.minusYears(1).plusDays(1), null).with(Field.LOCALE, languages);
    Asked question =
        new Asked(lately, asked.typed(), Asked.Order.DATE, false, Optional.empty(), List.of());
    Found found = finder.find(question, locale, 1);
    if (!found.isReady()) return "";
    return Rate.words(found.relaxed() ? 0 : found.total(), Messages.in(locale));
  }

  private List<Feed> feeds(Answers what, Frame frame, Locale locale) {
    Search search = what.asked().search();
    String title = Messages.in(locale).say("alerts.heading");
    if (search.isEverything()) return frame.house().feeds();
    String suffix = frames.newsroom().locales().suffix(locale);
    Optional<String> tag = tag(search);
    if (tag.isPresent()) return Frames.feeds(tag.get() + suffix, title);
    String query = Target.query(what.parameters());
    return Frames.feeds(Frames.SEARCH + suffix, title).stream()
        .map(feed -> new Feed(feed.name(), feed.type(), feed.path() + query, feed.title()))
        .toList();
  }

  /// The path of the one tag that a search asks for and nothing else, which has feeds of its own.
  private Optional<String> tag(Search search) {
    if (search.values().size() != 1) return Optional.empty();
    Field field = search.values().keySet().iterator().next();
    SortedSet<String> values = search.values(field);
    Optional<TagKind> kind = field.tagKind();
    if (kind.isEmpty() || values.size() != 1) return Optional.empty();
    boolean alone =
        new Search(Search.EVERYTHING.words(), search.values(), null, null).equals(search);
    return alone
        ? Optional.of("/" + kind.get().plural() + "/" + values.getFirst())
        : Optional.empty();
  }
}
