package communique.site;

import communique.frame.Link;
import communique.frame.Words;
import communique.language.Locales;
import communique.language.Markup;
import communique.language.Messages;
import communique.record.Announcement;
import communique.record.Change;
import communique.record.Change.EngagementDefined;
import communique.record.Change.Noted;
import communique.record.Change.OfTag;
import communique.record.Change.Published;
import communique.record.Change.Restored;
import communique.record.Change.Retagged;
import communique.record.Change.Unpublished;
import communique.record.Change.Withdrawn;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Note;
import communique.record.UpdateType;
import communique.site.NewsAddress.Part;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Puts the changes of an announcement in words.
final class History {
  private static final RawString OWN = new RawString("");

  private final Shown shown;
  private final Announcement announcement;
  private final Messages m;
  private final Map<String, Content> contents;

  History(Handle tx, Shown shown) {
    this.shown = shown;
    this.announcement = shown.announcement();
    this.m = shown.m();
    this.contents = contents(tx, shown);
  }

  /// What the versions say that can be read and are not the only ones in their language.
  private static Map<String, Content> contents(Handle tx, Shown shown) {
    var editions = new ArrayList<Edition>();
    for (Locale locale : shown.readable()) {
      List<Edition> all = shown.announcement().editions(locale);
      if (all.size() > 1) editions.addAll(all);
    }
    return Editions.contents(tx, editions);
  }

  /// What readers were told, the newest first.
  List<Entry> told() {
    return announcement.history().stream()
        .filter(change -> !isMinor(change))
        .map(change -> entry(change, false))
        .toList();
  }

  /// Every change, the newest first, with both of its dates.
  List<Entry> all() {
    return announcement.changes().reversed().stream().map(change -> entry(change, true)).toList();
  }

  /// How often it changed after it began.
  int changesSince() {
    return announcement.changes().size() - 1;
  }

  /// @param whole whether it also says when and under which number it was recorded
  private Entry entry(Change change, boolean whole) {
    var remarks = new ArrayList<Words>();
    Note note = note(change);
    RawString heading = Markup.text(note.text());
    switch (change.what()) {
      case Published published -> {
        if (isMinor(change) && !published.note().isEmpty())
          remarks.add(Words.of(m.say("updates.minor")));
      }
      case Noted noted -> remarks.add(Words.of(m.say("updates.no-version")));
      case Withdrawn withdrawn -> remarks.addAll(explained(change, withdrawn.explanation()));
      case Unpublished unpublished -> {
        String to = unpublished.redirectTo();
        if (!to.isEmpty()) heading = m.html("updates.moved", Markup.link(to, to));
        remarks.addAll(explained(change, unpublished.explanation()));
      }
      case Restored restored -> {}
      case Retagged retagged -> {}
      case OfTag ofTag -> {}
      case EngagementDefined defined -> {}
    }
    Instant at = change.publicAt();
    if (whole && isRecordedLater(change, at))
      remarks.add(Words.of(m.say("updates.recorded", shown.days().day(change.recordedAt()))));
    return new Entry(
        Shown.anchor(change),
        at == null ? null : shown.dayAndTime(at),
        isMinor(change),
        heading,
        note.locale().equals(shown.locale()) ? OWN : Words.tongue(note.locale(), shown.locale()),
        links(change, whole),
        files(change),
        List.copyOf(remarks));
  }

  /// What became of the files by a version that took the place of another.
  private List<RawString> files(Change change) {
    return announcement
        .editionOf(change)
        .filter(edition -> edition.number() > 1)
        .flatMap(edition -> {
          Content is = contents.get(edition.id());
          return announcement
              .edition(edition.locale(), edition.number() - 1)
              .map(before -> contents.get(before.id()))
              .filter(was -> is != null)
              .map(was -> FilesChanged.between(was, Objects.requireNonNull(is)).lines(m));
        })
        .orElse(List.of());
  }

  /// The line that says what a change did; one of our own where the publisher wrote none.
  private Note note(Change change) {
    return Note.of(announcement, change, shown.locale())
        .orElseGet(() ->
            switch (change.what()) {
              case Published published when !published.note().isEmpty() ->
                  new Note(published.note(), in(change));
              case Published published -> own("updates.minor");
              case Noted noted -> own("updates.no-version");
              case Withdrawn withdrawn -> own("updates.withdrawn");
              case Unpublished unpublished -> own("updates.taken-down");
              case Restored restored -> own("updates.restored");
              case Retagged retagged -> own("updates.retagged");
              case OfTag ofTag ->
                  throw new IllegalStateException("a tag is no announcement's change");
              case EngagementDefined defined ->
                  throw new IllegalStateException("an engagement is no announcement's change");
            });
  }

  private Note own(String key) {
    return new Note(m.say(key), shown.locale());
  }

  private Locale in(Change change) {
    return change.locale() == null ? announcement.original() : change.locale();
  }

  private List<Words> explained(Change change, String explanation) {
    return shown.explanation(explanation, in(change));
  }

  /// The version that a change made and what it changed; else the language that it was about.
  private List<Link> links(Change change, boolean whole) {
    var links = new ArrayList<Link>();
    announcement
        .editionOf(change)
        .ifPresent(edition -> {
          Locale locale = edition.locale();
          int number = edition.number();
          links.add(Link.abroad(version(edition), words(edition), locale, shown.locale()));
          if (number > 1 && isReadable(locale))
            links.add(
                Link.across(
                    shown.path(locale, new Part.Pair(number - 1, number)),
                    m.say("updates.changed-since", number - 1),
                    locale,
                    shown.locale()));
        });
    if (links.isEmpty() && change.locale() != null && announcement.locales().size() > 1)
      links.add(Link.language("", change.locale()));
    if (whole)
      links.add(
          Link.to(
              "#" + Shown.anchor(change), m.say("updates.entry", shown.days().number(change.n()))));
    return List.copyOf(links);
  }

  /// The version in its own language: `Русский, версия 1`.
  private static String words(Edition edition) {
    return Messages.in(edition.locale())
        .say("updates.version", Locales.ownName(edition.locale()), edition.number());
  }

  private String version(Edition edition) {
    return isReadable(edition.locale())
        ? shown.path(edition.locale(), new Part.Version(edition.number()))
        : "";
  }

  private boolean isReadable(Locale locale) {
    return shown.readable().contains(locale);
  }

  private static boolean isMinor(Change change) {
    return switch (change.what()) {
      case Published published -> published.updateType() == UpdateType.MINOR;
      case Retagged retagged -> true;
      case Noted noted -> false;
      case Withdrawn withdrawn -> false;
      case Unpublished unpublished -> false;
      case Restored restored -> false;
      case OfTag ofTag -> true;
      case EngagementDefined defined -> true;
    };
  }

  /// An import records on one day what was public on another.
  private boolean isRecordedLater(Change change, @Nullable Instant at) {
    return at == null || !shown.days().date(at).equals(shown.days().date(change.recordedAt()));
  }
}
