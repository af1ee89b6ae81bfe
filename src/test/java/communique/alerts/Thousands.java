package communique.alerts;

import communique.outbound.Address;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.record.Log;
import communique.record.Newsroom;
import communique.search.Asked;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Thousands of subscribers at once, and what the accounts say of their mails.
public final class Thousands {
  private static final int DOMAINS = 40;
  private static final int PART = 2_000;

  /// As V0018 numbers them.
  private static final List<String> STATES =
      List.of("waits", "handed over", "taken", "refused", "deferred", "dropped");

  private Thousands() {}

  /// What the accounts say of one mail.
  ///
  /// @param state `waits`, `taken`, `refused` and so on
  /// @param reply the server's, or why it was not sent; empty where there is none yet
  public record Account(String state, int attempts, String reply) {
    /// Whether it has come to its end.
    public boolean isEnded() {
      return state.equals("taken") || state.equals("refused") || state.equals("dropped");
    }
  }

  /// The address of a reader, of one of forty domains.
  public static String address(int reader) {
    return "reader-" + reader + "@domain-" + reader % DOMAINS + ".example";
  }

  /// Signs up and confirms readers 0, 1 and so on to all that has these words, in English.
  ///
  /// @param data the newsroom's data folder, which holds its key
  /// @param frequency `at-once`, `daily` or `weekly`
  public static void subscribe(
      Database database,
      Newsroom newsroom,
      Path data,
      String words,
      String frequency,
      int readers) {
    AlertKeys keys = new Doors(database, newsroom, InstantSource.system(), data).keys;
    Frequency often = Frequency.read(frequency).orElseThrow();
    var wish = new Wish(Asked.words(words).search(), often, new TreeSet<>(List.of("en")));
    String search = wish.standing().toString();
    for (int from = 0; from < readers; from += PART) {
      int first = from;
      database.inTransaction(tx -> {
        int kept = StandingSearches.keep(tx, search, Instant.now());
        for (int i = first; i < Math.min(readers, first + PART); i++)
          add(tx, keys, address(i), kept, often);
        return true;
      });
    }
  }

  private static void add(Handle tx, AlertKeys keys, String typed, int search, Frequency often) {
    if (!(Address.of("", typed) instanceof Outcome.Done<Address>(Address to)))
      throw new IllegalStateException("no address: " + typed);
    Instant now = Instant.now();
    long subscriber = Subscribers.keep(tx, keys.mark(to), keys.seal(to), Locale.ENGLISH, now);
    long id = SubscriptionRows.ask(tx, subscriber, search, often, now);
    SubscriptionRows.confirm(
        tx, SubscriptionRows.subscription(tx, id).orElseThrow(), Log.head(tx), now);
  }

  /// Address → the account of its mail, of the newest alert; empty before there is one.
  ///
  /// @param data the newsroom's data folder, which holds its key
  public static Map<String, Account> accounts(Database database, Newsroom newsroom, Path data) {
    AlertKeys keys = new Doors(database, newsroom, InstantSource.system(), data).keys;
    var accounts = new TreeMap<String, Account>();
    database.reading(tx ->
        tx.createQuery(
                """
                select s.address, d.state, d.attempts, d.reply
                from delivery d join subscriber s on s.id = d.id % 4294967296
                where d.id / 4294967296 = (select max(id) from mailing where kind = 'alert')
                """)
            .map((row, context) -> {
              String reply = row.getString(4);
              String state = STATES.get(row.getInt(2));
              return accounts.put(
                  keys.open(row.getBytes(1)),
                  new Account(state, row.getInt(3), reply == null ? "" : reply));
            })
            .list());
    return accounts;
  }

  /// How many mails of the newest alert have not come to their end; -1 while they are not all
  /// written, or none is.
  public static int open(Database database) {
    return database.reading(tx ->
        tx.createQuery(
                """
                select case when m.state = 'filling' then -1 else
                  (select count(*) from delivery d where d.state in (0, 1, 4)
                    and d.id > m.id * 4294967296 and d.id < (m.id + 1) * 4294967296) end
                from mailing m where m.id = (select max(id) from mailing where kind = 'alert')
                """)
            .mapTo(Integer.class)
            .findOne()
            .orElse(-1));
  }
}
