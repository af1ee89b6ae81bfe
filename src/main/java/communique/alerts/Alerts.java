package communique.alerts;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The tables alert and alert_search: the changes that people are told of, page by page, and the
/// searches that each answers to.
final class Alerts {
  private Alerts() {}

  /// A page that a change is about.
  ///
  /// @param n the change
  record Page(long n, Locale locale) {}

  /// What people are told of a page.
  enum What {
    PUBLISHED,
    UPDATED,
    WITHDRAWN,
    RETAGGED;

    /// As it stands in the database.
    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param searches the ids of those that it answers to
  @SuppressWarnings("ArrayRecordComponent") // Written once, compared never.
  record Alert(Page page, String documentId, What what, int[] searches) {}

  /// The pages that there are alerts for among some changes.
  ///
  /// @param from the first change
  /// @param to the last one
  static Set<Page> between(Handle tx, long from, long to) {
    return new HashSet<>(
        tx.createQuery("select n, locale from alert where n >= :from and n <= :to")
            .bind("from", from)
            .bind("to", to)
            .map(
                (row, context) -> new Page(row.getLong(1), Locale.forLanguageTag(row.getString(2))))
            .list());
  }

  static void add(Handle tx, List<Alert> alerts, Instant now) {
    if (alerts.isEmpty()) return;
    var rows =
        tx.prepareBatch(
            """
            insert into alert (n, locale, document_id, what, made_at)
            values (:n, :locale, :document, :what, :now)
            """);
    for (Alert alert : alerts)
      rows.bind("n", alert.page().n())
          .bind("locale", alert.page().locale().toLanguageTag())
          .bind("document", alert.documentId())
          .bind("what", alert.what().slug())
          .bind("now", now.toEpochMilli())
          .add();
    rows.execute();
    for (Alert alert : alerts) addSearches(tx, alert);
  }

  private static void addSearches(Handle tx, Alert alert) {
    if (alert.searches().length == 0) return;
    String locale = alert.page().locale().toLanguageTag();
    var rows = tx.prepareBatch("insert into alert_search (n, locale, search_id) values (?, ?, ?)");
    for (int search : alert.searches()) rows.add(alert.page().n(), locale, search);
    rows.execute();
  }

  /// An alert as it is kept.
  record Row(Page page, String documentId, What what) {}

  static Optional<Row> find(Handle tx, Page page) {
    return tx.createQuery("select document_id, what from alert where n = :n and locale = :locale")
        .bind("n", page.n())
        .bind("locale", page.locale().toLanguageTag())
        .map((row, context) ->
            new Row(
                page, row.getString(1), What.valueOf(row.getString(2).toUpperCase(Locale.ROOT))))
        .findOne();
  }

  /// Of the pages that a change is about, the one in a locale; where there is none, another.
  static Optional<Row> first(Handle tx, long n, Locale preferred) {
    List<Locale> locales =
        tx.createQuery("select locale from alert where n = :n order by locale")
            .bind("n", n)
            .map((row, context) -> Locale.forLanguageTag(row.getString(1)))
            .list();
    return locales.stream()
        .filter(preferred::equals)
        .findFirst()
        .or(() -> locales.stream().findFirst())
        .flatMap(locale -> find(tx, new Page(n, locale)));
  }

  /// The newest change that there is an alert for.
  static long newest(Handle tx) {
    return tx.createQuery("select coalesce(max(n), 0) from alert").mapTo(Long.class).one();
  }

  /// Some of the searches that a change answers to, in any of its locales.
  static List<Integer> searches(Handle tx, long n, int most) {
    return tx.createQuery(
            "select distinct search_id from alert_search where n = :n order by search_id limit :most")
        .bind("n", n)
        .bind("most", most)
        .mapTo(Integer.class)
        .list();
  }
}
