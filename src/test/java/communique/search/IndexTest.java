package communique.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.platform.Database;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of the index when its process, its files or its disk do not hold.
class IndexTest {
  /// A little more than the reader waits before it looks and commits.
  private static final Duration SECOND = Duration.ofMillis(1_100);

  private TestNewsroom newsroom;
  private TestFinder finder;

  @BeforeEach
  void open() {
    newsroom = TestNewsroom.open(Database.Kind.SQLITE);
    finder = new TestFinder(newsroom);
  }

  @AfterEach
  void close() {
    finder.close();
    newsroom.close();
  }

  @Test
  void a_crash_before_anything_was_committed_loses_nothing() {
    publish(3);
    assertThat(finder.slugs("rescue")).hasSize(3);

    finder.again();

    assertThat(finder.searchReader().place()).isZero();
    assertThat(finder.slugs("rescue")).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void it_says_what_it_does() {
    publish(3);
    finder.searchReader().place();
    assertThat(doing()).isEqualTo(Finder.Doing.REBUILDING);
    finder.caughtUp();
    assertThat(doing()).isEqualTo(Finder.Doing.UP_TO_DATE);
    newsroom.publish(sheet("later"));
    assertThat(doing()).isEqualTo(Finder.Doing.CATCHING_UP);
    assertThat(finder.finder().standing().place()).isEqualTo(3);
    assertThat(finder.finder().standing().head()).isEqualTo(4);
    finder.caughtUp();
    assertThat(doing()).isEqualTo(Finder.Doing.UP_TO_DATE);
  }

  @Test
  void what_it_is_stuck_at_is_said_until_it_is_mended() throws IOException {
    publish(3);
    Path blocked = Files.createTempFile("communique-index", "");
    try (var other = new TestFinder(newsroom, blocked.resolve("index"))) {
      assertThatThrownBy(other::caughtUp).isInstanceOf(UncheckedIOException.class);
      assertThat(other.finder().standing().doing()).isEqualTo(Finder.Doing.STUCK);
      assertThat(other.finder().standing().why()).contains(blocked.toString());

      Files.delete(blocked);
      other.caughtUp().pass(SECOND);
      other.caughtUp();
      assertThat(other.finder().standing().doing()).isEqualTo(Finder.Doing.UP_TO_DATE);
      assertThat(other.slugs("rescue")).hasSize(3);
    }
  }

  @Test
  void what_was_committed_is_not_read_again_and_what_came_after_is() throws Exception {
    publish(3);
    finder.find("rescue");
    commit();
    newsroom.execute(new Unpublish("n1", null, "", "Wrong."));
    newsroom.publish(sheet("later"));
    finder.find("rescue");

    finder.again();

    // The index that is opened shows what was taken down since, but nobody sees it.
    assertThat(finder.searchReader().place()).isEqualTo(3);
    assertThat(finder.finder().find(Asked.words("rescue"), Locale.ENGLISH, 20).hits())
        .extracting(Found.Hit::slug)
        .containsExactlyInAnyOrder("n0", "n2");
    assertThat(finder.slugs("rescue")).containsExactlyInAnyOrder("n0", "n2", "later");
  }

  @Test
  void a_folder_that_was_deleted_is_made_anew_also_while_it_is_used() throws Exception {
    publish(5);
    finder.find("rescue");
    commit();
    delete(finder.indexFolder());

    // What is open is searched on.
    assertThat(finder.finder().find(Asked.words("rescue"), Locale.ENGLISH, 20).total())
        .isEqualTo(5);
    finder.pass(SECOND);
    newsroom.publish(sheet("later"));
    tolerantly();
    assertThat(finder.slugs("rescue")).hasSize(6);
    commit();
    finder.again();
    assertThat(finder.searchReader().place()).isEqualTo(6);
    assertThat(finder.slugs("rescue")).hasSize(6);
  }

  @Test
  void files_that_are_damaged_are_made_anew() throws Exception {
    publish(20);
    var chance = new SplittableRandom(7);
    for (int round = 0; round < 12; round++) {
      finder.find("rescue");
      commit();
      finder.close();
      List<Path> files = files(finder.indexFolder());
      Path file = files.get(chance.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(file);
      byte[] damaged =
          switch (round % 3) {
            case 0 -> new byte[0];
            case 1 -> java.util.Arrays.copyOf(bytes, bytes.length / 2);
            default -> {
              for (int i = 0; i < Math.min(bytes.length, 40); i++) bytes[i] ^= 0x5a;
              yield bytes;
            }
          };
      Files.write(file, damaged);

      finder.again();
      tolerantly();

      assertThat(finder.slugs("rescue")).as("%d %s", round, file.getFileName()).hasSize(20);
    }
  }

  @Test
  void the_index_of_another_log_is_made_anew() throws Exception {
    publish(4);
    finder.find("rescue");
    commit();
    finder.close();
    try (TestNewsroom other = TestNewsroom.open(Database.Kind.SQLITE)) {
      for (int i = 0; i < 5; i++) other.publish(Sheet.of("other" + i).title("Bridge"));
      try (var there = new TestFinder(other, finder.indexFolder())) {
        assertThat(there.slugs("rescue")).isEmpty();
        assertThat(there.slugs("bridge")).hasSize(5);
      }
    }
  }

  @Test
  void the_index_of_a_newsroom_with_other_locales_is_made_anew() throws Exception {
    publish(1);
    finder.find("rescue");
    commit();
    var index = new Index(finder.indexFolder(), TestNewsroom.NEWSROOM.zone(), "en");
    finder.close();
    assertThat(index.open().place()).isZero();
    index.close();
  }

  private Finder.Doing doing() {
    return finder.finder().standing().doing();
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) newsroom.publish(sheet("n" + i));
  }

  private static Sheet sheet(String slug) {
    return Sheet.of(slug).title("Joint rescue " + slug).body("Eleven vessels.\n");
  }

  /// As the reader does when it has had nothing to read for a second.
  private void commit() {
    finder.pass(SECOND);
    newsroom.readAll(finder.searchReader());
  }

  /// As the readers' thread does: what fails is tried again.
  private void tolerantly() {
    for (int i = 0; i < 5; i++)
      try {
        newsroom.readAll(finder.searchReader());
        return;
      } catch (RuntimeException e) {
        // The next time finds what this one put right.
      }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().equals("write.lock"))
          .sorted()
          .toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
