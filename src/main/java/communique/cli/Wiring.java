package communique.cli;

import communique.files.KeptFiles;
import communique.platform.Database;
import communique.platform.Settings;
import communique.record.Bell;
import communique.record.Newsroom;
import communique.record.PublicRecord;
import communique.record.Reader;
import communique.record.Reading;
import communique.shelf.Maker;
import communique.shelf.Shelf;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Puts the rooms together for `serve`. A room joins by having beans: its [Maker]s answer
/// addresses, its [Reader]s follow the log.
@Singleton
final class Wiring {
  @Produces
  @Singleton
  Settings settings() {
    return ServeCommand.settings();
  }

  @Produces
  @Singleton
  Newsroom newsroom(Settings settings) {
    return Newsroom.of(settings);
  }

  @Produces
  @Singleton
  Database database() {
    return ServeCommand.database();
  }

  void close(@Disposes Database database) {
    database.close();
  }

  @Produces
  @Singleton
  KeptFiles files(Settings settings) {
    return new KeptFiles(settings.data());
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  RandomGenerator chance() {
    return new SplittableRandom();
  }

  @Produces
  @Singleton
  Bell bell() {
    return new Bell();
  }

  @Produces
  @Singleton
  PublicRecord record(Database database, Newsroom newsroom, InstantSource clock, Bell bell) {
    return new PublicRecord(database, newsroom, clock, bell);
  }

  @Produces
  @Singleton
  Shelf shelf(Settings settings, @All List<Maker> makers) {
    return new Shelf(settings.data().resolve("shelf"), makers);
  }

  @Produces
  @Singleton
  Reading reading(Database database, Bell bell, @All List<Reader> readers, RandomGenerator chance) {
    return new Reading(database, bell, readers, chance);
  }
}
