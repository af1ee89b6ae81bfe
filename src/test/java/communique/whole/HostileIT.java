package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Requests that nobody who means well would send: no answer is a 500, shows how the newsroom is
/// built, or takes long.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileIT {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ?[^\r\n]*\r\n");
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\tat |Exception|communique\\.[a-z]+\\.[A-Z]|io\\.vertx|org\\.sqlite|SQLSTATE");

  private static final List<String> PIECES =
      List.of(
          "news",
          "api",
          "content",
          "desk",
          "v1",
          "announcements",
          "publish",
          "people",
          "feed",
          "archive",
          "editions",
          "compare",
          "updates",
          "sitemap",
          "organisations",
          "tags",
          "first",
          "first.ru",
          "first.ar",
          "first.en",
          "first.zz",
          "1",
          "1..2",
          "0",
          "-1",
          "999999999999999999999",
          "1..999999999",
          "..",
          ".",
          "%2e%2e",
          "%2F",
          "%00",
          "%0d%0aSet-Cookie:%20a=b",
          "%c0%af",
          "%ff%fe",
          "%",
          "%zz",
          "'",
          "\"",
          "';drop table edition--",
          "<script>",
          "{{7*7}}",
          "${7*7}",
          "é",
          "ж",
          "\u202e",
          "a".repeat(300),
          ".atom",
          ".rss",
          ".json",
          "feed.atom",
          "feed.zz.json",
          "q",
          "health",
          "..;",
          "//",
          "?",
          "?after=",
          "?after=-1",
          "?before=%",
          "?a=1&b=2",
          "#",
          "&&",
          "=");

  private static final List<String> METHODS =
      List.of(
          "GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE",
          "FOO");

  private static final List<String> HEADERS =
      List.of(
          "Accept: */*",
          "Accept: text/html;q=x",
          "Accept: " + "a/b,".repeat(500),
          "Accept-Encoding: br;q=zz",
          "Accept-Encoding: ,,,;;q",
          "If-None-Match: \"",
          "If-None-Match: *",
          "If-None-Match: W/\"x\",,,",
          "If-Match: \"stale\"",
          "If-Match: *",
          "If-Modified-Since: yesterday",
          "Range: bytes=0-1,5-2",
          "Authorization: Bearer",
          "Authorization: Bearer \u00e9",
          "Authorization: Basic Og==",
          "Idempotency-Key: " + "k".repeat(3_000),
          "Content-Type: application/json",
          "Content-Type: x",
          "Content-Type: text/plain; charset=none",
          "Expect: 100-continue",
          "Cookie: a=b",
          "X-Forwarded-For: ::1",
          "Forwarded: for=_x",
          "Host: other.example",
          "Connection: upgrade\r\nUpgrade: h2c",
          "Accept-Language: \u0000");

  private static final List<String> BODIES =
      List.of(
          "",
          "{}",
          "[]",
          "null",
          "0",
          "\"x\"",
          "{",
          "{\"title\":",
          "{\"title\":1}",
          "{\"title\":\"a\",\"title\":\"b\"}",
          "{\"title\":\"a\",\"summary\":\"b\",\"body\":\"c\"}",
          "{\"title\":\"\\u0000\",\"summary\":\"\\ud800\",\"body\":\"\\u202e\"}",
          "{\"title\":{\"a\":[[[]]]}}",
          "{\"nothing\":true}",
          "[".repeat(20_000),
          "{\"a\":".repeat(5_000),
          "{\"title\":\"" + "x".repeat(100_000) + "\"}",
          "\u00ff\u00fe",
          "{\"updateType\":\"minor\",\"changeNote\":[]}",
          "{\"type\":\"redirect\",\"to\":\"javascript:alert(1)\"}",
          "{\"type\":\"redirect\",\"to\":\"/news/first\\r\\nX: y\"}",
          "{\"explanation\":null}",
          "{\"organisations\":[\"none\"]}",
          "{\"organisations\":\"none\"}",
          "1e999999");

  private final RunningNewsroom newsroom =
      RunningNewsroom.on(Backing.SQLITE, Map.of("COMMUNIQUE_LOCALES", "en,ru,ar"));

  @AfterAll
  void ends() {
    newsroom.close();
  }

  @Test
  void no_request_makes_a_500_or_a_stack_trace_or_takes_long() {
    newsroom
        .run(
            "publish",
            newsroom.file("first.md", "---\ntitle: T\nsummary: S\n---\n\nB\n").toString())
        .done();
    String token = newsroom.token("hostile");
    long seed = Long.getLong("communique.seed", System.nanoTime());
    var chance = new SplittableRandom(seed);
    for (int i = 0; i < Rounds.of(2_000, 50_000); i++) {
      String request = request(chance, token);
      Instant asked = Instant.now();
      String answer = send(request, "-Dcommunique.seed=" + seed + ", request " + i);
      Duration took = Duration.between(asked, Instant.now());
      String told = "-Dcommunique.seed=" + seed + ", request " + i + ":\n" + shortened(request);
      assertThat(took).as(told).isLessThan(ANSWER_MAX);
      // A listener may hang up on what is no HTTP at all.
      if (answer.isEmpty()) continue;
      var status = STATUS.matcher(answer);
      assertThat(status.lookingAt()).as(told + answer).isTrue();
      assertThat(Integer.parseInt(status.group(1))).as(told + answer).isBetween(100, 499);
      assertThat(INSIDE.matcher(answer).find()).as(told + answer).isFalse();
      assertThat(answer).as(told).doesNotContainIgnoringCase("\nset-cookie");
    }
    newsroom.get("/").must(200);
    newsroom.get("/news/first").must(200);
  }

  @Test
  void a_large_body_that_is_refused_unread_does_not_stop_the_next_request_on_its_connection()
      throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), newsroom.port())) {
      socket.setSoTimeout((int) ANSWER_MAX.toMillis() * 2);
      String large = "x".repeat(400_000);
      String requests =
          "PUT /api/desk/v1/announcements/large/en HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
              + large.length()
              + "\r\n\r\n"
              + large
              + "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
      assertThat(read(socket.getInputStream())).contains("HTTP/1.1 401 ").contains("HTTP/1.1 200 ");
    }
  }

  private static String request(SplittableRandom chance, String token) {
    var path = new StringBuilder();
    boolean desk = chance.nextInt(3) == 0;
    if (desk)
      path.append("/api/desk/v1/")
          .append(pick(chance, List.of("announcements", "tags", "alerts", "x")));
    for (int i = chance.nextInt(5); i >= 0; i--) {
      String piece = pick(chance, PIECES);
      path.append(chance.nextInt(10) == 0 ? "" : "/")
          .append(chance.nextInt(8) == 0 ? mangled(chance, piece) : piece);
    }
    var request = new StringBuilder(pick(chance, METHODS)).append(' ');
    request
        .append(path.toString().replaceAll("[ \r\n]", ""))
        .append(" HTTP/1.1\r\nHost: localhost\r\n");
    if (desk && chance.nextInt(4) > 0) {
      request.append("Authorization: Bearer ").append(token).append("\r\n");
      if (chance.nextBoolean()) request.append("Content-Type: application/json\r\n");
    }
    for (int i = chance.nextInt(4); i > 0; i--)
      request.append(pick(chance, HEADERS)).append("\r\n");
    String body = chance.nextInt(desk ? 1 : 4) == 0 ? pick(chance, BODIES) : "";
    if (chance.nextInt(8) == 0) body = mangled(chance, body);
    if (!body.isEmpty())
      request
          .append("Content-Length: ")
          .append(body.getBytes(StandardCharsets.UTF_8).length)
          .append("\r\n");
    return request.append("Connection: close\r\n\r\n").append(body).toString();
  }

  private static String mangled(SplittableRandom chance, String text) {
    if (text.isEmpty()) return text;
    int at = chance.nextInt(text.length());
    return text.substring(0, at)
        + (char) (33 + chance.nextInt(300))
        + text.substring(Math.min(text.length(), at + chance.nextInt(3)));
  }

  private static String pick(SplittableRandom chance, List<String> from) {
    return from.get(chance.nextInt(from.size()));
  }

  private String send(String request, String which) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), newsroom.port())) {
      socket.setSoTimeout((int) ANSWER_MAX.toMillis() * 2);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    } catch (SocketException hungUp) {
      return "";
    } catch (IOException e) {
      Tools.leave("hostile.txt", request.getBytes(StandardCharsets.UTF_8));
      throw new AssertionError(which + ": " + e.getMessage() + ":\n" + shortened(request), e);
    }
  }

  private static String read(InputStream in) throws IOException {
    var answer = new ByteArrayOutputStream();
    byte[] block = new byte[8_192];
    try {
      for (int n = in.read(block); n >= 0; n = in.read(block)) answer.write(block, 0, n);
    } catch (SocketException hungUp) {
      // What had come until then is what there is to look at.
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static String shortened(String request) {
    return request.length() <= 1_500 ? request : request.substring(0, 1_500) + "…";
  }
}
