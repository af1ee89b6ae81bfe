package communique.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/// The index in its folder: written by one thread, searched by any.
///
/// What a batch of changes makes is searched at once and committed now and then: a commit holds the
/// number of the newest change in it, so after a crash the changes behind it are read again. A
/// folder that is damaged, of another version or of another log is emptied, and all is read again;
/// what was opened before is searched until the new one has come as far.
final class Index implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Index.class.getName());

  /// Another number for another way of making documents.
  private static final int FORMAT = 5;

  private static final double BUFFER_MEGABYTES = 24;
  private static final String PLACE = "place";
  private static final String MADE_OF = "made-of";
  private static final String PENDING = "pending";

  private final Path folder;
  private final ZoneId zone;
  private final String madeOf;
  private @Nullable IndexWriter writer;
  private @Nullable Directory directory;

  /// What was written since the last commit, in changes; of the thread that writes.
  private long place;

  private long committed;
  private String mark = "";

  private volatile @Nullable Open open;

  /// @param madeOf what else decides how documents look; an index of another is made anew
  Index(Path folder, ZoneId zone, String madeOf) {
    this.folder = folder;
    this.zone = zone;
    this.madeOf = FORMAT + " " + org.apache.lucene.util.Version.LATEST + " " + zone + " " + madeOf;
  }

  /// What is searched: it does not change. Whoever takes it gives it back.
  ///
  /// @param place the newest change in it
  /// @param names the tags as of that change
  record Open(IndexSearcher searcher, DirectoryReader reader, long place, Names names)
      implements AutoCloseable {
    @Override
    public void close() {
      try {
        reader.decRef();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// What can be searched now; null while there is nothing. To be closed.
  @Nullable Open take() {
    for (Open now = open; now != null; now = open) if (now.reader().tryIncRef()) return now;
    return null;
  }

  /// What the last commit says, when a log is to be read from there on.
  ///
  /// @param place the newest change in it; 0 for an index that was made just now
  /// @param mark what [#write] was given to tell one log from another
  /// @param pending what was put off
  record Kept(long place, String mark, Map<String, Long> pending) {}

  /// Opens it where it is not, emptied when it cannot be used.
  Kept open() {
    try {
      return openAsIs();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "event=search.rebuilt why=" + firstLine(e));
      empty();
      try {
        return openAsIs();
      } catch (IOException again) {
        throw new UncheckedIOException(again);
      }
    }
  }

  boolean isOpen() {
    return writer != null;
  }

  private Kept openAsIs() throws IOException {
    Files.createDirectories(folder);
    Directory opened = new MMapDirectory(folder);
    directory = opened;
    var config = new IndexWriterConfig();
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setCommitOnClose(false);
    var merges = new ConcurrentMergeScheduler();
    merges.setMaxMergesAndThreads(4, 1);
    config.setMergeScheduler(merges);
    var made = new IndexWriter(opened, config);
    writer = made;
    var data = new TreeMap<String, String>();
    var live = made.getLiveCommitData();
    if (live != null) live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    if (data.isEmpty()) {
      place = 0;
      mark = "";
    } else if (!madeOf.equals(data.get(MADE_OF))) {
      throw new IOException("made of " + data.get(MADE_OF) + " and not of " + madeOf);
    } else {
      place = Long.parseLong(data.getOrDefault(PLACE, "0"));
      mark = data.getOrDefault("mark", "");
    }
    committed = place;
    return new Kept(place, mark, pending(data.getOrDefault(PENDING, "")));
  }

  private static Map<String, Long> pending(String text) {
    var pending = new TreeMap<String, Long>();
    for (String one : text.split(" ", -1))
      if (!one.isEmpty())
        pending.put(
            one.substring(0, one.indexOf('=')),
            Long.parseLong(one.substring(one.indexOf('=') + 1)));
    return pending;
  }

  /// Puts announcements in, each whole, in place of what was there of them.
  ///
  /// @param to the change up to which all is in then
  void write(Map<String, List<Version>> announcements, long to) {
    IndexWriter into = writer();
    try {
      for (var one : announcements.entrySet()) {
        var documents = new ArrayList<Document>();
        for (Version version : one.getValue()) documents.add(Documents.of(version, to, zone));
        var there = new Term(Documents.DOCUMENT, one.getKey());
        if (documents.isEmpty()) into.deleteDocuments(there);
        else into.updateDocuments(there, documents);
      }
      place = to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets what was written be searched, where that does not go back behind what was searched until
  /// now.
  void show(Names names) {
    try {
      Open before = open;
      if (before != null && before.place() > place) return;
      DirectoryReader next =
          before == null
              ? DirectoryReader.open(writer())
              : DirectoryReader.openIfChanged(before.reader(), writer());
      if (next == null && before != null) {
        next = before.reader();
        next.incRef();
      }
      if (next != null) set(next, names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void set(DirectoryReader reader, Names names) {
    var searcher = new IndexSearcher(reader);
    // Filters are cheap here, and a cache holds on to memory that an idle newsroom does without.
    searcher.setQueryCache(null);
    Open before = open;
    open = new Open(searcher, reader, place, names);
    if (before != null) before.close();
  }

  /// The change up to which it was written.
  long place() {
    return place;
  }

  boolean isCommitted() {
    return committed == place;
  }

  /// Makes all that was written last.
  ///
  /// @param newMark tells this log from another at its place
  void commit(String newMark, Map<String, Long> pending) {
    try {
      var data = new TreeMap<String, String>();
      data.put(PLACE, Long.toString(place));
      data.put(MADE_OF, madeOf);
      data.put("mark", newMark);
      var words = new StringBuilder();
      pending.forEach((id, n) -> words.append(id).append('=').append(n).append(' '));
      data.put(PENDING, words.toString());
      writer().setLiveCommitData(data.entrySet());
      writer().commit();
      committed = place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether its files are still where they were.
  boolean isThere() {
    try (Stream<Path> files = Files.list(folder)) {
      return committed == 0
          || files.anyMatch(file -> file.getFileName().toString().startsWith("segments_"));
    } catch (IOException e) {
      return false;
    }
  }

  /// Throws away what was written since the last commit; it is opened again when it is needed. What
  /// is searched stays.
  void forget() {
    try {
      if (writer != null) writer.rollback();
      if (directory != null) directory.close();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "event=search.forget.failed", e);
    } finally {
      writer = null;
      directory = null;
    }
  }

  /// Deletes its files; what is searched stays, as its files go only when they are closed.
  void empty() {
    forget();
    place = 0;
    committed = 0;
    if (!Files.exists(folder)) return;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  IndexWriter writer() {
    if (writer == null) throw new IllegalStateException("the index is not open");
    return writer;
  }

  private static String firstLine(Throwable e) {
    return e.getClass().getSimpleName()
        + ": "
        + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    forget();
    Open last = open;
    open = null;
    if (last != null) last.close();
  }
}
