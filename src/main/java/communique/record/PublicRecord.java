package communique.record;

import communique.platform.Database;
import communique.platform.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// The one way in to everything public, whoever calls: the command line, the API, an importer, the
/// desk.
///
/// Commands that are given together are done together or not at all, in one transaction that first
/// takes the head of the log for itself: so two publishers never see half of each other, and change
/// numbers have no gaps. When it has committed, the [Bell] rings.
public final class PublicRecord {
  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final Bell bell;

  public PublicRecord(Database database, Newsroom newsroom, InstantSource clock, Bell bell) {
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
    this.bell = bell;
  }

  /// Does all of `commands` or none.
  ///
  /// @return a receipt for each command in order, or every reason against them; a place begins with
  ///   the command's number, counted from 0, where there are several
  public Outcome<List<Receipt>> execute(Act act, List<? extends Command> commands) {
    return transact(act, writing -> writing.execute(commands));
  }

  /// Does one command.
  public Outcome<Receipt> execute(Act act, Command command) {
    return transact(act, writing -> writing.execute(command));
  }

  /// Whether `commands` would be done, without doing them.
  public Outcome<List<Receipt>> rehearse(Act act, List<? extends Command> commands) {
    return rehearse(act, writing -> writing.execute(commands));
  }

  /// What [#transact(Act, Function)] would answer; whatever that is, everything is undone.
  public <T> Outcome<T> rehearse(Act act, Function<Writing, Outcome<T>> work) {
    try {
      return database.inTransaction(tx -> {
        throw new Undo(work.apply(Writing.begin(tx, act, newsroom, clock)));
      });
    } catch (Undo undo) {
      @SuppressWarnings("unchecked") // It was made two lines above.
      var outcome = (Outcome<T>) undo.outcome;
      return outcome;
    }
  }

  /// Runs `work` in the transaction that holds the log, so that a caller's own rows (a draft, an
  /// idempotency key) are stored with the change or not at all. Where its outcome is a refusal,
  /// everything is undone.
  public <T> Outcome<T> transact(Act act, Function<Writing, Outcome<T>> work) {
    long[] head = new long[1];
    Outcome<T> outcome;
    try {
      outcome =
          database.inTransaction(tx -> {
            var writing = Writing.begin(tx, act, newsroom, clock);
            Outcome<T> result = work.apply(writing);
            if (result instanceof Outcome.Refused<T>) throw new Undo(result);
            head[0] = Log.head(tx);
            return result;
          });
    } catch (Undo undo) {
      @SuppressWarnings("unchecked") // It was made a few lines above.
      var refused = (Outcome<T>) undo.outcome;
      return refused;
    }
    bell.ring(head[0]);
    return outcome;
  }

  /// Leaves a transaction by its rolling back; holds no stack, as it is no error.
  private static final class Undo extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Outcome<?> outcome;

    Undo(Outcome<?> outcome) {
      super(null, null, false, false);
      this.outcome = outcome;
    }
  }
}
