package communique.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// Tables as Kramdown has them: rows between bars, a line of dashes under the head, further ones
/// between bodies, a line of `=` before the foot. A table without a head is one too, if its rows
/// begin with a bar.
final class Tables implements Parser.ParserExtension {
  /// The sides on which a column may be set.
  enum Side {
    NONE,
    LEFT,
    CENTER,
    RIGHT
  }

  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(Tables::start);
  }

  private static @Nullable BlockStart start(ParserState state, MatchedBlockParser matched) {
    CharSequence line = state.getLine().getContent();
    int at = state.getNextNonSpaceIndex();
    if (at >= line.length() || state.getIndent() >= 4) return BlockStart.none();
    char c = line.charAt(at);
    if (c != '|' && c != '-' && c != ':' && c != '+') return BlockStart.none();
    List<SourceLine> lines = matched.getParagraphLines().getLines();
    if (lines.isEmpty()) {
      boolean begins = c == '|' && hasBar(line, at + 1);
      return begins ? BlockStart.of(new Reading()).atIndex(at) : BlockStart.none();
    }
    if (lines.size() > 1 || !isDivider(line, at, '-') || !hasBar(line, at)) {
      return BlockStart.none();
    }
    if (!hasBar(lines.getFirst().getContent(), 0)) return BlockStart.none();
    Reading reading = new Reading();
    reading.addLine(lines.getFirst());
    return BlockStart.of(reading).atIndex(at).replaceActiveBlockParser();
  }

  private static boolean hasBar(CharSequence line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == '\\') i++;
      else if (line.charAt(i) == '|') return true;
    }
    return false;
  }

  private static boolean isDivider(CharSequence line, int from, char sign) {
    boolean signs = false;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == sign) signs = true;
      else if (c != '|' && c != '+' && c != ':' && c != ' ' && c != '\t') return false;
    }
    return signs;
  }

  /// A table: parts, of which each holds rows.
  static final class Table extends CustomBlock {
    final List<Side> sides = new ArrayList<>();
  }

  static final class Part extends CustomNode {
    final String tag;

    Part(String tag) {
      this.tag = tag;
    }
  }

  static final class Row extends CustomNode {}

  static final class Cell extends CustomNode {
    private final @Nullable SourceLine words;

    Cell(@Nullable SourceLine words) {
      this.words = words;
    }

    /// Whether it says anything, besides the sign of a head.
    boolean hasWords(boolean signed) {
      return words != null && (!signed || words.getContent().length() > 1);
    }

    /// Whether it was written as the head of its row or column, `# words`.
    boolean isSignedHead() {
      if (words == null) return false;
      CharSequence written = words.getContent();
      return written.charAt(0) == '#' && (written.length() == 1 || written.charAt(1) <= ' ');
    }
  }

  private static final class Reading extends AbstractBlockParser {
    private final Table table = new Table();
    private final List<SourceLine> lines = new ArrayList<>();

    @Override
    public Table getBlock() {
      return table;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      CharSequence line = state.getLine().getContent();
      int at = state.getNextNonSpaceIndex();
      if (state.isBlank() || line.charAt(at) < ' ' || line.charAt(at) == '{') {
        return BlockContinue.none();
      }
      return hasBar(line, at) ? BlockContinue.atIndex(at) : BlockContinue.none();
    }

    @Override
    public void addLine(SourceLine line) {
      lines.add(line);
      if (lines.size() > Text.ELEMENTS_MAX) throw new TextRefused("text.too-many");
    }

    @Override
    public void parseInlines(InlineParser parser) {
      List<Row> rows = new ArrayList<>();
      List<Row> all = new ArrayList<>();
      int columns = 0;
      boolean foot = false;
      boolean headed = false;
      for (SourceLine line : lines) {
        CharSequence written = line.getContent();
        if (isDivider(written, 0, '-')) {
          if (rows.isEmpty()) continue;
          boolean head = !headed && !foot && table.getFirstChild() == null;
          if (head) sides(written);
          part(head ? "thead" : "tbody", rows);
          headed = true;
        } else if (isDivider(written, 0, '=')) {
          if (!rows.isEmpty()) part("tbody", rows);
          foot = true;
        } else {
          Row row = new Row();
          columns = Math.max(columns, cells(line, row, parser));
          rows.add(row);
          all.add(row);
        }
        if ((long) columns * all.size() > Text.ELEMENTS_MAX) {
          throw new TextRefused("text.too-many");
        }
      }
      if (!rows.isEmpty()) part(foot ? "tfoot" : "tbody", rows);
      for (Row row : all) fill(row, columns);
    }

    private void part(String tag, List<Row> rows) {
      Part part = new Part(tag);
      rows.forEach(part::appendChild);
      rows.clear();
      table.appendChild(part);
    }

    private static void fill(Row row, int columns) {
      int count = 0;
      for (var cell = row.getFirstChild(); cell != null; cell = cell.getNext()) count++;
      for (; count < columns; count++) row.appendChild(new Cell(null));
    }

    private void sides(CharSequence divider) {
      boolean left = false;
      boolean right = false;
      boolean dashes = false;
      for (int i = 0; i <= divider.length(); i++) {
        char c = i < divider.length() ? divider.charAt(i) : '|';
        if (c == '-') dashes = true;
        else if (c == ':' && dashes) right = true;
        else if (c == ':') left = true;
        else if ((c == '|' || c == '+') && dashes) {
          table.sides.add(
              left ? (right ? Side.CENTER : Side.LEFT) : right ? Side.RIGHT : Side.NONE);
          left = right = dashes = false;
        }
      }
    }

    /// Divides a line at its bars, but for escaped ones and those in code.
    private static int cells(SourceLine line, Row row, InlineParser parser) {
      CharSequence written = line.getContent();
      int count = 0;
      int start = written.charAt(0) == '|' ? 1 : 0;
      int unclosed = Integer.MAX_VALUE;
      for (int i = start; ; i++) {
        boolean last = i >= written.length();
        char c = last ? '|' : written.charAt(i);
        if (c == '\\') {
          i++;
        } else if (c == '`') {
          int run = run(written, i);
          int close = run < unclosed ? close(written, i + run, run) : -1;
          // Where one of that length is never closed, a longer one is looked for no more.
          if (close < 0) unclosed = Math.min(unclosed, run);
          i = (close < 0 ? i + run : close) - 1;
        } else if (c == '|') {
          int from = start;
          int to = Math.min(i, written.length());
          while (from < to && written.charAt(from) <= ' ') from++;
          while (to > from && written.charAt(to - 1) <= ' ') to--;
          start = i + 1;
          if (last && from >= to) return count;
          if (++count > Text.COLUMNS_MAX) throw new TextRefused("text.too-wide");
          Cell cell = new Cell(from == to ? null : line.substring(from, to));
          row.appendChild(cell);
          if (cell.words != null) Plain.parse(parser, List.of(cell.words), cell);
          if (last) return count;
        }
      }
    }

    private static int run(CharSequence written, int at) {
      int i = at;
      while (i < written.length() && written.charAt(i) == '`') i++;
      return i - at;
    }

    private static int close(CharSequence written, int from, int length) {
      for (int i = from; i < written.length(); i++) {
        if (written.charAt(i) != '`') continue;
        int run = run(written, i);
        if (run == length) return i + run;
        i += run - 1;
      }
      return -1;
    }
  }
}
