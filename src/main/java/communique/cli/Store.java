package communique.cli;

import communique.files.KeptFiles;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.platform.Settings;
import communique.record.Act;
import communique.record.Bell;
import communique.record.Command;
import communique.record.Newsroom;
import communique.record.PublicRecord;
import communique.record.Receipt;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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

  /// Does one command, and says of its page what happened to it.
  ///
  /// @param words what happened, in a few words
  /// @return the exit code
  int does(Console console, Command command, Function<Receipt, String> words) {
    return switch (record.execute(Act.now(SYSTEM), command)) {
      case Outcome.Done<Receipt> done -> {
        console.happened(newsroom, done.value(), words.apply(done.value()));
        yield 0;
      }
      case Outcome.Refused<Receipt> refused -> console.refused("", refused.refusals());
    };
  }

  /// Does all that a file asks for, or none of it, and says of each page what happened to it.
  ///
  /// @param inFile a refusal of one of the commands, with its place in the file
  /// @param words what happened, in a few words
  /// @return the exit code
  int does(
      Console console,
      Path file,
      List<? extends Command> commands,
      UnaryOperator<Refusal> inFile,
      Function<Receipt, String> words) {
    if (commands.isEmpty()) return 0;
    return switch (record.execute(Act.now(SYSTEM), commands)) {
      case Outcome.Done<List<Receipt>> done -> {
        for (Receipt receipt : done.value())
          console.happened(newsroom, receipt, words.apply(receipt));
        yield 0;
      }
      case Outcome.Refused<List<Receipt>> refused -> {
        console.refused(file.toString(), refused.refusals().stream().map(inFile).toList());
        console.note("Nothing was changed.");
        yield 1;
      }
    };
  }

  @Override
  public void close() {
    database.close();
  }
}
