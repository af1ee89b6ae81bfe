package communique.whole;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL server, which can go away and come back with all that it holds.
final class Postgres implements AutoCloseable {
  private static @Nullable Postgres shared;

  private final Path data;
  private final int port;
  private @Nullable EmbeddedPostgres server;

  Postgres() {
    try {
      data = Files.createTempDirectory("communique-postgresql");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = Ports.free();
    start();
  }

  /// The one server that tests share which do not stop it.
  static synchronized Postgres shared() {
    Postgres postgres = shared;
    if (postgres == null) {
      postgres = new Postgres();
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      shared = postgres;
    }
    return postgres;
  }

  void start() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              // What was committed is there after a crash of the server, as by default.
              .setServerConfig("synchronous_commit", "on")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the server as an operator's restart does, which breaks every connection.
  void stop() {
    EmbeddedPostgres running = server;
    if (running == null) return;
    server = null;
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the server amid whatever it does, as a crash does; it recovers when it is started.
  void crash() {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
      Tools.run(List.of("kill", "-QUIT", Long.toString(pid)));
      RunningNewsroom.await(
          "the server is gone", Duration.ofSeconds(20), () -> ProcessHandle.of(pid).isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stop();
  }

  /// Makes an empty database.
  ///
  /// @return its address, as COMMUNIQUE_DATABASE has it
  String fresh() {
    EmbeddedPostgres running = server;
    if (running == null) throw new IllegalStateException("the server is stopped");
    String name = "newsroom_" + UUID.randomUUID().toString().replace('-', '_');
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "postgresql://postgres@127.0.0.1:" + port + "/" + name;
  }

  @Override
  public void close() {
    stop();
    Folders.delete(data);
  }
}
