package communique.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.decoder.Decoder;
import communique.record.Rounds;
import communique.shelf.Response.Keep;
import communique.shelf.Shelf.Encoding;
import communique.shelf.Shelf.Shelved;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShelfTest {
  @TempDir Path folder;

  @Test
  void what_was_made_is_handed_out_until_it_is_dropped() {
    var made = new AtomicInteger();
    var shelf = shelf(target -> answer("version " + made.incrementAndGet()));

    assertThat(text(shelf, "/news/visit")).isEqualTo("version 1");
    assertThat(text(shelf, "/news/visit")).isEqualTo("version 1");
    assertThat(peek(shelf, "/news/visit").status()).isEqualTo(200);
    shelf.drop("/news/other");
    assertThat(text(shelf, "/news/visit")).isEqualTo("version 1");

    Shelved before = peek(shelf, "/news/visit");
    shelf.drop("/news/visit");
    assertThat(before.outdated()).isTrue();
    assertThat(shelf.peek("/news/visit")).isNull();
    assertThat(text(shelf, "/news/visit")).isEqualTo("version 2");

    shelf.dropAll();
    assertThat(shelf.size()).isZero();
    assertThat(text(shelf, "/news/visit")).isEqualTo("version 3");
  }

  @Test
  void everything_of_an_announcement_is_dropped_together() {
    var shelf = shelf(target -> answer(target.path()));
    var paths =
        List.of(
            "/news/visit",
            "/news/visit.ru",
            "/news/visit.ru/updates",
            "/news/visit/editions/2",
            "/news/visit/compare/1..2",
            "/api/content/news/visit",
            "/api/content/news/visit.ru",
            "/api/announcements/visit.zh-Hans");
    for (String path : paths) text(shelf, path);
    text(shelf, "/news/visitor");
    assertThat(paths).extracting(Shelf::group).containsOnly("/news/visit");

    shelf.drop("/news/visit");
    for (String path : paths) assertThat(shelf.peek(path)).as(path).isNull();
    assertThat(shelf.peek("/news/visitor")).isNotNull();
  }

  @Test
  void a_group_is_an_address_without_locale_extension_and_what_stands_below_it() {
    Map<String, String> groups =
        Map.ofEntries(
            Map.entry("/", "/"),
            Map.entry("/ru", "/"),
            Map.entry("/zh-Hans", "/"),
            Map.entry("/feed.atom", "/feed"),
            Map.entry("/feed.ru.atom", "/feed"),
            Map.entry("/feed/archive/3.atom", "/feed"),
            Map.entry("/sitemap.xml", "/sitemap"),
            Map.entry("/sitemap/2.xml", "/sitemap"),
            Map.entry("/people/jane-doe", "/people/jane-doe"),
            Map.entry("/people/jane-doe.ru", "/people/jane-doe"),
            Map.entry("/people/jane-doe.ru.atom", "/people/jane-doe"),
            Map.entry("/people/jane-doe/archive/3.atom", "/people/jane-doe"),
            Map.entry("/news/", "/news/"),
            Map.entry("//", "//"));
    groups.forEach((path, group) -> assertThat(Shelf.group(path)).as(path).isEqualTo(group));
  }

  @Test
  void however_many_ask_at_once_an_answer_is_made_once() throws Exception {
    var made = new AtomicInteger();
    var begun = new CountDownLatch(1);
    var may = new CountDownLatch(1);
    var shelf =
        shelf(target -> {
          made.incrementAndGet();
          begun.countDown();
          await(may);
          return answer("made");
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<String>>();
      for (int i = 0; i < 50; i++) answers.add(threads.submit(() -> text(shelf, "/news/visit")));
      begun.await();
      may.countDown();
      for (Future<String> answer : answers) assertThat(answer.get()).isEqualTo("made");
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void what_was_being_made_when_it_was_dropped_is_never_shelved() throws Exception {
    var version = new AtomicInteger(1);
    var begun = new CountDownLatch(1);
    var may = new CountDownLatch(1);
    var shelf =
        shelf(target -> {
          int seen = version.get();
          if (seen == 1) {
            begun.countDown();
            await(may);
          }
          return answer("version " + seen);
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> early = threads.submit(() -> text(shelf, "/news/visit"));
      begun.await();
      version.set(2);
      shelf.drop("/news/visit");
      // Whoever asks now does not wait for the old one.
      assertThat(text(shelf, "/news/visit")).isEqualTo("version 2");
      may.countDown();
      assertThat(early.get()).isEqualTo("version 1");
    }
    assertThat(text(shelf, "/news/visit")).isEqualTo("version 2");
    assertThat(shelf.size()).isEqualTo(1);
  }

  @Test
  void nothing_made_from_before_a_drop_is_handed_out_after_it() throws Exception {
    var state = new AtomicLong();
    var dropped = new AtomicLong();
    var done = new AtomicBoolean();
    var shelf =
        shelf(target -> {
          long seen = state.get();
          // Somewhere between reading the record and shelving, others run.
          if (seen % 3 == 0) LockSupport.parkNanos(1_000);
          return answer(Long.toString(seen));
        });

    try (var threads = Executors.newFixedThreadPool(4)) {
      var askers = new ArrayList<Future<Integer>>();
      for (int t = 0; t < 3; t++)
        askers.add(
            threads.submit(() -> {
              int asked = 0;
              while (!done.get()) {
                long before = dropped.get();
                assertThat(Long.parseLong(text(shelf, "/news/visit")))
                    .isGreaterThanOrEqualTo(before);
                before = dropped.get();
                Shelved shelved = shelf.peek("/news/visit");
                if (shelved != null)
                  assertThat(Long.parseLong(plain(shelf, shelved))).isGreaterThanOrEqualTo(before);
                asked++;
              }
              return asked;
            }));
      for (int i = 1; i <= Rounds.count(3_000, 100_000); i++) {
        state.set(i);
        if (i % 100 == 0) shelf.dropAll();
        else shelf.drop("/news/visit");
        dropped.set(i);
        if (i % 10 == 0) Thread.sleep(0, 100_000);
      }
      done.set(true);
      for (Future<Integer> asker : askers) assertThat(asker.get()).isPositive();
    }
  }

  @Test
  void a_failure_reaches_all_who_wait_and_is_not_kept() throws Exception {
    var tries = new AtomicInteger();
    var begun = new CountDownLatch(1);
    var may = new CountDownLatch(1);
    var shelf =
        shelf(target -> {
          if (tries.incrementAndGet() > 1) return answer("well");
          begun.countDown();
          await(may);
          throw new IllegalStateException("database away");
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> maker = threads.submit(() -> text(shelf, "/news/visit"));
      begun.await();
      Future<String> waiter = threads.submit(() -> text(shelf, "/news/visit"));
      Thread.sleep(20);
      may.countDown();
      for (Future<String> one : List.of(maker, waiter))
        assertThatThrownBy(one::get)
            .hasCauseExactlyInstanceOf(IllegalStateException.class)
            .hasRootCauseMessage("database away");
    }
    assertThat(text(shelf, "/news/visit")).isEqualTo("well");
  }

  @Test
  void an_error_of_the_machine_leaves_nobody_waiting() {
    var tries = new AtomicInteger();
    var shelf =
        shelf(target -> {
          if (tries.incrementAndGet() == 1) throw new StackOverflowError();
          return answer("well");
        });

    assertThatThrownBy(() -> shelf.fetch(target("/news/visit", "")))
        .isInstanceOf(StackOverflowError.class);
    assertThat(text(shelf, "/news/visit")).isEqualTo("well");
  }

  @Test
  void addresses_without_an_answer_leave_nothing_behind() {
    var shelf =
        shelf(target -> {
          if (target.path().startsWith("/news/broken")) throw new IllegalStateException("broken");
          return target.path().startsWith("/news/passing")
              ? Optional.of(Response.ok("text/plain", "passing").passing())
              : Optional.empty();
        });

    for (int i = 0; i < 100; i++) {
      assertThat(shelf.fetch(target("/news/nowhere-" + i, ""))).isEmpty();
      assertThat(text(shelf, "/news/passing-" + i)).isEqualTo("passing");
      String broken = "/news/broken-" + i;
      assertThatThrownBy(() -> text(shelf, broken)).hasMessage("broken");
    }
    assertThat(shelf.size()).isZero();
    assertThat(shelf.groups()).isZero();
  }

  @Test
  void an_address_with_a_query_is_made_each_time() {
    var made = new AtomicInteger();
    var shelf = shelf(target -> answer(target.query() + " " + made.incrementAndGet()));

    assertThat(body(shelf.fetch(target("/search", "q=a")))).isEqualTo("q=a 1");
    assertThat(body(shelf.fetch(target("/search", "q=a")))).isEqualTo("q=a 2");
    assertThat(shelf.size()).isZero();
  }

  @Test
  void the_first_room_that_knows_an_address_answers_it() {
    Maker none = target -> Optional.empty();
    Maker first = target -> target.path().equals("/a") ? answer("first") : Optional.empty();
    Maker second = target -> answer("second");
    var shelf = new Shelf(folder, List.of(none, first, second));

    assertThat(text(shelf, "/a")).isEqualTo("first");
    assertThat(text(shelf, "/b")).isEqualTo("second");
  }

  @Test
  void each_encoding_says_the_same_and_has_a_validator_of_its_own() throws IOException {
    String page = "<p>Зустріч зустріч зустріч</p>\n".repeat(50);
    var shelf = shelf(target -> answer(page));
    text(shelf, "/news/visit");
    Shelved shelved = peek(shelf, "/news/visit");

    byte[] gzip = bytes(shelf, shelved, Encoding.GZIP);
    byte[] brotli = bytes(shelf, shelved, Encoding.BROTLI);
    assertThat(gzip.length).isLessThan(page.length());
    assertThat(brotli.length).isLessThan(page.length());
    assertThat(
            new String(
                new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes(),
                StandardCharsets.UTF_8))
        .isEqualTo(page);
    assertThat(new String(Decoder.decompress(brotli).getDecompressedData(), StandardCharsets.UTF_8))
        .isEqualTo(page);

    var etags = new HashSet<String>();
    for (Encoding encoding : Encoding.values()) etags.add(shelved.etag(encoding));
    assertThat(etags).hasSize(3).allMatch(etag -> etag.matches("\"[A-Za-z0-9_-]+\""));
    // Made once, then found where they lie.
    assertThat(shelf.encoded(shelved, Encoding.GZIP)).isEqualTo(shelved.place(Encoding.GZIP));
  }

  @Test
  void the_validator_is_that_of_the_bytes() {
    var text = new AtomicInteger();
    var shelf = shelf(target -> answer("text " + text.get() / 2));
    var etags = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      text(shelf, "/news/visit");
      etags.add(peek(shelf, "/news/visit").etag(Encoding.PLAIN));
      text.incrementAndGet();
      shelf.drop("/news/visit");
    }

    assertThat(etags.get(0)).isEqualTo(etags.get(1)).isNotEqualTo(etags.get(2));
    assertThat(etags.get(2)).isEqualTo(etags.get(3));
  }

  @Test
  void what_does_not_fit_is_answered_all_the_same() {
    var made = new AtomicInteger();
    Maker maker = target -> answer("x".repeat(2_000) + made.incrementAndGet());
    var shelf = new Shelf(List.of(maker), new ShelfFile(folder, 1_000, 2));

    assertThat(text(shelf, "/news/visit")).endsWith("x1");
    assertThat(text(shelf, "/news/visit")).endsWith("x2");
    assertThat(shelf.size()).isZero();
    assertThat(shelf.groups()).isZero();
  }

  @Test
  void a_disk_that_cannot_be_written_to_makes_the_shelf_slower_and_not_wrong() throws IOException {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    Maker maker = target -> answer("x".repeat(600) + target.path());
    var shelf = new Shelf(List.of(maker), new ShelfFile(gone, 1_000, 4));
    text(shelf, "/one");
    Files.delete(gone);

    assertThat(text(shelf, "/two")).endsWith("x/two");
    assertThat(shelf.peek("/two")).isNull();
    // What was there before is there still.
    assertThat(shelf.peek("/one")).isNotNull();
    assertThat(text(shelf, "/one")).endsWith("x/one");
  }

  @Test
  void where_the_shelf_is_full_the_oldest_goes_and_is_forgotten() {
    var made = new AtomicInteger();
    Maker maker =
        target -> {
          made.incrementAndGet();
          return answer(target.path() + " ".repeat(300 - target.path().length()));
        };
    // Three answers to a segment, two segments.
    var shelf = new Shelf(List.of(maker), new ShelfFile(folder, 1_000, 2));
    for (int i = 0; i < 100; i++) text(shelf, "/news/visit-" + i);

    assertThat(shelf.size()).isLessThanOrEqualTo(6);
    assertThat(shelf.groups()).isLessThanOrEqualTo(6);
    assertThat(shelf.peek("/news/visit-0")).isNull();
    assertThat(shelf.peek("/news/visit-99")).isNotNull();
    assertThat(made).hasValue(100);
    assertThat(text(shelf, "/news/visit-0")).startsWith("/news/visit-0 ");
    assertThat(made).hasValue(101);
  }

  @Test
  void an_encoding_that_fell_off_the_shelf_is_made_again() throws IOException {
    Maker maker = target -> answer(target.path() + " ".repeat(300 - target.path().length()));
    var shelf = new Shelf(List.of(maker), new ShelfFile(folder, 1_000, 2));
    text(shelf, "/a");
    Shelved shelved = peek(shelf, "/a");
    byte[] first = bytes(shelf, shelved, Encoding.GZIP);
    for (int i = 0; i < 20; i++) text(shelf, "/other-" + i);

    assertThat(shelved.outdated()).isTrue();
    // One who holds it still can read and encode it.
    assertThat(bytes(shelf, shelved, Encoding.GZIP)).isEqualTo(first);
  }

  @Test
  void the_shelf_leaves_no_file_behind() throws IOException {
    var shelf = shelf(target -> answer("made"));
    text(shelf, "/news/visit");

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThat(text(shelf, "/news/visit")).isEqualTo("made");
  }

  @Test
  void what_must_not_be_kept_is_never_on_the_shelf() {
    var shelf =
        shelf(target ->
            Optional.of(
                new Response(
                    200, Map.of("Content-Type", "text/plain"), new byte[] {'a'}, Keep.NEVER)));
    text(shelf, "/news/visit");

    assertThat(shelf.peek("/news/visit")).isNull();
  }

  private Shelf shelf(Maker maker) {
    return new Shelf(List.of(maker), new ShelfFile(folder, 1 << 20, 2));
  }

  private static Optional<Response> answer(String text) {
    return Optional.of(Response.ok("text/plain;charset=utf-8", text));
  }

  private static Target target(String path, String query) {
    return new Target(path, query, "");
  }

  private static String text(Shelf shelf, String path) {
    return body(shelf.fetch(target(path, "")));
  }

  private static String body(Optional<Response> response) {
    return new String(response.orElseThrow().body(), StandardCharsets.UTF_8);
  }

  private static Shelved peek(Shelf shelf, String path) {
    return Objects.requireNonNull(shelf.peek(path));
  }

  private static String plain(Shelf shelf, Shelved shelved) throws IOException {
    return new String(bytes(shelf, shelved, Encoding.PLAIN), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Shelf shelf, Shelved shelved, Encoding encoding) throws IOException {
    var buffer = shelf.encoded(shelved, encoding).bytes();
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
