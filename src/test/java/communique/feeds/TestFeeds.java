package communique.feeds;

import static communique.feeds.Atom.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import communique.record.TestNewsroom;
import communique.shelf.Response;
import communique.shelf.Shelf;
import communique.shelf.Target;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/// The feeds of a newsroom under test, read as a program elsewhere reads them. Before each look the
/// reader of the log has come to its end.
final class TestFeeds {
  private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";

  private final TestNewsroom newsroom;
  private final FeedReader reader;
  private final FeedPages pages;

  TestFeeds(TestNewsroom newsroom) {
    this.newsroom = newsroom;
    this.pages = new FeedPages(newsroom.database(), TestNewsroom.NEWSROOM);
    this.reader =
        new FeedReader(
            newsroom.database(),
            new Shelf(newsroom.store().folder().resolve("shelf"), List.of(pages)));
  }

  FeedReader reader() {
    return reader;
  }

  Optional<Response> get(String path) {
    newsroom.readAll(reader);
    return pages.make(new Target(path, "", ""));
  }

  /// The document at `path`, which must be there.
  String text(String path) {
    Response response = get(path).orElseThrow(() -> new AssertionError("nothing is at " + path));
    assertThat(response.status()).as(path).isEqualTo(200);
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  JsonNode json(String path) {
    return Json.tree(text(path));
  }

  /// The root of an XML document.
  Element xml(String path) {
    return parsed(text(path));
  }

  static Element parsed(String xml) {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + xml, e);
    }
  }

  List<Element> entries(String path) {
    return children(xml(path), "entry");
  }

  /// The titles in an Atom document, in order.
  List<String> titles(String path) {
    return entries(path).stream().map(entry -> value(entry, "title")).toList();
  }

  /// The ids of the deletions in an Atom document.
  List<String> deleted(String path) {
    return elements(xml(path).getElementsByTagNameNS(TOMBSTONES, "deleted-entry")).stream()
        .map(deletion -> deletion.getAttribute("ref"))
        .toList();
  }

  /// Where an Atom document's link of that relation leads; empty where it has none.
  static String link(Element feed, String relation) {
    return children(feed, "link").stream()
        .filter(link -> link.getAttribute("rel").equals(relation))
        .map(link -> link.getAttribute("href"))
        .findFirst()
        .orElse("");
  }

  /// The documents of an Atom feed from the live one backwards, as a reader gets them that follows
  /// RFC 5005.
  List<String> followed(String path) {
    var documents = new ArrayList<String>();
    String next = path;
    while (!next.isEmpty()) {
      documents.add(next);
      next = link(xml(next), "prev-archive").replace(TestNewsroom.NEWSROOM.url(), "");
    }
    return documents;
  }

  static List<Element> children(Element parent, String name) {
    return elements(parent.getChildNodes()).stream()
        .filter(
            child -> child.getNamespaceURI() == null || child.getNamespaceURI().equals(NAMESPACE))
        .filter(child -> child.getLocalName().equals(name))
        .toList();
  }

  /// The text of the first child of that name, which must be there.
  static String value(Element parent, String name) {
    List<Element> found = children(parent, name);
    assertThat(found).as(name).isNotEmpty();
    return found.getFirst().getTextContent();
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .toList();
  }
}
