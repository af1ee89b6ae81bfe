package communique.importing;

import communique.alerts.Arrival;
import communique.alerts.Arrival.Became;
import communique.alerts.Arrivals;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.Newsroom;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Brings subscribers along from other systems, or from another newsroom.
///
/// Lines are read here, understood and sealed by other threads, and stored here again, many in one
/// transaction, in the order of the files. Whoever stands already is left alone: so it can be
/// repeated, and goes on where it was broken off.
public final class SubscribersImport {
  /// So many lines are understood together.
  private static final int BATCH = 1_000;

  /// So many such batches are read ahead.
  private static final int AHEAD = 24;

  /// So many are stored in one transaction. Marks come by chance, so that a transaction touches
  /// most pages of their index: the fewer there are, the less often each page is written. Others
  /// who write wait for one, a second or so.
  private static final int STORED = 50_000;

  /// So many lines, of which most were refused, wait for one at most until it is said what became
  /// of them.
  private static final int TOLD = 100_000;

  private final Arrivals arrivals;
  private final Newsroom newsroom;
  private final Instant now;
  private final boolean dryRun;

  public SubscribersImport(Arrivals arrivals, Newsroom newsroom, Instant now, boolean dryRun) {
    this.arrivals = arrivals;
    this.newsroom = newsroom;
    this.now = now;
    this.dryRun = dryRun;
  }

  /// Is told what became of a line.
  public interface Teller {
    /// @param line on which it begins, from 1 on
    void told(Path file, long line, SubscriberResult result);
  }

  /// Files that were looked at.
  public static final class Survey {
    private final List<SubscriberFile> files = new ArrayList<>();
    private final Map<Path, List<Refusal>> refused = new LinkedHashMap<>();

    private Survey() {}

    /// Why some of them cannot be read at all.
    public Map<Path, List<Refusal>> refused() {
      return refused;
    }

    /// Whether a lists file is needed.
    public boolean needsLists() {
      return files.stream().anyMatch(file -> file.format() != SubscriberFormat.COMMUNIQUE);
    }

    /// About how many lines they have.
    public long lines() {
      return files.stream().mapToLong(SubscriberFile::lines).sum();
    }

    /// The format of each, in words.
    public Map<Path, String> formats() {
      var formats = new LinkedHashMap<Path, String>();
      for (SubscriberFile file : files) formats.put(file.path(), file.format().words());
      return formats;
    }
  }

  /// Looks at the beginnings of files.
  public static Survey survey(List<Path> paths) throws IOException {
    var survey = new Survey();
    for (Path path : paths)
      switch (SubscriberFile.of(path)) {
        case Outcome.Done<SubscriberFile>(SubscriberFile file) -> survey.files.add(file);
        case Outcome.Refused<SubscriberFile> refused ->
            survey.refused.put(path, refused.refusals());
      }
    return survey;
  }

  /// Brings all that files say, and says of each line what became of it.
  ///
  /// @param lists what takes the place of the lists of other systems
  public void bring(Survey survey, ListsFile lists, Teller teller) throws IOException {
    var digests = new DigestsByAddress();
    for (SubscriberFile file : survey.files)
      if (file.format() == SubscriberFormat.GOVDELIVERY_DIGESTS) read(file, digests, teller);
    digests.complete();
    var understanding = new Understanding(arrivals, newsroom, lists, digests, now);
    try (var workers = workers()) {
      for (SubscriberFile file : survey.files)
        if (file.format() != SubscriberFormat.GOVDELIVERY_DIGESTS)
          new Bringing(file, understanding, workers, teller).bring();
    }
  }

  private static void read(SubscriberFile file, DigestsByAddress digests, Teller teller)
      throws IOException {
    long next = 1;
    try (var reader = file.open()) {
      Iterator<CsvRecord> lines = reader.iterator();
      next = behind(lines.next());
      while (lines.hasNext()) {
        CsvRecord one = lines.next();
        next = behind(one);
        SubscriberResult result =
            Understanding.row(file, one).then(digests::take)
                    instanceof Outcome.Refused<Boolean> refused
                ? new SubscriberResult.Refused(refused.refusals())
                : new SubscriberResult.PassedOver("read for the other file");
        teller.told(file.path(), one.getStartingLineNumber(), result);
      }
    } catch (CsvParseException e) {
      teller.told(file.path(), next, broken(e));
    }
  }

  /// The line on which the next record begins.
  private static long behind(CsvRecord record) {
    long ends =
        record.getFields().stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
    return record.getStartingLineNumber() + ends + 1;
  }

  private static SubscriberResult broken(CsvParseException e) {
    String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return new SubscriberResult.Refused(
        List.of(new Refusal("", "subscribers.broken", List.of(why == null ? "" : why))));
  }

  private static ExecutorService workers() {
    return Executors.newFixedThreadPool(
        Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
        Thread.ofPlatform().daemon().name("understand-", 0).factory());
  }

  /// One file on its way.
  private final class Bringing {
    private final SubscriberFile file;
    private final Understanding understanding;
    private final ExecutorService workers;
    private final Teller teller;
    private final Deque<Future<List<Understood>>> ahead = new ArrayDeque<>();
    private final List<Understood> waiting = new ArrayList<>();
    private final List<Arrival> toStore = new ArrayList<>();

    Bringing(
        SubscriberFile file, Understanding understanding, ExecutorService workers, Teller teller) {
      this.file = file;
      this.understanding = understanding;
      this.workers = workers;
      this.teller = teller;
    }

    void bring() throws IOException {
      try (var reader = file.open()) {
        Iterator<CsvRecord> lines = reader.iterator();
        long next = file.width() > 0 ? behind(lines.next()) : 1;
        CsvParseException failed = null;
        boolean more = true;
        while (more || !ahead.isEmpty()) {
          while (more && ahead.size() < AHEAD) {
            var part = new ArrayList<CsvRecord>(BATCH);
            try {
              while (part.size() < BATCH && lines.hasNext()) part.add(lines.next());
            } catch (CsvParseException e) {
              failed = e;
            }
            if (!part.isEmpty()) next = behind(part.getLast());
            more = part.size() == BATCH && failed == null;
            if (!part.isEmpty())
              ahead.add(workers.submit(() -> understanding.understand(file, part)));
          }
          if (!ahead.isEmpty()) take(done(ahead.remove()));
        }
        store();
        if (failed != null) teller.told(file.path(), next, broken(failed));
      }
    }

    private void take(List<Understood> part) {
      for (Understood one : part) {
        waiting.add(one);
        if (one.arrival() != null) toStore.add(one.arrival());
      }
      if (toStore.size() >= STORED || waiting.size() >= TOLD) store();
    }

    private void store() {
      List<Became> became = dryRun ? arrivals.rehearse(toStore) : arrivals.take(toStore);
      int next = 0;
      for (Understood one : waiting)
        teller.told(
            file.path(),
            one.line(),
            one.arrival() == null ? one.result() : new SubscriberResult.Taken(became.get(next++)));
      waiting.clear();
      toStore.clear();
    }
  }

  private static <T> T done(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while importing");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failed) throw failed;
      if (e.getCause() instanceof IOException failed) throw new UncheckedIOException(failed);
      throw new IllegalStateException(e.getCause());
    }
  }
}
