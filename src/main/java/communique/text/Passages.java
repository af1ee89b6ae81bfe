package communique.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// Paragraphs that Kramdown ends later than CommonMark does: a list needs an empty line before it,
/// and where numbers are written by hand (`1)`, or `1.` in a legislative list) none begins.
final class Passages implements Parser.ParserExtension {
  /// As in [Bounds].
  private static final int LINES_MAX = 3_000;

  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(Passages::start);
  }

  private static @Nullable BlockStart start(ParserState state, MatchedBlockParser matched) {
    if (state.getIndent() >= 4) return BlockStart.none();
    CharSequence line = state.getLine().getContent();
    int at = state.getNextNonSpaceIndex();
    if (at >= line.length()) return BlockStart.none();
    Node open = matched.getMatchedBlockParser().getBlock();
    boolean paragraph = open instanceof Paragraph && !isOfItem(open);
    int digits = digits(line, at);
    if (digits > 0) {
      boolean byHand = line.charAt(at + digits) == ')' || isLegislative(open);
      // An item's own number, after its sign.
      if (!byHand && !paragraph) return BlockStart.none();
    } else if (!paragraph || !(isBullet(line, at) || isLine(line, at))) {
      return BlockStart.none();
    }
    if (open instanceof Paragraph) {
      List<SourceLine> lines = matched.getParagraphLines().getLines();
      if (lines.isEmpty()) return BlockStart.none();
      return BlockStart.of(new Reading(lines)).atIndex(at).replaceActiveBlockParser();
    }
    return BlockStart.of(new Reading(List.of())).atIndex(at);
  }

  /// How many digits stand before a `.` or `)` with a space behind; 0 when it is no such number.
  private static int digits(CharSequence line, int at) {
    int i = at;
    while (i < line.length() && i - at < 10 && line.charAt(i) >= '0' && line.charAt(i) <= '9') i++;
    if (i == at || i >= line.length()) return 0;
    boolean sign = line.charAt(i) == '.' || line.charAt(i) == ')';
    return sign && (i + 1 == line.length() || isSpace(line.charAt(i + 1))) ? i - at : 0;
  }

  private static boolean isBullet(CharSequence line, int at) {
    char c = line.charAt(at);
    return (c == '-' || c == '*' || c == '+')
        && at + 1 < line.length()
        && isSpace(line.charAt(at + 1));
  }

  /// `---` under more than one line: [Headlines] takes it under one.
  private static boolean isLine(CharSequence line, int at) {
    char c = line.charAt(at);
    if (c != '-' && c != '=') return false;
    for (int i = at; i < line.length(); i++) {
      if (line.charAt(i) != c && !isSpace(line.charAt(i))) return false;
    }
    return true;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /// Within an item a list may stand right under words.
  private static boolean isOfItem(Node paragraph) {
    return paragraph.getParent() instanceof ListItem;
  }

  private static boolean isLegislative(Node block) {
    for (@Nullable Node at = block; at != null; at = at.getParent()) {
      if (at instanceof Frames.Framed framed) return framed.frame == Frame.LEGISLATIVE;
    }
    return false;
  }

  /// A paragraph in all but its class, which would let other blocks begin in it.
  static final class Passage extends CustomBlock {}

  private static final class Reading extends AbstractBlockParser {
    private final Passage block = new Passage();
    private final List<SourceLine> lines;

    Reading(List<SourceLine> before) {
      this.lines = new ArrayList<>(before);
    }

    @Override
    public Passage getBlock() {
      return block;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      if (state.isBlank()) return BlockContinue.none();
      CharSequence line = state.getLine().getContent();
      int at = state.getNextNonSpaceIndex();
      char c = line.charAt(at);
      boolean other = c < ' ' || c == '>' || c == '#' || c == '{' || c == '~' || c == '`';
      if (other || (c == '*' && at + 1 < line.length() && line.charAt(at + 1) == '[')) {
        return BlockContinue.none();
      }
      // Within an item a list may stand right under words.
      boolean list = block.getParent() instanceof ListItem && isBullet(line, at);
      return list ? BlockContinue.none() : BlockContinue.atIndex(at);
    }

    @Override
    public void addLine(SourceLine line) {
      if (lines.size() == LINES_MAX) throw new TextRefused("text.too-many");
      lines.add(line);
    }

    @Override
    public void parseInlines(InlineParser parser) {
      Plain.parse(parser, lines, block);
    }
  }
}
