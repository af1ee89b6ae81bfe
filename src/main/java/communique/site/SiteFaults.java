package communique.site;

import communique.frame.FaultPage;
import communique.frame.Frames;
import communique.frame.Html;
import communique.language.Locales;
import communique.language.Messages;
import communique.platform.Database;
import communique.platform.Ids;
import communique.platform.Problem;
import communique.platform.Problem.Sort;
import communique.record.Newsroom;
import communique.shelf.PublicRoute;
import communique.shelf.Response;
import communique.shelf.Shelf;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says what is wrong, in the language of the address: to people with a page, to programs with
/// problem details (RFC 9457). Nothing here needs the database.
@Singleton
final class SiteFaults implements PublicRoute.Faults {
  private static final Logger LOG = System.getLogger(SiteFaults.class.getName());
  private static final String NO_STORE = "no-store";

  /// What programs read: feeds, calendars, sitemaps, documents.
  private static final List<String> FOR_PROGRAMS =
      List.of(".atom", ".rss", ".json", ".ics", ".xml", ".txt");

  private final Frames frames;
  private final Newsroom newsroom;

  SiteFaults(Frames frames, Newsroom newsroom) {
    this.frames = frames;
    this.newsroom = newsroom;
  }

  @Override
  public Response notFound(Target target) {
    // Something may be published here any moment: no cache may show this page for longer.
    return fault(target, Sort.NOT_FOUND, "error.not-found", "error.not-found-mend")
        .header("Cache-Control", "public, max-age=5");
  }

  @Override
  public Response notAllowed(Target target) {
    return fault(target, Sort.METHOD, "error.not-allowed", "error.not-allowed-mend")
        .header("Cache-Control", NO_STORE);
  }

  @Override
  public Response failed(Target target, Throwable why) {
    if (Database.isAway(why) || why instanceof Shelf.Busy) {
      LOG.log(Level.WARNING, "event=answer.away path=" + shown(target.path()) + " why=" + why);
      return fault(target, Sort.AWAY, "error.away", "error.away-mend")
          .header("Retry-After", "60")
          .header("Cache-Control", NO_STORE);
    }
    String id = Ids.next();
    LOG.log(Level.ERROR, "event=answer.failed id=" + id + " path=" + shown(target.path()), why);
    return fault(target, Sort.FAILED, "error.failed", "error.failed-mend", id)
        .header("Cache-Control", NO_STORE);
  }

  private Response fault(Target target, Sort sort, String title, String mend, Object... args) {
    Locale locale = locale(target.path());
    Messages m = Messages.in(locale);
    Response response =
        isForPrograms(target.path())
            ? Response.ok(
                Problem.MEDIA_TYPE,
                new Problem(sort, Messages.in(Locale.ENGLISH).say(mend, args), List.of()).json())
            : Html.page(
                FaultPage.of(
                    frames.aside(locale, m.say(title), "").notIndexed(),
                    m.say(title),
                    m.say(mend, args)),
                locale);
    return response.status(sort.status()).passing();
  }

  private static boolean isForPrograms(String path) {
    return path.startsWith("/api/") || FOR_PROGRAMS.stream().anyMatch(path::endsWith);
  }

  /// The locale that an address names: `/ru`, `/news/visit.ru/updates`, `/feed.ru.atom`; else the
  /// default one.
  Locale locale(String path) {
    Locales locales = newsroom.locales();
    String[] segments = path.split("/", 10);
    if (segments.length > 1) {
      Optional<Locale> home = Locales.read(segments[1]).filter(locales::has);
      if (home.isPresent()) return home.get();
    }
    for (String segment : segments) {
      String[] parts = segment.split("\\.", 4);
      for (int i = 1; i < parts.length; i++) {
        Optional<Locale> suffix = Locales.read(parts[i]).filter(locales::has);
        if (suffix.isPresent()) return suffix.get();
      }
    }
    return locales.first();
  }

  /// A path for the log: short, on one line.
  private static String shown(String path) {
    String cut = path.length() > 200 ? path.substring(0, 200) : path;
    return cut.replaceAll("[^!-~]", "?");
  }
}
