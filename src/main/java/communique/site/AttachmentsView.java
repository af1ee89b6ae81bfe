package communique.site;

import communique.frame.Link;
import communique.language.Messages;
import communique.language.Sizes;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.RolesHeld;
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
  /// @param asks whether the body has said whom to ask
  /// @param whom to ask for other forms
  Attached attached(Set<Attachment> named, boolean asks, RawString whom) {
    var pictures = new ArrayList<Plate>();
    var files = new ArrayList<File>();
    var films = new ArrayList<Film>();
    boolean ask = false;
    for (Attachment one : all) {
      boolean document = one.film() == null && !one.isPicture();
      boolean said = asks && named.contains(one);
      ask |= document && !said && !one.accessible() && !one.isAnnex();
      if (one.film() != null) films.add(film(one, one.film()));
      else if (document && !named.contains(one)) files.add(file(one));
      else if (!document && !named.contains(one) && isLeft(one))
        pictures.add(plate(one, SMALL, false));
    }
    Plate lead =
        content
            .lead()
            .filter(one -> !named.contains(one))
            .map(one -> plate(one, FULL, true))
            .orElse(null);
    return new Attached(
        lead,
        List.copyOf(pictures),
        List.copyOf(files),
        List.copyOf(films),
        ask ? m.html("attachment.ask", whom) : new RawString(""));
  }

  /// Whether a picture that the body does not name stands nowhere else: not at its head, as the
  /// poster of a film, or by its address in HTML. What lies elsewhere is not fetched from there.
  private boolean isLeft(Attachment one) {
    boolean poster =
        all.stream()
            .anyMatch(film -> film.film() != null && film.film().poster().equals(one.name()));
    String source = content.body().source();
    boolean written = !one.address().isEmpty() && source.contains(one.address());
    return one.isKept()
        && !poster
        && !written
        && !source.contains(one.path())
        && content.lead().filter(one::equals).isEmpty();
  }

  /// @param first whether it is among the first things seen, and fetched at once
  private Plate plate(Attachment one, String sizes, boolean first) {
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
        one.credit().isEmpty() ? "" : m.say("attachment.credit", one.credit()),
        first);
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
        poster.map(picture -> plate(picture, SMALL, false)).orElse(null),
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
