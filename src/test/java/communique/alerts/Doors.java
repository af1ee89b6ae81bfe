package communique.alerts;

import communique.platform.Database;
import communique.record.Newsroom;
import communique.record.TestNewsroom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// What pages and mails ask of the room, put together as the application does.
final class Doors {
  /// The folder that has the key.
  final Path data;

  final AlertKeys keys;
  final Links links;
  final Rations rations;
  final Subscriptions subscriptions;
  final Holdings holdings;

  Doors(Database database, Newsroom newsroom, InstantSource clock, Path data) {
    this.data = data;
    keys = new AlertKeys(database, data);
    links = new Links(keys, clock);
    rations = new Rations();
    subscriptions = new Subscriptions(database, newsroom, clock, keys, links, rations);
    holdings = new Holdings(database, newsroom, clock, keys, links, rations);
  }

  /// On a test's store, with a key of their own.
  static Doors of(TestNewsroom newsroom) {
    return new Doors(newsroom.database(), TestNewsroom.NEWSROOM, newsroom.clock(), folder());
  }

  static Path folder() {
    try {
      return Files.createTempDirectory("communique-keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
