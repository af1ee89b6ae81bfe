package communique.alerts;

import communique.platform.Database;
import communique.record.Newsroom;
import communique.search.Asked;
import java.nio.file.Path;
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
      tx.createUpdate("update delivery set state = 2").execute();
      tx.createUpdate("update mailing set state = 'done'").execute();
      return true;
    });
  }
}
