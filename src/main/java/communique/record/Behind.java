package communique.record;

import communique.record.Announcement.State;
import communique.record.Change.Published;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a translation does not have yet: its original was changed after the translation's newest
/// edition. Every major edition is such a change, and a minor one where its words differ from those
/// before. An original that was withdrawn or taken down asks nothing of its translations.
///
/// @param before the original as it stood when the translation was made, or as it began
/// @param newest the newest such edition of the original
/// @param at when that was public
/// @param slight whether there were minor updates only
public record Behind(Edition before, Edition newest, Instant at, boolean slight) {
  /// Empty for the original, and for a translation that has everything.
  public static Optional<Behind> of(Handle tx, Announcement announcement, Locale locale) {
    Locale original = announcement.original();
    Optional<Edition> translation = announcement.newest(locale);
    if (locale.equals(original)
        || translation.isEmpty()
        || !(announcement.state(original) instanceof State.IsPublished)) return Optional.empty();
    // Where a past is told page by page, what was public later may have been recorded earlier.
    Instant made = publicAt(announcement, translation.get());
    Edition before = null;
    Behind behind = null;
    List<Edition> editions = announcement.editions(original);
    for (int i = 0; i < editions.size(); i++) {
      Edition edition = editions.get(i);
      Instant at = publicAt(announcement, edition);
      if (before == null || !at.isAfter(made)) {
        before = edition;
        continue;
      }
      boolean major = isMajor(announcement, edition);
      if (!major && !differ(tx, editions.get(i - 1), edition)) continue;
      behind = new Behind(before, edition, at, !major && (behind == null || behind.slight));
    }
    return Optional.ofNullable(behind);
  }

  private static boolean isMajor(Announcement announcement, Edition edition) {
    return announcement.changeOf(edition).what() instanceof Published published
        && published.updateType() == UpdateType.MAJOR;
  }

  private static boolean differ(Handle tx, Edition before, Edition after) {
    return Editions.content(tx, before)
        .flatMap(a ->
            Editions.content(tx, after)
                .map(b ->
                    !a.title().equals(b.title())
                        || !a.summary().equals(b.summary())
                        || !a.body().equals(b.body())))
        .orElse(false);
  }

  private static Instant publicAt(Announcement announcement, Edition edition) {
    Change change = announcement.changeOf(edition);
    return change.publicAt() == null ? change.recordedAt() : change.publicAt();
  }
}
