package communique.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Walks through a newsroom that has just started, so that the JVM that records an ahead-of-time
/// cache has seen what a serving one does; the build runs it on the demonstration's content.
final class Rehearsal {
  /// Set on the command line of the recording JVM.
  static final String PROPERTY = "communique.rehearsal";

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)\"");
  private static final int PAGES_MAX = 400;

  private final int port;

  Rehearsal(int port) {
    this.port = port;
  }

  /// Asks for every page that can be reached from the home page, in each encoding.
  void run() throws IOException {
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

  private String get(String path, String encoding) throws IOException {
    var connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Accept-Encoding", encoding);
    try (InputStream in =
        connection.getResponseCode() < 400
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
