package communique.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// Reads the frames that [Marks] set. All hold blocks, but for an address, which holds lines.
final class Frames implements Parser.ParserExtension {
  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(Frames::start);
  }

  private static @Nullable BlockStart start(ParserState state, MatchedBlockParser matched) {
    CharSequence line = state.getLine().getContent();
    int at = state.getIndex();
    if (at + 1 >= line.length() || line.charAt(at) != Marks.OPEN) return BlockStart.none();
    return BlockStart.of(new Reading(Frame.of(line.charAt(at + 1)))).atIndex(line.length());
  }

  /// A frame with what stands in it.
  static final class Framed extends CustomBlock {
    final Frame frame;

    Framed(Frame frame) {
      this.frame = frame;
    }
  }

  private static final class Reading extends AbstractBlockParser {
    private final Framed block;
    private final List<SourceLine> lines = new ArrayList<>();

    Reading(Frame frame) {
      this.block = new Framed(frame);
    }

    @Override
    public Framed getBlock() {
      return block;
    }

    @Override
    public boolean isContainer() {
      return block.frame != Frame.ADDRESS;
    }

    @Override
    public boolean canContain(Block child) {
      return true;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      CharSequence line = state.getLine().getContent();
      int at = state.getIndex();
      boolean closes =
          at + 1 < line.length()
              && line.charAt(at) == Marks.CLOSE
              && line.charAt(at + 1) == block.frame.sign;
      return closes ? BlockContinue.finished() : BlockContinue.atIndex(at);
    }

    @Override
    public void addLine(SourceLine line) {
      // The first is what is left of the mark.
      if (!isContainer() && !(lines.isEmpty() && line.getContent().isEmpty())) lines.add(line);
    }

    @Override
    public void parseInlines(InlineParser parser) {
      if (!lines.isEmpty()) parser.parse(SourceLines.of(lines), block);
    }
  }
}
