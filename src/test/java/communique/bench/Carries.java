package communique.bench;

import com.sun.management.OperatingSystemMXBean;
import communique.alerts.Arrival.Became;
import communique.alerts.Arrivals;
import communique.importing.ListsFile;
import communique.importing.SubscriberResult;
import communique.importing.SubscribersImport;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.record.TestNewsroom;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

/// How fast subscribers come in, from a file as listmonk writes it, into an empty store.
final class Carries {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final int size;

  Carries(int size) {
    this.size = size;
  }

  List<Figure> run(Database.Kind kind) throws IOException {
    Path file = file();
    long[] signedUp = new long[1];
    double seconds;
    double micros;
    try (TestNewsroom newsroom = TestNewsroom.open(kind)) {
      var arrivals =
          new Arrivals(
              newsroom.database(),
              TestNewsroom.NEWSROOM,
              InstantSource.system(),
              newsroom.store().folder());
      Instant now = Instant.now();
      String yaml = file.getFileName() + ": {search: visit, frequency: daily, confirmed: true}\n";
      ListsFile lists = done(ListsFile.read(yaml, arrivals, TestNewsroom.NEWSROOM, now));
      long cpu = PROCESS.getProcessCpuTime();
      long begin = System.nanoTime();
      new SubscribersImport(arrivals, TestNewsroom.NEWSROOM, now, false)
          .bring(
              SubscribersImport.survey(List.of(file)),
              lists,
              (path, line, result) -> {
                if (!result.equals(new SubscriberResult.Taken(Became.SIGNED_UP)))
                  throw new IllegalStateException(path + ":" + line + ": " + result);
                signedUp[0]++;
              });
      seconds = (System.nanoTime() - begin) / 1e9;
      micros = (PROCESS.getProcessCpuTime() - cpu) / 1e3;
    }
    if (signedUp[0] != size) throw new IllegalStateException(signedUp[0] + " of " + size);
    String name =
        switch (kind) {
          case SQLITE -> "import.subscribers";
          case POSTGRESQL -> "import.subscribers.postgresql";
        };
    return List.of(
        new Figure(name, size / seconds, "addresses/s", "asked for", 50_000),
        // Two cores have as many microseconds for each of fifty thousand a second.
        new Figure(name + ".cpu", micros / size, "µs/address", "two cores", 40));
  }

  private static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Refused<T> refused ->
          throw new IllegalStateException(refused.refusals().toString());
    };
  }

  private Path file() throws IOException {
    Path file = Path.of("target/bench/subscribers-" + size + ".csv").toAbsolutePath();
    if (Files.exists(file)) return file;
    System.err.println("Writing " + size + " subscribers …");
    Files.createDirectories(file.getParent());
    var chance = new SplittableRandom(11);
    Instant first = Instant.parse("2015-01-01T09:00:00Z");
    Path fresh = Files.createTempFile(file.getParent(), "subscribers", ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
      out.write("uuid,email,name,attributes,status,created_at,updated_at\n");
      for (int i = 0; i < size; i++) {
        // Most addresses are of few domains.
        int domain = (int) (Math.pow(chance.nextDouble(), 4) * 20_000);
        String at = first.plusSeconds(i * 300L).toString().replace('T', ' ').replace("Z", "");
        out.write(
            "5c1a7c11-0000-4000-8000-%012d,%s.%d@mail%d.example.org,\"Reader %d\",{},enabled,%s.123456 +0000 UTC,%s +0000 UTC%n"
                .formatted(
                    i, Filled.sentence(chance, 1).replaceAll("[^a-z]", ""), i, domain, i, at, at));
      }
    }
    return Files.move(fresh, file);
  }
}
