package communique.search;

import communique.record.TestNewsroom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// A finder over a test's newsroom, with an index of its own that is brought forward when it is
/// asked.
public final class TestFinder implements AutoCloseable {
  private final TestNewsroom newsroom;
  private final Path folder;
  private final AtomicLong passed = new AtomicLong();
  private SearchReader reader;

  public TestFinder(TestNewsroom newsroom) {
    this(newsroom, folder());
  }

  TestFinder(TestNewsroom newsroom, Path folder) {
    this.newsroom = newsroom;
    this.folder = folder;
    this.reader = reader();
  }

  private SearchReader reader() {
    return new SearchReader(
        newsroom.database(), TestNewsroom.NEWSROOM, folder, () -> System.nanoTime() + passed.get());
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("communique-index");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path indexFolder() {
    return folder;
  }

  SearchReader searchReader() {
    return reader;
  }

  public Finder finder() {
    return new Finder(newsroom.database(), TestNewsroom.NEWSROOM, reader);
  }

  /// Lets the process die and start again, without anything being said to the index.
  TestFinder again() {
    reader.close();
    reader = reader();
    return this;
  }

  /// Lets the index's clock go on.
  void pass(Duration time) {
    passed.addAndGet(time.toNanos());
  }

  /// Brings the index forward to the newest change.
  public TestFinder caughtUp() {
    newsroom.readAll(reader);
    return this;
  }

  Found find(Asked asked, String page, int count) {
    newsroom.readAll(reader);
    return finder().find(asked, Locale.forLanguageTag(page), count);
  }

  Found find(Asked asked) {
    return find(asked, "en", 20);
  }

  Found find(String words) {
    return find(Asked.words(words));
  }

  /// The slugs of the answers, in order.
  List<String> slugs(String words) {
    return slugs(find(words));
  }

  static List<String> slugs(Found found) {
    return found.hits().stream().map(Found.Hit::slug).toList();
  }

  @Override
  public void close() {
    reader.close();
  }
}
