package communique.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The public listener, as a client meets it.
@Timeout(60)
class PublicServerTest {
  private static final Map<String, String> ALWAYS =
      Map.of("X-Content-Type-Options", "nosniff", "Content-Security-Policy", Headers.POLICY);

  private static final PublicRoute.Faults FAULTS =
      new PublicRoute.Faults() {
        @Override
        public Response notFound(Target target) {
          return Response.ok("text/plain", "nothing at " + target.path()).status(404).passing();
        }

        @Override
        public Response failed(Target target, Throwable why) {
          return Response.ok("text/plain", "failed").status(500).passing();
        }

        @Override
        public Response notAllowed(Target target) {
          return Response.ok("text/plain", "not allowed").status(405).passing();
        }
      };

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger made = new AtomicInteger();
  private volatile String word = "first";
  private Shelf shelf = new Shelf(Path.of("."), List.of());
  private int port;

  @BeforeEach
  void listen() {
    listen(1 << 20);
  }

  private void listen(int segmentBytes) {
    Maker maker =
        target -> {
          made.incrementAndGet();
          return switch (target.path()) {
            case "/news/visit" ->
                Optional.of(
                    Response.ok("text/html;charset=utf-8", (word + " visit\n").repeat(100)));
            case "/withdrawn" -> Optional.of(Response.ok("text/plain", "gone").status(410));
            case "/old" -> Optional.of(Response.redirect(301, "/news/visit"));
            case "/search" -> Optional.of(Response.ok("text/plain", "query " + target.query()));
            case "/broken" -> throw new IllegalStateException("broken");
            case "/deep" -> throw new StackOverflowError();
            case "/empty" -> Optional.of(Response.ok("text/plain", ""));
            default -> Optional.empty();
          };
        };
    shelf = new Shelf(List.of(maker), new ShelfFile(folder, segmentBytes, 2));
    var route =
        new PublicRoute(
            shelf,
            FAULTS,
            request -> request.response().end("others"),
            List.of("/api/desk/"),
            List.of("/alerts"),
            ALWAYS);
    InstantSource clock = InstantSource.fixed(Instant.parse("2017-10-13T10:00:00Z"));
    port = PublicServer.listen(vertx, "127.0.0.1", 0, route, clock);
  }

  @AfterEach
  void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_page_is_the_same_made_now_ready_or_taken_from_the_shelf() throws Exception {
    HttpResponse<String> fresh = get("/news/visit");
    HttpResponse<String> ready = get("/news/visit");
    HttpResponse<String> again = get("/news/visit");

    assertThat(fresh.statusCode()).isEqualTo(200);
    assertThat(fresh.body()).isEqualTo("first visit\n".repeat(100));
    assertThat(ready.body()).isEqualTo(fresh.body());
    assertThat(again.body()).isEqualTo(fresh.body());
    for (String name :
        List.of(
            "Content-Type",
            "Content-Length",
            "Cache-Control",
            "Vary",
            "ETag",
            "X-Content-Type-Options",
            "Content-Security-Policy")) {
      assertThat(fresh.headers().allValues(name)).as(name).hasSize(1);
      assertThat(ready.headers().allValues(name)).isEqualTo(fresh.headers().allValues(name));
    }
    assertThat(fresh.headers().firstValue("Vary")).contains("Accept-Encoding");
    assertThat(fresh.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(ready.headers().firstValue("Date")).isPresent();
    assertThat(made).hasValue(1);
  }

  @Test
  void each_coding_is_sent_with_its_own_length_and_validator() throws Exception {
    for (int time = 0; time < 2; time++) {
      var gzip = bytes("/news/visit", "Accept-Encoding", "gzip");
      assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(gzip.headers().firstValueAsLong("Content-Length")).hasValue(gzip.body().length);
      assertThat(
              new String(
                  new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes(),
                  StandardCharsets.UTF_8))
          .isEqualTo("first visit\n".repeat(100));
      var brotli = bytes("/news/visit", "Accept-Encoding", "br, gzip");
      assertThat(brotli.headers().firstValue("Content-Encoding")).contains("br");
      var plain = get("/news/visit");
      assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(plain.headers().firstValue("Vary")).contains("Accept-Encoding");
      assertThat(List.of(etag(gzip), etag(brotli), etag(plain))).doesNotHaveDuplicates();
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void whoever_has_this_representation_gets_a_304_with_the_headers_of_a_200() throws Exception {
    HttpResponse<String> page = get("/news/visit");
    for (String known : List.of(etag(page), "W/" + etag(page), "\"x\", " + etag(page), "*")) {
      HttpResponse<String> same = get("/news/visit", "If-None-Match", known);
      assertThat(same.statusCode()).as(known).isEqualTo(304);
      assertThat(same.body()).isEmpty();
      for (String name : List.of("ETag", "Cache-Control", "Vary", "Content-Security-Policy"))
        assertThat(same.headers().allValues(name))
            .as(name)
            .isEqualTo(page.headers().allValues(name));
      assertThat(same.headers().firstValue("Content-Type")).isEmpty();
      assertThat(same.headers().firstValue("Content-Length")).isEmpty();
    }
    // The plain page's validator is not that of the compressed one.
    assertThat(
            bytes("/news/visit", "Accept-Encoding", "gzip", "If-None-Match", etag(page))
                .statusCode())
        .isEqualTo(200);
    assertThat(
            get(
                    "/news/visit",
                    "If-None-Match",
                    "\"x\"",
                    "If-Modified-Since",
                    "Fri, 01 Jan 2100 00:00:00 GMT")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void what_is_not_shelved_has_a_validator_too() throws Exception {
    HttpResponse<String> found = get("/search?q=a");
    assertThat(found.body()).isEqualTo("query q=a");
    HttpResponse<String> same = get("/search?q=a", "If-None-Match", etag(found));
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(get("/search?q=b", "If-None-Match", etag(found)).statusCode()).isEqualTo(200);
    assertThat(shelf.size()).isZero();
  }

  @Test
  void a_head_is_a_get_without_its_body() throws Exception {
    for (String path : List.of("/news/visit", "/news/visit", "/search?q=a", "/nowhere", "/old")) {
      HttpResponse<String> get = get(path);
      HttpResponse<String> head =
          client.send(request(path).HEAD().build(), BodyHandlers.ofString());
      assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
      assertThat(head.body()).isEmpty();
      for (String name :
          List.of("Content-Length", "Content-Type", "ETag", "Cache-Control", "Location"))
        assertThat(head.headers().allValues(name))
            .as(name)
            .isEqualTo(get.headers().allValues(name));
    }
  }

  @Test
  void a_page_that_changed_is_new_at_the_next_request() throws Exception {
    HttpResponse<String> first = get("/news/visit");
    get("/news/visit");
    word = "second";
    shelf.drop("/news/visit");

    HttpResponse<String> second = get("/news/visit", "If-None-Match", etag(first));
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).startsWith("second visit");
    assertThat(get("/news/visit").body()).isEqualTo(second.body());
  }

  @Test
  void only_get_and_head_are_allowed() throws Exception {
    get("/news/visit");
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW")) {
      HttpResponse<String> refused =
          client.send(
              request("/news/visit").method(method, BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());
      assertThat(refused.statusCode()).as(method).isEqualTo(405);
      assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void what_is_not_there_moved_is_gone_or_fails_says_so_with_all_headers() throws Exception {
    for (var expected :
        Map.of("/nowhere", 404, "/old", 301, "/withdrawn", 410, "/broken", 500, "/deep", 500)
            .entrySet()) {
      for (int time = 0; time < 2; time++) {
        HttpResponse<String> answer = get(expected.getKey());
        assertThat(answer.statusCode()).as(expected.getKey()).isEqualTo(expected.getValue());
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
      }
    }
    // Only what is there can be known.
    assertThat(get("/withdrawn", "If-None-Match", "*").statusCode()).isEqualTo(410);
    assertThat(get("/nowhere", "If-None-Match", "*").statusCode()).isEqualTo(404);
  }

  @Test
  void an_empty_answer_is_an_answer() throws Exception {
    for (String coding : List.of("identity", "gzip", "br"))
      assertThat(bytes("/empty", "Accept-Encoding", coding).statusCode()).isEqualTo(200);
    assertThat(get("/empty").body()).isEmpty();
  }

  @Test
  void what_belongs_to_others_is_handed_on_with_any_method() throws Exception {
    assertThat(get("/api/desk/v1/announcements").body()).isEqualTo("others");
    assertThat(
            client
                .send(
                    request("/api/desk/v1/x").POST(BodyPublishers.ofString("{}")).build(),
                    BodyHandlers.ofString())
                .body())
        .isEqualTo("others");
  }

  @Test
  void a_form_goes_to_others_and_its_page_does_not() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE"))
      assertThat(
              client
                  .send(
                      request("/alerts").method(method, BodyPublishers.ofString("a=b")).build(),
                      BodyHandlers.ofString())
                  .body())
          .as(method)
          .isEqualTo("others");
    assertThat(get("/alerts").statusCode()).isEqualTo(404);
  }

  @Test
  void on_a_full_disk_every_page_is_still_answered() throws Exception {
    // Nothing fits into such a segment, as on a disk without room.
    listen(10);
    for (int time = 0; time < 3; time++) {
      assertThat(get("/news/visit").body()).isEqualTo("first visit\n".repeat(100));
      assertThat(bytes("/news/visit", "Accept-Encoding", "br").statusCode()).isEqualTo(200);
    }
    assertThat(get("/news/visit", "If-None-Match", etag(get("/news/visit"))).statusCode())
        .isEqualTo(304);
  }

  @Test
  void a_disk_that_fills_up_before_a_page_is_compressed_sends_it_plain() throws Exception {
    listen(1_200);
    assertThat(get("/news/visit").statusCode()).isEqualTo(200);
    Files.delete(folder);
    try {
      var answer = bytes("/news/visit", "Accept-Encoding", "gzip");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .isEqualTo("first visit\n".repeat(100));
    } finally {
      Files.createDirectories(folder);
    }
  }

  @Test
  void hostile_requests_get_an_answer_or_a_closed_door_and_nothing_breaks() throws Exception {
    String host = "Host: localhost\r\n";
    for (String request :
        List.of(
            "GET /" + "a".repeat(3_000) + " HTTP/1.1\r\n" + host,
            "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + host,
            "GET /news/visit HTTP/1.1\r\nX: " + "a".repeat(20_000) + "\r\n" + host,
            "GET /../../etc/passwd HTTP/1.1\r\n" + host,
            "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + host,
            "GET /%00 HTTP/1.1\r\n" + host,
            "GET /%zz?%zz=%zz HTTP/1.1\r\n" + host,
            "GET * HTTP/1.1\r\n" + host,
            "GET http://elsewhere.example/news/visit HTTP/1.1\r\n" + host,
            "GET /news/visit HTTP/1.1\r\nIf-None-Match: \"\u0001\"\r\n" + host,
            "GET /news/visit HTTP/1.1\r\nAccept-Encoding: ;;;,,,\u00ff\r\n" + host,
            "GET  /news/visit  HTTP/1.1\r\n" + host,
            "\u0000\u0001\u0002\r\n",
            "GET /news/visit HTTP/9.9\r\n" + host))
      assertThat(raw(request + "Connection: close\r\n\r\n"))
          .as(request.substring(0, Math.min(60, request.length())))
          .doesNotContain("Exception")
          .satisfiesAnyOf(
              answer -> assertThat(answer).isEmpty(),
              answer -> assertThat(answer).startsWith("HTTP/"));
    assertThat(get("/news/visit").statusCode()).isEqualTo(200);
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // The door was closed before all was said.
      return "";
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = request(path);
    if (headers.length > 0) request.headers(headers);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
    return client.send(request(path).headers(headers).build(), BodyHandlers.ofByteArray());
  }

  private static String etag(HttpResponse<?> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }
}
