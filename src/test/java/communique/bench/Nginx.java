package communique.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// nginx, serving files of a folder with the same headers: the reference for pages.
final class Nginx implements AutoCloseable {
  private static final Set<String> OWN =
      Set.of(
          "content-length",
          "content-type",
          "date",
          "etag",
          "connection",
          "server",
          "last-modified",
          "accept-ranges");

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// @param headers what the newsroom sends with a page, so that both send as much
  static Nginx start(Path root, List<String[]> headers) throws IOException, InterruptedException {
    int port = Served.freePort();
    Path home = Files.createTempDirectory("communique-nginx");
    var lines = new StringBuilder();
    for (String[] header : headers)
      if (!OWN.contains(header[0].toLowerCase(Locale.ROOT)))
        lines
            .append("add_header ")
            .append(header[0])
            .append(" \"")
            .append(header[1])
            .append("\";\n");
    Path conf = home.resolve("nginx.conf");
    Files.writeString(
        conf,
        """
        %sworker_processes 2;
        worker_rlimit_nofile 16384;
        daemon off;
        pid %s/nginx.pid;
        error_log %s/error.log;
        events { worker_connections 1024; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 1000000000;
          open_file_cache max=10000 inactive=600s;
          open_file_cache_valid 600s;
          client_body_temp_path %s/body;
          proxy_temp_path %s/proxy;
          fastcgi_temp_path %s/fastcgi;
          uwsgi_temp_path %s/uwsgi;
          scgi_temp_path %s/scgi;
          server {
            listen 127.0.0.1:%d;
            root %s;
            default_type "text/html; charset=utf-8";
            %s
          }
        }
        """
            .formatted(
                System.getProperty("user.name").equals("root") ? "user root;\n" : "",
                home,
                home,
                home,
                home,
                home,
                home,
                home,
                port,
                root.toAbsolutePath(),
                lines));
    Process process =
        new ProcessBuilder(
                "nginx", "-e", home + "/error.log", "-c", conf.toString(), "-p", home.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out.log").toFile())
            .start();
    Thread.sleep(500);
    if (!process.isAlive())
      throw new IOException("nginx did not start: " + Files.readString(home.resolve("out.log")));
    return new Nginx(process, port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
