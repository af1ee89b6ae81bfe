package communique.site;

import communique.frame.Frame;
import communique.frame.Frames;
import communique.frame.Html;
import communique.language.Days;
import communique.language.Locales;
import communique.platform.Database;
import communique.record.Engagements;
import communique.record.Engagements.Asked;
import communique.record.Newsroom;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The home page, `/` and `/{locale}`: what was announced or updated, day by day.
@Singleton
final class HomePages implements Maker {

  private static final int COMING_MAX = 4;

  private final Database database;
  private final Frames frames;
  private final Rolls rolls;
  private final InstantSource clock;

  HomePages(Database database, Frames frames, Rolls rolls, InstantSource clock) {
    this.database = database;
    this.frames = frames;
    this.rolls = rolls;
    this.clock = clock;
  }

  /// @param coming the next engagements; none but on the first page
  /// @param earlier the address of what is older; empty where there is nothing
  /// @param newer the address of what is newer; empty on the first page
  @CheckedTemplate(basePath = "site", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record HomePage(Frame frame, List<Day> days, List<Engaged> coming, String earlier, String newer)
      implements TemplateInstance {}

  /// A day and what it brought.
  ///
  /// @param machine the day for programs
  /// @param number the day of the month
  record Day(String machine, String number, String month, String weekday, List<Rolled> roll) {}

  @Override
  public Optional<Response> make(Target target) {
    Newsroom newsroom = frames.newsroom();
    Locales locales = newsroom.locales();
    String name = target.path().substring(1);
    Optional<Locale> locale =
        name.isEmpty() ? Optional.of(locales.first()) : Locales.read(name).filter(locales::has);
    if (locale.isEmpty()) return Optional.empty();
    String path = frames.home(locale.get());
    if (!path.equals(target.path())) return Optional.of(Response.redirect(301, path));
    Optional<Cursor> from = Paging.from(target);
    if (from.isEmpty()) return Optional.empty();
    HomePage page = database.reading(tx -> page(tx, locale.get(), from.get()));
    if (page.days().isEmpty() && !from.get().equals(Cursor.START)) return Optional.empty();
    return Optional.of(Html.page(page, locale.get()).until(frames.tomorrow(clock.instant())));
  }

  HomePage page(Handle tx, Locale locale, Cursor from) {
    Paging paging = Paging.of(Listings.newsroom(tx), from);
    String name = frames.newsroom().name();
    boolean first = from.equals(Cursor.START);
    Frame frame =
        frames
            .everywhere(locale, name, "", other -> frames.home(other) + Paging.query(from))
            .atHome();
    String home = frames.home(locale);
    return new HomePage(
        first ? frame : frame.notIndexed(),
        days(
            rolls.roll(tx, paging.cursors(), locale, Rolls.Manner.UNDER_DAYS),
            frame.house().days()),
        first ? coming(tx, locale) : List.of(),
        paging.earlier().map(home::concat).orElse(""),
        paging.newer().map(home::concat).orElse(""));
  }

  private List<Engaged> coming(Handle tx, Locale locale) {
    Newsroom newsroom = frames.newsroom();
    LocalDate today = LocalDate.ofInstant(clock.instant(), newsroom.zone());
    return new EngagementView(tx, newsroom, locale)
        .all(Engagements.first(tx, Asked.ALL.coming(today), COMING_MAX));
  }

  private static List<Day> days(List<Rolled> roll, Days words) {
    var days = new ArrayList<Day>();
    int from = 0;
    while (from < roll.size()) {
      LocalDate on = roll.get(from).on();
      int to = from;
      while (to < roll.size() && roll.get(to).on().equals(on)) to++;
      days.add(
          new Day(
              on.toString(),
              words.dayOfMonth(on),
              words.month(on),
              words.dayOfWeek(on),
              roll.subList(from, to)));
      from = to;
    }
    return days;
  }
}
