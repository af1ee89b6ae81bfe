package communique.search;

import communique.platform.Database;
import communique.record.Announcement;
import communique.record.Announcement.State.IsUnpublished;
import communique.record.Announcement.State.IsWithdrawn;
import communique.record.Announcements;
import communique.record.Kind;
import communique.record.Log;
import communique.record.Newsroom;
import communique.search.Collecting.Rank;
import communique.search.Found.Hit;
import communique.search.Index.Open;
import communique.search.Queries.Enough;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// Answers what is asked, from the index of this machine. It costs a bounded time and memory,
/// whatever is asked.
///
/// Where the index is behind the log, what it found is compared with the record, so that nothing is
/// shown that was taken down since.
@Singleton
public final class Finder {
  private static final int SUGGESTIONS_MAX = 8;
  private static final long TIME_MAX_NANOS = 2_000_000_000L;
  private static final int CLAUSES_MAX = 1 << 14;

  private final Database database;
  private final Newsroom newsroom;
  private final SearchReader reader;

  /// How many search at once; more would only hold more memory.
  private final Semaphore turns =
      new Semaphore(2 * Math.max(1, Runtime.getRuntime().availableProcessors()), true);

  /// What was counted last; many look at one place, one topic.
  private volatile @Nullable Everything everything;

  /// How many of all announcements have a facet.
  ///
  /// @param index tells what was counted from what came after
  private record Everything(Object index, Locale page, Map<String, Integer> counts) {}

  Finder(Database database, Newsroom newsroom, SearchReader reader) {
    this.database = database;
    this.newsroom = newsroom;
    this.reader = reader;
    IndexSearcher.setMaxClauseCount(CLAUSES_MAX);
  }

  /// Answers.
  ///
  /// @param page the locale of those who read the answer: of announcements in several, the version
  ///   in it stands for all
  /// @param count how many answers at most
  public Found find(Asked asked, Locale page, int count) {
    return find(asked, page, count, true);
  }

  /// The same without what it can be narrowed by, which costs time.
  public Found list(Asked asked, Locale page, int count) {
    return find(asked, page, count, false);
  }

  private Found find(Asked asked, Locale page, int count, boolean counted) {
    long head = database.glance(Log::head);
    turns.acquireUninterruptibly();
    try (Open open = reader.index().take()) {
      if (open == null) return Found.nothingYet(head, asked.notices());
      return new Finding(open, asked, page, count, head).found(counted);
    } catch (IOException e) {
      // Such as a file that was damaged after it was opened.
      reader.suspect();
      throw new UncheckedIOException(e);
    } finally {
      turns.release();
    }
  }

  /// What its index does.
  ///
  /// @param place the newest change that it has read
  /// @param head the newest change of the log
  /// @param why what it is stuck at, in a line; empty when it is not
  public record Standing(Doing doing, long place, long head, String why) {}

  /// What an index may be doing.
  public enum Doing {
    /// All that was published is found.
    UP_TO_DATE,
    /// The newest changes are still to be read.
    CATCHING_UP,
    /// It is made anew from the first change.
    REBUILDING,
    /// It cannot be written, as on a full disk; it is tried again and again.
    STUCK;

    /// As an operator reads it: `catching up`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /// What its index does now.
  public Standing standing() {
    return reader.standing(database.glance(Log::head));
  }

  /// What may be meant by words of which the last one is still being typed: the same with words
  /// that begin so, those that most announcements have first; [#SUGGESTIONS_MAX] at most.
  public List<String> suggest(String typed, Locale page) {
    String clean = Parser.cleaned(typed.substring(0, Math.min(typed.length(), 200)));
    int last = clean.lastIndexOf(' ') + 1;
    Analysis analysis = Analysis.of(page);
    String begins = analysis.folded(clean.substring(last));
    if (begins.isEmpty()) return List.of();
    try (Open open = reader.index().take()) {
      if (open == null) return List.of();
      return Spelling.beginning(open.reader(), begins, analysis, SUGGESTIONS_MAX).stream()
          .map(word -> clean.substring(0, last) + word)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything about one question.
  private final class Finding {
    private final Open open;
    private final IndexReader index;
    private final Asked asked;
    private final Locale page;
    private final int count;
    private final long head;
    private final Set<Notice> notices;
    private final Map<Analysis, Set<String>> languages;
    private boolean late;

    Finding(Open open, Asked asked, Locale page, int count, long head) {
      this.open = open;
      this.index = open.reader();
      this.asked = asked;
      this.page = page;
      this.count = count;
      this.head = head;
      this.notices = new LinkedHashSet<>(asked.notices());
      this.languages = languages(asked.search());
    }

    private Map<Analysis, Set<String>> languages(Search search) {
      var all = new LinkedHashMap<Analysis, Set<String>>();
      Set<String> wanted = search.values(Field.LOCALE);
      var locales = new ArrayList<Locale>(List.of(page));
      locales.addAll(newsroom.locales().all());
      for (Locale locale : locales)
        if (wanted.isEmpty() || wanted.contains(locale.toLanguageTag()))
          all.computeIfAbsent(Analysis.of(locale), key -> new LinkedHashSet<>())
              .add(locale.toLanguageTag());
      return all;
    }

    Found found(boolean counted) throws IOException {
      Collecting.Result result = collect(Enough.ALL);
      boolean relaxed = false;
      Enough used = Enough.ALL;
      Optional<String> suggestion = Optional.empty();
      if (result.total() == 0 && !(asked.search().words() instanceof Expression.Everything)) {
        suggestion = suggestion();
        if (asked.search().words() instanceof Expression.All) {
          for (Enough enough : List.of(Enough.MOST, Enough.ONE)) {
            if (relaxed) break;
            Collecting.Result some = collect(enough);
            relaxed = some.total() > 0;
            if (relaxed) {
              result = some;
              used = enough;
            }
          }
        }
      }
      List<Rank> ranks = result.first();
      boolean more = ranks.size() > count;
      if (more) ranks = ranks.subList(0, count);
      List<Hit> hits = hits(ranks);
      Optional<Place> next =
          more ? Optional.of(place(ranks.getLast(), hits.getLast())) : Optional.empty();
      if (open.place() < head) hits = checked(hits);
      List<Found.Facet> facets =
          counted
              ? new Facets(open.names(), newsroom, asked.search(), page)
                  .of(result.counts(), beside(used))
              : List.of();
      if (late) notices.add(Notice.of(Notice.Sort.TOO_SLOW));
      return new Found(
          result.total(),
          hits,
          facets,
          next,
          suggestion,
          relaxed,
          open.place(),
          head,
          List.copyOf(notices));
    }

    private Collecting.Result collect(Enough enough) throws IOException {
      var compiled =
          new Queries(open.names(), languages, asked.history(), enough).of(asked.search());
      boolean scored = compiled.scored() && asked.order() == Asked.Order.RELEVANCE;
      IndexSearcher searcher = searcher();
      int anchor = -1;
      Rank from = null;
      if (asked.after().isPresent()) {
        Place place = asked.after().get();
        anchor = document(searcher, place.editionId());
        if (anchor < 0) anchor = Integer.MAX_VALUE;
        from =
            new Rank(
                -1,
                place.withdrawn(),
                scored ? Float.intBitsToFloat(place.score()) : 0,
                place.at(),
                Documents.hash(place.editionId()));
      }
      var collecting =
          new Collecting(count + 1, page.toLanguageTag(), !asked.history(), scored, anchor);
      searcher.search(compiled.query(), collecting);
      late |= searcher.timedOut();
      return collecting.finish(from);
    }

    private IndexSearcher searcher() {
      var searcher = new IndexSearcher(index);
      searcher.setQueryCache(null);
      searcher.setSimilarity(Steady.SIMILARITY);
      long end = System.nanoTime() + TIME_MAX_NANOS;
      QueryTimeout timeout = () -> System.nanoTime() - end > 0;
      searcher.setTimeout(timeout);
      return searcher;
    }

    private int document(IndexSearcher searcher, String editionId) throws IOException {
      var found =
          searcher.search(new TermQuery(new Term(Documents.EDITION, editionId)), 1).scoreDocs;
      return found.length == 0 ? -1 : found[0].doc;
    }

    private Place place(Rank last, Hit hit) {
      return new Place(
          last.withdrawn(), Float.floatToIntBits(last.score()), last.updated(), hit.editionId());
    }

    private List<Hit> hits(List<Rank> ranks) throws IOException {
      StoredFields stored = index.storedFields();
      var sought = new LinkedHashMap<Analysis, List<Sought>>();
      var hits = new ArrayList<Hit>();
      for (Rank rank : ranks) {
        Document document = stored.document(rank.doc());
        Locale locale = Locale.forLanguageTag(text(document, Documents.LOCALE));
        Analysis analysis = Analysis.of(locale);
        List<Sought> wanted =
            sought.computeIfAbsent(
                analysis, key -> Snippets.wanted(Sought.of(asked.search().words(), key)));
        hits.add(hit(document, rank.doc(), locale, analysis, wanted));
      }
      return hits;
    }

    private Hit hit(
        Document document, int doc, Locale locale, Analysis analysis, List<Sought> wanted)
        throws IOException {
      String title = text(document, Documents.TITLE);
      String summary = text(document, Documents.SUMMARY);
      String body = text(document, Documents.TEXT);
      String names = text(document, Documents.NAMES);
      boolean newest = document.getField(Documents.NEWEST) != null;
      LeafReaderContext leaf = index.leaves().get(ReaderUtil.subIndex(doc, index.leaves()));
      List<Snippets.Mark> marks =
          wanted.isEmpty()
              ? List.of()
              : Snippets.marks(
                  leaf,
                  doc - leaf.docBase,
                  wanted,
                  analysis,
                  newest,
                  Words.shown(title, summary, body) + "\n" + names);
      Snippets.Shown shown = Snippets.shown(title, summary, body, names, marks);
      return new Hit(
          text(document, Documents.DOCUMENT),
          text(document, Documents.EDITION),
          text(document, Documents.SLUG),
          locale,
          document.getField(Documents.NUMBER).numericValue().intValue(),
          newest,
          Kind.read(text(document, Documents.KIND)).orElseThrow(),
          shown.title(),
          shown.snippet(),
          shown.named(),
          Instant.ofEpochMilli(document.getField(Documents.FIRST).numericValue().longValue()),
          Instant.ofEpochMilli(document.getField(Documents.UPDATED).numericValue().longValue()),
          at(document));
    }

    private @Nullable Instant at(Document document) {
      var field = document.getField(Documents.WITHDRAWN);
      return field == null ? null : Instant.ofEpochMilli(field.numericValue().longValue());
    }

    private static String text(Document document, String field) {
      String text = document.get(field);
      return text == null ? "" : text;
    }

    /// What the record still says so of.
    private List<Hit> checked(List<Hit> hits) {
      Set<String> ids = hits.stream().map(Hit::documentId).collect(Collectors.toSet());
      Map<String, Announcement> now = database.reading(tx -> Announcements.byIds(tx, ids));
      var checked = new ArrayList<Hit>();
      for (Hit hit : hits) {
        Announcement one = now.get(hit.documentId());
        if (one == null) continue;
        switch (one.state(hit.locale())) {
          case IsUnpublished gone -> {}
          case IsWithdrawn withdrawn -> checked.add(withdrawn(hit, withdrawn.at()));
          case Announcement.State.IsPublished published -> checked.add(withdrawn(hit, null));
        }
      }
      return checked;
    }

    private static Hit withdrawn(Hit hit, @Nullable Instant at) {
      return new Hit(
          hit.documentId(),
          hit.editionId(),
          hit.slug(),
          hit.locale(),
          hit.number(),
          hit.newest(),
          hit.kind(),
          hit.title(),
          hit.snippet(),
          hit.named(),
          hit.firstAt(),
          hit.updatedAt(),
          at);
    }

    private Optional<String> suggestion() throws IOException {
      Optional<String> better =
          Spelling.better(index, asked.typed(), asked.search().words(), languages.keySet());
      if (better.isEmpty()) return better;
      Expression words = Parser.parse(better.get()).expression();
      var query =
          new Queries(open.names(), languages, asked.history(), Enough.ALL)
              .of(asked.search().words(words));
      return searcher().count(query.query()) > 0 ? better : Optional.empty();
    }

    /// Of each field that is narrowed by: how many there would be with each value instead of those
    /// that are chosen.
    private Map<Field, Map<String, Integer>> beside(Enough enough) throws IOException {
      var beside = new EnumMap<Field, Map<String, Integer>>(Field.class);
      for (Field field : asked.search().values().keySet())
        beside.put(
            field,
            field == Field.ANNOUNCEMENT
                ? announcements(enough)
                : counts(asked.search().with(field, Collections.emptySortedSet()), enough));
      return beside;
    }

    /// How many there would be with each of the announcements alone. They are no facets, as there
    /// are as many as there are announcements.
    private Map<String, Integer> announcements(Enough enough) throws IOException {
      var counts = new HashMap<String, Integer>();
      for (String slug : asked.search().values(Field.ANNOUNCEMENT)) {
        Search one = asked.search().with(Field.ANNOUNCEMENT, new TreeSet<>(Set.of(slug)));
        Query query =
            new Queries(open.names(), languages(one), asked.history(), enough).of(one).query();
        int versions = searcher().count(query);
        counts.put(
            Documents.facet(Field.ANNOUNCEMENT, slug),
            asked.history() ? versions : Math.min(versions, 1));
      }
      return counts;
    }

    private Map<String, Integer> counts(Search search, Enough enough) throws IOException {
      boolean all = search.isEverything() && !asked.history();
      Object version = index.getReaderCacheHelper().getKey();
      Everything known = everything;
      if (all && known != null && known.index.equals(version) && known.page.equals(page))
        return known.counts;
      var compiled =
          new Queries(open.names(), languages(search), asked.history(), enough).of(search);
      var counting = new Collecting(0, page.toLanguageTag(), !asked.history(), false, -1);
      IndexSearcher searcher = searcher();
      searcher.search(compiled.query(), counting);
      late |= searcher.timedOut();
      Map<String, Integer> counts = counting.finish(null).counts();
      if (all && !searcher.timedOut()) everything = new Everything(version, page, counts);
      return counts;
    }
  }
}
