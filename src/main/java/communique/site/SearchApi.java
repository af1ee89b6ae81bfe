package communique.site;

import communique.language.Messages;
import communique.platform.Json;
import communique.platform.Problem;
import communique.platform.Problem.Sort;
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
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/search`: what the finder finds, for programs; docs/search.md explains what may be asked.
@Singleton
final class SearchApi implements Maker {
  private static final String PATH = "/api/search";
  private static final String JSON = "application/json; charset=utf-8";
  private static final int LIMIT_MAX = 100;

  private final Newsroom newsroom;
  private final Finder finder;

  SearchApi(Newsroom newsroom, Finder finder) {
    this.newsroom = newsroom;
    this.finder = finder;
  }

  @Override
  public Optional<Response> make(Target target) {
    if (!target.path().equals(PATH)) return Optional.empty();
    Asked asked = Asked.of(target.all());
    int limit = limit(target.parameters().getOrDefault("limit", ""));
    Found found = finder.find(asked, locale(asked), limit);
    if (!found.isReady())
      return Optional.of(
          Response.ok(
                  Problem.MEDIA_TYPE,
                  new Problem(
                          Sort.AWAY, Messages.in(Locale.ENGLISH).say("search.not-ready"), List.of())
                      .json())
              .status(Sort.AWAY.status())
              .header("Retry-After", "5")
              .header("Cache-Control", "no-store")
              .passing());
    return Optional.of(
        Response.ok(JSON, Json.write(document(asked, found, limit)))
            .header("Access-Control-Allow-Origin", "*")
            .passing());
  }

  /// Where an announcement answers in several languages, the version in the first one that was
  /// asked for stands for all.
  private Locale locale(Asked asked) {
    return asked.search().values(Field.LOCALE).stream()
        .map(Locale::forLanguageTag)
        .filter(newsroom.locales()::has)
        .findFirst()
        .orElse(newsroom.locales().first());
  }

  private static int limit(String text) {
    return text.matches("[0-9]{1,4}")
        ? Math.clamp(Integer.parseInt(text), 1, LIMIT_MAX)
        : SearchPages.LENGTH;
  }

  private Map<String, @Nullable Object> document(Asked asked, Found found, int limit) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("total", found.total());
    document.put("results", found.hits().stream().map(this::result).toList());
    var facets = new LinkedHashMap<String, Object>();
    for (Facet facet : found.facets())
      facets.put(facet.field().slug(), facet.values().stream().map(SearchApi::value).toList());
    document.put("facets", facets);
    document.put(
        "next",
        found
            .next()
            .map(place ->
                PATH
                    + SearchAddress.query(asked, place)
                    + (limit == SearchPages.LENGTH ? "" : "&limit=" + limit))
            .orElse(null));
    document.put("suggestion", found.suggestion().orElse(null));
    document.put("relaxed", found.relaxed());
    document.put("query", asked.search().toString());
    document.put("change", found.place());
    document.put("notices", found.notices().stream().map(SearchApi::notice).toList());
    return document;
  }

  private Map<String, @Nullable Object> result(Hit hit) {
    String path = "/news/" + hit.slug() + newsroom.locales().suffix(hit.locale());
    if (!hit.newest()) path += "/editions/" + hit.number();
    var result = new LinkedHashMap<String, @Nullable Object>();
    result.put("path", path);
    result.put("url", newsroom.url() + path);
    result.put("slug", hit.slug());
    result.put("locale", hit.locale().toLanguageTag());
    result.put("title", Piece.text(hit.title()));
    result.put("snippet", Piece.text(hit.snippet()));
    result.put("marks", marks(hit.snippet()));
    result.put("kind", hit.kind().slug());
    result.put("state", hit.withdrawnAt() == null ? "published" : "withdrawn");
    result.put("edition", hit.number());
    result.put("firstPublishedAt", hit.firstAt().toString());
    result.put("publicUpdatedAt", hit.updatedAt().toString());
    if (hit.withdrawnAt() != null) result.put("withdrawnAt", hit.withdrawnAt().toString());
    return result;
  }

  /// Where in the snippet the words stand that were looked for: from, until, in UTF-16 code units.
  private static List<List<Integer>> marks(List<Piece> pieces) {
    var marks = new ArrayList<List<Integer>>();
    int at = 0;
    for (Piece piece : pieces) {
      if (piece.marked()) marks.add(List.of(at, at + piece.text().length()));
      at += piece.text().length();
    }
    return marks;
  }

  private static Map<String, Object> value(Facet.Value value) {
    var json = new LinkedHashMap<String, Object>();
    json.put("value", value.value());
    json.put("title", value.title());
    json.put("count", value.count());
    if (value.chosen()) json.put("chosen", true);
    return json;
  }

  private static Map<String, Object> notice(Notice notice) {
    return Map.of(
        "kind",
        notice.sort().slug(),
        "detail",
        Messages.in(Locale.ENGLISH).say("search.notice." + notice.sort().slug(), notice.about()));
  }
}
