package communique.feeds;

import communique.feeds.Feed.Entry;
import communique.feeds.Feed.Party;
import communique.language.Locales;
import communique.language.Messages;
import communique.platform.Database;
import communique.platform.Ids;
import communique.record.Newsroom;
import communique.search.Asked;
import communique.search.Field;
import communique.search.Finder;
import communique.search.Found;
import communique.search.Found.Hit;
import communique.search.Search;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Shelf;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// `/search[.{locale}].atom`, `.rss`, `.json`: the newest answers to a search. Its entries are in
/// the locale of the address, unless the search names others.
@Singleton
final class SearchFeeds implements Maker {
  private static final Pattern SHAPE =
      Pattern.compile("/search(?:\\.([A-Za-z0-9-]{2,35}))?\\.(atom|rss|json)");
  private static final int LENGTH = 20;

  private final Database database;
  private final Newsroom newsroom;
  private final Finder finder;
  private final Bodies bodies = new Bodies();

  SearchFeeds(Database database, Newsroom newsroom, Finder finder) {
    this.database = database;
    this.newsroom = newsroom;
    this.finder = finder;
  }

  @Override
  public Optional<Response> make(Target target) {
    Matcher matcher = SHAPE.matcher(target.path());
    if (!matcher.matches()) return Optional.empty();
    Locales locales = newsroom.locales();
    Optional<Locale> locale =
        matcher.group(1) == null
            ? Optional.of(locales.first())
            : Locales.read(matcher.group(1)).filter(locales::has);
    if (locale.isEmpty()) return Optional.empty();
    Format format = Format.ofExtension(matcher.group(2));
    String path = "/search" + locales.suffix(locale.get());
    String query = target.query().isEmpty() ? "" : "?" + target.query();
    if (!target.path().equals(path + "." + format.extension()))
      return Optional.of(Response.redirect(301, path + "." + format.extension() + query));
    Asked asked = Asked.of(target.all());
    Found found = finder.list(narrowed(asked, locale.get()), locale.get(), LENGTH);
    if (!found.isReady()) throw new Shelf.Busy();
    Feed feed = database.reading(tx -> feed(tx, asked, found, locale.get(), format));
    return Optional.of(Response.ok(format.contentType(), FeedPages.write(format, feed)).passing());
  }

  private static Asked narrowed(Asked asked, Locale locale) {
    Search search = asked.search();
    if (search.values(Field.LOCALE).isEmpty())
      search = search.with(Field.LOCALE, new TreeSet<>(List.of(locale.toLanguageTag())));
    return asked.search(search).order(Asked.Order.DATE);
  }

  private Feed feed(Handle tx, Asked asked, Found found, Locale locale, Format format) {
    // Who follows a search is not told of what has only some of its words.
    List<Hit> hits = found.relaxed() ? List.of() : found.hits();
    Map<Locale, List<String>> byLocale =
        hits.stream()
            .collect(
                Collectors.groupingBy(
                    Hit::locale,
                    LinkedHashMap::new,
                    Collectors.mapping(Hit::documentId, Collectors.toList())));
    var entries = new ArrayList<Entry>();
    byLocale.forEach((in, ids) ->
        entries.addAll(
            new Gathering(tx, newsroom, bodies, new Address(Address.NEWSROOM, in, 0, format), null)
                .entries(ids)));
    entries.sort(Comparator.comparing(Entry::updated).reversed().thenComparing(Entry::id));
    Messages m = Messages.in(locale);
    String title =
        m.say(
            "feed.title-of",
            newsroom.name(),
            asked.typed().isEmpty() ? m.say("search.heading") : asked.typed());
    String query = query(asked);
    String path = newsroom.url() + "/search" + newsroom.locales().suffix(locale);
    Instant updated =
        entries.stream().map(Entry::updated).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    return new Feed(
        // The same however it was written, so that a reader who has it has it once.
        "urn:uuid:" + Ids.ofName("search/" + asked.search() + "/" + locale.toLanguageTag()),
        locale,
        title,
        m.say("search.keep-what"),
        updated,
        new Party(newsroom.name(), locale, newsroom.url() + "/"),
        path + query,
        path + "." + format.extension() + query,
        "",
        "",
        List.of(),
        List.copyOf(entries),
        List.of());
  }

  private static String query(Asked asked) {
    String query =
        asked.parameters().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("order"))
            .flatMap(entry ->
                entry.getValue().stream()
                    .map(value ->
                        entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }
}
