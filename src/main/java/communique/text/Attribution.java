package communique.text;

import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// Who said what, above their words.
final class Attribution {
  private Attribution() {}

  /// Writes the speaker's name and role.
  ///
  /// @param who what the author wrote after `said:`
  static void caption(Element figure, String who, Surroundings surroundings) {
    Speaker speaker = speaker(who, surroundings);
    Element caption = Elements.add(figure, "figcaption");
    Optional<String> href = speaker.href().flatMap(Links::safe);
    Element name = Elements.add(caption, href.isPresent() ? "a" : "b");
    href.ifPresent(to -> name.attr("href", to));
    Elements.add(name, "bdi").appendText(Characters.withoutControls(speaker.name()));
    if (!speaker.roleLine().isEmpty()) {
      caption.appendChild(new TextNode(" " + Characters.withoutControls(speaker.roleLine())));
    }
  }

  private static Speaker speaker(String who, Speakers speakers) {
    return switch (Quotation.who(who).orElseThrow()) {
      case Quotation.Who.Person(String slug) ->
          speakers.bySlug(slug).orElseGet(() -> new Speaker(slug, "", Optional.empty()));
      case Quotation.Who.Somebody(String name, String role) -> speakers.named(name, role);
    };
  }

  /// Whether an element holds the words of a speaker, who is named in its caption.
  static boolean isSaid(Element figure) {
    Element caption = figure.firstElementChild();
    return figure.normalName().equals("figure")
        && figure.hasClass("said")
        && caption != null
        && caption.normalName().equals("figcaption");
  }
}
