package communique.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// Who said what, in a clean tree: a figure that carries [#MARK] with what its author wrote after
/// `said:`, until it is printed for a page that knows the person.
final class Attribution {
  static final String MARK = "data-said";

  private Attribution() {}

  static List<Quotation> quotations(Element tree) {
    List<Quotation> quotations = new ArrayList<>();
    for (Element figure : tree.select("figure[" + MARK + "]")) {
      Optional<Quotation.Who> who = Quotation.who(figure.attr(MARK));
      Element words = figure.selectFirst("> blockquote");
      if (who.isPresent() && words != null) {
        quotations.add(
            new Quotation(
                who.get(), Block.plain(Block.all(words, Surroundings.none(Locale.ENGLISH)))));
      }
    }
    return quotations;
  }

  /// Puts names in place of the marks.
  static void write(Element tree, Speakers speakers) {
    for (Element figure : tree.select("figure[" + MARK + "]")) {
      Speaker speaker = speaker(figure, speakers);
      figure.removeAttr(MARK).addClass("said");
      Element caption = figure.selectFirst("> figcaption");
      if (caption == null) continue;
      Optional<String> href = speaker.href().flatMap(Links::safe);
      Element name = caption.appendElement(href.isPresent() ? "a" : "b");
      href.ifPresent(to -> name.attr("href", to));
      name.appendElement("bdi").text(Characters.withoutControls(speaker.name()));
      if (!speaker.roleLine().isEmpty()) {
        caption.appendChild(new TextNode(" " + Characters.withoutControls(speaker.roleLine())));
      }
    }
  }

  static Speaker speaker(Element figure, Speakers speakers) {
    return switch (Quotation.who(figure.attr(MARK)).orElseThrow()) {
      case Quotation.Who.Person(String slug) ->
          speakers.bySlug(slug).orElseGet(() -> new Speaker(slug, "", Optional.empty()));
      case Quotation.Who.Somebody(String name, String role) -> speakers.named(name, role);
    };
  }
}
