package communique.importing;

import com.ibm.icu.text.Transliterator;
import communique.record.Slug;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/// Slugs made of what others wrote, in whatever script.
final class Slugs {
  private static final int MAX = 190;

  private Slugs() {}

  /// The last segment of a path as a slug: itself where it is one already. The suffix of a locale
  /// (`.ar`) is no part of it.
  static String ofPath(String path, String locale) {
    String segment = path.substring(path.lastIndexOf('/') + 1);
    if (!locale.isEmpty() && segment.endsWith("." + locale))
      segment = segment.substring(0, segment.length() - locale.length() - 1);
    return Slug.isShaped(segment) ? segment : of(decoded(segment));
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }

  /// `foreign-commonwealth-office` of a title; empty where nothing of it can stand in a slug.
  static String of(String title) {
    String plain =
        Normalizer.normalize(Latin.LETTERS.transliterate(title), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.length() > MAX ? plain.substring(0, MAX).replaceAll("-$", "") : plain;
  }

  /// Made when it is first needed, as it takes a while.
  private static final class Latin {
    static final Transliterator LETTERS = Transliterator.getInstance("Any-Latin; Latin-ASCII");
  }
}
