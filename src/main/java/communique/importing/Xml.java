package communique.importing;

import communique.record.Slug;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.nodes.Entities;

/// An XML file from outside, element by element. Nothing in it is fetched or expanded; what is
/// broken or too deep ends it with an [XmlRefused] that says where.
final class Xml implements AutoCloseable {
  static final int DEPTH_MAX = 200;

  /// Of one element's text, more characters are not kept.
  static final int TEXT_MAX = 1 << 22;

  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;
  private final XmlText text;
  private final Deque<String> languages = new ArrayDeque<>();
  private final Deque<String> bases = new ArrayDeque<>();
  private boolean overflowed;

  private Xml(XmlText text) {
    this.text = text;
    try {
      this.reader = FACTORY.createXMLStreamReader(text);
    } catch (XMLStreamException e) {
      throw refused(e);
    }
  }

  static Xml of(InputStream in) throws IOException {
    return new Xml(XmlText.of(new BufferedInputStream(in)));
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    // A text that never ends comes in pieces.
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    // The JDK counts &lt; and its kin as entities too, of which a long text has many. There is
    // nothing else to count where a document type is refused; depth is bounded here.
    for (String limit :
        List.of(
            "entityExpansionLimit",
            "totalEntitySizeLimit",
            "maxGeneralEntitySizeLimit",
            "entityReplacementLimit",
            "maxElementDepth")) factory.setProperty("jdk.xml." + limit, "0");
    return factory;
  }

  /// Goes to the next beginning of an element, or to the end of the one it stands in.
  ///
  /// @return whether an element begins
  boolean child() {
    while (true) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) return true;
      if (event == XMLStreamConstants.END_ELEMENT || event == XMLStreamConstants.END_DOCUMENT)
        return false;
    }
  }

  /// Goes behind the end of the element that has just begun.
  void skip() {
    int open = 1;
    while (open > 0) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) open++;
      if (event == XMLStreamConstants.END_ELEMENT) open--;
    }
  }

  /// The text of the element that has just begun and of those in it; goes behind its end. What is
  /// longer than can be kept is cut, and said by [#overflowed()].
  String text() {
    var out = new StringBuilder();
    int open = 1;
    while (open > 0) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) open++;
      else if (event == XMLStreamConstants.END_ELEMENT) open--;
      else if (isText(event)) keep(out, reader.getText());
    }
    return out.toString();
  }

  /// What stands in the element that has just begun, as HTML; goes behind its end.
  String markup() {
    var out = new StringBuilder();
    int open = 1;
    while (open > 0) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        open++;
        var tag = new StringBuilder("<").append(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          String prefix = reader.getAttributePrefix(i);
          if (prefix != null && !prefix.isEmpty() && !prefix.equals("xml")) continue;
          tag.append(' ')
              .append(reader.getAttributeLocalName(i))
              .append("=\"")
              .append(Entities.escape(reader.getAttributeValue(i)))
              .append('"');
        }
        keep(out, tag.append('>').toString());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open--;
        if (open > 0 && !isVoid(reader.getLocalName()))
          keep(out, "</" + reader.getLocalName() + ">");
      } else if (isText(event)) keep(out, Entities.escape(reader.getText()));
    }
    return out.toString();
  }

  /// Whether a text was cut since this was last asked.
  boolean overflowed() {
    boolean was = overflowed;
    overflowed = false;
    return was;
  }

  String name() {
    return reader.getLocalName();
  }

  /// The namespace of the element; empty for none.
  String namespace() {
    String uri = reader.getNamespaceURI();
    return uri == null ? "" : uri;
  }

  boolean is(String namespace, String name) {
    return name().equals(name) && namespace().equals(namespace);
  }

  /// An attribute without a namespace; empty when it is not there.
  String attribute(String name) {
    String value = reader.getAttributeValue("", name);
    if (value == null) value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /// The language of what stands here (XML 1.0 §2.12); empty when none is said.
  String language() {
    return Objects.requireNonNullElse(languages.peek(), "");
  }

  /// The `xml:base` of what stands here; empty when none is said.
  String base() {
    return Objects.requireNonNullElse(bases.peek(), "");
  }

  int line() {
    return reader.getLocation().getLineNumber();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private int next() {
    try {
      if (!reader.hasNext())
        throw new XmlRefused("xml.malformed", line(), column(), "it ends here");
      int event = reader.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          languages.push(inherited("lang", language()));
          bases.push(inherited("base", base()));
          if (languages.size() > DEPTH_MAX)
            throw new XmlRefused("xml.too-deep", line(), column(), DEPTH_MAX);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          // The reader still stands on the element whose language this was.
          languages.pop();
          bases.pop();
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XmlRefused(
                "xml.entity", line(), column(), Slug.shown(String.valueOf(reader.getLocalName())));
        case XMLStreamConstants.DTD -> throw new XmlRefused("xml.doctype", line(), column());
        default -> {}
      }
      return event;
    } catch (XMLStreamException e) {
      throw refused(e);
    }
  }

  private String inherited(String name, String outer) {
    String value = reader.getAttributeValue(XMLConstants.XML_NS_URI, name);
    return value == null ? outer : value.strip();
  }

  private void keep(StringBuilder out, String more) {
    int room = TEXT_MAX - out.length();
    if (more.length() > room) overflowed = true;
    out.append(more, 0, Math.clamp(more.length(), 0, room));
  }

  private static boolean isText(int event) {
    return event == XMLStreamConstants.CHARACTERS
        || event == XMLStreamConstants.CDATA
        || event == XMLStreamConstants.SPACE;
  }

  private static boolean isVoid(String name) {
    return name.equals("br") || name.equals("hr") || name.equals("img") || name.equals("wbr");
  }

  private int column() {
    return reader.getLocation().getColumnNumber();
  }

  private static XmlRefused refused(XMLStreamException e) {
    var at = e.getLocation();
    String message = e.getMessage() == null ? "" : e.getMessage();
    // "ParseError at [row,col]:[3,9]\nMessage: The element type …"
    int begin = message.indexOf("Message: ");
    String problem = begin < 0 ? message : message.substring(begin + 9);
    return new XmlRefused(
        "xml.malformed",
        at == null ? 1 : Math.max(1, at.getLineNumber()),
        at == null ? 1 : Math.max(1, at.getColumnNumber()),
        Slug.shown(problem.lines().findFirst().orElse("it is no XML")));
  }
}
