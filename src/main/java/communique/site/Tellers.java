package communique.site;

import communique.frame.Link;
import communique.language.Markup;
import communique.record.Announcement;
import communique.record.Announcement.State.IsPublished;
import communique.record.Announcements;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Newsroom;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The announcements that told of engagements, as links for readers of one locale. What cannot be
/// read is not named.
final class Tellers {
  private final Map<String, Link> links = new HashMap<>();

  Tellers(Handle tx, Newsroom newsroom, Locale reader, Collection<String> documentIds) {
    Map<String, Announcement> announcements = Announcements.byIds(tx, new HashSet<>(documentIds));
    var editions = new ArrayList<Edition>();
    for (Announcement announcement : announcements.values())
      edition(newsroom, announcement, reader).ifPresent(editions::add);
    Map<String, Content> contents = Editions.contents(tx, editions);
    for (Edition edition : editions) {
      Content content = contents.get(edition.id());
      Announcement announcement = announcements.get(edition.documentId());
      if (content == null || announcement == null) continue;
      String path = "/news/" + announcement.slug() + newsroom.locales().suffix(edition.locale());
      links.put(edition.documentId(), Link.abroad(path, content.title(), edition.locale(), reader));
    }
  }

  /// The newest version that suits the reader best.
  private static Optional<Edition> edition(
      Newsroom newsroom, Announcement announcement, Locale reader) {
    List<Locale> readable =
        announcement.readable().stream().filter(newsroom.locales()::has).toList();
    return Stream.of(
            readable.stream().filter(reader::equals),
            readable.stream().filter(in -> announcement.state(in) instanceof IsPublished),
            readable.stream())
        .flatMap(locales -> locales)
        .flatMap(locale -> announcement.newest(locale).stream())
        .findFirst();
  }

  /// The announcement as a link; empty where it cannot be read any more, or there is none.
  Optional<RawString> link(String documentId) {
    return Optional.ofNullable(links.get(documentId))
        .map(link -> Markup.link(link.href(), link.text(), link.attributes()));
  }

  /// Its address as a path; empty as in [#link].
  Optional<String> path(String documentId) {
    return Optional.ofNullable(links.get(documentId)).map(Link::href);
  }
}
