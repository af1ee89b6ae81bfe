package communique.site;

import communique.frame.Frames;
import communique.language.Locales;
import communique.language.Markup;
import communique.language.Messages;
import communique.platform.Json;
import communique.record.Newsroom;
import communique.search.Finder;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tells browsers and feed readers of the finder: `/opensearch[.{locale}].xml` (OpenSearch 1.1),
/// and what begins like what somebody types, `/api/suggestions?q=`.
@Singleton
final class OpenSearch implements Maker {
  private static final String NAME = "/opensearch";
  private static final String SUGGESTIONS = "/api/suggestions";

  /// A short name has 16 characters at most, a long one 48, as that specification says.
  private static final int SHORT_MAX = 16;

  private static final int LONG_MAX = 48;

  private final Newsroom newsroom;
  private final Finder finder;

  OpenSearch(Newsroom newsroom, Finder finder) {
    this.newsroom = newsroom;
    this.finder = finder;
  }

  @Override
  public Optional<Response> make(Target target) {
    if (target.path().equals(SUGGESTIONS)) return Optional.of(suggestions(target));
    if (!target.path().startsWith(NAME)) return Optional.empty();
    for (Locale locale : newsroom.locales().all())
      if (target.path().equals(Frames.openSearch(locale, newsroom.locales())))
        return Optional.of(
            Response.ok(
                "application/opensearchdescription+xml; charset=utf-8", description(locale)));
    return Optional.empty();
  }

  private Response suggestions(Target target) {
    String typed = target.parameters().getOrDefault("q", "");
    Locale locale =
        Locales.read(target.parameters().getOrDefault("locale", ""))
            .filter(newsroom.locales()::has)
            .orElse(newsroom.locales().first());
    return Response.ok(
            "application/x-suggestions+json; charset=utf-8",
            Json.write(List.of(typed, finder.suggest(typed, locale))))
        .header("Access-Control-Allow-Origin", "*")
        .passing();
  }

  private String description(Locale locale) {
    Messages m = Messages.in(locale);
    String search = newsroom.url() + Frames.SEARCH + newsroom.locales().suffix(locale);
    String tag = locale.toLanguageTag();
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
    <ShortName>%s</ShortName>
    <LongName>%s</LongName>
    <Description>%s</Description>
    <Language>%s</Language>
    <InputEncoding>UTF-8</InputEncoding>
    <OutputEncoding>UTF-8</OutputEncoding>
    <Url type="text/html" template="%s?q={searchTerms}"/>
    <Url type="application/atom+xml" template="%s.atom?q={searchTerms}"/>
    <Url type="application/rss+xml" template="%s.rss?q={searchTerms}"/>
    <Url type="application/x-suggestions+json" template="%s%s?q={searchTerms}&amp;locale=%s"/>
    <Url rel="self" type="application/opensearchdescription+xml" template="%s%s"/>
    </OpenSearchDescription>
    """
        .formatted(
            escaped(cut(newsroom.name(), SHORT_MAX)),
            escaped(cut(newsroom.name(), LONG_MAX)),
            escaped(m.say("search.lead")),
            tag,
            search,
            search,
            search,
            newsroom.url(),
            SUGGESTIONS,
            tag,
            newsroom.url(),
            Frames.openSearch(locale, newsroom.locales()));
  }

  private static String escaped(String text) {
    return Markup.text(text).getValue();
  }

  private static String cut(String text, int max) {
    if (text.codePointCount(0, text.length()) <= max) return text;
    return text.substring(0, text.offsetByCodePoints(0, max - 1)).strip() + "…";
  }
}
