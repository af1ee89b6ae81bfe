package communique.alerts;

import communique.alerts.Alerts.Page;
import communique.alerts.Alerts.What;
import communique.record.Announcement;
import communique.record.Announcement.State.IsPublished;
import communique.record.Announcements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which pages a reader is told of, among those that they could be.
final class Chosen {
  private Chosen() {}

  /// In a digest: the newest alert of each page; nothing of one that was published and withdrawn
  /// meanwhile, or is gone by now.
  static List<Page> pages(Handle tx, List<Page> pages) {
    var newest = new LinkedHashMap<String, Alerts.Row>();
    var published = new LinkedHashMap<String, Boolean>();
    for (Page page : pages) {
      Optional<Alerts.Row> row = Alerts.find(tx, page);
      if (row.isEmpty()) continue;
      String key = row.get().documentId() + " " + page.locale().toLanguageTag();
      newest.remove(key);
      newest.put(key, row.get());
      published.merge(key, row.get().what() == What.PUBLISHED, Boolean::logicalOr);
    }
    Map<String, Announcement> announcements =
        Announcements.byIds(
            tx, newest.values().stream().map(Alerts.Row::documentId).distinct().toList());
    var chosen = new ArrayList<Page>();
    newest.forEach((key, row) -> {
      Announcement one = announcements.get(row.documentId());
      Locale locale = row.page().locale();
      if (one == null || !one.readable().contains(locale)) return;
      boolean stands = one.state(locale) instanceof IsPublished;
      boolean fresh = Boolean.TRUE.equals(published.get(key));
      if (stands ? row.what() != What.WITHDRAWN : row.what() == What.WITHDRAWN && !fresh)
        chosen.add(row.page());
    });
    return chosen;
  }

  /// In a mail about one change: the page in the language that a reader is written to, else the one
  /// in the newsroom's first, else another.
  ///
  /// @param pages what [#pages] chose; may be empty, as the answer then is
  static List<Page> one(List<Page> pages, Locale own, Locale first) {
    return pages.stream()
        .filter(page -> page.locale().equals(own))
        .findFirst()
        .or(() -> pages.stream().filter(page -> page.locale().equals(first)).findFirst())
        .or(() -> pages.stream().findFirst())
        .map(List::of)
        .orElse(List.of());
  }
}
