package communique.platform;

import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;

/// The commits of one database, which can be broken.
public final class Commits {
  private final AtomicReference<Breaks> next = new AtomicReference<>(Breaks.NEVER);

  public Commits(Database database) {
    database.handler(new Handler(LocalTransactionHandler.binding(), next));
  }

  /// When a commit breaks: before it took, so that nothing of it is kept; or after, so that all of
  /// it is kept, but the one who wrote does not hear of it.
  public enum Breaks {
    NEVER,
    BEFORE,
    AFTER
  }

  /// Thrown in place of an answer from the database.
  public static final class BrokenCommit extends RuntimeException {
    private static final long serialVersionUID = 1;

    private BrokenCommit(Breaks breaks) {
      super("broken " + breaks + " it took");
    }
  }

  /// Breaks the next commit, and no other.
  public void breakNext(Breaks breaks) {
    next.set(breaks);
  }

  private static final class Handler extends DelegatingTransactionHandler {
    private final AtomicReference<Breaks> next;

    Handler(TransactionHandler delegate, AtomicReference<Breaks> next) {
      super(delegate);
      this.next = next;
    }

    @Override
    public void commit(Handle handle) {
      Breaks now = next.getAndSet(Breaks.NEVER);
      switch (now) {
        case NEVER -> super.commit(handle);
        case BEFORE -> {
          super.rollback(handle);
          throw new BrokenCommit(now);
        }
        case AFTER -> {
          super.commit(handle);
          throw new BrokenCommit(now);
        }
      }
    }

    @Override
    public TransactionHandler specialize(Handle handle) throws java.sql.SQLException {
      return new Handler(getDelegate().specialize(handle), next);
    }
  }
}
