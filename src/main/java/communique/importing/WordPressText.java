package communique.importing;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/// A body as WordPress stores it, as HTML: with blocks marked by comments, or without and with
/// paragraphs that only empty lines part; in both, shortcodes in square brackets.
final class WordPressText {
  /// The ones of WordPress itself. What else stands in brackets is words.
  private static final Pattern SHORTCODE =
      Pattern.compile(
          "\\[(caption|wp_caption|gallery|embed|audio|video|playlist)\\b([^\\]\\[]{0,2000})\\]"
              + "(?:([^\\[]{0,20000})\\[/\\1\\])?");

  private static final Pattern SOURCE =
      Pattern.compile(
          "\\b(?:src|mp4|m4v|webm|ogv|mp3|ogg|wav)\\s*=\\s*[\"']?(https?://[^\\s\"']+)");
  private static final Pattern CAPTION = Pattern.compile("\\bcaption\\s*=\\s*\"([^\"]*)\"");

  /// A picture, in a link or not.
  private static final Pattern PICTURE =
      Pattern.compile(
          "(?i)<a\\b[^>]{0,2000}>\\s*<img\\b[^>]{0,2000}>\\s*</a>|<img\\b[^>]{0,2000}>");

  /// `<!-- wp:latest-posts {"x":1} /-->`: a block that holds no words of its own.
  private static final Pattern HOLLOW =
      Pattern.compile("<!--\\s+wp:([a-z][a-z0-9/-]*)\\s+(?:\\{[^>]{0,5000}\\}\\s+)?/-->");

  private static final Pattern LONE_ADDRESS =
      Pattern.compile("(?m)^[ \\t]*(https?://[^\\s<>\"]{1,2000})[ \\t]*$");

  private WordPressText() {}

  /// @param kept takes what no page here can show, by name
  static String html(String source, Map<String, Object> kept) {
    boolean blocks = source.contains("<!-- wp:");
    String text = hollow(source, kept);
    text = shortcodes(text, kept);
    // An address alone on a line is what WordPress embeds.
    text = LONE_ADDRESS.matcher(text).replaceAll("<a href=\"$1\">$1</a>");
    return blocks ? text : Autop.paragraphs(text);
  }

  private static String hollow(String text, Map<String, Object> kept) {
    var out = new StringBuilder();
    Matcher blocks = HOLLOW.matcher(text);
    while (blocks.find()) {
      kept.merge("block " + blocks.group(1), 1, (a, b) -> (Integer) a + (Integer) b);
      blocks.appendReplacement(out, "");
    }
    return blocks.appendTail(out).toString();
  }

  private static String shortcodes(String text, Map<String, Object> kept) {
    if (text.indexOf('[') < 0) return text;
    var out = new StringBuilder();
    Matcher codes = SHORTCODE.matcher(text);
    while (codes.find()) {
      String inside = codes.group(3) == null ? "" : codes.group(3).strip();
      String attributes = codes.group(2);
      String becomes =
          switch (codes.group(1)) {
            case "caption", "wp_caption" -> captioned(inside, attributes);
            case "embed" -> inside.isEmpty() ? "" : link(inside);
            case "audio", "video" -> played(inside, attributes);
            default -> "";
          };
      if (becomes.isEmpty())
        kept.merge("shortcode " + codes.group(1), 1, (a, b) -> (Integer) a + (Integer) b);
      codes.appendReplacement(out, Matcher.quoteReplacement(becomes));
    }
    return codes.appendTail(out).toString();
  }

  /// Since WordPress 3.4 the words stand behind the picture, before that in an attribute.
  private static String captioned(String inside, String attributes) {
    Matcher old = CAPTION.matcher(attributes);
    if (old.find())
      return "<figure>" + inside + "<figcaption>" + old.group(1) + "</figcaption></figure>";
    Matcher picture = PICTURE.matcher(inside);
    if (!picture.lookingAt()) return inside;
    int end = picture.end();
    return "<figure>"
        + inside.substring(0, end)
        + "<figcaption>"
        + inside.substring(end).strip()
        + "</figcaption></figure>";
  }

  private static String played(String inside, String attributes) {
    Matcher source = SOURCE.matcher(attributes);
    if (source.find()) return link(source.group(1));
    return inside.startsWith("http") ? link(inside) : "";
  }

  private static String link(String address) {
    String clean = Entities.escape(address.strip());
    return "<p><a href=\"" + clean + "\">" + clean + "</a></p>";
  }
}
