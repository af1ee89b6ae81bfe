package communique.importing;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text in which an empty line ends a paragraph, as WordPress keeps it, as HTML.
final class Autop {
  /// Elements that stand between paragraphs and not in them.
  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "caption",
          "center",
          "col",
          "colgroup",
          "dd",
          "details",
          "dialog",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "iframe",
          "legend",
          "li",
          "main",
          "nav",
          "object",
          "ol",
          "p",
          "pre",
          "script",
          "section",
          "style",
          "summary",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "ul",
          "video",
          "audio");

  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)");

  private Autop() {}

  /// Makes paragraphs of what stands between blocks, and line ends in them into breaks; what is in
  /// `pre` keeps its lines.
  static String paragraphs(String text) {
    var out = new StringBuilder(text.length() + 64);
    String unix = text.replace("\r\n", "\n").replace('\r', '\n');
    int at = 0;
    int open = 0;
    var run = new StringBuilder();
    String verbatim = "";
    Matcher tags = TAG.matcher(unix);
    while (tags.find()) {
      String name = tags.group(2).toLowerCase(java.util.Locale.ROOT);
      if (!BLOCKS.contains(name)) continue;
      int end = unix.indexOf('>', tags.start());
      if (end < 0) break;
      boolean closes = !tags.group(1).isEmpty();
      if (!verbatim.isEmpty() && !(closes && name.equals(verbatim))) continue;
      String between = unix.substring(at, tags.start());
      if (!verbatim.isEmpty()) out.append(between);
      else if (open == 0) {
        run.append(between);
        flush(run, out);
      } else inside(between, out);
      out.append(unix, tags.start(), end + 1);
      at = end + 1;
      if (closes) {
        open = Math.max(0, open - 1);
        verbatim = "";
      } else if (!name.equals("hr") && !name.equals("col") && unix.charAt(end - 1) != '/') {
        open++;
        if (name.equals("pre") || name.equals("script") || name.equals("style")) verbatim = name;
      }
    }
    run.append(unix, at, unix.length());
    flush(run, out);
    return out.toString();
  }

  /// In a block, only an empty line between words makes a break of its own.
  private static void inside(String text, StringBuilder out) {
    String[] parts = text.strip().split("\n[ \t]*\n", -1);
    if (parts.length == 1) {
      out.append(text);
      return;
    }
    for (String part : parts) if (!part.isBlank()) out.append("<p>").append(part).append("</p>");
  }

  private static void flush(StringBuilder run, StringBuilder out) {
    for (String part : run.toString().split("\n[ \t]*\n", -1)) {
      String words = part.strip();
      if (words.isEmpty()) continue;
      if (words.startsWith("<!--")
          && words.endsWith("-->")
          && words.indexOf("-->") == words.length() - 3) continue;
      out.append("<p>").append(words.replace("\n", "<br>\n")).append("</p>\n");
    }
    run.setLength(0);
  }
}
