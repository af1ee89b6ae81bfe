package communique.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sentence before a quotation, such as `The Foreign Secretary Boris Johnson said:`.
///
/// @param name of who said it; empty where a pronoun stands for whoever spoke before
/// @param role may be empty
record SaidLine(String name, String role) {
  private static final int LENGTH_MAX = 300;
  private static final Pattern SAID =
      Pattern.compile("(.{2,}?),? (?:said|says|added|continued|commented|explained)(?: today)?:");
  private static final Set<String> PRONOUNS = Set.of("he", "she", "they");
  private static final Set<String> ARTICLES = Set.of("the", "a", "an", "our", "his", "her");

  /// Words that end what somebody is and come before who it is, in English newsrooms.
  private static final Set<String> ROLES =
      Set.of(
          "adviser",
          "advisor",
          "ambassador",
          "chair",
          "chairman",
          "chairwoman",
          "chancellor",
          "chief",
          "commissioner",
          "consul",
          "co-ordinator",
          "coordinator",
          "director",
          "envoy",
          "executive",
          "general",
          "governor",
          "head",
          "leader",
          "mayor",
          "minister",
          "officer",
          "official",
          "president",
          "representative",
          "secretary",
          "speaker",
          "spokesman",
          "spokesperson",
          "spokeswoman");

  private static final Set<String> HONORIFICS =
      Set.of(
          "sir",
          "dame",
          "lord",
          "lady",
          "baron",
          "baroness",
          "dr",
          "dr.",
          "prof",
          "professor",
          "mr",
          "mr.",
          "mrs",
          "mrs.",
          "ms",
          "ms.",
          "rt",
          "hon");
  private static final Set<String> PARTICLES =
      Set.of(
          "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "la", "le", "ten", "van",
          "von", "zu");

  /// Words that go on with a role after its noun, and so stand before no name.
  private static final Set<String> CONNECTORS =
      Set.of("of", "for", "to", "at", "in", "on", "and", "&", "with", "from");

  /// Reads a line; empty when it is none that a quotation follows.
  static Optional<SaidLine> read(String line) {
    // A name that could be a slug would name a person's page.
    return parsed(line).filter(said -> !said.name().matches("[a-z0-9-]+"));
  }

  private static Optional<SaidLine> parsed(String line) {
    if (line.length() > LENGTH_MAX) return Optional.empty();
    Matcher said = SAID.matcher(Wording.bare(line));
    if (!said.matches()) return Optional.empty();
    String[] parts = said.group(1).split(", ?", -1);
    List<String> last = words(parts[parts.length - 1]);
    if (last.isEmpty()) return Optional.empty();
    List<String> before = parts.length < 2 ? List.of() : words(parts[parts.length - 2]);
    if (PRONOUNS.contains(lower(last.getLast()))) return Optional.of(new SaidLine("", ""));

    int noun = noun(last);
    if (noun < 0) {
      // The Prime Minister, Theresa May, said: / Boris Johnson said:
      List<String> name = last.subList(nameStart(last), last.size());
      boolean bare = name.size() == last.size();
      String role = bare && noun(before) >= 0 ? role(before, before.size()) : "";
      return Optional.of(new SaidLine(name.isEmpty() ? capital(join(last)) : join(name), role));
    }
    int start = behind(last, noun);
    if (start < last.size())
      return Optional.of(new SaidLine(join(last.subList(start, last.size())), role(last, start)));
    // Boris Johnson, the Foreign Secretary, said: / A spokesperson said:
    if (noun(before) < 0 && before.size() > 1 && nameStart(before) < before.size())
      return Optional.of(
          new SaidLine(
              join(before.subList(nameStart(before), before.size())), role(last, last.size())));
    return Optional.of(new SaidLine(capital(join(last)), ""));
  }

  /// The words of a name without those that honour.
  static String unhonoured(String name) {
    List<String> words = words(name);
    while (words.size() > 1 && HONORIFICS.contains(lower(words.getFirst())))
      words = words.subList(1, words.size());
    return join(words);
  }

  /// Whether some words name what a person is, rather than an organisation.
  static boolean isRole(String words) {
    return noun(words(words)) >= 0;
  }

  /// Where the name behind a role's noun starts; the end of the words where there is none.
  private static int behind(List<String> words, int noun) {
    int next = noun + 1;
    if (next == words.size()) return next;
    if (!CONNECTORS.contains(lower(words.get(next))))
      return words.subList(next, words.size()).stream().allMatch(SaidLine::isOfName)
          ? next
          : words.size();
    int start = nameStart(words);
    boolean goesOn =
        start <= next
            || words.size() - start < 2
            || CONNECTORS.contains(lower(words.get(start - 1)))
            || ARTICLES.contains(lower(words.get(start - 1)));
    return goesOn ? words.size() : start;
  }

  /// Where a name at the end of some words starts: a last name with what belongs to it, one name
  /// before it, and what honours them. The end of the words where there is none.
  private static int nameStart(List<String> words) {
    int start = words.size() - 1;
    if (start < 0 || !isCapital(words.get(start))) return words.size();
    while (start > 0 && PARTICLES.contains(lower(words.get(start - 1)))) start--;
    if (start > 0 && isCapital(words.get(start - 1)) && !isOther(words.get(start - 1))) start--;
    while (start > 0 && HONORIFICS.contains(lower(words.get(start - 1)))) start--;
    return start;
  }

  /// The role that ends before `end`, from its first capital on: what leads to it is no part of it.
  private static String role(List<String> words, int end) {
    int noun = noun(words);
    int start = noun;
    while (start > 0 && isCapital(words.get(start - 1)) && !isArticle(words.get(start - 1)))
      start--;
    return join(words.subList(start, end));
  }

  private static int noun(List<String> words) {
    for (int i = words.size() - 1; i >= 0; i--) if (ROLES.contains(lower(words.get(i)))) return i;
    return -1;
  }

  private static boolean isOfName(String word) {
    return isCapital(word) || PARTICLES.contains(lower(word));
  }

  private static boolean isOther(String word) {
    return ROLES.contains(lower(word)) || isArticle(word);
  }

  private static boolean isArticle(String word) {
    return ARTICLES.contains(lower(word));
  }

  private static boolean isCapital(String word) {
    int first = word.codePointAt(0);
    return Character.isUpperCase(first)
        || Character.isTitleCase(first)
        || lower(word).startsWith("al-");
  }

  private static String capital(String words) {
    int end = words.offsetByCodePoints(0, 1);
    return words.substring(0, end).toUpperCase(Locale.ROOT) + words.substring(end);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isBlank()).toList();
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static String join(List<String> words) {
    return String.join(" ", words);
  }
}
