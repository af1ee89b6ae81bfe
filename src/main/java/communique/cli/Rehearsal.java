package communique.cli;

import communique.access.Role;
import communique.access.Tokens;
import communique.platform.Json;
import communique.platform.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Walks through a newsroom that has just started, so that the JVM that records an ahead-of-time
/// cache has seen what a serving one does; the build runs it on the demonstration's content.
final class Rehearsal {
  /// Set on the command line of the recording JVM.
  static final String PROPERTY = "communique.rehearsal";

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)\"");
  private static final Pattern MAIL = Pattern.compile("href=\"(/outbox/[0-9-]+)\"");
  private static final Pattern CONFIRM = Pattern.compile("/alerts/confirm/[0-9a-f]+[.a-z-]*");
  private static final int PAGES_MAX = 400;

  /// So many announcements that what makes mails of them is known to the compiler.
  private static final int TOLD = 12;

  private static final int PATIENCE_MILLIS = 20_000;

  private final String site;
  private final String management;

  Rehearsal(int port, int managementPort) {
    this.site = "http://127.0.0.1:" + port;
    this.management = "http://127.0.0.1:" + managementPort;
  }

  /// Asks for every page that can be reached from the home page, in each encoding; and has somebody
  /// told of announcements.
  void run(Tokens tokens) throws IOException, InterruptedException {
    walk();
    RehearsedServer.handOver();
    tell(tokens);
  }

  private void walk() throws IOException {
    Deque<String> next =
        new ArrayDeque<>(
            List.of("/", "/feed.atom", "/feed.rss", "/feed.json", "/sitemap.xml", "/none"));
    Set<String> seen = new HashSet<>(next);
    int pages = 0;
    while (!next.isEmpty() && pages++ < PAGES_MAX) {
      String path = next.removeFirst();
      get(path, "br");
      get(path, "gzip");
      Matcher links = LINK.matcher(get(path, "identity"));
      while (links.find()) if (seen.add(links.group(1))) next.addLast(links.group(1));
    }
    // By now the index is there, which it was not when the first page led to the finder.
    for (String path :
        List.of("/search?q=sea+rescue", "/search.atom?q=fish*", "/api/search?q=reskue"))
      get(path, "identity");
  }

  private void tell(Tokens tokens) throws IOException, InterruptedException {
    String form = "application/x-www-form-urlencoded";
    String wish = "q=rehearsal&address=rehearsal%40example.org&frequency=at-once&languages=en";
    send("POST", "/alerts", form, wish, "");
    Matcher confirm = CONFIRM.matcher(ask(management + mails(1).getFirst() + "/text", ""));
    if (!confirm.find()) throw new IOException("the mail that asks holds no link that confirms");
    send("POST", confirm.group(), form, "", "");
    if (!(tokens.create("rehearsal", Role.PUBLISHER, "", 1) instanceof Outcome.Done<String> token))
      throw new IOException("no token could be made");
    for (int i = 1; i <= TOLD; i++) {
      String at = "/api/desk/v1/announcements/rehearsal-" + i + "/en";
      String draft =
          Json.write(Map.of("title", "A rehearsal", "summary", "It is tried.", "body", "Said."));
      send("PUT", at, "application/json", draft, token.value());
      send("POST", at + "/publish", "application/json", "{}", token.value());
      mails(1 + i);
    }
  }

  /// The addresses of the mails in the outbox, the newest first, as soon as there are so many.
  private List<String> mails(int count) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (System.nanoTime() < end) {
      List<String> mails =
          MAIL.matcher(ask(management + "/outbox", ""))
              .results()
              .map(found -> found.group(1))
              .distinct()
              .toList();
      if (mails.size() >= count) return mails;
      Thread.sleep(Duration.ofMillis(100));
    }
    throw new IOException("the outbox did not come to hold " + count + " mails");
  }

  private String get(String path, String encoding) throws IOException {
    return ask(site + path, encoding);
  }

  private static String ask(String address, String encoding) throws IOException {
    HttpURLConnection connection = connection(address);
    connection.setRequestProperty("Accept-Encoding", encoding);
    return answer(connection);
  }

  private void send(String method, String path, String type, String body, String token)
      throws IOException {
    HttpURLConnection connection = connection(site + path);
    connection.setRequestMethod(method);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", type);
    if (!token.isEmpty()) connection.setRequestProperty("Authorization", "Bearer " + token);
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    String answer = answer(connection);
    if (connection.getResponseCode() >= 400)
      throw new IOException(method + " " + path + ": " + answer);
  }

  private static HttpURLConnection connection(String address) throws IOException {
    var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    return connection;
  }

  private static String answer(HttpURLConnection connection) throws IOException {
    try (InputStream in =
        connection.getResponseCode() < 400
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
