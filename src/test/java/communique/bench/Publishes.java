package communique.bench;

import communique.platform.Database;
import communique.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// From the request to publish to the moment at which a reader finds it, through HTTP on both
/// sides; beside one durable transaction of one row on the same disk, below which nothing that
/// keeps its word can come.
final class Publishes {
  private static final int ROUNDS = 60;

  private final int size;

  Publishes(int size) {
    this.size = size;
  }

  List<Figure> run() throws IOException, InterruptedException {
    Path data = Filled.folder(size);
    var page = new ArrayList<Double>();
    var feed = new ArrayList<Double>();
    var home = new ArrayList<Double>();
    var search = new ArrayList<Double>();
    var commit = new ArrayList<Double>();
    var chance = new SplittableRandom();
    String token = Served.run(data, "token", "create", "bench-" + System.nanoTime()).strip();
    Path plain = Files.createTempDirectory("communique-bench");
    try (Served served = Served.start(data, "");
        Database reference = Database.sqlite(plain.resolve("plain.db"));
        HttpClient http = HttpClient.newHttpClient()) {
      reference.inTransaction(tx -> tx.execute("create table t (n integer)"));
      for (int i = -10; i < ROUNDS; i++) {
        String slug = "bench-" + Long.toString(System.nanoTime(), 36);
        String title = Filled.sentence(chance, 6) + " " + slug;
        String at =
            "http://127.0.0.1:" + served.port() + "/api/desk/v1/announcements/" + slug + "/en";
        String draft =
            Json.write(
                Map.of(
                    "title", title,
                    "summary", Filled.sentence(chance, 20),
                    "body", Filled.sentence(chance, 300),
                    "organisations", List.of("ministry")));
        send(http, request(at, token).PUT(HttpRequest.BodyPublishers.ofString(draft)));
        long begin = System.nanoTime();
        send(
            http,
            request(at + "/publish", token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"updateType\":\"major\"}")));
        double onPage = until(begin, served, "/news/" + slug, slug);
        double inFeed = until(begin, served, "/feed.atom", slug);
        double onHome = until(begin, served, "/", slug);
        double found = until(begin, served, "/api/search?q=" + slug, "/news/" + slug);
        long start = System.nanoTime();
        reference.inTransaction(tx -> tx.execute("insert into t values (1)"));
        double durable = (System.nanoTime() - start) / 1e6;
        if (i < 0) continue;
        page.add(onPage);
        feed.add(inFeed);
        home.add(onHome);
        search.add(found);
        commit.add(durable);
      }
    } finally {
      Starts.delete(plain);
    }
    double durable = Numbers.quantile(commit, 0.95);
    return List.of(
        new Figure(
            "publish.page", Numbers.quantile(page, 0.95), "ms p95", "durable-commit", durable),
        new Figure(
            "publish.feed", Numbers.quantile(feed, 0.95), "ms p95", "durable-commit", durable),
        new Figure(
            "publish.home", Numbers.quantile(home, 0.95), "ms p95", "durable-commit", durable),
        new Figure(
            "publish.search", Numbers.quantile(search, 0.95), "ms p95", "durable-commit", durable));
  }

  private static double until(long begin, Served served, String path, String words)
      throws IOException, InterruptedException {
    while (true) {
      try {
        if (served.text(path).contains(words)) return (System.nanoTime() - begin) / 1e6;
      } catch (IOException notThereYet) {
        if (System.nanoTime() - begin > 20e9) throw notThereYet;
      }
      if (System.nanoTime() - begin > 20e9)
        throw new IOException(path + " did not show " + words + " in 20 s");
      Thread.sleep(1);
    }
  }

  private static HttpRequest.Builder request(String uri, String token) {
    return HttpRequest.newBuilder(URI.create(uri))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private static void send(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300)
      throw new IOException(answer.statusCode() + " " + answer.body());
  }
}
