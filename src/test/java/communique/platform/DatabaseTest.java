package communique.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void what_throws_in_a_transaction_leaves_nothing(Database.Kind kind) {
    try (var store = TestStore.open(kind);
        var database = store.database()) {
      database.inTransaction(tx -> tx.execute("create table mine (n bigint)"));
      assertThatThrownBy(() ->
              database.inTransaction(tx -> {
                tx.execute("insert into mine (n) values (1)");
                throw new IllegalStateException("half-way");
              }))
          .hasMessage("half-way");

      assertThat(count(database)).isZero();
      database.inTransaction(tx -> tx.execute("insert into mine (n) values (2)"));
      assertThat(count(database)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void foreign_keys_are_kept(Database.Kind kind) {
    try (var store = TestStore.open(kind);
        var database = store.database()) {
      assertThatThrownBy(() ->
              database.inTransaction(
                  tx -> tx.execute("insert into edition_content (edition_id) values ('nobody')")))
          .isInstanceOf(JdbiException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_kind_of_value_has_the_same_meaning_on_both(Database.Kind kind) {
    try (var store = TestStore.open(kind);
        var database = store.database()) {
      String text = "Зустріч 访问 زيارة 🕊 ' \" \\ \t\r\n";
      database.inTransaction(tx -> {
        tx.execute("create table mine (n bigint, word text)");
        return tx.execute("insert into mine (n, word) values (?, ?)", Long.MAX_VALUE, text);
      });
      assertThat(
              database.<String>glance(tx ->
                  tx.createQuery("select word from mine where n = :n")
                      .bind("n", Long.MAX_VALUE)
                      .mapTo(String.class)
                      .one()))
          .isEqualTo(text);
    }
  }

  @Test
  void a_store_is_brought_up_to_date_once_however_many_processes_open_it_first() throws Exception {
    Path file = folder.resolve("communique.db");
    Callable<Long> open =
        () -> {
          try (var database = Database.sqlite(file)) {
            return database.glance(
                tx -> tx.createQuery("select n from log_head").mapTo(Long.class).one());
          }
        };
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (Future<Long> one : threads.invokeAll(List.of(open, open, open)))
        assertThat(one.get()).isZero();
    }
  }

  @Test
  void an_sqlite_file_survives_the_power_being_cut() {
    try (var database = Database.sqlite(folder.resolve("communique.db"))) {
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      // 2 is FULL.
      assertThat(database.<String>inTransaction(tx -> one(tx, "synchronous"))).isEqualTo("2");
    }
  }

  @Test
  void a_database_that_cannot_be_reached_says_so() {
    assertThatThrownBy(() -> Database.postgresql("postgresql://nobody:secret@127.0.0.1:1/none"))
        .isInstanceOf(RuntimeException.class)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("secret"));
  }

  @Test
  void a_transaction_of_a_client_that_is_silent_is_ended() {
    try (var store = TestStore.open(Database.Kind.POSTGRESQL);
        var database = store.database()) {
      String timeout = "idle_in_transaction_session_timeout";
      String usual =
          database.reading(tx -> tx.createQuery("show " + timeout).mapTo(String.class).one());
      assertThat(usual).isEqualTo("2min");
      assertThatThrownBy(() ->
              database.inTransaction(tx -> {
                tx.execute("set local " + timeout + " = 20");
                silent(Duration.ofMillis(500));
                return tx.execute("create table mine (n bigint)");
              }))
          .satisfies(e -> assertThat(Database.isAway(e)).isTrue());
      database.inTransaction(tx -> tx.execute("create table mine (n bigint)"));
    }
  }

  @ParameterizedTest
  @CsvSource({"40P01, true", "40001, true", "25P03, true", "08006, true", "23505, false"})
  void what_may_succeed_later_is_no_fault(String state, boolean away) {
    assertThat(Database.isAway(new IllegalStateException(new SQLException("no", state))))
        .isEqualTo(away);
  }

  private static void silent(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    // It may return early, for whatever woke this thread before.
    while (System.nanoTime() < end) LockSupport.parkNanos(end - System.nanoTime());
  }

  private static String pragma(Database database, String name) {
    return database.glance(tx -> one(tx, name));
  }

  private static String one(Handle tx, String name) {
    return tx.createQuery("pragma " + name).mapTo(String.class).one();
  }

  private static int count(Database database) {
    return database.<Integer>glance(
        tx -> tx.createQuery("select count(*) from mine").mapTo(Integer.class).one());
  }
}
