package communique.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who gets to see the outbox: a page of another site in a browser of this machine does not, by
/// whatever name it calls this machine.
class OutboxPagesTest {
  private static final String MAIL = "/outbox/20261120-100000-000-1";

  @Test
  void it_is_shown_by_the_names_of_this_machine_only(@TempDir Path data) throws Exception {
    Path folder = Files.createDirectories(data.resolve("outbox"));
    Files.writeString(
        folder.resolve("20261120-100000-000-1.eml"), "Subject: Mail\r\n\r\nA link\r\n");
    var pages = new OutboxPages(Settings.from(Map.of("COMMUNIQUE_DATA", data.toString())));
    Vertx vertx = Vertx.vertx();
    try {
      Router router = Router.router(vertx);
      pages.routes(() -> router);
      router.get("/q/health").handler(context -> context.response().end("healthy"));
      HttpServer server =
          vertx
              .createHttpServer()
              .requestHandler(router)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS);
      int port = server.actualPort();
      for (String here : List.of("localhost", "LOCALHOST", "127.0.0.1", "[::1]"))
        for (String host : List.of(here, here + ":" + port))
          assertThat(get(port, MAIL + "/source", host))
              .as(host)
              .startsWith("HTTP/1.1 200 ")
              .contains("A link");
      for (String other :
          List.of(
              "evil.example",
              "evil.example:" + port,
              "localhost.evil.example",
              "evil.example:80@localhost",
              "127.0.0.1.evil.example",
              "localhost:port",
              "10.0.0.1",
              "::1",
              ""))
        for (String path :
            List.of(
                "/outbox",
                "/outbox/",
                MAIL,
                MAIL + "/html",
                MAIL + "/framed",
                MAIL + "/text",
                MAIL + "/source"))
          assertThat(get(port, path, other))
              .as(other + " " + path)
              .matches("(?s)HTTP/1[.]1 4(21|00) .*")
              .doesNotContain("A link");
      assertThat(get(port, "/outbox", "evil.example")).startsWith("HTTP/1.1 421 ");
      assertThat(get(port, "/q/health", "monitor.example")).startsWith("HTTP/1.1 200 ");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void links_of_a_framed_mail_open_beside_it() {
    Opened mail =
        Opened.of(
            ("Content-Type: text/html; charset=utf-8\r\n\r\n"
                    + "<html><head>\n<title>$1</title></head><body></body></html>")
                .getBytes(UTF_8));
    assertThat(mail.framed()).startsWith("<html><head><base target=\"_blank\">\n<title>$1<");
    assertThat(mail.html()).doesNotContain("<base");
  }

  @Test
  void addresses_in_text_can_be_followed_and_nothing_else_of_it_is_html() {
    String text =
        "<b>Read</b> (https://news.example/a?b=1&c=2). \u2068https://x.example/\u2069\nhttps://y/";
    Opened mail =
        Opened.of(("Content-Type: text/plain; charset=utf-8\r\n\r\n" + text).getBytes(UTF_8));
    assertThat(mail.linked().getValue())
        .isEqualTo(
            "&lt;b&gt;Read&lt;/b&gt; (<a href=\"https://news.example/a?b=1&amp;c=2\">"
                + "https://news.example/a?b=1&amp;c=2</a>). \u2068<a href=\"https://x.example/\">"
                + "https://x.example/</a>\u2069\n<a href=\"https://y/\">https://y/</a>");
    assertThat(mail.lines()).isEqualTo(2);
  }

  @Test
  void the_name_of_a_mail_says_when_it_was_kept() {
    assertThat(Outbox.keptAt("20261126-102813-333-236223201288"))
        .isEqualTo("2026-11-26T10:28:13.333Z");
  }

  private static String get(int port, String path, String host) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
