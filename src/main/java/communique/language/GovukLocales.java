package communique.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names of locales in GOV.UK's content items: a closed list, some of whose names are not BCP
/// 47's (`dr` is Dari, `zh-tw` Chinese in traditional characters).
public final class GovukLocales {
  private static final Set<String> NAMES =
      Set.of(
          ("ar az be bg bn cs cy da de dr el en es es-419 et fa fi fr gd gu he hi hr hu hy id is it ja ka kk ko ku ky lt lv ms"
                  + " mt ne nl no pa pa-pk pl ps pt ro ru si sk sl so sq sr sv sw ta th ti tk tr uk ur uz vi yi zh zh-hk zh-tw")
              .split(" "));

  private static final Map<String, String> NAMED_OTHERWISE =
      Map.ofEntries(
          Map.entry("zh-Hant", "zh-tw"),
          Map.entry("zh-Hant-HK", "zh-hk"),
          Map.entry("zh-HK", "zh-hk"),
          Map.entry("zh-TW", "zh-tw"),
          Map.entry("pa-Arab", "pa-pk"),
          Map.entry("fa-AF", "dr"),
          Map.entry("prs", "dr"),
          Map.entry("nb", "no"),
          Map.entry("nn", "no"));

  private GovukLocales() {}

  /// The name of a locale there, or of the nearest one that has a name there.
  public static String name(Locale locale) {
    String tag = locale.toLanguageTag();
    String otherwise = NAMED_OTHERWISE.get(tag);
    if (otherwise != null) return otherwise;
    String lower = tag.toLowerCase(Locale.ROOT);
    if (NAMES.contains(lower)) return lower;
    String language = locale.getLanguage();
    return NAMES.contains(language) ? language : "en";
  }

  /// The one of `ours` that has this name there; empty where none has.
  public static Optional<Locale> read(String name, List<Locale> ours) {
    // What has a name of its own there stands before what only comes near it.
    return ours.stream()
        .filter(locale -> locale.toLanguageTag().equalsIgnoreCase(name))
        .findFirst()
        .or(() ->
            ours.stream()
                .filter(locale -> !name.equals("en") && name(locale).equals(name))
                .findFirst());
  }

  /// The BCP 47 tag of a name there: `pa-Arab` of `pa-pk`.
  public static String tag(String name) {
    return switch (name) {
      case "dr" -> "prs";
      case "pa-pk" -> "pa-Arab";
      case "zh-hk" -> "zh-Hant-HK";
      case "zh-tw" -> "zh-Hant";
      default -> name;
    };
  }
}
