package communique.cli;

import communique.files.KeptFiles;
import communique.platform.Database;
import communique.platform.Settings;
import communique.record.Bell;
import communique.record.Newsroom;
import communique.record.PublicRecord;
import java.time.InstantSource;

/// What a command that writes needs: the store of the newsroom that the settings name, beside a
/// running `serve` or without one.
record Store(Settings settings, Newsroom newsroom, Database database, PublicRecord record)
    implements AutoCloseable {
  /// Who did what is done on the command line.
  static final String SYSTEM = "system";

  /// The files of its data folder.
  KeptFiles files() {
    return new KeptFiles(settings.data());
  }

  static Store open() {
    return open(Communique.settings());
  }

  static Store open(Settings settings) {
    Newsroom newsroom = Newsroom.of(settings);
    Database database = Database.open(settings);
    return new Store(
        settings,
        newsroom,
        database,
        new PublicRecord(database, newsroom, InstantSource.system(), new Bell()));
  }

  @Override
  public void close() {
    database.close();
  }
}
