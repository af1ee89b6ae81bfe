package communique.outbound;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;

/// Mails that wait in a table of SQLite, every change of it synced to the disk.
final class TableMails implements Waiting, AutoCloseable {
  private static final int DUE = 0;
  private static final int CLAIMED = 1;

  private final Connection connection;
  private final LongFunction<Mail> mails;

  /// @param mails the mail with this number
  TableMails(Path file, LongFunction<Mail> mails) throws SQLException {
    this.mails = mails;
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (var statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("pragma synchronous = full");
      statement.execute(
          "create table if not exists mail (id integer primary key, state integer not null,"
              + " attempts integer not null default 0, reply text) strict");
      statement.execute("create index if not exists mail_due on mail (id) where state = " + DUE);
      // A process before this one claimed them and did not say what became of them.
      statement.execute("update mail set state = " + DUE + " where state = " + CLAIMED);
    }
    connection.setAutoCommit(false);
  }

  synchronized void add(long from, long to) throws SQLException {
    try (var insert = connection.prepareStatement("insert into mail (id, state) values (?, 0)")) {
      for (long id = from; id < to; id++) {
        insert.setLong(1, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
  }

  @Override
  public synchronized List<Mail> claim(int most) {
    var claimed = new ArrayList<Mail>();
    try (var select =
            connection.prepareStatement(
                "select id from mail where state = " + DUE + " order by id limit ?");
        var update =
            connection.prepareStatement("update mail set state = " + CLAIMED + " where id = ?")) {
      select.setInt(1, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) claimed.add(mails.apply(rows.getLong(1)));
      }
      for (Mail mail : claimed) {
        update.setLong(1, mail.id());
        update.addBatch();
      }
      update.executeBatch();
      connection.commit();
      return claimed;
    } catch (SQLException e) {
      throw rolledBack(e);
    }
  }

  @Override
  public synchronized void settle(Collection<Fate> fates) {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update mail set state = ?, attempts = ?, reply = ? where id = ?")) {
      for (Fate fate : fates) {
        int state = DUE;
        int attempts = 0;
        String reply;
        switch (fate) {
          case Fate.Accepted accepted -> {
            state = 2;
            reply = accepted.reply();
          }
          case Fate.Refused refused -> {
            state = 3;
            reply = refused.reply();
          }
          case Fate.Deferred deferred -> {
            attempts = deferred.attempts();
            reply = deferred.reply();
          }
          case Fate.Unknown unknown -> {
            attempts = unknown.attempts();
            reply = unknown.reply();
          }
        }
        update.setInt(1, state);
        update.setInt(2, attempts);
        update.setString(3, reply);
        update.setLong(4, fate.id());
        update.addBatch();
      }
      update.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw rolledBack(e);
    }
  }

  /// How many were accepted.
  synchronized int accepted() throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from mail where state = 2")) {
      row.next();
      int accepted = row.getInt(1);
      connection.commit();
      return accepted;
    }
  }

  private IllegalStateException rolledBack(SQLException e) {
    try {
      connection.rollback();
    } catch (SQLException again) {
      e.addSuppressed(again);
    }
    return new IllegalStateException(e);
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
