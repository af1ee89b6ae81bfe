package communique.outbound;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The header of a message (RFC 5322 §2.2), in the order in which it is said. Nothing that a value
/// holds can end its line: controls are our own mistake and are refused at once.
final class Headers {
  private static final int LINE = 78;
  private static final int LINE_MAX = 998;
  private static final int WORD_MAX = 75;
  private static final String WORD_START = "=?UTF-8?";

  /// A display name that may stand bare: atoms and spaces (§3.2.3).
  private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final String Q_PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/";

  private final StringBuilder lines = new StringBuilder(1 << 10);

  /// Words for people, such as a subject: in encoded-words where they are not plain ASCII (RFC
  /// 2047).
  Headers text(String name, String value) {
    return folded(name, words(checked(value), name.length() + 2));
  }

  /// An address with the name of whose it is; the name may be empty.
  Headers mailbox(String name, String display, String address) {
    checked(display);
    checked(address);
    var tokens = new ArrayList<String>();
    if (!display.isBlank())
      if (ATOMS.matcher(display).matches() && !display.contains("=?"))
        tokens.addAll(List.of(display.strip().split(" +", -1)));
      else if (isAscii(display) && display.length() < LINE_MAX / 2 && !display.contains("=?"))
        tokens.add('"' + display.replaceAll("([\"\\\\])", "\\\\$1") + '"');
      else tokens.addAll(encoded(display, name.length() + 2));
    tokens.add("<" + address + ">");
    return folded(name, tokens);
  }

  /// A value with a grammar of its own, in ASCII; folded at its spaces.
  Headers raw(String name, String value) {
    checked(value);
    if (!isAscii(value)) throw new IllegalArgumentException(name + " must be in ASCII");
    return folded(name, List.of(value.split(" +", -1)));
  }

  /// The lines, each ended by CRLF.
  @Override
  public String toString() {
    return lines.toString();
  }

  private Headers folded(String name, List<String> tokens) {
    if (!NAME.matcher(name).matches())
      throw new IllegalArgumentException("no name of a header: " + name);
    lines.append(name).append(':');
    int column = name.length() + 1;
    for (String token : tokens) {
      if (token.length() >= LINE_MAX)
        throw new IllegalArgumentException(name + " has a word without end");
      boolean hole = token.indexOf(Hole.START) >= 0;
      // A hole has the line for itself, as nobody knows yet how long it becomes.
      if (hole || (column + 1 + token.length() > LINE && column > name.length() + 1)) {
        lines.append("\r\n");
        column = 0;
      }
      lines.append(' ').append(token);
      column = hole ? LINE : column + 1 + token.length();
    }
    lines.append("\r\n");
    return this;
  }

  private static List<String> words(String value, int column) {
    boolean plain =
        isAscii(value)
            && !value.contains("=?")
            && !value.startsWith(" ")
            && !value.endsWith(" ")
            && !value.contains("  ")
            && List.of(value.split(" ", -1)).stream().allMatch(word -> word.length() < LINE);
    return plain ? List.of(value.split(" ", -1)) : encoded(value, column);
  }

  /// A value as encoded-words of at most 75 characters, each of whole characters: Q where that is
  /// shorter, else B.
  static List<String> encoded(String value, int column) {
    var words = new ArrayList<String>();
    boolean q = qLength(value) <= 4 * ((utf8(value).length + 2) / 3);
    int room = WORD_MAX - WORD_START.length() - 4;
    // The first shares its line with the name.
    int left = Math.max(16, Math.min(room, LINE - column - WORD_START.length() - 4));
    var word = new StringBuilder();
    int size = 0;
    int[] points = value.codePoints().toArray();
    for (int point : points) {
      String character = Character.toString(point);
      int more = q ? qLength(character) : utf8(character).length;
      int fits = q ? left : left / 4 * 3;
      if (size + more > fits) {
        words.add(word(word.toString(), q));
        word.setLength(0);
        size = 0;
        left = room;
      }
      word.append(character);
      size += more;
    }
    if (!word.isEmpty()) words.add(word(word.toString(), q));
    return words;
  }

  private static String word(String text, boolean q) {
    return WORD_START
        + (q ? "Q?" + q(text) : "B?" + Base64.getEncoder().encodeToString(utf8(text)))
        + "?=";
  }

  private static int qLength(String text) {
    int length = 0;
    for (byte octet : utf8(text)) length += octet == ' ' || Q_PLAIN.indexOf(octet) >= 0 ? 1 : 3;
    return length;
  }

  private static String q(String text) {
    var word = new StringBuilder();
    for (byte octet : utf8(text))
      if (octet == ' ') word.append('_');
      else if (Q_PLAIN.indexOf(octet) >= 0) word.append((char) octet);
      else word.append(String.format(Locale.ROOT, "=%02X", octet & 0xff));
    return word.toString();
  }

  static String checked(String value) {
    value
        .codePoints()
        .filter(point ->
            Character.isISOControl(point)
                || point == 0x2028
                || point == 0x2029
                || Character.getType(point) == Character.SURROGATE)
        .findAny()
        .ifPresent(point -> {
          throw new IllegalArgumentException("a header must hold no controls and no line ends");
        });
    return value;
  }

  private static boolean isAscii(String value) {
    return value.chars().allMatch(c -> c < 0x7f || c == Hole.START || c == Hole.END);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
