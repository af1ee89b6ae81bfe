package communique.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// Kramdown's lists of attributes, `{: .class #id title="words"}`, on a line of their own or right
/// behind a link, emphasis or code; its definitions of such lists, `{:name: .class}`; and its
/// extensions, of which comments and options are left out and `{::nomarkdown}` stays as typed.
final class Attributes implements Parser.ParserExtension {
  private static final int LENGTH_MAX = 1_000;
  private static final Set<Character> SIGN = Set.of('{');

  /// What an author may give; anything else is forgotten at once.
  private static final Set<String> KNOWN =
      Set.of("id", "class", "lang", "dir", "title", "role", "rel", "hreflang");

  private static final Pattern ONE =
      Pattern.compile(
          "([\\w-]+)=(?:\"((?:\\\\.|[^\"\\\\])*+)\"|'((?:\\\\.|[^'\\\\])*+)')"
              + "|[.]([^\\s.#]++)|#([A-Za-z][\\w:-]*+)|([\\w-]++)");
  private static final Pattern DEFINED = Pattern.compile(":([\\w][\\w-]*+):(.*)", Pattern.DOTALL);

  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(Attributes::start);
    parser.customInlineContentParserFactory(
        new InlineContentParserFactory() {
          @Override
          public Set<Character> getTriggerCharacters() {
            return SIGN;
          }

          @Override
          public InlineContentParser create() {
            return Attributes::behind;
          }
        });
  }

  private static @Nullable BlockStart start(ParserState state, MatchedBlockParser matched) {
    CharSequence line = state.getLine().getContent();
    int at = state.getNextNonSpaceIndex();
    if (state.getIndent() >= 4 || at + 3 >= line.length() || line.charAt(at) != '{') {
      return BlockStart.none();
    }
    if (line.charAt(at + 1) != ':') return BlockStart.none();
    int end = line.length();
    while (end > at && line.charAt(end - 1) <= ' ') end--;
    if (line.charAt(end - 1) != '}' || end - at > LENGTH_MAX) return BlockStart.none();
    String inside = line.subSequence(at + 1, end - 1).toString();
    if (inside.indexOf('}') >= 0 || inside.startsWith(":/")) return BlockStart.none();
    if (inside.startsWith("::") && !inside.endsWith("/")) return BlockStart.none();
    return BlockStart.of(new Reading(new OfBlock(inside))).atIndex(line.length());
  }

  private static ParsedInline behind(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    if (scanner.peek() != ':') return ParsedInline.none();
    Position from = scanner.position();
    int length = 0;
    while (scanner.hasNext() && scanner.peek() != '}' && length++ < LENGTH_MAX) scanner.next();
    if (scanner.peek() != '}') return ParsedInline.none();
    String inside = scanner.getSource(from, scanner.position()).getContent();
    scanner.next();
    if (inside.startsWith("::comment")) {
      boolean ends = end(scanner, "{:/comment}");
      return ends ? ParsedInline.of(new OfSpan(""), scanner.position()) : ParsedInline.none();
    }
    if (inside.startsWith("::nomarkdown")) {
      Position typed = scanner.position();
      if (!end(scanner, "{:/nomarkdown}")) return ParsedInline.none();
      String written = scanner.getSource(typed, scanner.position()).getContent();
      String kept = written.substring(0, written.lastIndexOf("{:/"));
      return kept.isEmpty()
          ? ParsedInline.of(new OfSpan(""), scanner.position())
          : ParsedInline.of(new Signs.AsTyped(kept), scanner.position());
    }
    if (inside.startsWith("::") || inside.startsWith(":/")) return ParsedInline.none();
    return ParsedInline.of(new OfSpan(inside), scanner.position());
  }

  /// Goes behind the end of an extension, which [#LENGTH_MAX] bounds.
  private static boolean end(Scanner scanner, String end) {
    for (int length = 0; scanner.hasNext() && length < LENGTH_MAX; length++) {
      if (scanner.peek() == '{' && (scanner.next(end) || scanner.next("{:/}"))) return true;
      scanner.next();
    }
    return false;
  }

  /// What is written in a list: names in small letters and values, classes joined by spaces. A name
  /// alone refers to a list that was defined.
  static Map<String, String> read(String written, Map<String, Map<String, String>> defined) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher one = ONE.matcher(written);
    while (one.find()) {
      if (one.group(4) != null) {
        attributes.merge("class", one.group(4), Attributes::classes);
      } else if (one.group(5) != null) {
        attributes.put("id", one.group(5));
      } else if (one.group(6) != null) {
        defined
            .getOrDefault(one.group(6), Map.of())
            .forEach((name, value) -> {
              if (name.equals("class")) attributes.merge(name, value, Attributes::classes);
              else attributes.put(name, value);
            });
      } else {
        String value = one.group(2) == null ? one.group(3) : one.group(2);
        String name = one.group(1).toLowerCase(Locale.ROOT);
        if (KNOWN.contains(name)) attributes.put(name, value.replaceAll("\\\\(.)", "$1"));
      }
    }
    return attributes;
  }

  /// Classes of two lists. Lists can refer to others many times, and classes grow no longer than a
  /// list is.
  static String classes(String some, String more) {
    return some.length() + more.length() < LENGTH_MAX ? some + " " + more : some;
  }

  /// A list on a line of its own.
  static final class OfBlock extends CustomBlock {
    final String written;

    OfBlock(String written) {
      this.written = written;
    }

    /// The name of the list that this line defines; empty when it defines none.
    String name() {
      Matcher definition = DEFINED.matcher(written);
      return definition.matches() ? definition.group(1) : "";
    }

    String list() {
      Matcher definition = DEFINED.matcher(written);
      return definition.matches() ? definition.group(2) : written.substring(1);
    }

    /// Whether it says nothing of a block: an option, or a list for later.
    boolean isApart() {
      return written.startsWith("::") || !name().isEmpty();
    }

    /// Whether it stands right under that block.
    boolean follows(Node block) {
      return Spacing.isTight(block, this);
    }
  }

  /// A list behind something in a line.
  static final class OfSpan extends CustomNode {
    final String written;

    OfSpan(String written) {
      this.written = written;
    }
  }

  private static final class Reading extends AbstractBlockParser {
    private final OfBlock block;

    Reading(OfBlock block) {
      this.block = block;
    }

    @Override
    public OfBlock getBlock() {
      return block;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      return BlockContinue.none();
    }
  }
}
