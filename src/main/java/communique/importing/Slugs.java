package communique.importing;

import java.text.Normalizer;
import java.util.Locale;

/// Slugs made of what others wrote.
final class Slugs {
  private static final int MAX = 190;

  private Slugs() {}

  /// `foreign-commonwealth-office` of a title; empty where nothing of it can stand in a slug.
  static String of(String title) {
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.length() > MAX ? plain.substring(0, MAX).replaceAll("-$", "") : plain;
  }
}
