package communique.importing;

import communique.files.KeptFiles;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.Act;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Bringing;
import communique.record.DefineTag;
import communique.record.Edition;
import communique.record.Newsroom;
import communique.record.Origin;
import communique.record.Origins;
import communique.record.PublicRecord;
import communique.record.Receipt;
import communique.record.Slug;
import communique.record.Unpublish;
import communique.record.Writing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Brings what was published elsewhere into the record.
///
/// Many items share a transaction, as waiting for the disk is most of the work; each is taken or
/// refused by itself. What came before is known by its address and its digest, and left alone: so
/// an import can be repeated, and goes on where it was broken off.
public final class Importing {
  private static final int BATCH = 500;
  private static final String SAVEPOINT = "item";

  private final PublicRecord record;
  private final Newsroom newsroom;
  private final KeptFiles files;
  private final String by;
  private final boolean tells;
  private final boolean dryRun;
  private final KnownTags tags = new KnownTags();

  /// @param files where the bytes of attachments are kept
  /// @param by who imports
  /// @param tells whether readers are told of what comes in
  /// @param dryRun whether everything is undone
  public Importing(
      PublicRecord record,
      Newsroom newsroom,
      KeptFiles files,
      String by,
      boolean tells,
      boolean dryRun) {
    this.files = files;
    this.record = record;
    this.newsroom = newsroom;
    this.by = by;
    this.tells = tells;
    this.dryRun = dryRun;
  }

  /// Looks through files and folders, so that they can be brought.
  ///
  /// @param slug of a captured page; empty for the one in its file's name
  /// @param locale of a captured page; empty for the one in its file's name
  public Survey survey(List<Path> paths, String slug, String locale) throws IOException {
    return Survey.of(paths, Sources.all(newsroom, files, slug, locale));
  }

  /// Brings what was looked through, and says of each item what became of it.
  ///
  /// @param told is given the item's place and what became of it, in the order of the files
  public void bring(Survey survey, BiConsumer<Place, Result> told) {
    try (var ahead = new Ahead(survey.parts())) {
      for (List<Item> items = ahead.next(BATCH); !items.isEmpty(); items = ahead.next(BATCH)) {
        List<Result> results = bring(items, survey.addresses());
        for (int i = 0; i < results.size(); i++)
          told.accept(Place.of(items.get(i).mark()), results.get(i));
      }
    }
  }

  /// Where an item stood, and what sort of thing it is.
  public record Place(String file, String place, String sort) {
    static Place of(Mark mark) {
      return new Place(mark.file(), mark.place(), mark.sort());
    }

    /// As a message names it: `items.jsonl, line 3`.
    public String shown() {
      return place.isEmpty() ? file : file + ", " + place;
    }
  }

  /// Brings a few items that were prepared.
  ///
  /// @return a result for each item in order
  List<Result> bring(List<? extends Item> items, Addresses addresses) {
    var act = new Act(by, null, tells);
    Outcome<List<Result>> outcome =
        dryRun
            ? record.rehearse(act, writing -> Outcome.done(all(writing, items, addresses)))
            : record.transact(act, writing -> Outcome.done(all(writing, items, addresses)));
    return switch (outcome) {
      case Outcome.Done<List<Result>> done -> done.value();
      case Outcome.Refused<List<Result>> refused ->
          throw new IllegalStateException("a batch is never refused: " + refused.refusals());
    };
  }

  private List<Result> all(Writing writing, List<? extends Item> items, Addresses addresses) {
    tags.refresh(writing.tx());
    writing.learn(tags.all());
    Bringing bringing = writing.bringing();
    expect(bringing, items);
    Map<String, Map<String, Origin>> known =
        Origins.at(
            writing.tx(),
            items.stream()
                .map(item -> item.mark().address())
                .filter(address -> !address.isEmpty())
                .toList());
    // The same item may also come twice among these.
    var taken = new HashMap<String, Receipt>();
    var results = new ArrayList<Result>();
    for (Item item : items) {
      Mark mark = item.mark();
      Origin before = known.getOrDefault(mark.address(), Map.of()).get(mark.digest());
      Receipt receipt =
          before == null
              ? taken.get(mark.address() + " " + mark.digest())
              : new Receipt(before.n(), 1, before.path(), true);
      if (receipt != null && !mark.address().isEmpty()) {
        results.add(new Result.Unchanged(receipt));
      } else if (addresses.isTwice(mark)) {
        results.add(two(mark, addresses));
      } else {
        Result result = one(writing, bringing, item);
        if (result instanceof Result.Brought brought)
          taken.put(mark.address() + " " + mark.digest(), brought.receipt());
        results.add(result);
      }
    }
    bringing.flush();
    return results;
  }

  private static Result two(Mark mark, Addresses addresses) {
    String other = addresses.other(mark);
    addresses.met(mark);
    return new Result.Refused(
        List.of(
            new Refusal(
                "address",
                "import.two",
                List.of(Slug.shown(mark.address()), "/news/" + mark.slug(), other))));
  }

  private static void expect(Bringing bringing, List<? extends Item> items) {
    var slugs = new ArrayList<String>();
    var ids = new ArrayList<String>();
    for (Item item : items) {
      if (!item.mark().slug().isEmpty()) slugs.add(item.mark().slug());
      if (!item.mark().id().isEmpty()) ids.add(item.mark().id());
    }
    bringing.expect(slugs, ids);
  }

  private Result one(Writing writing, Bringing bringing, Item item) {
    Outcome<Asked> asked = item.ask(new Here(writing.tx(), newsroom, tags));
    return switch (asked) {
      case Outcome.Refused<Asked> refused -> new Result.Refused(refused.refusals());
      case Outcome.Done<Asked>(Asked.There there) -> new Result.Unchanged(there.receipt());
      case Outcome.Done<Asked>(Asked.Announcement announcement) ->
          announcement(writing, bringing, announcement);
      case Outcome.Done<Asked>(Asked.History history) -> history(writing, bringing, history);
      case Outcome.Done<Asked>(Asked.Tag tag) -> tag(writing, bringing, tag);
      case Outcome.Done<Asked>(Asked.Address address) -> address(writing, bringing, address);
      case Outcome.Done<Asked>(Asked.Engagement engagement) ->
          engagement(writing, bringing, engagement);
    };
  }

  private Result announcement(Writing writing, Bringing bringing, Asked.Announcement asked) {
    var bring = asked.bring();
    Instant at =
        bring.firstPublishedAt() == null ? bring.publicUpdatedAt() : bring.firstPublishedAt();
    return together(
        writing,
        bringing,
        asked.tags(),
        at,
        () ->
            bringing
                .bring(bring)
                .then(one ->
                    Outcome.done(
                        one.receipt().unchanged()
                            ? new Result.Unchanged(one.receipt())
                            : new Result.Brought(
                                one.receipt(),
                                bring.notes().size(),
                                asked.tags().size(),
                                asked.kept(),
                                one.namesake()))));
  }

  private Result history(Writing writing, Bringing bringing, Asked.History asked) {
    bringing.flush();
    Instant at = asked.replay().past().isEmpty() ? null : asked.replay().past().getFirst().at();
    Outcome<Result> outcome =
        undoing(
            writing,
            asked.tags(),
            at,
            () ->
                writing
                    .execute(asked.replay())
                    .then(receipt ->
                        Outcome.done(
                            receipt.unchanged()
                                ? new Result.Unchanged(receipt)
                                : new Result.Brought(
                                    receipt,
                                    asked.replay().past().size(),
                                    asked.tags().size(),
                                    asked.kept(),
                                    ""))));
    if (outcome instanceof Outcome.Done<Result>(Result.Brought _)) stood(writing, bringing, asked);
    return result(outcome);
  }

  /// Notes where an announcement stood, as far as that is not known.
  private static void stood(Writing writing, Bringing bringing, Asked.History asked) {
    if (asked.origins().isEmpty()) return;
    Map<String, Map<String, Origin>> known =
        Origins.at(writing.tx(), asked.origins().stream().map(Origin::address).toList());
    Announcement there = Announcements.bySlug(writing.tx(), asked.replay().slug()).orElseThrow();
    for (Origin origin : asked.origins()) {
      if (known.getOrDefault(origin.address(), Map.of()).containsKey(origin.digest())) continue;
      there.editions(Locale.forLanguageTag(origin.locale())).stream()
          .filter(edition -> edition.number() == origin.n())
          .findFirst()
          .map(Edition::n)
          .ifPresentOrElse(n -> bringing.note(origin, n), () -> bringing.note(origin));
    }
  }

  private static Result engagement(Writing writing, Bringing bringing, Asked.Engagement asked) {
    bringing.flush();
    return result(
        writing
            .retelling(asked.at())
            .execute(asked.define())
            .then(receipt ->
                Outcome.done(
                    receipt.unchanged()
                        ? new Result.Unchanged(receipt)
                        : new Result.Placed(receipt.path(), 0, Set.of()))));
  }

  private Result tag(Writing writing, Bringing bringing, Asked.Tag asked) {
    return together(
        writing,
        bringing,
        asked.tags(),
        asked.origin().statedAt(),
        () -> {
          bringing.note(asked.origin());
          return Outcome.done(
              new Result.Placed(asked.origin().path(), asked.tags().size(), asked.kept()));
        });
  }

  private Result address(Writing writing, Bringing bringing, Asked.Address asked) {
    var placed = new Result.Placed(asked.origin().path(), 0, asked.kept());
    Unpublish unpublish = asked.unpublish();
    if (unpublish == null) {
      bringing.note(asked.origin());
      return placed;
    }
    bringing.flush();
    Outcome<Receipt> outcome = writing.as(new Act(by, asked.at(), tells)).execute(unpublish);
    bringing.note(asked.origin());
    return switch (outcome) {
      case Outcome.Done<Receipt> done -> placed;
      case Outcome.Refused<Receipt> refused -> new Result.Refused(refused.refusals());
    };
  }

  /// Makes tags and then something else, or nothing of it.
  private Result together(
      Writing writing,
      Bringing bringing,
      List<DefineTag> defines,
      @Nullable Instant at,
      Supplier<Outcome<Result>> then) {
    if (defines.isEmpty()) return result(then.get());
    bringing.flush();
    return result(undoing(writing, defines, at, then));
  }

  /// What a refused item wrote before it was refused is undone.
  private Outcome<Result> undoing(
      Writing writing,
      List<DefineTag> defines,
      @Nullable Instant at,
      Supplier<Outcome<Result>> then) {
    Handle tx = writing.tx();
    Instant past = at == null || at.isAfter(writing.now()) ? null : at;
    Writing defining = writing.as(new Act(by, past, tells));
    tx.savepoint(SAVEPOINT);
    Outcome<Receipt> made = Outcome.done(new Receipt(0, 0, "", true));
    for (DefineTag define : defines) made = made.then(before -> defining.execute(define));
    Outcome<Result> outcome =
        made.then(last -> {
          for (DefineTag define : defines) tags.learn(tx, define.kind(), define.slug());
          return then.get();
        });
    if (outcome instanceof Outcome.Done<Result>) {
      tx.releaseSavepoint(SAVEPOINT);
    } else {
      tx.rollbackToSavepoint(SAVEPOINT);
      writing.forget();
      tags.forget();
      tags.refresh(tx);
    }
    return outcome;
  }

  private static Result result(Outcome<Result> outcome) {
    return switch (outcome) {
      case Outcome.Done<Result> done -> done.value();
      case Outcome.Refused<Result> refused -> new Result.Refused(refused.refusals());
    };
  }
}
