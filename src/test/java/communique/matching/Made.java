package communique.matching;

import communique.record.Kind;
import communique.search.Asked;
import communique.search.Field;
import communique.search.Names;
import communique.search.Search;
import communique.search.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Makes versions and searches by chance, of so few words that they often meet.
public final class Made {
  public static final ZoneId ZONE = ZoneId.of("Europe/London");
  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
  private static final String YESTERDAY = "2026-11-19";

  /// Words of some languages, in several forms, and some that nearly every text has.
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "en",
          List.of(
              "the",
              "minister",
              "ministers",
              "minister's",
              "visit",
              "visiting",
              "and",
              "sea",
              "sea-rescue",
              "Moscow",
              "treaties",
              "treaty",
              "2026"),
          "ru",
          List.of("и", "министр", "министра", "визит", "визита", "Москва", "Москве", "2026"),
          "ar",
          List.of("في", "وزير", "الوزير", "وزيرة", "زيارة", "موسكو", "2026"),
          "cy",
          List.of("y", "gweinidog", "weinidog", "Caerdydd", "Nghaerdydd", "a", "2026"),
          "zh-Hans",
          List.of("的", "外交部长", "访问", "莫斯科", "部长访问莫斯科", "2026"),
          "ur",
          List.of("کے", "وزیر", "وزير", "ماسکو", "2026"));

  public static final List<Locale> LOCALES =
      new TreeSet<>(WORDS.keySet()).stream().map(Locale::forLanguageTag).toList();

  private final RandomGenerator chance;
  private final List<String> slugs;
  private final Map<Field, List<String>> tags = new EnumMap<>(Field.class);

  /// @param names has the places kverna and kolm
  public Made(RandomGenerator chance, Names names) {
    this(chance, names, List.of("a", "b", "c"));
  }

  /// @param slugs of its versions, and that are asked for
  public Made(RandomGenerator chance, Names names, List<String> slugs) {
    this.chance = chance;
    this.slugs = slugs;
    tags.put(
        Field.PLACE,
        List.of(
            names.id(communique.record.TagKind.PLACE, "kverna").orElseThrow(),
            names.id(communique.record.TagKind.PLACE, "kolm").orElseThrow()));
  }

  public Version version() {
    Locale locale = any(LOCALES);
    return version(locale, text(locale, 1 + chance.nextInt(4)), text(locale, chance.nextInt(12)));
  }

  public Version version(Locale locale, String title, String text) {
    var carried = new EnumMap<Field, List<String>>(Field.class);
    List<String> places = new ArrayList<>(tags.getOrDefault(Field.PLACE, List.of()));
    places.removeIf(place -> chance.nextBoolean());
    carried.put(Field.PLACE, places);
    return new Version(
        "6f1f2f5e-0000-4000-8000-000000000001",
        "6f1f2f5e-0000-4000-8000-000000000002",
        any(slugs),
        locale,
        1,
        true,
        any(List.of(Kind.values())),
        title,
        "",
        text,
        AT,
        AT.minusSeconds(86_400L * chance.nextInt(3)),
        null,
        carried,
        Set.of(),
        Set.of());
  }

  private String text(Locale locale, int words) {
    var text = new ArrayList<String>();
    for (int i = 0; i < words; i++) text.add(word(locale));
    return String.join(" ", text);
  }

  private String word(Locale locale) {
    // Words of other languages stand in many texts.
    Locale of = chance.nextInt(8) == 0 ? any(LOCALES) : locale;
    return any(WORDS.getOrDefault(of.toLanguageTag(), List.of()));
  }

  public Search search() {
    Locale locale = any(LOCALES);
    var parameters = new TreeMap<String, List<String>>();
    parameters.put("q", List.of(query(locale, 2)));
    if (chance.nextInt(4) == 0) parameters.put("place", List.of(any(List.of("kverna", "kolm"))));
    if (chance.nextInt(6) == 0) parameters.put("kind", List.of("speech", "news-story"));
    if (chance.nextInt(8) == 0) parameters.put("announcement", List.of(any(slugs)));
    if (chance.nextInt(6) == 0) parameters.put("from", List.of(YESTERDAY));
    if (chance.nextInt(8) == 0) parameters.put("to", List.of(YESTERDAY));
    return Asked.of(parameters).search();
  }

  private String query(Locale locale, int depth) {
    var parts = new ArrayList<String>();
    int count = chance.nextInt(depth == 2 ? 0 : 1, 4);
    for (int i = 0; i < count; i++) parts.add(part(locale, depth));
    return String.join(chance.nextInt(4) == 0 ? " OR " : " ", parts);
  }

  private String part(Locale locale, int depth) {
    return switch (chance.nextInt(12)) {
      case 0 -> "-" + word(locale);
      case 1 -> '"' + word(locale) + " " + word(locale) + '"';
      case 2 -> word(locale).substring(0, 1) + "*";
      case 3 -> "place:kverna";
      case 4 -> depth > 0 ? "(" + query(locale, depth - 1) + ")" : word(locale);
      case 5 -> depth > 0 ? "-(" + query(locale, depth - 1) + ")" : word(locale);
      case 6 -> "from:" + YESTERDAY;
      case 7 -> "—";
      case 8 -> "announcement:" + any(slugs);
      default -> word(locale);
    };
  }

  private <T> T any(List<T> of) {
    return of.get(chance.nextInt(of.size()));
  }
}
