package communique.whole;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// Everything public that can be reached from a newsroom's front doors by following links, but for
/// those that say that nobody need follow them: they lead to addresses without number.
final class Crawl {
  /// Where people and programs begin.
  private static final List<String> DOORS =
      List.of("/", "/feed.atom", "/feed.rss", "/feed.json", "/sitemap.xml", "/robots.txt");

  private static final int PAGES_MAX = 6_000;
  private static final Pattern JSON_LINK = Pattern.compile("\"[a-z_]*url\":\\s*\"([^\"]+)\"");

  private final RunningNewsroom newsroom;
  private final Map<String, Page> pages = new LinkedHashMap<>();

  /// One answer, and from where it was first linked.
  ///
  /// @param fragments the places in it that others link to
  record Page(String path, String from, Answer answer, List<String> fragments) {
    boolean isHtml() {
      return answer.header("Content-Type").startsWith("text/html");
    }

    boolean isFeed() {
      return path.endsWith(".atom") || path.endsWith(".rss") || path.endsWith(".json");
    }

    Document html() {
      return Jsoup.parse(answer.text(), "http://localhost" + path);
    }

    Document xml() {
      return Jsoup.parse(answer.text(), "http://localhost" + path, Parser.xmlParser());
    }

    String name() {
      String plain = path.replaceAll("[^A-Za-z0-9.-]+", "_").replaceAll("^_+", "");
      return plain.isEmpty() ? "home" : plain;
    }
  }

  private Crawl(RunningNewsroom newsroom) {
    this.newsroom = newsroom;
  }

  /// Follows every link to the newsroom itself, feeds' and the sitemap's too.
  static Crawl of(RunningNewsroom newsroom) {
    var crawl = new Crawl(newsroom);
    crawl.run();
    return crawl;
  }

  Collection<Page> pages() {
    return pages.values();
  }

  List<Page> html() {
    return pages.values().stream().filter(Page::isHtml).toList();
  }

  List<Page> feeds() {
    return pages.values().stream().filter(Page::isFeed).toList();
  }

  Optional<Page> page(String path) {
    return Optional.ofNullable(pages.get(path));
  }

  private void run() {
    Deque<String[]> next = new ArrayDeque<>();
    for (String door : DOORS) next.add(new String[] {door, "(the door)"});
    while (!next.isEmpty()) {
      String[] one = next.removeFirst();
      String whole = one[0];
      int hash = whole.indexOf('#');
      String path = hash < 0 ? whole : whole.substring(0, hash);
      Page known = pages.get(path);
      if (known == null) {
        if (pages.size() >= PAGES_MAX)
          throw new AssertionError("more than " + PAGES_MAX + " pages; the last was " + path);
        known = new Page(path, one[1], newsroom.get(path), new ArrayList<>());
        pages.put(path, known);
        for (String link : links(known)) next.addLast(new String[] {link, path});
      }
      if (hash >= 0) known.fragments().add(whole.substring(hash + 1));
    }
  }

  /// The paths, with query and fragment, of the links to this newsroom.
  private List<String> links(Page page) {
    var links = new ArrayList<String>();
    String type = page.answer().header("Content-Type");
    if (type.startsWith("text/html")) {
      for (Element element : page.html().select("[href]:not([rel~=nofollow]), [src]"))
        links.add(element.hasAttr("href") ? element.attr("href") : element.attr("src"));
    } else if (type.contains("xml")) {
      for (Element element : page.xml().select("loc, link, [href]"))
        links.add(element.hasAttr("href") ? element.attr("href") : element.text());
    } else if (type.contains("json")) {
      var matcher = JSON_LINK.matcher(page.answer().text());
      while (matcher.find()) links.add(matcher.group(1).replace("\\/", "/"));
    }
    var inside = new ArrayList<String>();
    for (String link : links) own(page, link.strip()).ifPresent(inside::add);
    return inside;
  }

  private Optional<String> own(Page page, String link) {
    if (link.isEmpty()) return Optional.empty();
    URI uri = URI.create(newsroom.url() + page.path()).resolve(link);
    String whole = uri.toString();
    if (!whole.startsWith(newsroom.url() + "/") && !whole.equals(newsroom.url()))
      return Optional.empty();
    String path = newsroom.path(whole);
    return Optional.of(path.isEmpty() ? "/" : path);
  }
}
