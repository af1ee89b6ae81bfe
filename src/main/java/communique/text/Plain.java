package communique.text;

import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;

/// Lines without any sign of the dialect, as most cells and headings are. They are their own words,
/// and the library's parser, which is set up anew for each block, need not be asked.
final class Plain {
  private Plain() {}

  /// Puts what the lines hold under a block.
  static void parse(InlineParser parser, List<SourceLine> lines, Node block) {
    for (SourceLine line : lines) {
      if (!isPlain(line.getContent())) {
        parser.parse(SourceLines.of(lines), block);
        return;
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) block.appendChild(new SoftLineBreak());
      block.appendChild(new Text(lines.get(i).getContent().toString()));
    }
  }

  /// Spaces at the ends of a line can mean something too.
  private static boolean isPlain(CharSequence line) {
    int length = line.length();
    if (length == 0 || line.charAt(0) <= ' ' || line.charAt(length - 1) <= ' ') return false;
    for (int i = 0; i < length; i++) {
      switch (line.charAt(i)) {
        case '\\', '`', '&', '<', '*', '_', '[', ']', '!', '^', '{', Marks.BUTTON, '\t' -> {
          return false;
        }
        default -> {
          // Means nothing but itself.
        }
      }
    }
    return true;
  }
}
