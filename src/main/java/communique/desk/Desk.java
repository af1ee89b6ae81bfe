package communique.desk;

import communique.access.Token;
import communique.desk.Drafts.Save;
import communique.desk.Drafts.Saved;
import communique.language.Locales;
import communique.platform.Database;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Act;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Command;
import communique.record.DefineEngagement;
import communique.record.DefineTag;
import communique.record.Log;
import communique.record.Newsroom;
import communique.record.PublicRecord;
import communique.record.Receipt;
import communique.record.Retag;
import communique.record.Slug;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.Writing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// What may be done at the desk: drafts are saved and read here, and given to the record when they
/// are published.
///
/// Whoever replaces something says which state of it they saw ([Precondition]); what a token may
/// write is looked at in the transaction that writes.
@Singleton
final class Desk {
  private static final int SAVES_SHOWN = 20;
  private static final Draft.Publication NOTHING_SAID = new Draft.Publication(null, "");

  private final Database database;
  private final PublicRecord record;
  private final Newsroom newsroom;
  private final InstantSource clock;

  Desk(Database database, PublicRecord record, Newsroom newsroom, InstantSource clock) {
    this.database = database;
    this.record = record;
    this.newsroom = newsroom;
    this.clock = clock;
  }

  /// Something that stands now, and whether this request was the first to put it there.
  record Put<T>(T now, boolean created) {}

  /// Saves a draft. What it says is checked as far as it goes; what it lacks is asked for when it
  /// is published.
  Outcome<Put<Saved>> save(
      Token token, String slug, Locale locale, Draft draft, Precondition precondition) {
    var faults =
        draft.publish(slug, locale, NOTHING_SAID, List.of()).wellFormed(newsroom.locales());
    if (!faults.none()) return faults.or(new Put<>(saved(slug, locale, 1, draft, token), true));
    return database.inTransaction(tx -> {
      Optional<Saved> found = Drafts.find(tx, slug, locale);
      var refusals = new Refusals();
      found.ifPresent(saved -> mayWrite(tx, refusals, token, slug, saved.draft().tags()));
      if (refusals.none()) mayWrite(tx, refusals, token, slug, draft.tags());
      if (!refusals.none())
        return refusals.or(new Put<>(saved(slug, locale, 1, draft, token), true));
      return found.isPresent()
          ? replace(tx, found.get(), saved(slug, locale, 0, draft, token), precondition)
          : add(tx, saved(slug, locale, 1, draft, token), precondition);
    });
  }

  private Saved saved(String slug, Locale locale, long version, Draft draft, Token token) {
    return new Saved(slug, locale, version, draft, clock.instant(), token.actor());
  }

  private Outcome<Put<Saved>> add(Handle tx, Saved saved, Precondition precondition) {
    if (precondition.given()) return Outcome.refused("version", "version.nothing");
    return Drafts.add(tx, saved)
        ? Outcome.done(new Put<>(saved, true))
        : Outcome.refused("version", "version.missing");
  }

  private Outcome<Put<Saved>> replace(
      Handle tx, Saved there, Saved asked, Precondition precondition) {
    // What stands there already has been saved, perhaps by this very request, whose answer was
    // lost:
    // RFC 9110 §13.1.1 lets it be acknowledged whatever its precondition.
    if (there.draft().equals(asked.draft())) return Outcome.done(new Put<>(there, false));
    if (precondition.fresh()) return Outcome.refused("version", "version.exists");
    if (!precondition.given()) return Outcome.refused("version", "version.missing");
    if (!precondition.holds(there.version())) return stale(tx, there, precondition);
    var next =
        new Saved(
            there.slug(),
            there.locale(),
            there.version() + 1,
            asked.draft(),
            asked.savedAt(),
            asked.savedBy());
    if (Drafts.replace(tx, next, there.draft())) return Outcome.done(new Put<>(next, false));
    return stale(tx, Drafts.find(tx, there.slug(), there.locale()).orElse(there), precondition);
  }

  /// Tells who changed what since the state that the author of a request had before them.
  private static <T> Outcome<T> stale(Handle tx, Saved there, Precondition precondition) {
    long seen = precondition.seen(there.version()).orElse(there.version() - 1);
    var refusals = new Refusals();
    for (Save save : Drafts.savesAfter(tx, there.slug(), there.locale(), seen, SAVES_SHOWN))
      refusals.when(
          true, "version", "version.stale", save.savedBy(), shown(save.savedAt()), save.changed());
    return new Outcome.Refused<>(refusals.all());
  }

  Optional<Saved> draft(String slug, Locale locale) {
    return database.glance(tx -> Drafts.find(tx, slug, locale));
  }

  /// The drafts behind one, in order of slug and locale.
  List<Drafts.Listed> drafts(String slug, String locale, int limit) {
    return database.reading(tx -> Drafts.after(tx, slug, locale, limit));
  }

  /// Publishes a draft.
  ///
  /// @param reason why it is public although nobody approved it; may be empty
  /// @return JSON that says which change and edition came of it, and where it is to be read
  Outcome<String> publish(
      Answers.Asked asked,
      String slug,
      Locale locale,
      Draft.Publication how,
      String reason,
      Precondition precondition) {
    return once(
        asked,
        writing -> {
          Handle tx = writing.tx();
          Drafts.hold(tx, slug, locale);
          Optional<Saved> found = Drafts.find(tx, slug, locale);
          if (found.isEmpty()) return Drafts.missing(slug, locale.toLanguageTag());
          Saved saved = found.get();
          if (precondition.given() && !precondition.holds(saved.version()))
            return stale(tx, saved, precondition);
          var refusals = new Refusals();
          mayWrite(tx, refusals, asked.token(), slug, saved.draft().tags());
          if (!refusals.none()) return refusals.or("");
          var before = Drafts.publication(tx, saved);
          if (before.isPresent() && DraftFiles.all(tx, slug, locale).isEmpty())
            return Outcome.refused("version", "draft.published", before.get().edition());
          return DraftAttachments.of(tx, saved)
              .then(attached -> writing.execute(saved.draft().publish(slug, locale, how, attached)))
              .then(receipt -> {
                if (receipt.unchanged())
                  return Outcome.refused("version", "draft.published", receipt.edition());
                DraftFiles.clear(tx, slug, locale);
                Drafts.published(
                    tx, saved, receipt.change(), receipt.edition(), asked.token().actor(), reason);
                return Outcome.done(told(receipt));
              });
        });
  }

  /// Withdraws, unpublishes, restores or retags an announcement.
  ///
  /// @return JSON that says which change came of it, and where it is to be read
  Outcome<String> change(Answers.Asked asked, String slug, Command command) {
    return once(
        asked,
        writing -> {
          var refusals = new Refusals();
          Map<TagKind, List<String>> tags =
              command instanceof Retag retag ? retag.tags() : Map.of();
          mayWrite(writing.tx(), refusals, asked.token(), slug, tags);
          if (!refusals.none()) return refusals.or("");
          return writing.execute(command).then(receipt -> Outcome.done(told(receipt)));
        });
  }

  /// Makes an engagement, or says something of it anew. An organisation's token does so by its
  /// announcements only, as an engagement is nobody's own.
  Outcome<String> engage(Answers.Asked asked, DefineEngagement define) {
    return once(
        asked,
        writing -> {
          Token token = asked.token();
          return token.organisation().isEmpty()
              ? writing.execute(define).then(receipt -> Outcome.done(told(receipt)))
              : Outcome.refused("", "token.organisation", token.name(), token.organisation());
        });
  }

  /// Makes a tag, or says anew what it says of itself.
  Outcome<Put<Described>> define(Token token, DefineTag define, Precondition precondition) {
    return record.transact(
        Act.now(token.actor()),
        writing -> {
          Handle tx = writing.tx();
          boolean own =
              define.kind() == TagKind.ORGANISATION && define.slug().equals(token.organisation());
          if (!token.organisation().isEmpty() && !own)
            return Outcome.refused("", "token.organisation", token.name(), token.organisation());
          Optional<Tag> found =
              Slug.checked("slug", define.slug()) instanceof Outcome.Done<String>
                  ? Tags.find(tx, define.kind(), define.slug())
                  : Optional.empty();
          boolean given = precondition.given();
          if (found.isEmpty() && given) return Outcome.refused("version", "version.nothing");
          // Whether the request holds is asked only where it would change something; see replace.
          return writing
              .execute(define)
              .then(receipt -> {
                if (found.isPresent() && !receipt.unchanged()) {
                  Tag tag = found.get();
                  if (precondition.fresh()) return Outcome.refused("version", "version.exists");
                  if (!given) return Outcome.refused("version", "tag.version-missing");
                  if (!precondition.holds(tag.n())) return staleTag(tx, tag, define);
                }
                return Outcome.done(
                    new Put<>(
                        described(tx, define.kind(), define.slug()).orElseThrow(),
                        found.isEmpty()));
              });
        });
  }

  /// Renames a tag or merges it into another. A tag is nobody's own, so an organisation's token
  /// does neither.
  Outcome<String> move(Answers.Asked asked, Command move) {
    return once(
        asked,
        writing -> {
          Token token = asked.token();
          return token.organisation().isEmpty()
              ? writing.execute(move).then(receipt -> Outcome.done(told(receipt)))
              : Outcome.refused("", "token.organisation", token.name(), token.organisation());
        });
  }

  /// A tag, with all that it says of itself.
  record Described(Tag tag, DefineTag says) {}

  Optional<Described> tag(TagKind kind, String slug) {
    return database.reading(tx -> described(tx, kind, slug));
  }

  /// The tags of a kind behind one, in order of their slugs.
  List<Tag> tags(TagKind kind, String slug, int limit) {
    return database.reading(tx -> Tags.after(tx, kind, slug, limit));
  }

  private static Optional<Described> described(Handle tx, TagKind kind, String slug) {
    return Tags.find(tx, kind, slug).map(tag -> new Described(tag, DefineTag.from(tx, tag)));
  }

  private static <T> Outcome<T> staleTag(Handle tx, Tag tag, DefineTag asked) {
    var says = DefineTag.from(tx, tag);
    var differs = new ArrayList<String>();
    Map<String, Object> is = TagMembers.written(says);
    Map<String, Object> wanted = TagMembers.written(asked);
    for (String member : TagMembers.of(tag.kind()))
      if (!Objects.equals(is.get(member), wanted.get(member))) differs.add(member);
    var change = Log.after(tx, tag.n() - 1, 1).getFirst();
    return Outcome.refused(
        "version",
        "tag.version-stale",
        change.by(),
        shown(change.recordedAt()),
        String.join(", ", differs));
  }

  /// Refuses what a token may not write: an announcement that does not carry its organisation, be
  /// it before or after.
  static void mayWrite(
      Handle tx, Refusals refusals, Token token, String slug, Map<TagKind, List<String>> stated) {
    if (token.organisation().isEmpty()) return;
    Optional<List<String>> before =
        Announcements.bySlug(tx, slug).map(document -> organisations(tx, document));
    List<String> after = stated.getOrDefault(TagKind.ORGANISATION, before.orElse(List.of()));
    refusals.when(
        !token.mayWriteFor(after) || !token.mayWriteFor(before.orElse(after)),
        "organisations",
        "token.organisation",
        token.name(),
        token.organisation());
  }

  private static List<String> organisations(Handle tx, Announcement document) {
    return Tags.of(tx, document.id(), Long.MAX_VALUE).stream()
        .filter(tag -> tag.kind() == TagKind.ORGANISATION)
        .map(Tag::slug)
        .toList();
  }

  private Outcome<String> once(Answers.Asked asked, Function<Writing, Outcome<String>> work) {
    return record.transact(
        Act.now(asked.token().actor()),
        writing -> Answers.once(writing.tx(), asked, writing.now(), () -> work.apply(writing)));
  }

  private String told(Receipt receipt) {
    var members = new LinkedHashMap<String, Object>();
    members.put("change", receipt.change());
    if (receipt.edition() != 0) members.put("edition", receipt.edition());
    members.put("url", newsroom.url() + receipt.path());
    return Json.write(members);
  }

  Locales locales() {
    return newsroom.locales();
  }

  private static String shown(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
