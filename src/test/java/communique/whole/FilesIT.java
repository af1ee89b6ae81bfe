package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files over HTTP: from the desk with their announcement to the public, and back when it goes.
class FilesIT {
  private static final String VISIT = "/api/desk/v1/announcements/visit/en";
  private static final String FILES = VISIT + "/files/";
  private static final int UPLOADS = 30;

  @ParameterizedTest
  @EnumSource
  void a_file_is_public_with_its_page_and_no_longer(Backing backing) throws IOException {
    try (var newsroom = RunningNewsroom.on(backing, Map.of("COMMUNIQUE_LOCALES", "en,fr"))) {
      String[] bearer = {"Authorization", "Bearer " + newsroom.token("program")};
      newsroom.sendBytes("PUT", FILES + "plan.txt", bytes("x"), bearer).must(404);
      newsroom
          .put(
              VISIT,
              Json.write(
                  Map.of(
                      "title", "T",
                      "summary", "S",
                      "body", "See [Image:harbour.jpg]\n\n[Attachment:plan.txt]\n",
                      "attachments",
                          List.of(
                              Map.of("file", "harbour.jpg", "alt", "A harbour", "lead", true),
                              Map.of("file", "plan.txt", "title", "The plan"),
                              Map.of("file", "flag.gif", "decorative", true)))),
              bearer)
          .must(201);
      JsonNode refused = newsroom.post(VISIT + "/publish", "{}", bearer).must(422).json();
      assertThat(refused.get("errors"))
          .extracting(error -> error.get("pointer").asText())
          .containsExactly("/attachments/0/file", "/attachments/1/file", "/attachments/2/file");

      byte[] jpeg = picture(1_000, 500, "jpg");
      newsroom.sendBytes("PUT", FILES + "harbour.jpg", jpeg).must(401);
      Answer made = newsroom.sendBytes("PUT", FILES + "harbour.jpg", jpeg, bearer).must(201);
      assertThat(newsroom.path(made.header("Location"))).isEqualTo(FILES + "harbour.jpg");
      assertThat(made.json().get("width").asInt()).isEqualTo(1_000);
      newsroom.sendBytes("PUT", FILES + "flag.gif", picture(20, 20, "gif"), bearer).must(201);
      Answer first = newsroom.sendBytes("PUT", FILES + "plan.txt", bytes("One."), bearer).must(201);
      newsroom.sendBytes("PUT", FILES + "plan.txt", bytes("Two."), bearer).must(428);
      newsroom
          .sendBytes(
              "PUT",
              FILES + "plan.txt",
              bytes("0123456789 and more"),
              with(bearer, "If-Match", first.header("ETag")))
          .must(200);
      newsroom
          .sendBytes(
              "PUT",
              FILES + "plan.txt",
              bytes("Three."),
              with(bearer, "If-Match", first.header("ETag")))
          .must(412);
      newsroom.sendBytes("PUT", FILES + "odd.pdf", bytes("No PDF."), bearer).must(422);
      newsroom.sendBytes("PUT", FILES + "odd.svg", bytes("<svg/>"), bearer).must(422);
      newsroom.sendBytes("PUT", FILES + "long.txt", new byte[51 << 20], bearer).must(413);

      // Whoever has no token gets nothing, whatever they know.
      JsonNode list = newsroom.get(VISIT + "/files", bearer).must(200).json().get("results");
      assertThat(list).hasSize(3);
      newsroom.get(VISIT + "/files").must(401);
      newsroom.get(FILES + "plan.txt").must(401);
      Answer seen = newsroom.get(FILES + "plan.txt", bearer).must(200);
      assertThat(seen.text()).isEqualTo("0123456789 and more");
      assertThat(seen.headers().allValues("Content-Security-Policy"))
          .anyMatch(policy -> policy.contains("sandbox"));
      assertThat(seen.header("Cache-Control")).isEqualTo("no-store");
      for (JsonNode file : list)
        newsroom.get(media(file.get("sha256").asText(), file.get("name").asText())).must(404);

      newsroom.post(VISIT + "/publish", "{}", bearer).must(200);
      Document page = Jsoup.parse(newsroom.get("/news/visit").must(200).text());
      var types = new LinkedHashMap<String, String>();
      page.select("picture source")
          .forEach(source -> {
            for (String one : source.attr("srcset").split(", ", -1))
              types.put(one, source.attr("type"));
          });
      assertThat(types.values()).contains("image/webp", "image/jpeg", "image/png");
      assertThat(types.keySet()).hasSizeGreaterThanOrEqualTo(8);
      types.forEach((source, type) -> {
        Answer answer = newsroom.get(source.substring(0, source.indexOf(' '))).must(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(source).endsWith(" " + read(answer.body()).getWidth() + "w");
      });
      String plan = page.select("a:contains(The plan)").attr("href");
      ranges(newsroom, plan);
      JsonNode told = newsroom.get("/api/announcements/visit").must(200).json();
      String flag = told.get("attachments").get(2).get("url").asText();
      assertThat(newsroom.get(newsroom.path(flag)).must(200).header("Content-Type"))
          .isEqualTo("image/png");

      newsroom.get(plan.replace("plan.txt", "other.txt")).must(404);
      newsroom.get(media("0".repeat(64), "plan.txt")).must(404);
      newsroom.get(plan.replaceFirst("/media/.{8}", "/media/")).must(404);

      var announcement = "/api/desk/v1/announcements/visit";
      newsroom
          .post(announcement + "/withdraw", "{\"explanation\":\"Called off.\"}", bearer)
          .must(200);
      newsroom.get(plan).must(200);
      newsroom
          .post(
              announcement + "/unpublish", "{\"type\":\"gone\",\"explanation\":\"Gone.\"}", bearer)
          .must(200);
      newsroom.get(plan).must(410);
      for (String source : types.keySet())
        newsroom.get(source.substring(0, source.indexOf(' '))).must(410);
      newsroom.post(announcement + "/restore", "{}", bearer).must(200);
      assertThat(newsroom.get(plan).must(200).text()).isEqualTo("0123456789 and more");
      assertThat(newsroom.log()).doesNotContain("event=api.failed");
    }
  }

  private static void ranges(RunningNewsroom newsroom, String plan) {
    Answer whole = newsroom.get(plan).must(200);
    assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
    Answer part = newsroom.get(plan, "Range", "bytes=2-5").must(206);
    assertThat(part.text()).isEqualTo("2345");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 2-5/19");
    assertThat(newsroom.get(plan, "Range", "bytes=-4").must(206).text()).isEqualTo("more");
    assertThat(newsroom.get(plan, "Range", "bytes=15-").must(206).text()).isEqualTo("more");
    assertThat(newsroom.get(plan, "Range", "bytes=19-").must(416).header("Content-Range"))
        .isEqualTo("bytes */19");
    String etag = whole.header("ETag");
    newsroom.get(plan, "Range", "bytes=2-5", "If-Range", etag).must(206);
    newsroom.get(plan, "Range", "bytes=2-5", "If-Range", "\"other\"").must(200);
    newsroom.get(plan, "If-None-Match", etag).must(304);
  }

  @ParameterizedTest
  @EnumSource(names = "SQLITE")
  void what_breaks_off_leaves_nothing(Backing backing) throws IOException {
    try (var newsroom = RunningNewsroom.on(backing, Map.of())) {
      String token = newsroom.token("program");
      String[] bearer = {"Authorization", "Bearer " + token};
      newsroom.put(VISIT, "{}", bearer).must(201);
      for (String ends : List.of("Content-Length: 200000", "Transfer-Encoding: chunked"))
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), newsroom.port())) {
          String head =
              "PUT "
                  + FILES
                  + "plan.txt HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + token
                  + "\r\n"
                  + ends
                  + "\r\n\r\n"
                  + (ends.startsWith("T") ? "4000\r\n" : "");
          socket.getOutputStream().write(bytes(head + "x".repeat(0x3000)));
          socket.getOutputStream().flush();
          RunningNewsroom.await(
              "it begins to arrive", Duration.ofSeconds(10), () -> !arriving(newsroom).isEmpty());
        }
      RunningNewsroom.await(
          "what broke off is gone", Duration.ofSeconds(10), () -> arriving(newsroom).isEmpty());
      assertThat(newsroom.get(VISIT + "/files", bearer).must(200).json().get("results")).isEmpty();
      assertThat(kept(newsroom)).isEmpty();
      newsroom.sendBytes("PUT", FILES + "plan.txt", bytes("Whole."), bearer).must(201);
    }
  }

  /// Killed at any moment, a newsroom has the files that it acknowledged, whole; and no edition or
  /// draft names what is not there.
  @ParameterizedTest
  @EnumSource
  void what_was_acknowledged_survives_being_killed(Backing backing) throws Exception {
    long seed = Long.getLong("communique.seed", System.nanoTime());
    var chance = new SplittableRandom(seed);
    try (var newsroom = RunningNewsroom.on(backing, Map.of());
        var senders = Executors.newFixedThreadPool(2)) {
      String[] bearer = {"Authorization", "Bearer " + newsroom.token("crash")};
      Future<?> sender =
          senders.submit(() -> {
            for (int i = 0; i < UPLOADS; i++) publish(newsroom, i, bearer);
          });
      for (int kill = 0; kill < 3; kill++) {
        RunningNewsroom.pause(Duration.ofMillis(700 + chance.nextInt(1_200)));
        newsroom.kill();
        newsroom.start("serve");
      }
      sender.get();
      newsroom.kill();
      newsroom.start("serve");
      for (int i = 0; i < UPLOADS; i++) {
        JsonNode all =
            newsroom.get("/api/announcements/report-" + i).must(200).json().get("attachments");
        assertThat(all).as("seed " + seed).hasSize(2);
        for (JsonNode one : all) {
          String path = newsroom.path(one.get("url").asText());
          byte[] body = newsroom.get(path).must(200).body();
          assertThat(sha256(body)).as(path).isEqualTo(one.get("sha256").asText());
          for (JsonNode size : one.path("sizes"))
            assertThat(
                    read(newsroom.get(newsroom.path(size.get("url").asText())).must(200).body())
                        .getWidth())
                .isEqualTo(size.get("width").asInt());
        }
        assertThat(newsroom.get("/api/announcements/report-" + i).json().get("edition").asInt())
            .isEqualTo(1);
        assertThat(newsroom.get(path(i) + "/files", bearer).must(200).json().get("results"))
            .hasSize(2)
            .allSatisfy(file -> assertThat(file.get("state").asText()).isEqualTo("published"));
      }
      Path folder = newsroom.data().resolve("files");
      for (Path file : kept(newsroom)) {
        String digest = folder.relativize(file).toString().replace(File.separator, "");
        if (!digest.contains(".")) assertThat(sha256(Files.readAllBytes(file))).isEqualTo(digest);
      }
    }
  }

  /// Asks until there is an answer, as a client does that lost its connection.
  private static void publish(RunningNewsroom newsroom, int i, String[] bearer) {
    String draft =
        Json.write(
            Map.of(
                "title",
                "Report " + i,
                "summary",
                "S",
                "body",
                "B",
                "attachments",
                List.of(
                    Map.of("file", "chart.png", "alt", "A chart"), Map.of("file", "data.csv"))));
    byte[] csv = bytes(("row," + i + "\n").repeat(20_000));
    byte[] png = picture(350 + i, 200, "png");
    boolean done = false;
    while (!done) {
      try {
        Answer known = newsroom.get(path(i), bearer);
        if (known.status() == 404) newsroom.put(path(i), draft, bearer).must(201);
        else if (known.status() != 200) continue;
        boolean sent = true;
        for (var file : Map.of("chart.png", png, "data.csv", csv).entrySet()) {
          int status =
              newsroom
                  .sendBytes("PUT", path(i) + "/files/" + file.getKey(), file.getValue(), bearer)
                  .status();
          sent &= status == 200 || status == 201;
        }
        if (!sent) continue;
        int status =
            newsroom
                .post(path(i) + "/publish", "{}", with(bearer, "Idempotency-Key", "report-" + i))
                .status();
        done = status == 200;
      } catch (UncheckedIOException e) {
        // Killed while we asked; nobody knows yet what became of it.
        RunningNewsroom.pause(Duration.ofMillis(30));
      }
    }
  }

  private static String path(int i) {
    return "/api/desk/v1/announcements/report-" + i + "/en";
  }

  private static List<Path> arriving(RunningNewsroom newsroom) {
    return files(newsroom.data().resolve("files").resolve("arriving"));
  }

  private static List<Path> kept(RunningNewsroom newsroom) {
    return files(newsroom.data().resolve("files")).stream()
        .filter(file -> !file.endsWith("lock"))
        .filter(file -> !file.toString().contains("arriving"))
        .toList();
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException | UncheckedIOException e) {
      // It went while we looked.
      return files(folder);
    }
  }

  private static String media(String digest, String name) {
    return "/media/" + digest.substring(0, 32) + "/" + name;
  }

  private static String[] with(String[] headers, String name, String value) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = name;
    all[headers.length + 1] = value;
    return all;
  }

  private static BufferedImage read(byte[] picture) {
    try {
      return ImageIO.read(new ByteArrayInputStream(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] picture(int width, int height, String format) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = picture.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillOval(0, 0, width, height);
    pen.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
