package communique.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/// A parsed body. Both dialects become one clean tree: no script, no style, nothing that loads from
/// another host, headings from level 2 without gaps, every heading with an id. Pages, feeds, mails
/// and comparisons are printed from that tree, so they cannot say different things.
///
/// A text is for one thread at a time.
public final class Text {
  /// A source may have that many UTF-16 code units.
  public static final int LENGTH_MAX = 1 << 20;

  /// Elements may be nested that deep.
  public static final int DEPTH_MAX = 64;

  /// A body may have that many paragraphs, items, cells, links and other elements in all.
  public static final int ELEMENTS_MAX = 50_000;

  /// A table may have that many columns.
  public static final int COLUMNS_MAX = 100;

  private final Element tree;

  private Text(Element tree) {
    this.tree = tree;
  }

  /// Reads a body. Any source can be read but for what [TextRefused] names, which is thrown;
  /// whoever takes bodies from outside asks [#problem(Body)] first. Characters that XML 1.0 does
  /// not have are dropped, marks of writing direction are kept.
  public static Text parse(Body body) {
    if (body.source().length() > LENGTH_MAX) throw new TextRefused("text.too-long");
    String source = Characters.withoutControls(body.source());
    return new Text(
        switch (body.dialect()) {
          case GOVSPEAK -> Govspeak.read(source);
          case HTML -> Html.read(source);
        });
  }

  /// Why [#parse(Body)] would refuse; empty when it would not.
  public static Optional<String> problem(Body body) {
    try {
      parse(body);
      return Optional.empty();
    } catch (TextRefused refused) {
      return Optional.of(refused.key());
    }
  }

  /// The body as a fragment of HTML for a page of ours.
  public String toPage(Surroundings surroundings) {
    Element printed = tree.clone();
    Attribution.write(printed, surroundings);
    return printed.html();
  }

  /// The same for readers elsewhere: links are absolute, and nothing is in it that only our style
  /// sheet or our page gives a meaning.
  ///
  /// @param baseUrl the address of the page, which relative links and links to headings start from
  public String toFeed(Surroundings surroundings, String baseUrl) {
    Element printed = tree.clone();
    Attribution.write(printed, surroundings);
    for (Element scroll : printed.select("div.scroll")) {
      scroll.replaceWith(Objects.requireNonNull(scroll.firstElementChild()));
    }
    for (Element element : printed.getAllElements()) {
      for (String name : List.of("class", "id", "tabindex", "role")) element.removeAttr(name);
      if (element.hasAttr("href")) {
        element.attr("href", Links.absolute(element.attr("href"), baseUrl));
      }
    }
    return printed.html();
  }

  /// The body as plain text: paragraphs apart by an empty line, quotations marked by `>`, links as
  /// `text (address)` as their author wrote the address.
  public String toPlain(Surroundings surroundings) {
    return Block.plain(Block.all(tree, surroundings));
  }

  /// As [#toPlain(Surroundings)], with links made absolute.
  ///
  /// @param baseUrl as in [#toFeed(Surroundings, String)]
  public String toPlain(Surroundings surroundings, String baseUrl) {
    Element absolute = tree.clone();
    for (Element link : absolute.select("a[href]")) {
      // A link within the page leads from a mail to nothing that the mail does not hold.
      if (!link.attr("href").startsWith("#")) {
        link.attr("href", Links.absolute(link.attr("href"), baseUrl));
      }
    }
    return Block.plain(Block.all(absolute, surroundings));
  }

  /// The slugs of those whom the body quotes, in order.
  public Set<String> quotedPeople() {
    Set<String> slugs = new LinkedHashSet<>();
    for (Quotation quotation : quotations()) {
      if (quotation.who() instanceof Quotation.Who.Person(String slug)) slugs.add(slug);
    }
    return slugs;
  }

  /// The quotations that have a speaker, in order.
  public List<Quotation> quotations() {
    return Attribution.quotations(tree);
  }

  /// The headings, in order.
  public List<Heading> headings() {
    return tree.select("h2, h3, h4, h5, h6").stream()
        .map(h -> new Heading(h.tagName().charAt(1) - '0', h.id(), h.text()))
        .toList();
  }

  /// What is compared, in order.
  List<Block> blocks(Surroundings surroundings) {
    return Block.all(tree, surroundings);
  }
}
