package communique.importing;

import communique.platform.Refusal;
import communique.record.Slug;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// What is to be imported, looked through once before the first of it is taken.
public final class Survey {
  private static final int START_BYTES = 4_096;

  /// So many are asked together for their marks, and so many of those lots wait.
  private static final int TOGETHER_MAX = 64;

  private static final int TOGETHER_BYTES = 4 << 20;
  private static final int WAITING_MAX = 4;

  private final List<Part> parts = new ArrayList<>();
  private final List<Broken> broken = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();
  private final Addresses addresses = new Addresses();
  private final ExecutorService workers;
  private long items;

  private final List<Source> sources;

  private Survey(ExecutorService workers, List<Source> sources) {
    this.sources = sources;
    this.workers = workers;
  }

  /// A file, and what knows how to read it.
  record Part(Path file, Source source) {}

  /// A file of which nothing is taken.
  ///
  /// @param place where in the file; empty for the whole
  public record Broken(String file, String place, List<Refusal> why) {}

  /// Looks through files, and folders with all that is below them. A file of a folder that nothing
  /// here can read is passed over and named; one that was named itself is refused.
  ///
  /// @param sources asked in order; the first that recognises a file reads it
  static Survey of(List<Path> paths, List<Source> sources) throws IOException {
    try (var workers =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("survey-", 0).factory())) {
      var survey = new Survey(workers, sources);
      survey.look(paths);
      return survey;
    }
  }

  private void look(List<Path> paths) throws IOException {
    Set<Path> seen = new HashSet<>();
    Set<Path> named = new HashSet<>();
    var files = new ArrayList<Path>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        named.add(path);
        if (seen.add(path.toAbsolutePath().normalize())) files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.walk(path)) {
        inside
            .filter(Files::isRegularFile)
            .sorted(Comparator.naturalOrder())
            .filter(file -> seen.add(file.toAbsolutePath().normalize()))
            .forEach(files::add);
      }
    }
    for (Path file : Translations.inOrder(files)) look(file, named.contains(file));
  }

  /// How many items there are.
  public long items() {
    return items;
  }

  /// The files of which nothing is taken, and why.
  public List<Broken> broken() {
    return List.copyOf(broken);
  }

  /// Files of the folders that nothing here can read, and that nothing that was brought took along.
  public List<String> passedOver() {
    Set<Path> taken = new HashSet<>();
    for (Source source : sources) taken.addAll(source.taken());
    return passedOver.stream().filter(file -> !taken.contains(real(Path.of(file)))).toList();
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }

  List<Part> parts() {
    return parts;
  }

  Addresses addresses() {
    return addresses;
  }

  private void look(Path file, boolean named) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(START_BYTES);
    } catch (IOException e) {
      String why = Files.exists(file) ? "access is denied" : "it is not there";
      refuse(file, new Refusal("", "file.unreadable", List.of(why)));
      return;
    }
    for (Source source : sources)
      if (source.recognises(file, start)) {
        look(file, source);
        return;
      }
    String name = String.valueOf(file.getFileName());
    if (named) refuse(file, new Refusal("", "import.kind", List.of(Slug.shown(name))));
    else passedOver.add(file.toString());
  }

  private void look(Path file, Source source) throws IOException {
    boolean[] breaks = new boolean[1];
    long before = items;
    var marks = new Marks();
    source.read(
        file,
        new Source.Taker() {
          @Override
          public void take(Item item) {
            items++;
            marks.add(item);
          }

          @Override
          public void broken(String place, List<Refusal> why) {
            breaks[0] = true;
            broken.add(new Broken(file.toString(), place, why));
          }
        });
    marks.end();
    if (breaks[0]) items = before;
    else parts.add(new Part(file, source));
  }

  /// Asks items for their marks on other threads, and takes these in the order of the items.
  private final class Marks {
    private final Queue<Future<List<Mark>>> waiting = new ArrayDeque<>();
    private List<Item> some = new ArrayList<>();
    private int bytes;

    void add(Item item) {
      some.add(item);
      bytes += item.bytes();
      if (bytes < TOGETHER_BYTES && some.size() < TOGETHER_MAX) return;
      ask();
      if (waiting.size() > WAITING_MAX) take(waiting.remove());
    }

    void end() {
      // One alone is asked sooner than handed over.
      if (waiting.isEmpty()) for (Item item : some) addresses.add(item.mark());
      else ask();
      while (!waiting.isEmpty()) take(waiting.remove());
    }

    private void ask() {
      List<Item> these = some;
      waiting.add(workers.submit(() -> these.stream().map(Item::mark).toList()));
      some = new ArrayList<>();
      bytes = 0;
    }

    private void take(Future<List<Mark>> marks) {
      try {
        for (Mark mark : marks.get()) addresses.add(mark);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while looking through");
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private void refuse(Path file, Refusal why) {
    broken.add(new Broken(file.toString(), "", List.of(why)));
  }
}
