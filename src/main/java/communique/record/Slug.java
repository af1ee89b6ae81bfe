package communique.record;

import communique.platform.Outcome;
import communique.platform.Refusals;
import java.util.Set;
import java.util.regex.Pattern;

/// The rules for the last segment of an address.
public final class Slug {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final int MAX = 200;

  /// Words that stand behind `/news/`, `/people/`… for something else, now or later.
  private static final Set<String> RESERVED =
      Set.of("archive", "compare", "editions", "engagements", "feed", "new", "search", "updates");

  private Slug() {}

  /// The slug itself, or why it is none; `place` is the field that it was given in.
  public static Outcome<String> checked(String place, String slug) {
    return new Refusals()
        .when(!isShaped(slug), place, "slug.malformed", shown(slug))
        .when(RESERVED.contains(slug), place, "slug.reserved", slug)
        .or(slug);
  }

  /// Whether anything can have this slug. What has not that shape is not looked for in a database,
  /// which may not even take it: PostgreSQL has no character U+0000.
  public static boolean isShaped(String slug) {
    return slug.length() <= MAX && SHAPE.matcher(slug).matches();
  }

  /// Input for a message: cut, and without what could disturb a terminal or a page.
  public static String shown(String input) {
    if (input.length() <= 80 && input.chars().allMatch(c -> c > 0x20 && c < 0x7f)) return input;
    String cut = input.length() > 80 ? input.substring(0, 80) + "…" : input;
    return cut.codePoints()
        .map(c ->
            Character.isISOControl(c) || Line.isBidi(c) || (c >= 0xd800 && c <= 0xdfff)
                ? 0xfffd
                : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
