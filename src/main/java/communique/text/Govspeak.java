package communique.text;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// The dialect that is written here: CommonMark, tables, footnotes, and what [#EXTENSIONS] adds.
/// Raw HTML is no part of it and is shown as it was typed.
final class Govspeak {
  /// What the dialect has beyond CommonMark. A new kind of block is one more extension here, which
  /// brings its parser and its printer, and what it prints in [Clean#GOVSPEAK].
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), FootnotesExtension.create(), new Said());

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          // One more than may be: [Depth] refuses what would otherwise be read as something else.
          .maxOpenBlockParsers(Text.DEPTH_MAX + 2)
          .build();
  private static final HtmlRenderer PRINTER =
      HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();

  private Govspeak() {}

  static Element read(String source) {
    if (hasWideTable(source)) throw new TextRefused("text.too-wide");
    return Clean.GOVSPEAK.tree(
        Jsoup.parseBodyFragment(PRINTER.render(PARSER.parse(source))).body());
  }

  /// Looks for the line under a table's head before the parser does, which gives every row as many
  /// cells as that line has: 50,000 columns and as many short rows would not fit into memory.
  private static boolean hasWideTable(String source) {
    int columns = 0;
    for (int i = 0; i < source.length(); i++) {
      switch (source.charAt(i)) {
        case '|' -> columns++;
        case '-', ':', ' ', '\t' -> {}
        default -> columns = 0;
      }
      if (columns > Text.COLUMNS_MAX + 1) return true;
    }
    return false;
  }
}
