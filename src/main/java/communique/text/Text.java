package communique.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.Node;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// A parsed body. Whatever its dialect, it becomes a clean tree among its surroundings: no script,
/// no style, no address that a browser would run. Pages, feeds, mails, plain text and comparisons
/// are made from that tree, so they cannot say different things.
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

  /// What was written here, parsed; null for what came as HTML.
  private final @Nullable Node document;

  /// What came as HTML, cleaned; empty for what was written here.
  private final Element imported;

  private Text(@Nullable Node document, Element imported) {
    this.document = document;
    this.imported = imported;
  }

  /// Reads a body. Any source can be read but for what [TextRefused] names, which is thrown;
  /// whoever takes bodies from outside asks [#problem(Body)] first. Characters that XML 1.0 does
  /// not have are dropped, marks of writing direction are kept.
  public static Text parse(Body body) {
    if (body.source().length() > LENGTH_MAX) throw new TextRefused("text.too-long");
    String source = Characters.withoutControls(body.source());
    return switch (body.dialect()) {
      case GOVSPEAK -> new Text(Govspeak.read(source), new Element("body"));
      case HTML -> new Text(null, Html.read(source));
    };
  }

  /// Why a body cannot be published: what [#parse(Body)] would refuse, and charts that cannot be
  /// drawn. Empty when it can.
  public static Optional<TextRefused> problem(Body body) {
    return Examined.of(body).problem();
  }

  /// Charts that were written here are drawn from their tables; those of others came without.
  Optional<TextRefused> problemOfCharts(Body body) {
    return document != null && body.source().contains("barchart")
        ? Chart.problem(tree(Surroundings.none(Locale.ENGLISH)))
        : Optional.empty();
  }

  /// The body as a fragment of HTML in the elements and classes of its dialect: what another
  /// publisher's pages are made of. What was imported as HTML comes out as it came in, but for what
  /// must not stay.
  public String toContent(Surroundings surroundings) {
    Element tree = tree(surroundings);
    surroundings.pictureHosts().ifPresent(hosts -> Dressing.withoutPictures(tree, hosts));
    return Written.html(tree, isWritten());
  }

  /// The body as a fragment of HTML for a page of ours: headings below the page's own and without
  /// gaps, tables that can be scrolled, charts drawn, no request to another host.
  public String toPage(Surroundings surroundings) {
    Element page = undressed(surroundings, true);
    Dressing.page(page, surroundings);
    return Written.html(page, isWritten());
  }

  /// The same for readers elsewhere: links are absolute, and nothing is in it that only our style
  /// sheet or our page gives a meaning.
  ///
  /// @param baseUrl the address of the page, which relative links and links to headings start from
  public String toFeed(Surroundings surroundings, String baseUrl) {
    Element feed = undressed(surroundings, true);
    Dressing.feed(feed, baseUrl);
    return Written.html(feed, isWritten());
  }

  /// The body for a mail: as in a feed, with its looks in attributes, as mail programs read no
  /// style sheet. Colours are few and keep their contrast where a program turns them dark.
  ///
  /// @param baseUrl as in [#toFeed(Surroundings, String)]
  public String toMail(Surroundings surroundings, String baseUrl) {
    Element mail = undressed(surroundings, false);
    Dressing.mail(mail, surroundings, baseUrl);
    return Written.html(mail, isWritten());
  }

  /// The body as plain text: paragraphs apart by an empty line, quotations marked by `>`, links as
  /// `text (address)` as their author wrote the address.
  public String toPlain(Surroundings surroundings) {
    return Block.plain(blocks(surroundings));
  }

  /// As [#toPlain(Surroundings)], with links made absolute.
  ///
  /// @param baseUrl as in [#toFeed(Surroundings, String)]
  public String toPlain(Surroundings surroundings, String baseUrl) {
    Element absolute = tree(surroundings);
    for (Element link : absolute.select("a[href]")) {
      // A link within the page leads from a mail to nothing that the mail does not hold.
      if (!link.attr("href").startsWith("#")) {
        link.attr("href", Links.absolute(link.attr("href"), baseUrl));
      }
    }
    return Block.plain(Block.all(absolute));
  }

  /// The slugs of those whom the body quotes, in order.
  public Set<String> quotedPeople() {
    Set<String> slugs = new LinkedHashSet<>();
    for (Said.Quoted quoted : quoted()) {
      if (Quotation.who(quoted.who).orElseThrow() instanceof Quotation.Who.Person(String slug)) {
        slugs.add(slug);
      }
    }
    return slugs;
  }

  /// The quotations that have a speaker, in order.
  public List<Quotation> quotations() {
    return quotations(Locale.ENGLISH);
  }

  /// The quotations that have a speaker, in order.
  ///
  /// @param locale of the body, whose quotation marks their words have
  public List<Quotation> quotations(Locale locale) {
    return quoted().stream()
        .map(quoted ->
            new Quotation(
                Quotation.who(quoted.who).orElseThrow(),
                Block.plain(
                    Block.all(
                        Objects.requireNonNull(
                            Tree.of(quoted, Surroundings.none(locale)).firstElementChild())))))
        .toList();
  }

  private List<Said.Quoted> quoted() {
    List<Said.Quoted> quoted = new ArrayList<>();
    if (document != null) quoted(document, quoted);
    return quoted;
  }

  private static void quoted(Node parent, List<Said.Quoted> quoted) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNext()) {
      if (n instanceof Said.Quoted one) quoted.add(one);
      if (n instanceof org.commonmark.node.Block && !Tree.isParagraph(n)) quoted(n, quoted);
    }
  }

  /// The headings, in order, on the levels that their author gave them.
  public List<Heading> headings() {
    return tree(Surroundings.none(Locale.ENGLISH)).select("h1, h2, h3, h4, h5, h6").stream()
        .map(h -> new Heading(h.tagName().charAt(1) - '0', h.id(), h.text()))
        .toList();
  }

  /// Where the links of the body lead, in order, but for those within it and those to mailboxes.
  public List<String> links() {
    return tree(Surroundings.none(Locale.ENGLISH)).select("a[href]").eachAttr("href").stream()
        .filter(href -> !href.startsWith("#") && !href.startsWith("mailto"))
        .toList();
  }

  /// What is compared, in order.
  List<Block> blocks(Surroundings surroundings) {
    return Block.all(tree(surroundings));
  }

  private Element tree(Surroundings surroundings) {
    return document == null ? imported.clone() : Tree.of(document, surroundings);
  }

  private Element undressed(Surroundings surroundings, boolean pictures) {
    Element tree = tree(surroundings);
    if (document == null) return Html.changed(tree, t -> Dressing.undress(t, pictures));
    Dressing.undress(tree, pictures);
    return tree;
  }

  private boolean isWritten() {
    return document != null;
  }
}
