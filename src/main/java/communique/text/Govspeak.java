package communique.text;

import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// The dialect that is written here: CommonMark, and what [#EXTENSIONS] adds and changes so that
/// texts of GOV.UK read as they did there. Raw HTML is no part of it and is shown as it was typed.
final class Govspeak {
  private static final List<Extension> EXTENSIONS =
      List.of(
          new Bounds(),
          new Frames(),
          new Named(),
          new Attributes(),
          new Abbreviations(),
          new Tables(),
          new Headlines(),
          new Definitions(),
          new Passages(),
          new Signs(),
          new Heights(),
          FootnotesExtension.create(),
          new Said());

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .enabledBlockTypes(
              Set.of(
                  BlockQuote.class,
                  FencedCodeBlock.class,
                  Heading.class,
                  IndentedCodeBlock.class,
                  ListBlock.class,
                  ThematicBreak.class))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          // One more than may be: [Depth] refuses what would otherwise be read as something else.
          .maxOpenBlockParsers(Text.DEPTH_MAX + 2)
          .build();

  private Govspeak() {}

  static Node read(String written) {
    String source = written.replace("\r\n", "\n").replace('\r', '\n');
    Bounds.checkPictures(source);
    return PARSER.parse(Marks.set(source));
  }

  /// What runs in one line, under a node that is no part of it.
  static Node line(String written) {
    Node document = read(Characters.withoutControls(written));
    Node first = document.getFirstChild();
    return Tree.isParagraph(first) ? first : document;
  }
}
