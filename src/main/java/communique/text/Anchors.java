package communique.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Gives out ids, each once.
final class Anchors {
  /// What pages of ours call parts of themselves.
  static final Set<String> OF_PAGES = Set.of("main", "content", "updates", "top");

  private static final int LENGTH_MAX = 300;

  private final Set<String> taken;
  private final Map<String, Integer> last = new HashMap<>();

  /// @param reserved what nothing may be called
  Anchors(Set<String> reserved) {
    this.taken = new HashSet<>(reserved);
  }

  /// Whether that id is one and still free; it is then taken.
  boolean take(String id) {
    return !id.isEmpty()
        && id.length() <= LENGTH_MAX
        && id.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
        && taken.add(id);
  }

  /// An id made of words in any script: letters, their marks and digits stay, all else becomes one
  /// hyphen. The second of a name gets `-1`, the third `-2`.
  String fromWords(String words) {
    StringBuilder id = new StringBuilder();
    String normal = Normalizer.normalize(words, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    boolean gap = false;
    for (int i = 0, c; i < normal.length() && id.length() < 80; i += Character.charCount(c)) {
      c = normal.codePointAt(i);
      if (!isOfAWord(c)) {
        // Apostrophes and marks of direction stand within words.
        gap |= c != '\'' && c != '’' && Character.getType(c) != Character.FORMAT;
        continue;
      }
      if (gap && !id.isEmpty()) id.append('-');
      gap = false;
      id.appendCodePoint(c);
    }
    return free(id.toString());
  }

  /// The id of a heading by Kramdown's rule, so that links to headings of older texts still find
  /// them: ASCII letters, digits, spaces and hyphens stay, from the first letter on. Words of other
  /// scripts would vanish by that rule, and keep theirs.
  ///
  /// @param written the heading with its signs
  String fromHeading(String written) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < written.length() && id.length() < LENGTH_MAX - 10; i++) {
      char c = written.charAt(i);
      if (c > 0x24F && Character.isLetter(c)) return fromWords(written);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = (c >= '0' && c <= '9') || c == '-' || c == ' ';
      if (letter) id.append((char) (c | 0x20));
      else if (other && !id.isEmpty()) id.append(c == ' ' ? '-' : c);
    }
    return free(id.toString());
  }

  private String free(String wanted) {
    String name = wanted.isEmpty() ? "section" : wanted;
    if (taken.add(name)) return name;
    int n = last.getOrDefault(name, 0);
    String numbered;
    do numbered = name + "-" + ++n;
    while (!taken.add(numbered));
    last.put(name, n);
    return numbered;
  }

  private static boolean isOfAWord(int c) {
    if (Character.isLetterOrDigit(c)) return true;
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
