package communique.shelf;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import communique.shelf.ShelfFile.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Answers that were made once and are handed out until something of them changes.
///
/// What is asked for and not there is made at that moment, once however many ask. An answer that
/// was being made when [#drop(String)] was called for it is given to those who were waiting and
/// never shelved: so nothing that was made from the state before a change can be found after it.
/// The shelf starts empty at each start of the process; it is a cache, and the record is the truth.
public final class Shelf {
  private static final Logger LOG = System.getLogger(Shelf.class.getName());
  private static final int SEGMENT_BYTES = 128 << 20;
  private static final int SEGMENTS_MAX = 24;
  private static final int MAKING_MAX = 64;

  /// What is kept is coded once and sent often.
  private static final int BROTLI_KEPT = 9;

  private static final int GZIP_KEPT = 9;

  private final List<Maker> makers;
  private final ShelfFile file;
  private final InstantSource clock;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();
  private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
  private final AtomicLong notShelved = new AtomicLong();
  private final AtomicInteger swept = new AtomicInteger();
  private final Semaphore making = new Semaphore(MAKING_MAX, true);

  /// @param folder where its file may lie while the process runs
  /// @param makers asked in order; the first that knows an address makes its answer
  public Shelf(Path folder, List<? extends Maker> makers) {
    this(makers, new ShelfFile(folder, SEGMENT_BYTES, SEGMENTS_MAX));
  }

  Shelf(List<? extends Maker> makers, ShelfFile file) {
    this(makers, file, InstantSource.system());
  }

  Shelf(List<? extends Maker> makers, ShelfFile file, InstantSource clock) {
    this.makers = List.copyOf(makers);
    this.file = file;
    this.clock = clock;
  }

  sealed interface Slot {}

  /// Being made; whoever asks meanwhile waits for it.
  private static final class Making implements Slot {
    private final CompletableFuture<Optional<Response>> done = new CompletableFuture<>();

    /// Waits for the answer, and fails as its maker does.
    Optional<Response> made() {
      try {
        return done.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) throw cause;
        throw e;
      }
    }
  }

  /// What stands on the shelf at one address.
  static final class Shelved implements Slot {
    private final int status;
    private final Map<String, String> headers;
    private final String digest;
    private final Instant until;
    private final InstantSource clock;
    private final @Nullable Place[] places = new Place[Encoding.COUNT];
    private volatile boolean dropped;

    private Shelved(Response response, String digest, InstantSource clock, Place plain) {
      this.status = response.status();
      this.headers = response.headers();
      this.digest = digest;
      this.until = response.until();
      this.clock = clock;
      places[Encoding.PLAIN.index] = plain;
    }

    int status() {
      return status;
    }

    Map<String, String> headers() {
      return headers;
    }

    /// A strong validator (RFC 9110 §8.8.3): encodings are representations of their own.
    String etag(Encoding encoding) {
      return '"' + digest + encoding.suffix + '"';
    }

    /// Whether something of it has changed since, or its time is over, so that it must not be
    /// handed out.
    boolean outdated() {
      Place plain = places[Encoding.PLAIN.index];
      return dropped || plain == null || !plain.there() || over();
    }

    /// Hardly any answer ends by itself, so the clock is hardly ever asked.
    private boolean over() {
      return !until.equals(Instant.MAX) && !clock.instant().isBefore(until);
    }

    synchronized @Nullable Place place(Encoding encoding) {
      return places[encoding.index];
    }

    private synchronized void put(Encoding encoding, Place place) {
      places[encoding.index] = place;
    }
  }

  /// The content codings that are offered.
  enum Encoding {
    PLAIN(0, "", ""),
    GZIP(1, "gzip", "-gz"),
    BROTLI(2, "br", "-br");

    static final int COUNT = 3;

    /// Its place in an array of one thing for each coding.
    final int index;

    final String token;
    final String suffix;

    Encoding(int index, String token, String suffix) {
      this.index = index;
      this.token = token;
      this.suffix = suffix;
    }
  }

  /// What stands at `path` now, or null.
  @Nullable Shelved peek(String path) {
    return slots.get(path) instanceof Shelved shelved && !shelved.outdated() ? shelved : null;
  }

  /// The answer to `target`, made when it must be; empty where there is no such address. It may
  /// wait.
  Optional<Response> fetch(Target target) {
    if (!target.query().isEmpty()) return limited(target);
    String path = target.path();
    var mine = new Making();
    Slot there = claim(path, mine);
    if (there instanceof Making others) return others.made();
    if (there instanceof Shelved shelved) return Optional.of(read(shelved));
    try {
      Optional<Response> made = limited(target);
      if (made.isEmpty()
          || made.get().keep() == Response.Keep.NEVER
          || !shelve(path, mine, made.get())) forget(path, mine);
      mine.done.complete(made);
      return made;
    } catch (Throwable e) {
      // Errors too: whoever waits for this answer would wait for ever.
      forget(path, mine);
      mine.done.completeExceptionally(e);
      throw e;
    }
  }

  /// The bytes of a shelved answer in one encoding, made when asked for first, and kept.
  Place encoded(Shelved shelved, Encoding encoding) throws IOException {
    Place there = shelved.place(encoding);
    if (there != null && there.there()) return there;
    byte[] plain = read(shelved).body();
    Place place =
        file.add(
            switch (encoding) {
              case PLAIN -> plain;
              case GZIP -> gzip(plain, GZIP_KEPT);
              case BROTLI -> brotli(plain, BROTLI_KEPT);
            });
    shelved.put(encoding, place);
    sweep();
    return place;
  }

  /// Says that everything in a group has to be made anew; see [#group(String)].
  public void drop(String group) {
    groups.computeIfPresent(
        group,
        (name, paths) -> {
          for (String path : paths) drop(slots.remove(path));
          return null;
        });
  }

  /// Says that everything has to be made anew.
  public void dropAll() {
    for (String group : List.copyOf(groups.keySet())) drop(group);
  }

  /// The group that a path belongs to: its address without locale, extension and what stands below
  /// it. Whatever is said of an announcement, in whatever form, is in the group of its page:
  /// `/news/visit.ru/updates` and `/api/content/news/visit` are in `/news/visit`.
  public static String group(String path) {
    String rest = path;
    if (rest.startsWith("/api/content/")) rest = rest.substring("/api/content".length());
    else if (rest.startsWith("/api/announcements/"))
      rest = "/news" + rest.substring("/api/announcements".length());
    int first = rest.indexOf('/', 1);
    if (first < 0) {
      int dot = rest.indexOf('.');
      // The home page of a locale, `/ru`, has no extension and no dot; nor has any other address of
      // one segment.
      return dot < 0 ? "/" : rest.substring(0, dot);
    }
    if (rest.startsWith("/feed/")) return "/feed";
    if (rest.startsWith("/sitemap/")) return "/sitemap";
    int end = first + 1;
    while (end < rest.length() && rest.charAt(end) != '.' && rest.charAt(end) != '/') end++;
    return rest.substring(0, end);
  }

  /// How many answers stand on the shelf.
  public int size() {
    return slots.size();
  }

  /// How many groups something is known of.
  int groups() {
    return groups.size();
  }

  private @Nullable Slot claim(String path, Making mine) {
    Slot[] there = new Slot[1];
    groups.compute(
        group(path),
        (name, paths) -> {
          Slot slot = slots.get(path);
          if (slot instanceof Making || (slot instanceof Shelved shelved && !shelved.outdated())) {
            there[0] = slot;
            return paths;
          }
          slots.put(path, mine);
          List<String> list = paths == null ? new ArrayList<>(2) : paths;
          if (!list.contains(path)) list.add(path);
          return list;
        });
    return there[0];
  }

  private Optional<Response> limited(Target target) {
    boolean may;
    try {
      may = making.tryAcquire(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      may = false;
    }
    if (!may) throw new Busy();
    try {
      for (Maker maker : makers) {
        Optional<Response> made = maker.make(target);
        if (made.isPresent()) return made;
      }
      return Optional.empty();
    } finally {
      making.release();
    }
  }

  private boolean shelve(String path, Making mine, Response response) {
    try {
      Place plain = file.add(response.body());
      var shelved = new Shelved(response, digest(response.body()), clock, plain);
      sweep();
      return slots.replace(path, mine, shelved);
    } catch (IOException e) {
      // A full disk makes the shelf slower, not wrong: what is not shelved is made again.
      long times = notShelved.incrementAndGet();
      if (Long.bitCount(times) == 1)
        LOG.log(Level.WARNING, "event=shelf.full times=" + times + " path=" + path, e);
      return false;
    }
  }

  /// Takes `slot` away from `path`, if it is still there, and `path` out of its group: an address
  /// without an answer leaves nothing behind.
  private void forget(String path, Slot slot) {
    groups.computeIfPresent(
        group(path),
        (name, paths) -> {
          if (slots.remove(path, slot)) paths.remove(path);
          return paths.isEmpty() ? null : paths;
        });
  }

  /// Forgets the answers whose bytes fell off the shelf. Until the last of them is forgotten, they
  /// hold the memory and the disk that their segment took.
  private void sweep() {
    int dropped = file.dropped();
    if (swept.getAndSet(dropped) == dropped) return;
    slots.forEach((path, slot) -> {
      if (slot instanceof Shelved shelved && shelved.outdated()) forget(path, slot);
    });
  }

  /// How often answers fell off the shelf; whoever holds a shelved answer lets go of it then.
  int dropped() {
    return file.dropped();
  }

  private static void drop(@Nullable Slot slot) {
    if (slot instanceof Shelved shelved) shelved.dropped = true;
  }

  private static Response read(Shelved shelved) {
    Place plain = shelved.place(Encoding.PLAIN);
    if (plain == null) throw new IllegalStateException("an answer was shelved without its bytes");
    ByteBuffer bytes = plain.bytes();
    var body = new byte[bytes.remaining()];
    bytes.get(body);
    return new Response(shelved.status, shelved.headers, body, Response.Keep.SHELVED);
  }

  static String digest(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 22);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] gzip(byte[] plain, int level) {
    var out = new ByteArrayOutputStream(plain.length / 2 + 64);
    try (var gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(level);
          }
        }) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] brotli(byte[] plain, int quality) {
    Brotli4jLoader.ensureAvailability();
    try {
      return Encoder.compress(
          plain, new Encoder.Parameters().setQuality(quality).setMode(Encoder.Mode.TEXT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// More is asked for than can be made; asking again in a while may help.
  public static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
