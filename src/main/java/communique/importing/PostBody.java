package communique.importing;

import communique.importing.Post.Enclosure;
import communique.record.Attachment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/// A body from elsewhere, made fit for a page here before an allow-list cleans it: links lead where
/// they led, pictures stay where they stood and become attachments that the edition names, and what
/// another host would play becomes a link to it.
///
/// @param html what is to be published, with the addresses of pictures as they were there
/// @param pictures in order, none twice
/// @param dropped the names of elements that no page here shows, and how often they stood
record PostBody(String html, List<Enclosure> pictures, Map<String, Integer> dropped) {
  private static final Set<String> PLAYED =
      Set.of("iframe", "embed", "object", "video", "audio", "source");
  private static final Set<String> NEVER =
      Set.of("script", "style", "form", "input", "button", "select", "textarea", "noscript", "svg");
  private static final int SUMMARY_MAX = 300;

  /// How wide a picture stands in the text of a page.
  private static final String SIZES = "(min-width: 50rem) 42rem, calc(100vw - 2rem)";

  /// @param base what relative links are relative to; empty where they lead nowhere
  static PostBody of(String source, String base) {
    Document page = Jsoup.parseBodyFragment(source, base);
    page.outputSettings(new Document.OutputSettings().prettyPrint(false));
    Element body = page.body();
    var pictures = new LinkedHashMap<String, Enclosure>();
    var dropped = new LinkedHashMap<String, Integer>();
    comments(body);
    for (Element element : body.select("*")) {
      String name = element.normalName();
      if (NEVER.contains(name)) {
        dropped.merge(name, 1, Integer::sum);
        element.remove();
      } else if (name.equals("img")) picture(element, pictures);
      else if (PLAYED.contains(name)) played(element, dropped);
      else if (name.equals("a")) link(element, dropped);
    }
    withoutEmpty(body);
    return new PostBody(body.html().strip(), List.copyOf(pictures.values()), dropped);
  }

  /// The first sentences of the first paragraph, for a post without a summary.
  String summary() {
    Element body = Jsoup.parseBodyFragment(html).body();
    String text = "";
    for (Element paragraph : body.select("p, li, blockquote, div")) {
      text = FeedEntry.line(paragraph.text());
      if (!text.isEmpty()) break;
    }
    return shortened(text.isEmpty() ? FeedEntry.line(body.text()) : text);
  }

  /// A line cut at the end of a sentence, else of a word.
  static String shortened(String line) {
    if (line.length() <= SUMMARY_MAX) return line;
    int end = -1;
    for (int i = 0; i < SUMMARY_MAX; i++)
      if (".!?。؟".indexOf(line.charAt(i)) >= 0 && Character.isWhitespace(line.charAt(i + 1)))
        end = i + 1;
    if (end > SUMMARY_MAX / 4) return line.substring(0, end);
    int space = line.lastIndexOf(' ', SUMMARY_MAX - 1);
    int cut = space > SUMMARY_MAX / 2 ? space : SUMMARY_MAX - 1;
    if (Character.isHighSurrogate(line.charAt(cut - 1))) cut--;
    return line.substring(0, cut).strip() + "…";
  }

  private static void comments(Element body) {
    var comments = new ArrayList<Node>();
    body.traverse((node, depth) -> {
      if (node instanceof Comment) comments.add(node);
    });
    comments.forEach(Node::remove);
  }

  private static void picture(Element element, Map<String, Enclosure> pictures) {
    String address = element.absUrl("src");
    if (address.isEmpty()) address = element.attr("src");
    // A picture written into the text has no address to keep; a page without it says as much.
    if (!address.isEmpty() && !address.startsWith("data:"))
      pictures.putIfAbsent(
          address,
          new Enclosure(
              address,
              "image/" + kind(address),
              0,
              FeedEntry.line(element.attr("title")),
              FeedEntry.line(element.attr("alt"))));
    Element parent = element.parent();
    boolean alone = parent != null && parent.normalName().equals("a") && parent.text().isBlank();
    if (address.startsWith("http"))
      element.replaceWith(
          new Element("img").attr("src", address).attr("alt", FeedEntry.line(element.attr("alt"))));
    else element.remove();
    // A link around nothing but a picture leads to the picture.
    if (alone && parent != null) parent.unwrap();
  }

  /// The body with the pictures of which we have the bytes shown from here. Of others, which no
  /// page here loads, the edition names the address.
  String shown(Map<String, Attachment> byAddress) {
    if (pictures.isEmpty()) return html;
    Document page = Jsoup.parseBodyFragment(html);
    page.outputSettings(new Document.OutputSettings().prettyPrint(false));
    for (Element img : page.body().select("img")) {
      Attachment one = byAddress.get(img.attr("src"));
      if (one == null || !one.isKept() || !one.isPicture()) {
        img.remove();
        continue;
      }
      img.attr("src", one.shown().path());
      if (one.width() == 0) continue;
      img.attr("width", Integer.toString(one.shown().width()))
          .attr("height", Integer.toString(one.heightAt(one.shown().width())));
      String sizes =
          one.sizes(one.mediaType()).stream()
              .map(size -> size.path() + " " + size.width() + "w")
              .collect(Collectors.joining(", "));
      img.attr("srcset", sizes).attr("sizes", SIZES);
    }
    withoutEmpty(page.body());
    return page.body().html().strip();
  }

  private static void withoutEmpty(Element body) {
    for (Element figure : body.select("figure, p"))
      if (figure.childrenSize() == 0 && figure.text().isBlank()) figure.remove();
  }

  static String kind(String address) {
    String path = FeedEntry.path(address).toLowerCase(java.util.Locale.ROOT);
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return switch (ending) {
      case "png", "gif", "webp", "avif", "bmp", "tiff" -> ending;
      case "svg" -> "svg+xml";
      default -> "jpeg";
    };
  }

  private static void played(Element element, Map<String, Integer> dropped) {
    String address = element.absUrl("src");
    if (address.isEmpty()) address = element.absUrl("data");
    boolean inside = element.normalName().equals("source");
    if (inside && element.parent() != null && PLAYED.contains(element.parent().normalName()))
      return;
    if (address.isEmpty()) {
      Element source = element.selectFirst("source[src], embed[src]");
      if (source != null) address = source.absUrl("src");
    }
    if (!address.startsWith("http")) {
      dropped.merge(element.normalName(), 1, Integer::sum);
      element.remove();
      return;
    }
    String words = FeedEntry.line(element.attr("title"));
    var link = new Element("a").attr("href", address).text(words.isEmpty() ? address : words);
    element.replaceWith(
        element.parent() != null && element.parent().normalName().equals("p")
            ? link
            : new Element("p").appendChild(link));
  }

  private static void link(Element element, Map<String, Integer> dropped) {
    String href = element.attr("href").strip();
    if (href.isEmpty() || href.startsWith("#") || href.startsWith("mailto:")) return;
    String absolute = element.absUrl("href");
    if (absolute.startsWith("http")) element.attr("href", absolute);
    else if (!href.startsWith("tel:")) {
      dropped.merge("a href", 1, Integer::sum);
      element.removeAttr("href");
    }
  }
}
