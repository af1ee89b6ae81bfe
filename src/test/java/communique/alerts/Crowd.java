package communique.alerts;

import communique.outbound.Address;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.record.Newsroom;
import communique.search.Asked;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Many subscribers at once, each of whom asked, pressed the button, and had the mail that asks.
public final class Crowd {
  private Crowd() {}

  /// Subscribes `reader-0@example.org` and so on to all that has these words, at once, in English.
  ///
  /// @param data the newsroom's data folder, which holds its key
  public static void subscribe(
      Database database, Newsroom newsroom, Path data, String words, int count) {
    InstantSource clock = InstantSource.system();
    var doors = new Doors(database, newsroom, clock, data);
    var wish =
        new Wish(Asked.words(words).search(), Frequency.AT_ONCE, new TreeSet<>(List.of("en")));
    for (int i = 0; i < count; i++) {
      doors.subscriptions.ask(
          wish, "reader-" + i + "@example.org", Locale.ENGLISH, "192.0." + i / 20 + ".1");
      doors.subscriptions.confirm(doors.links.confirm(i + 1));
    }
    database.inTransaction(tx -> {
      // A newsroom may be running and sending them.
      Mailings.holdClaims(tx);
      tx.createUpdate("update delivery set state = 2").execute();
      tx.createUpdate("update mailing set state = 'done'").execute();
      return true;
    });
  }

  /// Subscribes very many to one search by rows alone, at once and in English, all of whom have the
  /// same address.
  ///
  /// @param data the newsroom's data folder, which holds its key
  public static void fill(Database database, Path data, String search, int count) {
    fill(database, new AlertKeys(database, data), search, count);
  }

  static void fill(Database database, AlertKeys keys, String search, int count) {
    if (!(Address.of("", "reader@example.org") instanceof Outcome.Done<Address>(Address to)))
      throw new IllegalStateException("no address");
    byte[] sealed = keys.seal(to);
    database.inTransaction(tx -> {
      int standing = StandingSearches.keep(tx, search, Instant.EPOCH);
      var readers =
          tx.prepareBatch(
              """
              insert into subscriber (id, mark, address, locale, made_at, bounces)
              values (?, ?, ?, 'en', 0, 0)
              """);
      var asked =
          tx.prepareBatch(
              """
              insert into subscription (
                id, subscriber_id, search_id, frequency, asked_at, confirmed_at, from_n, source)
              values (?, ?, ?, 'at-once', 0, 1, 0, 'page')
              """);
      for (long id = 1; id <= count; id++) {
        readers.add(id, "m" + id, sealed);
        asked.add(id, id, standing);
        if (id % 20_000 != 0 && id != count) continue;
        readers.execute();
        asked.execute();
      }
      return true;
    });
    // What PostgreSQL does by itself in a store that was not filled a moment ago.
    if (database.kind() == Database.Kind.POSTGRESQL)
      database.inTransaction(tx -> tx.execute("analyze"));
  }
}
