package communique.alerts;

import communique.alerts.Carried.Ended;
import communique.alerts.Carried.How;
import communique.alerts.Carried.Suspended;
import communique.alerts.SubscriptionRows.Why;
import communique.platform.Database;
import communique.search.Search;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everybody who is signed up, and who was, as they are carried to another newsroom.
///
/// Of each search that somebody ever had there is one line: that it stands, or how it ended. What
/// was changed into something else, was never confirmed, or belonged to somebody who was erased is
/// not in it.
public final class Roll {
  private static final int BATCH = 2_000;
  private static final String LEFT = Why.LEFT.slug();
  private static final String BOUNCED = Why.BOUNCED.slug();

  private final Database database;
  private final AlertKeys keys;

  /// @param data the data folder, which has the newsroom's key
  public Roll(Database database, Path data) {
    this.database = database;
    this.keys = new AlertKeys(database, data);
  }

  /// How many subscribers there are at most.
  public long size() {
    return database.reading(Subscribers::last);
  }

  /// Reads all, a part at a time, in the order in which they came.
  ///
  /// @param taker is given what each part has; its parts are those of so many subscribers that
  ///   [#size()] counts
  public void read(Consumer<Part> taker) {
    var many = keys.many();
    long size = size();
    for (long after = 0; after < size; after += BATCH) {
      long from = after;
      List<Row> rows = database.reading(tx -> ArrivalRows.carried(tx, from, from + BATCH));
      taker.accept(new Part(Math.min(size, from + BATCH), carried(many, rows)));
    }
  }

  /// A part of the roll.
  ///
  /// @param reached so many subscribers of [#size()] were gone through
  public record Part(long reached, List<Carried> all) {
    public Part {
      all = List.copyOf(all);
    }
  }

  /// A subscription with its subscriber.
  ///
  /// @param endedWhy null while it stands
  @SuppressWarnings("ArrayRecordComponent") // Read once, compared never.
  record Row(
      long subscriber,
      byte[] address,
      Locale locale,
      String zone,
      @Nullable LocalDate pausedUntil,
      @Nullable Suspended suspended,
      int search,
      String searchText,
      Frequency frequency,
      Instant askedAt,
      Instant confirmedAt,
      @Nullable Instant endedAt,
      @Nullable String endedWhy,
      String source) {}

  /// The newest of each search, or the one that stands.
  private static List<Carried> carried(AlertKeys.Many many, List<Row> rows) {
    record Of(long subscriber, int search) {}
    var newest = new LinkedHashMap<Of, Row>();
    for (Row row : rows)
      newest.merge(
          new Of(row.subscriber(), row.search()),
          row,
          (before, now) -> before.endedAt() == null ? before : now);
    Map<Long, String> addresses = new HashMap<>();
    var all = new ArrayList<Carried>();
    for (Row row : newest.values()) {
      String why = row.endedWhy();
      if (row.endedAt() != null && !LEFT.equals(why) && !BOUNCED.equals(why)) continue;
      How how = LEFT.equals(why) ? How.LEFT : How.BOUNCED;
      all.add(
          new Carried(
              addresses.computeIfAbsent(row.subscriber(), id -> many.open(row.address())),
              Wish.of(Search.read(row.searchText()), row.frequency()),
              row.locale(),
              row.zone(),
              row.askedAt(),
              row.confirmedAt(),
              row.source(),
              row.endedAt() == null ? null : new Ended(how, row.endedAt()),
              row.pausedUntil(),
              row.suspended()));
    }
    return all;
  }
}
