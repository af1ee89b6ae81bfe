package communique.importing;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Locale;

/// Slugs made of what others wrote, in whatever script.
final class Slugs {
  private static final int MAX = 190;

  private Slugs() {}

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
