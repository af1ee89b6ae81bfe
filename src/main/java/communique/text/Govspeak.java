package communique.text;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Element;

/// The dialect that is written here: CommonMark, tables, footnotes, and what [#EXTENSIONS] adds.
/// Raw HTML is no part of it and is shown as it was typed.
final class Govspeak {
  /// What the dialect has beyond CommonMark. A new kind of block is one more extension here, which
  /// brings its parser and its printer, and what it prints in [Clean#GOVSPEAK].
  private static final List<Extension> EXTENSIONS =
      List.of(
          new Bounds(),
          TablesExtension.create(),
          FootnotesExtension.create(),
          new Said(),
          new Wrapped());

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          // One more than may be: [Depth] refuses what would otherwise be read as something else.
          .maxOpenBlockParsers(Text.DEPTH_MAX + 2)
          .build();
  private static final HtmlRenderer PRINTER =
      HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();

  private Govspeak() {}

  static Element read(String written) {
    String source = written.replace("\r\n", "\n").replace('\r', '\n');
    Tables.check(source);
    Bounds.checkPictures(source);
    return Clean.GOVSPEAK.tree(Clean.parse(PRINTER.render(PARSER.parse(source))));
  }
}
