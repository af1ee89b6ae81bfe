package communique.text;

import java.util.List;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// What is named and stands elsewhere: `[Image:plan.png]` as a block, `[AttachmentLink:plan.pdf]`
/// in a line.
final class Named implements Parser.ParserExtension, LinkProcessor {

  enum Kind {
    IMAGE("[Image:"),
    POSITION("!!"),
    ATTACHED_IMAGE("[embed:attachments:image:"),
    ATTACHMENT("[Attachment:"),
    CONTACT("[Contact:"),
    PRIORITY("$PriorityList:"),
    ATTACHMENT_LINK("[AttachmentLink:"),
    ATTACHED_LINK("[embed:attachments:inline:"),
    LINK("[embed:link:");

    static final List<Kind> BLOCKS = List.of(IMAGE, ATTACHED_IMAGE, ATTACHMENT, CONTACT);
    private static final List<Kind> LINES = List.of(ATTACHMENT_LINK, ATTACHED_LINK, LINK, CONTACT);

    final String opening;

    Kind(String opening) {
      this.opening = opening;
    }
  }

  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(Named::start);
    parser.linkProcessor(this);
  }

  private static @Nullable BlockStart start(ParserState state, MatchedBlockParser matched) {
    CharSequence line = state.getLine().getContent();
    int at = state.getIndex();
    if (at >= line.length() || line.charAt(at) != Marks.NAME) return BlockStart.none();
    String written = line.subSequence(at + 1, line.length()).toString();
    int end = written.indexOf(Marks.END);
    Kind kind = Kind.valueOf(written.substring(0, end));
    return BlockStart.of(new Reading(new Block(kind, written.substring(end + 1))))
        .atIndex(line.length());
  }

  @Override
  public @Nullable LinkResult process(LinkInfo info, Scanner scanner, InlineParserContext context) {
    if (info.marker() != null || info.destination() != null) return LinkResult.none();
    String text = info.text();
    for (Kind kind : Kind.LINES) {
      // The bracket is no part of the text.
      if (text.startsWith(kind.opening.substring(1))) {
        String name = text.substring(kind.opening.length() - 1).strip();
        return LinkResult.replaceWith(new Line(kind, name), info.afterTextBracket());
      }
    }
    return LinkResult.none();
  }

  /// A block that is only a name.
  static final class Block extends CustomBlock {
    final Kind kind;
    final String name;

    Block(Kind kind, String name) {
      this.kind = kind;
      this.name = name;
    }
  }

  /// A name within a line.
  static final class Line extends CustomNode {
    final Kind kind;
    final String name;

    Line(Kind kind, String name) {
      this.kind = kind;
      this.name = name;
    }
  }

  private static final class Reading extends AbstractBlockParser {
    private final Block block;

    Reading(Block block) {
      this.block = block;
    }

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      return BlockContinue.none();
    }
  }
}
