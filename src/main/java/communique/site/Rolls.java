package communique.site;

import communique.frame.Link;
import communique.frame.Words;
import communique.language.Days;
import communique.language.Locales;
import communique.language.Messages;
import communique.record.Announcement;
import communique.record.Announcement.State.IsPublished;
import communique.record.Announcement.State.IsWithdrawn;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Newsroom;
import communique.record.Note;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Puts announcements into lists for readers of one locale.
@Singleton
final class Rolls {
  /// How many announcements stand on one page of a list.
  static final int LENGTH = 25;

  private final Newsroom newsroom;

  Rolls(Newsroom newsroom) {
    this.newsroom = newsroom;
  }

  /// How a list shows what it has of an announcement.
  enum Manner {
    /// Under headings that are days, with summaries.
    UNDER_DAYS,
    /// Titles alone, each with its day.
    TITLES
  }

  /// One announcement with the edition of it that a reader is shown.
  private record Shown(Cursor cursor, Announcement announcement, Edition edition) {}

  /// The announcements at `cursors`, in the same order.
  List<Rolled> roll(Handle tx, List<Cursor> cursors, Locale reader, Manner manner) {
    Map<String, Announcement> announcements =
        Announcements.byIds(tx, cursors.stream().map(Cursor::documentId).toList());
    var all = new ArrayList<Shown>();
    for (Cursor cursor : cursors) {
      Announcement announcement =
          Objects.requireNonNull(announcements.get(cursor.documentId()), "what is listed is there");
      editions(announcement, reader)
          .findFirst()
          .ifPresent(edition -> all.add(new Shown(cursor, announcement, edition)));
    }
    var contents = new HashMap<>(Editions.contents(tx, all.stream().map(Shown::edition).toList()));
    var rolled = new ArrayList<Rolled>();
    for (Shown shown : all)
      whole(tx, shown, reader, contents)
          .ifPresent(one ->
              rolled.add(
                  rolled(
                      one,
                      Objects.requireNonNull(contents.get(one.edition().id())),
                      reader,
                      manner)));
    return rolled;
  }

  /// The newest editions that can be read, the one that suits the reader best first.
  private Stream<Edition> editions(Announcement announcement, Locale reader) {
    List<Locale> readable =
        announcement.readable().stream().filter(newsroom.locales()::has).toList();
    Stream<Locale> published =
        readable.stream().filter(locale -> announcement.state(locale) instanceof IsPublished);
    return Stream.of(readable.stream().filter(reader::equals), published, readable.stream())
        .flatMap(locales -> locales)
        .distinct()
        .flatMap(locale -> announcement.newest(locale).stream());
  }

  /// The same, or with the next best edition where the content of that one was erased.
  private Optional<Shown> whole(
      Handle tx, Shown shown, Locale reader, Map<String, Content> contents) {
    if (contents.containsKey(shown.edition().id())) return Optional.of(shown);
    for (Edition edition : editions(shown.announcement(), reader).toList()) {
      Optional<Content> content = Editions.content(tx, edition);
      if (content.isEmpty()) continue;
      contents.put(edition.id(), content.get());
      return Optional.of(new Shown(shown.cursor(), shown.announcement(), edition));
    }
    return Optional.empty();
  }

  private Rolled rolled(Shown shown, Content content, Locale reader, Manner manner) {
    Announcement announcement = shown.announcement();
    Locale in = shown.edition().locale();
    Messages m = Messages.in(in);
    Days days = Days.in(in, newsroom.zone());
    LocalDate on = days.date(Instant.ofEpochMilli(shown.cursor().at()));
    LocalDate first = days.date(announcement.firstPublishedAt());
    String kind = m.say("kind." + shown.edition().kind().slug());
    String withdrawn =
        announcement.state(in) instanceof IsWithdrawn state
            ? m.say("home.withdrawn", days.day(state.at()))
            : "";
    List<Locale> readable =
        newsroom.locales().all().stream().filter(announcement.readable()::contains).toList();
    boolean alone = readable.size() == 1 && !in.equals(reader);
    String path = "/news/" + announcement.slug();
    boolean updated = withdrawn.isEmpty() && !first.equals(on);
    // Under its day, an update says what it changed; else, the day on which it did.
    String note =
        manner == Manner.TITLES
            ? updated ? days.day(on) : ""
            : withdrawn.isEmpty() ? note(announcement, in, on, days) : "";
    return new Rolled(
        Words.tongue(in, reader),
        Link.across(path + newsroom.locales().suffix(in), content.title(), in, reader),
        on,
        first,
        on.toString(),
        manner == Manner.TITLES && first.equals(on) ? days.day(on) : "",
        manner == Manner.UNDER_DAYS && withdrawn.isEmpty() ? content.summary() : "",
        withdrawn,
        first.equals(on) ? kind : m.say("home.kind-of", kind, days.day(first)),
        alone ? m.say("home.only-in", in, Locales.nameIn(in, in)) : "",
        readable.stream()
            .filter(locale -> !locale.equals(in))
            .map(locale -> Link.language(path + newsroom.locales().suffix(locale), locale))
            .toList(),
        note.isEmpty() ? "" : path + newsroom.locales().suffix(in) + "/updates",
        note.isEmpty() ? "" : m.say("home.updated", note));
  }

  /// What the last update of the page in `in` changed, if it was made `on` that day; else empty.
  private static String note(Announcement announcement, Locale in, LocalDate on, Days days) {
    for (Change change : announcement.history()) {
      if (change.publicAt() == null || !days.date(change.publicAt()).equals(on)) continue;
      if (!in.equals(change.locale()) || said(change).isEmpty()) continue;
      return announcement.isFirst(change)
          ? ""
          : Note.of(announcement, change, in).map(Note::text).orElse("");
    }
    return "";
  }

  private static String said(Change change) {
    return switch (change.what()) {
      case Change.Published published -> published.note();
      case Change.Noted noted -> noted.note();
      case Change.Withdrawn w -> "";
      case Change.Unpublished u -> "";
      case Change.Restored r -> "";
      case Change.Retagged r -> "";
      case Change.OfTag t -> "";
      case Change.EngagementDefined e -> "";
    };
  }
}
