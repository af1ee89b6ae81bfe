package communique.calendar;

import communique.calendar.CalendarFile.Event;
import communique.language.Locales;
import communique.platform.Database;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Engagement;
import communique.record.Engagement.Step;
import communique.record.Engagements;
import communique.record.Engagements.Asked;
import communique.record.Newsroom;
import communique.record.Page;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// `/engagements[.{locale}].ics`, and the same below a tag's page:
/// `/people/{slug}/engagements[.{locale}].ics`.
///
/// A file holds the engagements that begin last, so many that no calendar misses what is near.
@Singleton
final class CalendarPages implements Maker {
  private static final String TYPE = "text/calendar; charset=utf-8";
  private static final int EVENTS_MAX = 2_000;
  private static final Pattern PATH =
      Pattern.compile("(?:/([a-z]+)/([a-z0-9-]+))?/engagements(?:\\.([A-Za-z0-9-]{2,40}))?\\.ics");

  private final Database database;
  private final Newsroom newsroom;

  CalendarPages(Database database, Newsroom newsroom) {
    this.database = database;
    this.newsroom = newsroom;
  }

  @Override
  public Optional<Response> make(Target target) {
    Matcher path = PATH.matcher(target.path());
    if (!path.matches()) return Optional.empty();
    Locales locales = newsroom.locales();
    String tag = path.group(3);
    Optional<Locale> locale =
        tag == null ? Optional.of(locales.first()) : Locales.read(tag).filter(locales::has);
    if (locale.isEmpty()) return Optional.empty();
    String name = Engagements.PATH + locales.suffix(locale.get()) + ".ics";
    return database.reading(tx ->
        path.group(1) == null
            ? Optional.of(answer(tx, locale.get(), null, name, target))
            : tag(tx, path.group(1), path.group(2))
                .map(found -> answer(tx, locale.get(), found, found.path() + name, target)));
  }

  /// The file, or, where it was asked for by another name or by that of a tag which has another
  /// since, the way to it.
  private Response answer(
      Handle tx, Locale locale, @Nullable Tag tag, String canonical, Target target) {
    return canonical.equals(target.path())
        ? file(tx, locale, tag, canonical)
        : Response.redirect(301, canonical);
  }

  private static Optional<Tag> tag(Handle tx, String plural, String slug) {
    return TagKind.read(plural)
        .filter(CalendarFile::has)
        .flatMap(kind -> Tags.find(tx, kind, slug));
  }

  private Response file(Handle tx, Locale locale, @Nullable Tag tag, String path) {
    return Response.ok(TYPE, text(tx, locale, tag, path))
        .header("Content-Language", locale.toLanguageTag())
        .header("Content-Disposition", "inline; filename=\"engagements.ics\"")
        .header("Access-Control-Allow-Origin", "*");
  }

  String text(Handle tx, Locale locale, @Nullable Tag tag, String path) {
    Asked asked = tag == null ? Asked.ALL : new Asked(null, null, List.of(tag.id()), null, null);
    List<Engagement> engagements = Engagements.last(tx, asked, null, EVENTS_MAX).reversed();
    Map<String, List<Step>> steps =
        Engagements.steps(tx, engagements.stream().map(Engagement::id).toList());
    Map<String, Announcement> announcements = announcements(tx, steps);
    var events = new ArrayList<Event>();
    for (Engagement one : engagements) {
      List<Step> said = steps.getOrDefault(one.id(), List.of());
      events.add(new Event(one, said, address(said, announcements, locale)));
    }
    var file = new CalendarFile(newsroom, locale);
    String page = newsroom.url() + Engagements.PATH + newsroom.locales().suffix(locale);
    String only = tag == null ? "" : "?" + tag.kind().slug() + "=" + tag.slug();
    return file.of(file.name(tag), newsroom.url() + path, page + only, events);
  }

  private static Map<String, Announcement> announcements(Handle tx, Map<String, List<Step>> steps) {
    Set<String> ids = new HashSet<>();
    for (List<Step> all : steps.values())
      for (Step step : all) if (!step.documentId().isEmpty()) ids.add(step.documentId());
    return Announcements.byIds(tx, ids);
  }

  /// The announcement that told of it last and can be read, in this language where it has it.
  private String address(List<Step> said, Map<String, Announcement> announcements, Locale locale) {
    for (Step step : said.reversed()) {
      Announcement announcement = announcements.get(step.documentId());
      if (announcement == null) continue;
      List<Locale> readable =
          announcement.readable().stream().filter(newsroom.locales()::has).toList();
      if (readable.isEmpty()) continue;
      Locale in = readable.contains(locale) ? locale : readable.getFirst();
      return newsroom.url() + new Page(announcement.slug(), in).path(newsroom.locales());
    }
    return "";
  }
}
