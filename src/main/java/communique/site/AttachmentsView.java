package communique.site;

import communique.language.Markup;
import communique.language.Messages;
import communique.language.Sizes;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.RolesHeld;
import communique.record.Tag;
import communique.site.Attached.File;
import communique.site.Attached.Film;
import communique.site.Attached.Plate;
import communique.site.Attached.Source;
import io.quarkus.qute.RawString;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers what belongs to an edition besides its words.
final class AttachmentsView {
  private static final String FULL = "(min-width: 50rem) 37rem, calc(100vw - 2rem)";
  private static final String SMALL = "(min-width: 50rem) 18rem, calc(100vw - 2rem)";

  private final Shown shown;
  private final Messages m;
  private final Content content;
  private final List<Attachment> all;
  private final String path;

  /// @param path of the page that they are shown on
  AttachmentsView(Shown shown, Content content, String path) {
    this.shown = shown;
    this.m = shown.m();
    this.content = content;
    this.all = content.attachments();
    this.path = path;
  }

  /// @param named what the body names, and so has shown
  /// @param organisations of whom the first is asked for other forms
  Attached attached(Set<Attachment> named, List<Tag> organisations) {
    var files = new ArrayList<File>();
    var films = new ArrayList<Film>();
    boolean ask = false;
    for (Attachment one : all) {
      boolean document = one.film() == null && !one.isPicture();
      ask |= document && !one.accessible() && !one.isAnnex();
      if (one.film() != null) films.add(film(one, one.film()));
      else if (document && !named.contains(one)) files.add(file(one));
    }
    Plate lead =
        content
            .lead()
            .filter(one -> !named.contains(one))
            .map(one -> plate(one, FULL))
            .orElse(null);
    return new Attached(
        lead,
        List.copyOf(files),
        List.copyOf(films),
        ask ? m.html("attachment.ask", whom(organisations)) : new RawString(""));
  }

  private RawString whom(List<Tag> organisations) {
    return organisations.isEmpty()
        ? Markup.link(shown.house().homePath(), shown.house().name().text())
        : shown.linked(organisations.getFirst());
  }

  private Plate plate(Attachment one, String sizes) {
    Attachment.Size size = one.shown();
    return new Plate(
        size.path(),
        RolesHeld.sources(one).stream()
            .map(source -> new Source(source.mediaType(), source.srcset()))
            .toList(),
        sizes,
        size.width(),
        one.heightAt(size.width()),
        one.alt(),
        one.caption(),
        one.credit().isEmpty() ? "" : m.say("attachment.credit", one.credit()));
  }

  private File file(Attachment one) {
    var facts = new ArrayList<String>();
    if (!one.isAnnex()) {
      int dot = one.name().lastIndexOf('.');
      if (dot > 0) facts.add(one.name().substring(dot + 1).toUpperCase(Locale.ROOT));
      if (one.bytes() > 0) facts.add(Sizes.bytes(shown.locale(), one.bytes()));
      if (one.pages() > 0) facts.add(m.say("attachment.pages", one.pages()));
    }
    return new File(Link.to(RolesHeld.href(one, path), one.words()), String.join(" · ", facts));
  }

  private Film film(Attachment one, Attachment.Film film) {
    Optional<Attachment> poster = named(film.poster());
    Optional<Attachment> transcript = named(film.transcript());
    @Nullable String host = URI.create(one.address()).getHost();
    return new Film(
        one.title(),
        Link.to(one.address(), m.say("attachment.watch", host == null ? one.address() : host)),
        Sizes.length(shown.locale(), Duration.parse(film.length())),
        film.length(),
        poster.map(picture -> plate(picture, SMALL)).orElse(null),
        transcript
            .map(text -> Link.to(RolesHeld.href(text, path), m.say("attachment.transcript")))
            .orElse(null),
        transcript.isPresent()
            ? List.of()
            : film.transcript().lines().filter(l -> !l.isBlank()).toList());
  }

  private Optional<Attachment> named(String name) {
    return all.stream().filter(one -> !name.isEmpty() && one.name().equals(name)).findFirst();
  }
}
