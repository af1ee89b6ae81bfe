package communique.text;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import communique.language.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// Pictures, files and contacts as they stand in a body.
final class Attached {
  /// How wide a picture stands in the text: the measure of the page, or all of a narrow screen.
  private static final String SIZES = "(min-width: 50rem) 37rem, 100vw";

  private final Surroundings surroundings;
  private final Messages messages;

  Attached(Surroundings surroundings, Messages messages) {
    this.surroundings = surroundings;
    this.messages = messages;
  }

  void picture(Picture picture, Element into) {
    Optional<String> src = Links.picture(picture.src());
    if (src.isEmpty()) return;
    Element figure = Elements.add(into, "figure", "image embedded");
    Element around = Elements.add(figure, "div", "img");
    if (!picture.sources().isEmpty()) around = Elements.add(around, "picture");
    for (Picture.Source source : picture.sources()) {
      Elements.add(around, "source")
          .attr("type", source.mediaType())
          .attr("srcset", source.srcset())
          .attr("sizes", SIZES);
    }
    Element img =
        Elements.add(around, "img").attr("src", src.get()).attr("alt", words(picture.alt()));
    if (picture.width() > 0 && picture.height() > 0) {
      img.attr("width", String.valueOf(picture.width()))
          .attr("height", String.valueOf(picture.height()));
    }
    String caption = words(picture.caption()).strip();
    String credit = words(picture.credit()).strip();
    if (caption.isEmpty() && credit.isEmpty()) return;
    Element under = Elements.add(figure, "figcaption");
    if (!caption.isEmpty()) Elements.add(under, "p").appendText(caption);
    if (!credit.isEmpty()) Elements.add(under, "p").appendText(messages.say("body.credit", credit));
  }

  void file(FileLink file, Element into) {
    Optional<String> href = Links.safe(file.href());
    if (href.isEmpty()) return;
    Element section = Elements.add(into, "section", "attachment");
    Element title = Elements.add(section, "p", "title");
    Elements.add(title, "a").attr("href", href.get()).appendText(words(file.title()));
    List<Element> known = known(file, surroundings.locale());
    if (!known.isEmpty()) listed(known, Elements.add(section, "p", "metadata"));
    if (!file.accessible() && isDocument(file.mediaType())) {
      Element ask = Elements.add(section, "p", "accessible-format");
      surroundings
          .asked()
          .ifPresentOrElse(
              whom -> ask.append(messages.html("body.ask", whom).toString()),
              () -> ask.appendText(messages.say("body.accessible-format")));
    }
  }

  /// A link in a line, with what is known of the file in brackets.
  static void line(FileLink file, Locale locale, Element into) {
    Optional<String> href = Links.safe(file.href());
    if (href.isEmpty()) return;
    Element span = Elements.add(into, "span", "attachment-inline");
    Elements.add(span, "a").attr("href", href.get()).appendText(words(file.title()));
    List<Element> known = known(file, locale);
    if (known.isEmpty()) return;
    span.appendChild(new TextNode(" ("));
    listed(known, span);
    span.appendChild(new TextNode(")"));
  }

  private static void listed(List<Element> known, Element into) {
    for (int i = 0; i < known.size(); i++) {
      if (i > 0) into.appendChild(new TextNode(", "));
      into.appendChild(known.get(i));
    }
  }

  private static List<Element> known(FileLink file, Locale locale) {
    List<Element> known = new ArrayList<>();
    FileType type = FileType.of(file.mediaType());
    if (!type.shortly().isEmpty()) {
      Element span = Elements.make("span", "type");
      if (type.words().isEmpty()) span.appendText(type.shortly());
      else Elements.add(span, "abbr").attr("title", type.words()).appendText(type.shortly());
      known.add(span);
    }
    if (file.bytes() > 0) {
      known.add(Elements.make("span", "file-size").appendText(size(file.bytes(), locale)));
    }
    if (file.pages() > 0) {
      String pages = Messages.in(locale).say("body.pages", file.pages());
      known.add(Elements.make("span", "page-length").appendText(pages));
    }
    return known;
  }

  private static String size(long bytes, Locale locale) {
    var cldr = ULocale.forLocale(locale);
    NumberFormat number = NumberFormat.getInstance(cldr);
    boolean megabytes = bytes >= 1_000_000;
    number.setMaximumFractionDigits(megabytes && bytes < 10_000_000 ? 1 : 0);
    double value = megabytes ? bytes / 1e6 : Math.max(1, bytes / 1e3);
    MeasureUnit unit = megabytes ? MeasureUnit.MEGABYTE : MeasureUnit.KILOBYTE;
    return MeasureFormat.getInstance(cldr, MeasureFormat.FormatWidth.SHORT, number)
        .format(new Measure(value, unit));
  }

  private static boolean isDocument(String mediaType) {
    return FileType.of(mediaType).document();
  }

  void contact(String id, Contact contact, Element into) {
    boolean postal = !contact.address().isEmpty();
    Element card = Elements.add(into, "div", postal ? "contact postal-address" : "contact");
    if (id.matches("[A-Za-z0-9-]{1,60}")) card.attr("id", "contact_" + id);
    Element inner =
        Elements.add(Elements.add(card, "div", "content"), "div", "vcard contact-inner");
    Elements.add(inner, "p").appendText(words(contact.title()));
    if (postal) {
      Element address = Elements.add(inner, "p", "adr");
      for (int i = 0; i < contact.address().size(); i++) {
        if (i > 0) Elements.add(address, "br");
        address.appendText(words(contact.address().get(i)));
      }
    }
    boolean ways = !(contact.emails().isEmpty() && contact.forms().isEmpty());
    if (ways || !contact.numbers().isEmpty()) ways(contact, inner);
    if (!contact.description().isBlank()) {
      Element comments = Elements.add(inner, "p", "comments");
      String[] lines = words(contact.description()).strip().split("\\n", -1);
      for (int i = 0; i < lines.length; i++) {
        if (i > 0) Elements.add(comments, "br");
        comments.appendText(lines[i]);
      }
    }
  }

  private void ways(Contact contact, Element card) {
    Element ways = Elements.add(card, "div", "email-url-number");
    for (String email : contact.emails()) {
      Element p = way(ways, "email", messages.say("body.email"));
      Links.safe("mailto:" + email)
          .ifPresent(
              href -> Elements.add(p, "a", "email").attr("href", href).appendText(words(email)));
    }
    for (Contact.Labelled form : contact.forms()) {
      Element p = way(ways, "contact_form_url", messages.say("body.contact-form"));
      String label = form.label().isBlank() ? form.value() : form.label();
      Links.safe(form.value())
          .ifPresent(href -> Elements.add(p, "a").attr("href", href).appendText(words(label)));
    }
    for (Contact.Labelled number : contact.numbers()) {
      way(ways, "tel", words(number.label())).appendText(words(number.value()));
    }
  }

  private static Element way(Element ways, String name, String type) {
    Element p = Elements.add(ways, "p", name);
    if (!type.isEmpty()) Elements.add(p, "span", "type").appendText(type);
    p.appendChild(new TextNode(" "));
    return p;
  }

  private static String words(String words) {
    return Characters.withoutControls(words);
  }
}
