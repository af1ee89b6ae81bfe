package communique.feeds;

import communique.feeds.Feed.Category;
import communique.feeds.Feed.Deletion;
import communique.feeds.Feed.Entry;
import communique.feeds.Feed.Party;
import communique.feeds.Feed.Translation;
import communique.feeds.FeedEntries.Event;
import communique.feeds.FeedEntries.Name;
import communique.language.Days;
import communique.language.Locales;
import communique.language.Messages;
import communique.platform.Ids;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Announcement.State.IsPublished;
import communique.record.Announcement.State.IsUnpublished;
import communique.record.Announcement.State.IsWithdrawn;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.Change.Restored;
import communique.record.Change.Unpublished;
import communique.record.Change.Withdrawn;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Log;
import communique.record.Mergers;
import communique.record.Newsroom;
import communique.record.Note;
import communique.record.Page;
import communique.record.RolesHeld;
import communique.record.Tag;
import communique.record.Tag.Title;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.UpdateType;
import communique.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// Gathers what one feed document says, as one transaction sees it.
///
/// The events of a feed are cut into stretches of [#STRETCH], counted from the oldest. Each full
/// one is an archive document (RFC 5005 §4): it shows the announcements of its events as they stood
/// at its last one, and so never changes, but for what was taken down since, which is gone from it.
/// The live document shows the announcements of all later events as they stand now, and of earlier
/// ones until it has [#LIVE_MIN] entries.
final class Gathering {
  /// Events of an archive document.
  static final int STRETCH = 50;

  /// Entries of a live document, where there are that many.
  static final int LIVE_MIN = 20;

  /// How many times a live document reaches further back, so that a long run of pages that were
  /// taken down costs a bounded amount of work.
  private static final int REACHES_MAX = 10;

  private final Handle tx;
  private final Newsroom newsroom;
  private final Bodies bodies;
  private final Address address;
  private final @Nullable Tag tag;
  private final Mergers mergers;
  private final Locale locale;
  private final Messages words;
  private final Party author;
  private final long tagsAt;
  private final Set<String> seen = new HashSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Deletion> deletions = new ArrayList<>();

  /// @param tag whose feed it is; null for the newsroom's
  Gathering(Handle tx, Newsroom newsroom, Bodies bodies, Address address, @Nullable Tag tag) {
    this.tx = tx;
    this.tag = tag;
    this.mergers = Tags.mergers(tx);
    this.newsroom = newsroom;
    this.bodies = bodies;
    this.address = address;
    this.locale = address.locale();
    this.words = Messages.in(locale);
    this.tagsAt = Tags.newest(tx);
    this.author = new Party(newsroom.name(), locale, newsroom.url() + "/");
  }

  /// The document; empty where there is no archive document of that number (yet).
  Optional<Feed> feed() {
    var name = new Name(tag == null ? Address.NEWSROOM : tag.id(), locale);
    long count = FeedEntries.count(tx, name);
    long full = count / STRETCH;
    if (address.archive() > full) return Optional.empty();
    if (address.archive() > 0) archived(name);
    else live(name, full * STRETCH, count);
    entries.sort(Comparator.comparing(Entry::updated).reversed().thenComparing(Entry::id));
    long previous = address.archive() > 0 ? address.archive() - 1 : full;
    return Optional.of(
        new Feed(
            id(),
            locale,
            tag == null
                ? words.say("feed.title", newsroom.name())
                : words.say("feed.title-of", newsroom.name(), title(tag).text()),
            tag == null ? words.say("feed.subtitle", newsroom.name()) : about(tag),
            updated(),
            author,
            tag == null ? home() : page(tag),
            url(address),
            address.archive() > 0 ? url(address.live()) : "",
            previous > 0 ? url(address.archive(previous)) : "",
            address.archive() > 0 ? List.of() : translations(),
            List.copyOf(entries),
            List.copyOf(deletions)));
  }

  private void archived(Name name) {
    long last = address.archive() * STRETCH;
    List<Event> events = FeedEntries.between(tx, name, last - STRETCH + 1, last);
    add(events, events.getFirst().n());
  }

  private void live(Name name, long archived, long count) {
    long from = archived + 1;
    add(FeedEntries.between(tx, name, from, count), Long.MAX_VALUE);
    for (int i = 0; i < REACHES_MAX && from > 1 && entries.size() < LIVE_MIN; i++) {
      long to = from - 1;
      from = Math.max(1, from - LIVE_MIN);
      add(FeedEntries.between(tx, name, from, to), Long.MAX_VALUE);
    }
  }

  /// Adds what the announcements of `events` were when change `asOf` was the newest, each once.
  private void add(List<Event> events, long asOf) {
    var ids = new LinkedHashSet<String>();
    for (Event event : events) if (seen.add(event.documentId())) ids.add(event.documentId());
    add(ids, asOf);
  }

  /// The entries of these announcements as they stand now, those that can be read.
  List<Entry> entries(Collection<String> documentIds) {
    add(new LinkedHashSet<>(documentIds), Long.MAX_VALUE);
    return List.copyOf(entries);
  }

  private void add(Set<String> ids, long asOf) {
    Map<String, Announcement> now = Announcements.byIds(tx, ids);
    Map<String, List<Tag>> tags = Tags.of(tx, ids, asOf);
    var then = new HashMap<String, Announcement>();
    var newest = new ArrayList<Edition>();
    for (Announcement announcement : now.values()) {
      Announcement was = announcement.asOf(asOf);
      then.put(announcement.id(), was);
      was.newest(locale).ifPresent(newest::add);
    }
    Map<String, Content> contents = Editions.contents(tx, newest);
    for (String id : ids) {
      Announcement was = then.get(id);
      Announcement is = now.get(id);
      if (was == null || is == null) continue;
      List<Tag> carried = tags.getOrDefault(id, List.of());
      if (belongs(carried, asOf))
        was.newest(locale).ifPresent(edition -> add(is, was, edition, contents, carried));
    }
  }

  /// Whether what carried these tags was in this feed when change `asOf` was the newest.
  private boolean belongs(List<Tag> carried, long asOf) {
    return tag == null
        || carried.stream().anyMatch(one -> mergers.standing(one.id(), asOf).equals(tag.id()));
  }

  private void add(
      Announcement is,
      Announcement was,
      Edition edition,
      Map<String, Content> contents,
      List<Tag> tags) {
    String id = "urn:uuid:" + Ids.ofName(is.id() + "/" + locale.toLanguageTag());
    Instant updated = updated(was);
    // What is taken down is gone from archive documents too, although it stood there once.
    if (is.state(locale) instanceof IsUnpublished gone) {
      deletions.add(new Deletion(id, gone.at(), gone.explanation(), gone.explainedIn()));
      return;
    }
    Content content = contents.get(edition.id());
    if (content == null) {
      // It was erased.
      deletions.add(new Deletion(id, updated, "", locale));
      return;
    }
    State state = was.state(locale);
    if (state instanceof IsWithdrawn withdrawn)
      // Many programs know nothing of deletions: they get the entry too, changed.
      deletions.add(
          new Deletion(id, withdrawn.at(), withdrawn.explanation(), withdrawn.explainedIn()));
    List<Party> organisations =
        tags.stream()
            .filter(tag -> tag.kind() == TagKind.ORGANISATION)
            .map(tag -> new Party(title(tag).text(), title(tag).locale(), page(tag)))
            .toList();
    entries.add(
        new Entry(
            id,
            page(is),
            state instanceof IsWithdrawn
                ? words.say("feed.withdrawn", content.title())
                : content.title(),
            content.summary(),
            html(is, was, state, edition, content),
            was.firstPublishedAt(locale),
            updated,
            organisations.isEmpty() ? author : organisations.getFirst(),
            organisations.stream().skip(1).toList(),
            categories(edition, tags),
            content.lead().map(lead -> newsroom.url() + lead.shown().path()).orElse(""),
            Enclosure.of(content, newsroom.url())));
  }

  private String html(
      Announcement is, Announcement was, State state, Edition edition, Content content) {
    var html = new StringBuilder("<div").append(language(locale)).append(">\n");
    switch (state) {
      case IsWithdrawn withdrawn -> explain(html, withdrawn);
      case IsPublished p -> changed(html, was);
      case IsUnpublished u -> {}
    }
    String body =
        bodies.of(
            edition,
            tagsAt,
            () ->
                Text.parse(content.body())
                    .toFeed(new RolesHeld(tx, newsroom, was, locale, content, path(is)), page(is)));
    return html.append(body).append("\n</div>").toString();
  }

  private void explain(StringBuilder html, IsWithdrawn withdrawn) {
    String day = Days.in(locale, newsroom.zone()).day(withdrawn.at());
    html.append("<p><strong>")
        .append(Entities.escape(words.say("announcement.withdrawn-on", day)))
        .append("</strong></p>\n");
    Locale in = withdrawn.explainedIn();
    for (String line : withdrawn.explanation().lines().toList())
      if (!line.isBlank())
        html.append("<p")
            .append(in.equals(locale) ? "" : language(in))
            .append('>')
            .append(Entities.escape(line.strip()))
            .append("</p>\n");
  }

  /// Says why an entry is seen again: the note of the newest major update.
  private void changed(StringBuilder html, Announcement was) {
    for (Edition edition : was.editions(locale).reversed()) {
      Change change = was.changeOf(edition);
      if (edition.number() == 1 || change.publicAt() == null || !isMajor(change)) continue;
      Optional<Note> note = Note.of(was, change, locale);
      if (note.isEmpty()) continue;
      String day = Days.in(locale, newsroom.zone()).day(change.publicAt());
      html.append("<p><em>")
          .append(Entities.escape(words.say("feed.changed", day, note.get().text())))
          .append("</em></p>\n");
      return;
    }
  }

  private static String language(Locale locale) {
    return " lang=\"%s\" dir=\"%s\"".formatted(locale.toLanguageTag(), Locales.direction(locale));
  }

  private static boolean isMajor(Change change) {
    return change.what() instanceof Change.Published published
        && published.updateType() == UpdateType.MAJOR;
  }

  /// When an entry last changed in substance (RFC 4287 §4.2.15): by a major update in its own
  /// locale, or by its page being withdrawn, taken down or restored.
  private Instant updated(Announcement announcement) {
    Instant latest = announcement.publicUpdatedAt(locale);
    for (Change change : announcement.changes()) {
      boolean concerns = change.locale() == null || change.locale().equals(locale);
      boolean ofPage =
          change.what() instanceof Withdrawn
              || change.what() instanceof Unpublished
              || change.what() instanceof Restored;
      Instant at = change.publicAt();
      if (concerns && ofPage && at != null && at.isAfter(latest)) latest = at;
    }
    return latest;
  }

  private List<Category> categories(Edition edition, List<Tag> tags) {
    var categories = new ArrayList<Category>();
    String kind = edition.kind().slug();
    categories.add(
        new Category(newsroom.url() + "/kinds", kind, words.say("kind." + kind), locale));
    for (Tag tag : tags) {
      Title title = title(tag);
      String scheme = newsroom.url() + "/" + tag.kind().plural();
      categories.add(new Category(scheme, tag.standing().slug(), title.text(), title.locale()));
    }
    return categories;
  }

  /// A newsroom has no id of its own that would outlive a change of its address; the first thing in
  /// its log has one.
  private String id() {
    String of =
        tag != null
            ? tag.id()
            : Log.after(tx, 0, 1).stream()
                .findFirst()
                .map(Gathering::subject)
                .orElse(newsroom.url());
    return "urn:uuid:" + Ids.ofName("feed/" + of + "/" + locale.toLanguageTag());
  }

  private static String subject(Change first) {
    return switch (first.what()) {
      case Change.OfTag ofTag -> ofTag.tagId();
      case Change.EngagementDefined defined -> defined.engagementId();
      case Change.Published p -> first.documentId();
      case Change.Noted n -> first.documentId();
      case Change.Withdrawn w -> first.documentId();
      case Change.Unpublished u -> first.documentId();
      case Change.Restored r -> first.documentId();
      case Change.Retagged r -> first.documentId();
    };
  }

  /// The newest date in the document. An empty one has that of what it is a feed of.
  private Instant updated() {
    Instant newest = null;
    for (Entry entry : entries)
      if (newest == null || entry.updated().isAfter(newest)) newest = entry.updated();
    for (Deletion deletion : deletions)
      if (newest == null || deletion.when().isAfter(newest)) newest = deletion.when();
    if (newest != null) return newest;
    return Log.after(tx, tag == null ? 0 : tag.n() - 1, 1).stream()
        .findFirst()
        .map(Change::recordedAt)
        .orElse(Instant.EPOCH);
  }

  private List<Translation> translations() {
    return newsroom.locales().all().stream()
        .filter(other -> !other.equals(locale))
        .map(other -> new Translation(other, url(address.in(other, tag, newsroom.locales()))))
        .toList();
  }

  private String about(Tag tag) {
    String summary = tag.summaries().get(locale.toLanguageTag());
    return summary == null ? words.say("feed.subtitle-of", title(tag).text()) : summary;
  }

  private Title title(Tag tag) {
    return tag.title(locale, newsroom.locales().all());
  }

  private String home() {
    boolean isDefault = locale.equals(newsroom.locales().first());
    return newsroom.url() + "/" + (isDefault ? "" : locale.toLanguageTag());
  }

  private String page(Tag tag) {
    return newsroom.url() + tag.path(locale, newsroom.locales());
  }

  private String page(Announcement announcement) {
    return newsroom.url() + path(announcement);
  }

  private String path(Announcement announcement) {
    return new Page(announcement.slug(), locale).path(newsroom.locales());
  }

  private String url(Address of) {
    return newsroom.url() + of.path(newsroom.locales());
  }
}
