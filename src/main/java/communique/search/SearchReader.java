package communique.search;

import communique.platform.Database;
import communique.platform.Settings;
import communique.record.Apart;
import communique.record.Change;
import communique.record.Change.TagMerged;
import communique.record.Log;
import communique.record.Newsroom;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.jdbi.v3.core.Handle;

/// Follows the log with the index of this machine.
///
/// An announcement is written as it stands, whole, whichever of its changes is read. When a tag has
/// another name, or a person another role, the announcements that took it are written again, a few
/// at a time and behind everything that was published meanwhile; which tags are still to be done is
/// kept in the commits.
@Singleton
final class SearchReader implements Apart {
  private static final Logger LOG = System.getLogger(SearchReader.class.getName());
  private static final int SLICE = 128;
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long COMMIT_BUSY_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Database database;
  private final Newsroom newsroom;
  private final Index index;

  /// All of these are of the thread that reads the log.
  private Names names = Names.NONE;

  private boolean namesRead;
  private final Map<String, Long> pending = new TreeMap<>();
  private boolean pendingChanged;

  /// Set by whoever searches.
  private volatile boolean suspected;

  /// Why it could not write, until it has written all; empty when all is well.
  private volatile String trouble = "";

  /// Whether it reads the log from its beginning, and has not yet come to its end.
  private volatile boolean anew;

  /// The newest change that was written.
  private volatile long written;

  /// Counts on as [System#nanoTime()] does.
  private final LongSupplier nanos;

  private long committedAt;
  private long lookedAt;

  @Inject
  SearchReader(Database database, Newsroom newsroom, Settings settings) {
    this(database, newsroom, settings.data().resolve("index"), System::nanoTime);
  }

  /// @param folder of the index
  /// @param nanos counts on as [System#nanoTime()] does
  SearchReader(Database database, Newsroom newsroom, Path folder, LongSupplier nanos) {
    this.nanos = nanos;
    this.committedAt = nanos.getAsLong();
    this.lookedAt = committedAt;
    this.database = database;
    this.newsroom = newsroom;
    this.index = new Index(folder, newsroom.zone(), newsroom.locales().toString());
  }

  Index index() {
    return index;
  }

  @Override
  public String name() {
    return "search";
  }

  /// What it does, as far as one can see from outside.
  ///
  /// @param head the newest change of the log
  Finder.Standing standing(long head) {
    String why = trouble;
    Finder.Doing doing =
        !why.isEmpty()
            ? Finder.Doing.STUCK
            : anew
                ? Finder.Doing.REBUILDING
                : written < head ? Finder.Doing.CATCHING_UP : Finder.Doing.UP_TO_DATE;
    return new Finder.Standing(doing, written, head, why);
  }

  @Override
  public long place() {
    try {
      written = opened();
      return written;
    } catch (RuntimeException e) {
      throw troubled(e);
    }
  }

  private long opened() {
    if (index.isOpen()) return index.place();
    Index.Kept kept = index.open();
    pending.clear();
    pending.putAll(kept.pending());
    pendingChanged = false;
    if (kept.place() > 0 && !kept.mark().equals(mark(kept.place()))) {
      // The database was put back to an earlier state, or is another one.
      LOG.log(Level.WARNING, "event=search.rebuilt why=another log at change " + kept.place());
      index.empty();
      index.open();
      pending.clear();
    }
    if (index.place() == 0) anew = true;
    if (!namesRead) names = database.reading(Names::read);
    namesRead = true;
    index.show(names);
    return index.place();
  }

  @Override
  public void read(Handle tx, Change change) {
    read(tx, List.of(change));
  }

  @Override
  public void read(Handle tx, List<Change> changes) {
    try {
      long to = changes.getLast().n();
      // What this transaction sees may reach further than these changes; then later ones find
      // nothing new.
      Set<String> documents = new LinkedHashSet<>();
      boolean ofTags = false;
      for (Change change : changes) {
        if (!change.documentId().isEmpty()) documents.add(change.documentId());
        if (change.what() instanceof Change.OfTag tag) {
          ofTags = true;
          later(tag, change.n());
        }
      }
      if (ofTags) names = Names.read(tx);
      index.write(new Versions(newsroom, names).of(tx, documents), to);
      index.show(names);
      written = to;
      if (nanos.getAsLong() - committedAt > COMMIT_BUSY_NANOS) commit();
    } catch (RuntimeException e) {
      throw troubled(e);
    }
  }

  /// Throws away what was not committed, as it may be half a thing, and keeps why.
  private RuntimeException troubled(RuntimeException e) {
    index.forget();
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    trouble = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    if (trouble.isEmpty()) trouble = cause.getClass().getSimpleName();
    return e;
  }

  private void later(Change.OfTag tag, long n) {
    pending.merge(tag.tagId(), n, Math::max);
    if (tag instanceof TagMerged merged) pending.merge(merged.intoId(), n, Math::max);
    pendingChanged = true;
  }

  /// Says that the index could not be read: it is made anew.
  void suspect() {
    suspected = true;
  }

  @Override
  public boolean rest() {
    try {
      if (suspected) {
        suspected = false;
        LOG.log(Level.WARNING, "event=search.rebuilt why=it could not be read");
        index.empty();
        return true;
      }
      if (nanos.getAsLong() - lookedAt > LOOK_NANOS) {
        lookedAt = nanos.getAsLong();
        if (!index.isThere()) {
          LOG.log(Level.WARNING, "event=search.rebuilt why=its files are gone");
          index.empty();
          return true;
        }
      }
      if (!pending.isEmpty()) {
        renew();
        return true;
      }
      if ((!index.isCommitted() || pendingChanged)
          && nanos.getAsLong() - committedAt > COMMIT_NANOS) commit();
      if (index.isCommitted() && !pendingChanged) trouble = "";
      anew = false;
      return false;
    } catch (RuntimeException e) {
      throw troubled(e);
    }
  }

  /// Writes some announcements again that take the name of a tag.
  private void renew() {
    String tag = pending.keySet().iterator().next();
    long since = pending.getOrDefault(tag, 0L);
    Set<String> documents = new LinkedHashSet<>(taking(tag, since));
    if (documents.isEmpty()) {
      pending.remove(tag);
      pendingChanged = true;
      return;
    }
    long to = index.place();
    var versions = database.reading(tx -> new Versions(newsroom, names).of(tx, documents));
    index.write(versions, Math.max(to, since));
    index.show(names);
    if (nanos.getAsLong() - committedAt > COMMIT_BUSY_NANOS) commit();
  }

  /// The announcements that took a tag, or one of the roles of a person, before change `since`.
  private List<String> taking(String tag, long since) {
    var ids =
        new ArrayList<BytesRef>(List.of(new BytesRef(tag), new BytesRef(names.standing(tag))));
    for (String role : names.everHeld(names.standing(tag))) ids.add(new BytesRef(role));
    Query query =
        new BooleanQuery.Builder()
            .add(new TermInSetQuery(Documents.USES, ids), Occur.FILTER)
            .add(LongPoint.newRangeQuery(Documents.SEEN, 0, since - 1), Occur.FILTER)
            .build();
    try (Index.Open open = index.take()) {
      if (open == null) return List.of();
      IndexSearcher searcher = open.searcher();
      TopDocs found = searcher.search(query, SLICE);
      var documents = new LinkedHashSet<String>();
      for (var hit : found.scoreDocs)
        documents.add(
            searcher
                .storedFields()
                .document(hit.doc, Set.of(Documents.DOCUMENT))
                .get(Documents.DOCUMENT));
      return List.copyOf(documents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void commit() {
    committedAt = nanos.getAsLong();
    index.commit(mark(index.place()), pending);
    pendingChanged = false;
    trouble = "";
  }

  /// What tells this log at a place from any other.
  private String mark(long place) {
    if (place == 0) return "";
    List<Change> there = database.glance(tx -> Log.after(tx, place - 1, 1));
    if (there.isEmpty() || there.getFirst().n() != place) return "none";
    Change change = there.getFirst();
    return change.recordedAt().toEpochMilli()
        + " "
        + change.documentId()
        + " "
        + change.what().slug();
  }

  @PreDestroy
  void close() {
    index.close();
  }
}
