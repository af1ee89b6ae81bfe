package communique.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// An empty store of its own for one test: an SQLite file, or a database on a real PostgreSQL
/// server, of which there is one for all tests of a process. Where that server does not start,
/// tests fail: a skipped half looks like a passing whole.
public final class TestStore implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Path folder;
  private final String address;

  private TestStore(Path folder, String address) {
    this.folder = folder;
    this.address = address;
  }

  public static TestStore open(Database.Kind kind) {
    try {
      Path folder = Files.createTempDirectory("communique-test");
      return switch (kind) {
        case SQLITE -> {
          Files.copy(Sqlite.MIGRATED, folder.resolve("communique.db"));
          yield new TestStore(folder, "");
        }
        case POSTGRESQL -> {
          String name = "newsroom_" + COUNT.incrementAndGet();
          Postgresql.run("create database " + name + " template migrated");
          yield new TestStore(folder, Postgresql.address(name));
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Opens the store, as each process does for itself.
  public Database database() {
    return Database.open(settings());
  }

  /// What stands in the environment of a process that works on this store.
  public Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.put("COMMUNIQUE_DATA", folder.toString());
    if (!address.isEmpty()) environment.put("COMMUNIQUE_DATABASE", address);
    return environment;
  }

  /// The settings of such a process, with defaults for all but the store.
  public Settings settings() {
    return Settings.from(environment());
  }

  /// The data folder.
  public Path folder() {
    return folder;
  }

  /// Removes the store; whoever opened it has closed it before.
  @Override
  public void close() {
    if (!address.isEmpty())
      Postgresql.run(
          "drop database " + address.substring(address.lastIndexOf('/') + 1) + " with (force)");
    delete(folder);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An empty file of the newest schema, from which others are copied.
  private static final class Sqlite {
    static final Path MIGRATED = migrated();

    private static Path migrated() {
      try {
        Path folder = Files.createTempDirectory("communique-test-template");
        Path file = folder.resolve("communique.db");
        Database.sqlite(file).close();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The server, and on it a database of the newest schema, from which others are made.
  private static final class Postgresql {
    private static final EmbeddedPostgres SERVER = server();

    private static EmbeddedPostgres server() {
      try {
        // It ends with this process.
        @SuppressWarnings("resource")
        var server = EmbeddedPostgres.builder().start();
        run(server, "create database migrated");
        Database.postgresql(address(server, "migrated")).close();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static String address(String name) {
      return address(SERVER, name);
    }

    static void run(String sql) {
      run(SERVER, sql);
    }

    private static String address(EmbeddedPostgres server, String name) {
      return "postgresql://postgres@localhost:" + server.getPort() + "/" + name;
    }

    private static void run(EmbeddedPostgres server, String sql) {
      try (var connection = server.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }
}
