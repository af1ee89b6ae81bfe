package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import communique.alerts.Thousands;
import communique.alerts.Thousands.Account;
import communique.language.Locales;
import communique.platform.Database;
import communique.record.Newsroom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Many who want to be told at once of what has the word “sea”, and what became of their mails.
final class Audience implements AutoCloseable {
  private final RunningNewsroom newsroom;
  private final int readers;
  private final Database database;
  private final Newsroom room;

  /// Signs them up.
  Audience(RunningNewsroom newsroom, int readers) {
    this.newsroom = newsroom;
    this.readers = readers;
    database = newsroom.database();
    room = new Newsroom("Room", Locales.parse("en"), ZoneOffset.UTC, newsroom.url());
    Thousands.subscribe(database, room, newsroom.data(), "sea", "at-once", readers);
  }

  /// The settings of a newsroom whose mails a server of this machine takes.
  ///
  /// @param options as `COMMUNIQUE_MAIL` has them
  static Map<String, String> mailed(int port, String options) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("COMMUNIQUE_MAIL", "smtp://127.0.0.1:" + port + "?" + options);
    settings.put("COMMUNIQUE_MAIL_FROM", "newsroom@example.org");
    return settings;
  }

  int size() {
    return readers;
  }

  Database database() {
    return database;
  }

  /// Publishes what all of them are told of.
  void tell(String slug) {
    newsroom.run("publish", newsroom.announcement(slug, "The sea is open.")).done();
  }

  /// Address → account, of the newest alert.
  Map<String, Account> accounts() {
    return Thousands.accounts(database, room, newsroom.data());
  }

  /// How many mails of the newest alert have not come to their end; -1 while they are not all
  /// written.
  int open() {
    return Thousands.open(database);
  }

  void awaitTold(Duration atMost) {
    RunningNewsroom.await(
        "every mail has come to its end",
        atMost,
        () -> {
          RunningNewsroom.pause(Duration.ofMillis(200));
          return open() == 0;
        });
  }

  /// Compares what a server got with what was asked for, and with the accounts.
  ///
  /// @param copies address → the `Message-ID` of each mail that came for it, whole or not
  /// @param doublesMax how many may have come more than once
  /// @return how many did
  int check(Map<String, List<String>> copies, int doublesMax) {
    Set<String> asked =
        new HashSet<>(IntStream.range(0, readers).mapToObj(Thousands::address).toList());
    assertThat(copies.keySet()).as("the server's recipients").isEqualTo(asked);
    int doubles = 0;
    var ids = new HashSet<String>();
    for (List<String> mails : copies.values()) {
      doubles += mails.size() - 1;
      assertThat(new HashSet<>(mails)).as("the same mail has the same id").hasSize(1);
      ids.add(mails.getFirst());
    }
    assertThat(ids).as("one id for each reader").hasSize(readers);
    assertThat(doubles).as("doubles").isLessThanOrEqualTo(doublesMax);
    Map<String, Account> accounts = accounts();
    assertThat(accounts.keySet()).as("the accounts").isEqualTo(asked);
    assertThat(accounts.values())
        .allMatch(account -> account.state().equals("taken") && account.reply().startsWith("250"));
    return doubles;
  }

  @Override
  public void close() {
    database.close();
  }
}
