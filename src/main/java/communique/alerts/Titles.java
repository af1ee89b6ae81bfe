package communique.alerts;

import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Content;
import communique.record.Editions;
import communique.record.Newsroom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// What announcements are called on pages of any language.
final class Titles {
  private Titles() {}

  /// @param locale in which it is said
  record Title(String text, Locale locale) {}

  /// The title of the announcement with that slug; empty where it can be read in no language.
  static Optional<Title> find(Handle tx, String slug, Locale page, Newsroom newsroom) {
    return Announcements.bySlug(tx, slug).flatMap(one -> of(tx, one, page, newsroom));
  }

  /// In the language of the page, or else in one that it has, of the newsroom's the first.
  static Optional<Title> of(Handle tx, Announcement one, Locale page, Newsroom newsroom) {
    List<Locale> all = newsroom.locales().all();
    return Stream.concat(Stream.of(page), all.stream())
        .filter(one.readable()::contains)
        .findFirst()
        .flatMap(in ->
            one.newest(in)
                .flatMap(edition -> Editions.content(tx, edition))
                .map((Content content) -> new Title(content.title(), in)));
  }
}
