package communique.frame;

import communique.frame.Frame.Alternate;
import communique.frame.Frame.Feed;
import communique.frame.Frame.Head;
import communique.frame.Frame.House;
import communique.frame.Frame.Language;
import communique.frame.Frame.Property;
import communique.language.Days;
import communique.language.Locales;
import communique.language.Messages;
import communique.record.Engagements;
import communique.record.Newsroom;
import io.quarkus.qute.RawString;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes the frames of pages.
@Singleton
public final class Frames {
  /// The path of the finder in the default locale.
  public static final String SEARCH = "/search";

  /// The beginning of the addresses of everything about alerts by mail.
  public static final String ALERTS = "/alerts";

  private final Newsroom newsroom;
  private final SiteFiles files;
  private final Map<Locale, House> houses = new ConcurrentHashMap<>();

  /// @param files where the style sheet and the icon are
  public Frames(Newsroom newsroom, SiteFiles files) {
    this.newsroom = newsroom;
    this.files = files;
  }

  /// The newsroom that all frames are of.
  public Newsroom newsroom() {
    return newsroom;
  }

  /// The newsroom as it shows itself in one of its locales.
  public House house(Locale locale) {
    return houses.computeIfAbsent(locale, this::made);
  }

  /// The frame of a page that stands in every locale of the newsroom.
  ///
  /// @param title of the page alone
  /// @param description a sentence on it, or empty
  /// @param pathIn its path in a locale
  public Frame everywhere(
      Locale locale, String title, String description, Function<Locale, String> pathIn) {
    return made(
        locale,
        title,
        description,
        newsroom.locales().all(),
        newsroom.locales().first(),
        pathIn,
        "website",
        List.of(),
        null,
        languages(locale, pathIn));
  }

  /// The frame of a page that stands in some locales only, and names them itself.
  ///
  /// @param locales in which it can be read
  /// @param otherwise the one of them that suits readers of any other language best
  /// @param more properties for Open Graph
  /// @param data for [Head#data()]
  public Frame article(
      Locale locale,
      String title,
      String description,
      List<Locale> locales,
      Locale otherwise,
      Function<Locale, String> pathIn,
      List<Property> more,
      RawString data) {
    return made(
        locale, title, description, locales, otherwise, pathIn, "article", more, data, List.of());
  }

  /// The frame of a page that is known by another page's address, or by none.
  ///
  /// @param canonical that address as a path, or empty
  public Frame aside(Locale locale, String title, String canonical) {
    return aside(locale, title, canonical, List.of());
  }

  /// The frame of a page that is one reader's alone, and stands in every locale of the newsroom.
  ///
  /// @param pathIn its path in a locale
  public Frame personal(Locale locale, String title, Function<Locale, String> pathIn) {
    return aside(locale, title, "").notIndexed().in(languages(locale, pathIn));
  }

  private List<Language> languages(Locale locale, Function<Locale, String> pathIn) {
    return newsroom.locales().all().stream()
        .map(other -> new Language(Link.language(pathIn.apply(other), other), other.equals(locale)))
        .toList();
  }

  /// The frame of a page that belongs to an announcement and stands in some locales only.
  ///
  /// @param locales in which it can be read, this one among them
  /// @param otherwise the one of them that suits readers of any other language best
  public Frame below(
      Locale locale,
      String title,
      List<Locale> locales,
      Locale otherwise,
      Function<Locale, String> pathIn) {
    return aside(locale, title, pathIn.apply(locale), alternates(locales, otherwise, pathIn));
  }

  private Frame aside(Locale locale, String title, String canonical, List<Alternate> alternates) {
    House house = house(locale);
    String address = canonical.isEmpty() ? "" : newsroom.url() + canonical;
    return new Frame(
        house,
        new Head(
            window(house, title), "", address, true, alternates, house.feeds(), List.of(), null),
        house.m().say("site.skip"),
        List.of(),
        false,
        false,
        false);
  }

  private Frame made(
      Locale locale,
      String title,
      String description,
      List<Locale> locales,
      Locale otherwise,
      Function<Locale, String> pathIn,
      String type,
      List<Property> more,
      @Nullable RawString data,
      List<Language> languages) {
    House house = house(locale);
    String canonical = newsroom.url() + pathIn.apply(locale);
    var properties = new ArrayList<Property>();
    properties.add(new Property("og:type", type));
    properties.add(new Property("og:site_name", newsroom.name()));
    properties.add(new Property("og:title", title));
    if (!description.isEmpty()) properties.add(new Property("og:description", description));
    properties.add(new Property("og:url", canonical));
    properties.add(new Property("og:locale", Locales.withRegion(locale)));
    for (Locale other : locales)
      if (!other.equals(locale))
        properties.add(new Property("og:locale:alternate", Locales.withRegion(other)));
    properties.addAll(more);
    String skip = type.equals("article") ? "site.skip-to-announcement" : "site.skip";
    return new Frame(
        house,
        new Head(
            window(house, title),
            description,
            canonical,
            true,
            alternates(locales, otherwise, pathIn),
            house.feeds(),
            List.copyOf(properties),
            data),
        house.m().say(skip),
        languages,
        false,
        false,
        false);
  }

  private List<Alternate> alternates(
      List<Locale> locales, Locale otherwise, Function<Locale, String> pathIn) {
    var alternates = new ArrayList<Alternate>();
    if (locales.size() < 2) return alternates;
    for (Locale other : locales)
      alternates.add(new Alternate(other.toLanguageTag(), newsroom.url() + pathIn.apply(other)));
    alternates.add(new Alternate("x-default", newsroom.url() + pathIn.apply(otherwise)));
    return List.copyOf(alternates);
  }

  /// The home page carries no title but the newsroom's own.
  private String window(House house, String title) {
    return title.equals(newsroom.name())
        ? title
        : house.m().say("site.title", title, newsroom.name());
  }

  private House made(Locale locale) {
    Locales locales = newsroom.locales();
    Messages m = Messages.in(locale);
    return new House(
        locale,
        locale.toLanguageTag(),
        Locales.direction(locale),
        m,
        Days.in(locale, newsroom.zone()),
        Words.of(newsroom.name(), locales.first(), locale),
        home(locale),
        Engagements.PATH + locales.suffix(locale),
        SEARCH + locales.suffix(locale),
        ALERTS + "/new" + locales.suffix(locale),
        ALERTS + "/manage" + locales.suffix(locale),
        openSearch(locale, locales),
        feeds("/feed" + locales.suffix(locale), m.say("feed.title", newsroom.name())),
        files.sheet(),
        files.icon());
  }

  /// When the day of the newsroom ends in which an instant falls.
  public Instant tomorrow(Instant now) {
    ZoneId zone = newsroom.zone();
    return LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
  }

  /// The path of the home page in a locale.
  public String home(Locale locale) {
    return locale.equals(newsroom.locales().first()) ? "/" : "/" + locale.toLanguageTag();
  }

  /// The path of the document that tells browsers of the finder.
  public static String openSearch(Locale locale, Locales locales) {
    return "/opensearch" + locales.suffix(locale) + ".xml";
  }

  /// The feeds at an address without its extension, `/people/anna.ru`.
  public static List<Feed> feeds(String path, String title) {
    return List.of(
        new Feed("Atom", "application/atom+xml", path + ".atom", title),
        new Feed("RSS", "application/rss+xml", path + ".rss", title),
        new Feed("JSON", "application/feed+json", path + ".json", title));
  }
}
