package communique.text;

import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// Headings as Kramdown has them: a space after the signs may be missing (but after a single one,
/// which begins many a name), an id may follow (`{#visit}`), and a line of `---` makes one of a
/// single line only.
final class Headlines implements Parser.ParserExtension {
  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(Headlines::start);
  }

  private static @Nullable BlockStart start(ParserState state, MatchedBlockParser matched) {
    CharSequence line = state.getLine().getContent();
    int at = state.getNextNonSpaceIndex();
    if (at >= line.length() || state.getIndent() >= 4) return BlockStart.none();
    return switch (line.charAt(at)) {
      case '#' -> signed(state.getLine(), at);
      case '-', '=' -> underlined(line, at, matched);
      default -> BlockStart.none();
    };
  }

  private static @Nullable BlockStart signed(SourceLine source, int at) {
    CharSequence line = source.getContent();
    int words = at;
    while (words < line.length() && line.charAt(words) == '#') words++;
    int level = words - at;
    boolean apart = words == line.length() || isSpace(line.charAt(words));
    if (level > 6 || (level == 1 && !apart)) return BlockStart.none();
    while (words < line.length() && isSpace(line.charAt(words))) words++;
    return BlockStart.of(new Reading(level, source.substring(words, line.length()), true))
        .atIndex(line.length());
  }

  private static @Nullable BlockStart underlined(
      CharSequence line, int at, MatchedBlockParser matched) {
    int end = at;
    while (end < line.length() && line.charAt(end) == line.charAt(at)) end++;
    for (int i = end; i < line.length(); i++)
      if (!isSpace(line.charAt(i))) return BlockStart.none();
    List<SourceLine> lines = matched.getParagraphLines().getLines();
    if (lines.size() != 1) return BlockStart.none();
    int level = line.charAt(at) == '=' ? 1 : 2;
    return BlockStart.of(new Reading(level, lines.getFirst(), false))
        .atIndex(line.length())
        .replaceActiveBlockParser();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /// A heading that keeps how it was written, as its id is made of that.
  static final class Headline extends Heading {
    String written = "";
    String id = "";
  }

  private static final class Reading extends AbstractBlockParser {
    private final Headline block = new Headline();
    private final SourceLine line;

    Reading(int level, SourceLine source, boolean signed) {
      block.setLevel(level);
      String written = source.getContent().toString();
      int end = stripped(written, written.length());
      int brace = end > 0 && written.charAt(end - 1) == '}' ? written.lastIndexOf("{#", end) : -1;
      if (brace >= 0 && (brace == 0 || isSpace(written.charAt(brace - 1)))) {
        String id = written.substring(brace + 2, end - 1);
        if (!id.isEmpty() && id.chars().noneMatch(c -> c <= ' ' || c == '}')) {
          block.id = id;
          end = stripped(written, brace);
        }
      }
      if (signed) {
        int closing = end;
        while (closing > 0 && written.charAt(closing - 1) == '#') closing--;
        boolean escaped = closing > 0 && written.charAt(closing - 1) == '\\';
        if (!escaped) end = stripped(written, closing);
      }
      block.written = written.substring(0, end);
      line = source.substring(0, end);
    }

    private static int stripped(String written, int end) {
      int i = end;
      while (i > 0 && isSpace(written.charAt(i - 1))) i--;
      return i;
    }

    @Override
    public Headline getBlock() {
      return block;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      return BlockContinue.none();
    }

    @Override
    public void parseInlines(InlineParser parser) {
      Plain.parse(parser, List.of(line), block);
    }
  }
}
