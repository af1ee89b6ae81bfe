package communique.platform;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Many rows that are added to one table at once, in the way that its database is fastest: a batch
/// on SQLite, and `copy` on PostgreSQL.
public final class Bulk {
  private static final int PART = 1 << 16;
  private static final int ROWS = 1_000;
  private static final HexFormat HEX = HexFormat.of();

  private final Handle tx;
  private final Database.Kind kind;
  private final String table;
  private final String columns;
  private final StringBuilder text = new StringBuilder();
  private @Nullable PreparedStatement batch;
  private int waiting;
  private @Nullable CopyIn copy;

  /// @param columns in the order of the values of each row
  public Bulk(Handle tx, Database.Kind kind, String table, List<String> columns) {
    this.tx = tx;
    this.kind = kind;
    this.table = table;
    this.columns = String.join(", ", columns);
  }

  /// Adds a row: of each value a string, a number, octets, or null.
  public void add(@Nullable Object... values) {
    switch (kind) {
      case SQLITE -> {
        try {
          // Not through Jdbi, which takes longer to bind a row than SQLite to store it.
          if (batch == null) batch = prepared(values.length);
          for (int i = 0; i < values.length; i++) batch.setObject(i + 1, values[i]);
          batch.addBatch();
          if (++waiting == ROWS) send(batch);
        } catch (SQLException e) {
          throw refused(e);
        }
      }
      case POSTGRESQL -> {
        for (int i = 0; i < values.length; i++) {
          if (i > 0) text.append('\t');
          write(values[i]);
        }
        text.append('\n');
        if (text.length() >= PART) send();
      }
    }
  }

  /// Ends it: all that was added is stored then, and some of it before.
  public void execute() {
    switch (kind) {
      case SQLITE -> {
        if (batch == null) return;
        try (PreparedStatement last = batch) {
          send(last);
        } catch (SQLException e) {
          throw refused(e);
        }
      }
      case POSTGRESQL -> {
        send();
        try {
          if (copy != null) copy.endCopy();
        } catch (SQLException e) {
          throw refused(e);
        }
      }
    }
  }

  private PreparedStatement prepared(int width) throws SQLException {
    String marks = String.join(", ", Collections.nCopies(width, "?"));
    return tx.getConnection()
        .prepareStatement("insert into " + table + " (" + columns + ") values (" + marks + ")");
  }

  private void send(PreparedStatement rows) throws SQLException {
    rows.executeBatch();
    waiting = 0;
  }

  private IllegalStateException refused(SQLException e) {
    return new IllegalStateException(table + " does not take the rows", e);
  }

  /// In the text format of `copy`.
  private void write(@Nullable Object value) {
    switch (value) {
      case null -> text.append("\\N");
      case byte[] octets -> {
        text.append("\\\\x");
        HEX.formatHex(text, octets);
      }
      case String words -> {
        for (int i = 0; i < words.length(); i++) {
          char c = words.charAt(i);
          switch (c) {
            case '\\' -> text.append("\\\\");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            default -> text.append(c);
          }
        }
      }
      default -> text.append(value);
    }
  }

  private void send() {
    if (text.isEmpty()) return;
    try {
      if (copy == null)
        copy =
            tx.getConnection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (" + columns + ") from stdin");
      byte[] part = text.toString().getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(part, 0, part.length);
    } catch (SQLException e) {
      throw refused(e);
    }
    text.setLength(0);
  }
}
