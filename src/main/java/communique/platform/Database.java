package communique.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/// The store: SQLite in the data folder, or PostgreSQL. All that differs between the two, but for
/// the three placeholder words of the migrations and the triggers, is in this class and in [Bulk].
///
/// SQLite has one writing connection and many reading ones, in write-ahead mode with
/// `synchronous=FULL`: what was committed survives the power being cut. A writing transaction takes
/// its lock at its start (`begin immediate`), so that it never has to be tried again half-way
/// because a reader's snapshot had grown old.
public final class Database implements AutoCloseable {
  /// What a connection of the pool says, without a state, once it broke and is used again, as
  /// whoever ends a transaction does.
  private static final String CLOSED = "Connection is closed";

  private static final int READERS = 8;

  /// How long a writer waits for its turn at SQLite's one lock.
  private static final int TURN_MILLIS = 30_000;

  /// How long a server may be away before whoever asks is told so.
  private static final int AWAY_MILLIS = 3_000;

  /// SQLite's primary result codes for what may pass: busy, locked, I/O error, full, cannot open.
  private static final Set<Integer> BUSY = Set.of(5, 6, 10, 13, 14);

  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Jdbi writing;
  private final Jdbi reading;
  private final Kind kind;

  /// Which database it is.
  public enum Kind {
    SQLITE,
    POSTGRESQL
  }

  private Database(Kind kind, HikariDataSource writers, HikariDataSource readers) {
    this.kind = kind;
    this.writers = writers;
    this.readers = readers;
    this.writing = Jdbi.create(writers);
    this.reading = Jdbi.create(readers);
  }

  /// Opens the store that the settings name, and brings its schema up to date.
  ///
  /// @throws RuntimeException when it cannot be reached, with the database's own words
  public static Database open(Settings settings) {
    return settings.database().isEmpty()
        ? sqlite(settings.data().resolve("communique.db"))
        : postgresql(settings.database());
  }

  /// Opens an SQLite file, which is made when it is not there.
  public static Database sqlite(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var writers = pool("write", 1);
    sqlite(writers, file, SQLiteConfig.TransactionMode.IMMEDIATE, false);
    var readers = pool("read", READERS);
    sqlite(readers, file, SQLiteConfig.TransactionMode.DEFERRED, true);
    // The writing pool opens first: it is the one that turns the file to write-ahead mode.
    var writing = new HikariDataSource(writers);
    migrate(writing, Kind.SQLITE);
    return new Database(Kind.SQLITE, writing, new HikariDataSource(readers));
  }

  /// Opens a PostgreSQL database given as `postgresql://user:password@host:port/database`.
  public static Database postgresql(String address) {
    URI uri = URI.create(address);
    var config = pool("postgresql", READERS);
    config.setConnectionTimeout(AWAY_MILLIS);
    config.setValidationTimeout(AWAY_MILLIS / 2);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = user.indexOf(':');
    var server = new PGSimpleDataSource();
    server.setUrl(
        "jdbc:postgresql://"
            + uri.getRawAuthority().replaceAll("^.*@", "")
            + uri.getRawPath()
            + query);
    if (!user.isEmpty()) server.setUser(decoded(colon < 0 ? user : user.substring(0, colon)));
    if (colon >= 0) server.setPassword(decoded(user.substring(colon + 1)));
    server.setApplicationName("communique");
    server.setReWriteBatchedInserts(true);
    server.setTcpKeepAlive(true);
    config.setDataSource(server);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    // Of a machine that vanished amid a transaction: others would wait for its locks.
    config.setConnectionInitSql("set idle_in_transaction_session_timeout = '2min'");
    var source = new HikariDataSource(config);
    // Not through the pool: whoever migrates is silent in one transaction while another works.
    migrate(server, Kind.POSTGRESQL);
    return new Database(Kind.POSTGRESQL, source, source);
  }

  public Kind kind() {
    return kind;
  }

  /// Runs `work` in one writing transaction: committed when it returns, rolled back when it throws.
  public <T> T inTransaction(Function<Handle, T> work) {
    return writing.inTransaction(TransactionIsolationLevel.UNKNOWN, work::apply);
  }

  /// Runs `work` on one unchanging snapshot of everything that was committed before it began. It
  /// must not write.
  public <T> T reading(Function<Handle, T> work) {
    return reading.withHandle(handle ->
        switch (kind) {
          case SQLITE -> handle.inTransaction(work::apply);
          case POSTGRESQL -> {
            handle.setReadOnly(true);
            try {
              yield handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work::apply);
            } finally {
              handle.setReadOnly(false);
            }
          }
        });
  }

  /// Like [#reading(Function)], for one statement that needs no transaction.
  public <T> T glance(Function<Handle, T> work) {
    return reading.withHandle(work::apply);
  }

  /// Puts another handler of writing transactions in place. Tests break commits with it, as nothing
  /// else can break them before or after they took.
  void handler(TransactionHandler handler) {
    writing.setTransactionHandler(handler);
  }

  /// Whether a failure says that the database is away, or too busy to answer in time, so that the
  /// same may succeed when it is asked again later.
  public static boolean isAway(Throwable failure) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth++ < 20; cause = cause.getCause()) {
      if (cause instanceof ConnectionException || cause instanceof SQLTransientException)
        return true;
      if (cause instanceof SQLiteException sqlite
          && BUSY.contains(sqlite.getResultCode().code & 0xff)) return true;
      if (cause instanceof SQLException sql && isAway(sql)) return true;
    }
    return false;
  }

  private static boolean isAway(SQLException failure) {
    // 08: the connection broke; 25P03: it was silent in a transaction; 40: the transaction was
    // broken off; 53: out of resources; 57P: the server is going down (PostgreSQL, appendix A).
    String state = failure.getSQLState();
    return state == null
        ? CLOSED.equals(failure.getMessage())
        : state.matches("08.*|25P03|40001|40P01|53.*|57P.*");
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }

  private static HikariConfig pool(String name, int size) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(TURN_MILLIS);
    config.setInitializationFailTimeout(10_000);
    return config;
  }

  private static void sqlite(
      HikariConfig pool, Path file, SQLiteConfig.TransactionMode mode, boolean readOnly) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(mode);
    config.setBusyTimeout(TURN_MILLIS);
    config.enforceForeignKeys(true);
    config.setCacheSize(-16_000);
    Properties properties = config.toProperties();
    properties.forEach((name, value) -> pool.addDataSourceProperty((String) name, value));
    pool.setJdbcUrl("jdbc:sqlite:" + file);
    if (readOnly) pool.setConnectionInitSql("pragma query_only = on");
  }

  private static void migrate(DataSource source, Kind kind) {
    Map<String, String> words =
        switch (kind) {
          case SQLITE ->
              Map.of(
                  "long",
                  "integer",
                  "bytes",
                  "blob",
                  "strict",
                  "strict",
                  "narrow",
                  "strict, without rowid");
          case POSTGRESQL -> Map.of("long", "bigint", "bytes", "bytea", "strict", "", "narrow", "");
        };
    String triggers =
        switch (kind) {
          case SQLITE -> "classpath:db-sqlite";
          case POSTGRESQL -> "classpath:db-postgresql";
        };
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db", triggers)
        .placeholders(words)
        .load()
        .migrate();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
