package communique.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkTest {
  private static final List<String> COLUMNS = List.of("id", "words", "octets");

  @ParameterizedTest
  @EnumSource
  void what_is_added_is_there_as_it_was(Database.Kind kind) {
    List<String> words = new ArrayList<>();
    for (String one : List.of("", "\\N", "a\tb\nc\r\\d\\.", "\\", "ä 访问 👋", "'\"", "\\x41"))
      words.add(one);
    words.add(null);
    byte[] octets = new byte[256];
    for (int i = 0; i < octets.length; i++) octets[i] = (byte) i;
    try (var store = TestStore.open(kind);
        Database database = store.database()) {
      table(database);
      database.inTransaction(tx -> {
        var rows = new Bulk(tx, kind, "thing", COLUMNS);
        for (int i = 0; i < words.size(); i++)
          rows.add(i, words.get(i), i % 2 == 0 ? octets : null);
        rows.execute();
        return true;
      });
      List<Object[]> there =
          database.reading(tx ->
              tx.createQuery("select words, octets from thing order by id")
                  .map((row, context) -> new Object[] {row.getString(1), row.getBytes(2)})
                  .list());
      assertThat(there).extracting(one -> one[0]).isEqualTo(new ArrayList<Object>(words));
      assertThat(there.get(0)[1]).isEqualTo(octets);
      assertThat(there.get(1)[1]).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void many_are_added_or_none(Database.Kind kind) {
    try (var store = TestStore.open(kind);
        Database database = store.database()) {
      table(database);
      add(database, kind, 0, 50_000);
      assertThat(count(database)).isEqualTo(50_000);
      // One of them is there already, behind others that were sent before it was seen.
      assertThatThrownBy(() -> add(database, kind, -20_000, 1))
          .isInstanceOf(RuntimeException.class);
      assertThat(count(database)).isEqualTo(50_000);
      add(database, kind, 50_000, 50_000);
      add(database, kind, 50_000, 50_001);
      assertThat(count(database)).isEqualTo(50_001);
    }
  }

  private static void add(Database database, Database.Kind kind, int from, int to) {
    database.inTransaction(tx -> {
      var rows = new Bulk(tx, kind, "thing", COLUMNS);
      IntStream.range(from, to).forEach(i -> rows.add(i, "word " + i, new byte[] {1}));
      rows.execute();
      return true;
    });
  }

  private static void table(Database database) {
    String octets = database.kind() == Database.Kind.SQLITE ? "blob" : "bytea";
    database.inTransaction(tx ->
        tx.execute(
            "create table thing (id bigint primary key, words text, octets " + octets + ")"));
  }

  private static int count(Database database) {
    int count =
        database.reading(
            tx -> tx.createQuery("select count(*) from thing").mapTo(Integer.class).one());
    return count;
  }
}
