package communique.importing;

import communique.record.Newsroom;
import java.util.List;

/// Every format that can be brought in.
final class Sources {
  private Sources() {}

  /// In the order in which they are asked whether they recognise a file: what says more of itself
  /// comes first.
  ///
  /// @param slug of a captured page; empty for the one in its file's name
  /// @param locale of a captured page; empty for the one in its file's name
  static List<Source> all(Newsroom newsroom, String slug, String locale) {
    return List.of(
        new ContentItemSource(newsroom.locales()),
        new WxrSource(newsroom, locale),
        new FeedSource(newsroom, locale),
        new MarkdownSource(newsroom, locale),
        new CapturedSource(newsroom.locales(), slug, locale));
  }
}
