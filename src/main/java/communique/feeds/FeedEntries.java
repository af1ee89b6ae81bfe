package communique.feeds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The table feed_entry: what happened in each feed, in order.
final class FeedEntries {
  /// SQLite takes 32,766 variables in a statement, and here are two for each feed.
  private static final int FEEDS_MAX = 10_000;

  private FeedEntries() {}

  /// A feed in one locale.
  ///
  /// @param of `/feed` for the newsroom's, or a tag's id
  record Name(String of, Locale locale) {}

  /// Something of which a feed tells.
  ///
  /// @param n the change
  record Event(long seq, long n, String documentId) {}

  /// An event that has yet to get its place in a feed.
  record Happened(Name feed, long n, String documentId) {}

  /// Adds events, which are in the order of the log, to the ends of their feeds.
  static void append(Handle tx, List<Happened> events) {
    if (events.isEmpty()) return;
    var names = new LinkedHashSet<Name>();
    for (Happened event : events) names.add(event.feed());
    Map<Name, Long> ends = ends(tx, List.copyOf(names));
    var rows =
        tx.prepareBatch(
            """
            insert into feed_entry (feed, locale, seq, n, document_id)
            values (:feed, :locale, :seq, :n, :document)
            """);
    for (Happened event : events)
      rows.bind("feed", event.feed().of())
          .bind("locale", event.feed().locale().toLanguageTag())
          .bind("seq", ends.merge(event.feed(), 1L, Long::sum))
          .bind("n", event.n())
          .bind("document", event.documentId())
          .add();
    rows.execute();
  }

  /// How many events a feed has had.
  static long count(Handle tx, Name feed) {
    return tx.createQuery(
            "select coalesce(max(seq), 0) from feed_entry where feed = :feed and locale = :locale")
        .bind("feed", feed.of())
        .bind("locale", feed.locale().toLanguageTag())
        .mapTo(Long.class)
        .one();
  }

  /// The events `from` to `to`, both included, the newest first.
  static List<Event> between(Handle tx, Name feed, long from, long to) {
    return tx.createQuery(
            """
            select seq, n, document_id from feed_entry
            where feed = :feed and locale = :locale and seq >= :from and seq <= :to
            order by seq desc
            """)
        .bind("feed", feed.of())
        .bind("locale", feed.locale().toLanguageTag())
        .bind("from", from)
        .bind("to", to)
        .map((row, context) -> new Event(row.getLong(1), row.getLong(2), row.getString(3)))
        .list();
  }

  /// Forgets everything.
  static void clear(Handle tx) {
    tx.createUpdate("delete from feed_entry").execute();
  }

  /// The place of each feed's last event; 0 where it has none.
  private static Map<Name, Long> ends(Handle tx, List<Name> feeds) {
    var ends = new LinkedHashMap<Name, Long>();
    for (int from = 0; from < feeds.size(); from += FEEDS_MAX) {
      List<Name> some = feeds.subList(from, Math.min(from + FEEDS_MAX, feeds.size()));
      // One search of the key for each feed; a grouping would walk through all that feeds ever had.
      var query =
          tx.createQuery(
              "with f (feed, locale) as (values "
                  + String.join(", ", Collections.nCopies(some.size(), "(?, ?)"))
                  + """
                  )
                  select f.feed, f.locale, coalesce((
                    select max(e.seq) from feed_entry e where e.feed = f.feed and e.locale = f.locale), 0)
                  from f
                  """);
      var values = new ArrayList<String>();
      for (Name name : some) Collections.addAll(values, name.of(), name.locale().toLanguageTag());
      for (int i = 0; i < values.size(); i++) query.bind(i, values.get(i));
      query
          .map((row, context) ->
              ends.put(
                  new Name(row.getString(1), Locale.forLanguageTag(row.getString(2))),
                  row.getLong(3)))
          .list();
    }
    return ends;
  }
}
