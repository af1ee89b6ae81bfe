package communique.importing;

import communique.files.KeptFiles;
import communique.record.Newsroom;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Every format that can be brought in.
final class Sources {
  private Sources() {}

  /// In the order in which they are asked whether they recognise a file: what says more of itself
  /// comes first.
  ///
  /// @param files where the bytes of attachments are kept
  /// @param slug of a captured page; empty for the one in its file's name
  /// @param locale of a captured page; empty for the one in its file's name
  static List<Source> all(Newsroom newsroom, KeptFiles files, String slug, String locale) {
    return List.of(
        new KeptSource(),
        new ContentItemSource(newsroom.locales()),
        new WxrSource(newsroom, files, locale),
        new FeedSource(newsroom, locale),
        new MarkdownSource(newsroom, files, locale, ConcurrentHashMap.newKeySet()),
        new CapturedSource(newsroom.locales(), slug, locale));
  }
}
