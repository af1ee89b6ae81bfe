package communique.importing;

import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.Act;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Bring;
import communique.record.Bring.PastNote;
import communique.record.Content;
import communique.record.DefineTag;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Newsroom;
import communique.record.Page;
import communique.record.PublicRecord;
import communique.record.Publish;
import communique.record.Receipt;
import communique.record.Slug;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.UpdateType;
import communique.record.Writing;
import communique.text.Body;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Brings captured pages into the record, told to no one. A page that is there already is left
/// alone, so that an import can be repeated, and goes on where it was broken off.
public final class Importing {
  /// Many pages share a transaction, as waiting for the disk is most of the work; each is taken or
  /// refused by itself.
  private static final int BATCH = 256;

  private static final String SAVEPOINT = "page";

  private final PublicRecord record;
  private final Newsroom newsroom;
  private final String by;

  /// @param by who imports
  public Importing(PublicRecord record, Newsroom newsroom, String by) {
    this.record = record;
    this.newsroom = newsroom;
    this.by = by;
  }

  /// What became of a file.
  public sealed interface Result {
    /// It is in the record now.
    ///
    /// @param notes the lines of its history, also those without a version
    record Brought(Receipt receipt, int notes) implements Result {}

    /// It was there already, and nothing was stored.
    record Unchanged(Receipt receipt) implements Result {}

    /// Nothing of it was stored.
    record Refused(List<Refusal> refusals) implements Result {}
  }

  /// Brings files, or says what would become of them.
  ///
  /// @param dryRun whether everything is undone
  /// @return a result for each file in order, of a batch of files at most
  public List<Result> bring(List<CapturedFile> files, boolean dryRun) {
    if (files.size() > BATCH) throw new IllegalArgumentException("a batch has " + BATCH);
    var act = new Act(by, null, false);
    Outcome<List<Result>> outcome =
        dryRun
            ? record.rehearse(act, writing -> Outcome.done(all(writing, files)))
            : record.transact(act, writing -> Outcome.done(all(writing, files)));
    return switch (outcome) {
      case Outcome.Done<List<Result>> done -> done.value();
      case Outcome.Refused<List<Result>> refused ->
          throw new IllegalStateException("a batch is never refused: " + refused.refusals());
    };
  }

  /// Files in batches that [#bring(List, boolean)] takes.
  public static <T> List<List<T>> batches(List<T> files) {
    var batches = new ArrayList<List<T>>();
    for (int i = 0; i < files.size(); i += BATCH)
      batches.add(files.subList(i, Math.min(i + BATCH, files.size())));
    return batches;
  }

  private List<Result> all(Writing writing, List<CapturedFile> files) {
    var results = new ArrayList<Result>();
    for (CapturedFile file : files)
      results.add(
          switch (file.page()) {
            case Outcome.Done<CapturedPage> done -> one(writing, file, done.value());
            case Outcome.Refused<CapturedPage> refused -> new Result.Refused(refused.refusals());
          });
    return results;
  }

  private Result one(Writing writing, CapturedFile file, CapturedPage page) {
    Handle tx = writing.tx();
    Publish publish = publish(tx, file, page);
    Optional<Receipt> there = there(tx, publish);
    if (there.isPresent()) return new Result.Unchanged(there.get());

    Instant published = page.updates().published().atZone(newsroom.zone()).toInstant();
    List<PastNote> history = page.updates().history(newsroom.zone());
    var bring =
        new Bring(
            publish,
            published,
            page.updates().updated().atZone(newsroom.zone()).toInstant(),
            history,
            page.updates().captured());
    Writing past = writing.as(Act.past(by, published));
    // What a refused command wrote before it was refused goes back to here.
    tx.savepoint(SAVEPOINT);
    Outcome<Receipt> outcome = Outcome.done(new Receipt(0, 0, "", true));
    for (DefineTag define : organisations(tx, page))
      outcome = outcome.then(before -> past.execute(define));
    outcome = outcome.then(before -> past.execute(bring));
    return switch (outcome) {
      case Outcome.Done<Receipt> done -> {
        tx.releaseSavepoint(SAVEPOINT);
        yield new Result.Brought(done.value(), history.size());
      }
      case Outcome.Refused<Receipt> refused -> {
        tx.rollbackToSavepoint(SAVEPOINT);
        yield new Result.Refused(refused.refusals());
      }
    };
  }

  private Publish publish(Handle tx, CapturedFile file, CapturedPage page) {
    Map<TagKind, List<String>> tags = new EnumMap<>(TagKind.class);
    List<String> organisations =
        page.follows().stream()
            .map(followed -> organisation(tx, followed.organisation()))
            .distinct()
            .toList();
    if (!organisations.isEmpty()) tags.put(TagKind.ORGANISATION, organisations);
    return new Publish(
        file.slug(),
        file.locale(),
        true,
        null,
        new Content(page.title(), page.summary(), page.body(name -> person(tx, name))),
        UpdateType.MAJOR,
        "",
        tags,
        false);
  }

  /// The version that says what `publish` says, if there is one. Who is quoted counts as the same
  /// whether it was written by name or by the page that the person has had since, and so do tags,
  /// which may have been put in order since.
  private Optional<Receipt> there(Handle tx, Publish publish) {
    Optional<Announcement> found = Announcements.bySlug(tx, publish.slug());
    if (found.isEmpty() || !newsroom.locales().has(publish.locale())) return Optional.empty();
    for (Edition edition : found.get().editions(publish.locale())) {
      Optional<Content> content = Editions.content(tx, edition);
      boolean same =
          content.isPresent()
              && content.get().title().equals(publish.content().title())
              && content.get().summary().equals(publish.content().summary())
              && unattributed(content.get().body()).equals(unattributed(publish.content().body()));
      if (same)
        return Optional.of(
            new Receipt(
                edition.n(),
                edition.number(),
                new Page(publish.slug(), publish.locale()).path(newsroom.locales()),
                true));
    }
    return Optional.empty();
  }

  private static String unattributed(Body body) {
    return body.source()
        .lines()
        .filter(line -> !line.startsWith("> said: "))
        .collect(Collectors.joining("\n"));
  }

  /// The organisations whose accounts the page names, with those accounts added to what is known.
  private List<DefineTag> organisations(Handle tx, CapturedPage page) {
    var define = new ArrayList<DefineTag>();
    for (Services.Followed followed : page.follows()) {
      String slug = organisation(tx, followed.organisation());
      Optional<Tag> found = Tags.find(tx, TagKind.ORGANISATION, slug);
      DefineTag said =
          found
              .map(tag -> DefineTag.from(tag, List.of()))
              .orElseGet(() ->
                  new DefineTag(
                      TagKind.ORGANISATION,
                      slug,
                      Map.of(newsroom.locales().first().toLanguageTag(), followed.organisation()),
                      Map.of(),
                      List.of(),
                      List.of()));
      define.add(
          new DefineTag(
              said.kind(),
              said.slug(),
              said.titles(),
              said.summaries(),
              Services.joined(said.accounts(), followed.accounts()),
              said.appointments()));
    }
    return define;
  }

  /// The slug of the organisation with a title, of one that is there before one to be made.
  private static String organisation(Handle tx, String title) {
    return titled(tx, TagKind.ORGANISATION, title).orElseGet(() -> slug(title));
  }

  private static Optional<String> person(Handle tx, String name) {
    return titled(tx, TagKind.PERSON, name)
        .or(() -> titled(tx, TagKind.PERSON, SaidLine.unhonoured(name)));
  }

  private static Optional<String> titled(Handle tx, TagKind kind, String title) {
    return Tags.all(tx).stream()
        .filter(tag -> tag.kind() == kind)
        .filter(tag -> tag.titles().values().stream().anyMatch(title::equalsIgnoreCase))
        .map(Tag::slug)
        .findFirst();
  }

  /// `foreign-commonwealth-office`; a title in another script has none, and the record says so.
  private static String slug(String title) {
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.isEmpty() ? Slug.shown(title) : plain;
  }
}
