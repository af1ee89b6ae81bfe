package communique.text;

import io.quarkus.qute.RawString;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a body names and does not hold: people, pictures, files, contacts, links whose address is
/// kept elsewhere; and the language of the words that are put around them. Whoever prints a body
/// brings its surroundings. What they do not know is left out of what is printed, but for people
/// and for links that the author wrote.
public interface Surroundings extends Speakers {
  /// The hosts that count as the publisher's own wherever a newsroom stands.
  Set<String> OWN_HOSTS = Set.of("www.gov.uk");

  /// Surroundings that know nothing but a language; speakers are called as their author wrote them.
  static Surroundings none(Locale locale) {
    return new Surroundings() {
      @Override
      public Locale locale() {
        return locale;
      }

      @Override
      public Optional<Speaker> bySlug(String slug) {
        return Optional.empty();
      }

      @Override
      public Speaker named(String name, String role) {
        return new Speaker(name, role, Optional.empty());
      }
    };
  }

  /// Of the words that a renderer adds: "Image credit", "footnote", "Warning".
  Locale locale();

  /// `[Image:plan.png]`, by the name or the id of the picture.
  default Optional<Picture> picture(String name) {
    return Optional.empty();
  }

  /// `!!2`, by its place among the pictures.
  ///
  /// @param position from 1
  default Optional<Picture> picture(int position) {
    return Optional.empty();
  }

  /// `[Attachment:plan.pdf]` and `[AttachmentLink:plan.pdf]`, by the name of the file or its id.
  default Optional<FileLink> file(String name) {
    return Optional.empty();
  }

  /// `[Contact:5572fee5-…]`, by its id.
  default Optional<Contact> contact(String id) {
    return Optional.empty();
  }

  /// `[embed:link:5572fee5-…]`, by the id of what it leads to.
  default Optional<NamedLink> link(String id) {
    return Optional.empty();
  }

  /// Who gives a file of the body in another form, as a link or a name in HTML; empty where that is
  /// not said beside each.
  default Optional<RawString> asked() {
    return Optional.empty();
  }

  /// The hosts, in lower case, to which a link does not lead away: the newsroom's own, and its
  /// publisher's.
  default Set<String> ownHosts() {
    return OWN_HOSTS;
  }

  /// The hosts, in lower case, whose pictures stay in [Text#toContent(Surroundings)]; empty for
  /// those of all. Pages, feeds and mails load none from another host, whatever is said here.
  default Optional<Set<String>> pictureHosts() {
    return Optional.empty();
  }

  /// The levels of headings (2 to 6) that are numbered, `1.`, `1.1`; none for no numbers.
  default Set<Integer> numberedLevels() {
    return Set.of();
  }
}
