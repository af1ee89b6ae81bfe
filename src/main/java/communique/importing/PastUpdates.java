package communique.importing;

import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Bring.PastNote;
import communique.record.Slug;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a page says under "Updates to this page": its two dates, and its notes, the oldest first.
record PastUpdates(LocalDateTime published, LocalDateTime updated, List<PastUpdate> notes) {
  /// A note as it stood on the page, its time where the page gave one.
  record PastUpdate(String text, @Nullable LocalDateTime at) {
    boolean isFirst() {
      return is("first published");
    }

    boolean isTranslation() {
      return is("added translation");
    }

    private boolean is(String words) {
      String bare = Wording.bare(text).toLowerCase(Locale.ROOT);
      return bare.equals(words) || bare.equals(words + ".");
    }
  }

  private static final int IGNORE_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern PUBLISHED =
      Pattern.compile(
          "(?:first )?published:? ?(%1$s)\\.? ?(?:last updated:? ?(%1$s))?\\.? ?(.*)"
              .formatted(Wording.DATE),
          IGNORE_CASE);
  private static final Pattern UPDATED =
      Pattern.compile("last updated:? ?(%s)\\.? ?(.*)".formatted(Wording.DATE), IGNORE_CASE);

  /// A mark before a note, with or without the note behind it.
  private static final Pattern MARK = Pattern.compile("(?:[-–—•*·]|\\d{1,3}[.)])(?: (.*))?");

  /// What may follow the block on a page, and is no part of it.
  private static final Set<String> AFTER =
      Set.of(
          "share this page",
          "print this page",
          "related content",
          "explore the topic",
          "is this page useful?");

  /// Whether a line is the one with the date of publication.
  static boolean begins(String line) {
    Matcher published = PUBLISHED.matcher(Wording.furniture(line));
    return published.matches() && isEnd(published.group(3));
  }

  /// Reads the block.
  ///
  /// @param lines from the one with the date of publication on
  static Outcome<PastUpdates> read(List<String> lines) {
    var refusals = new Refusals();
    Matcher first = PUBLISHED.matcher(Wording.furniture(lines.getFirst()));
    if (!first.matches()) throw new IllegalArgumentException("no date of publication");
    Optional<LocalDateTime> published = time(refusals, "published", first.group(1));
    Optional<LocalDateTime> updated =
        first.group(2) == null ? published : time(refusals, "lastUpdated", first.group(2));
    var notes = new Notes();
    for (String line : lines.subList(1, lines.size())) {
      String bare = Wording.furniture(line);
      if (AFTER.contains(bare.toLowerCase(Locale.ROOT))) break;
      if (Wording.isShowAll(bare)) continue;
      Matcher last = UPDATED.matcher(bare);
      if (notes.isEmpty() && last.matches() && isEnd(last.group(2)))
        updated = time(refusals, "lastUpdated", last.group(1));
      else notes.take(line, refusals);
    }
    LocalDateTime from = published.orElse(LocalDateTime.MIN);
    LocalDateTime until = updated.orElse(from);
    refusals.when(
        until.isBefore(from),
        "lastUpdated",
        "date.order",
        until.toLocalDate().toString(),
        from.toLocalDate().toString());
    return refusals.or(new PastUpdates(from, until, notes.oldestFirst()));
  }

  /// The history for the record. The newest note carries the day of the last update, the oldest
  /// that of publication, and of those between no day is known unless the page gave one. That the
  /// announcement was first published is known even where no note says so.
  List<PastNote> history(ZoneId zone) {
    var history = new ArrayList<PastNote>();
    boolean says = !notes.isEmpty() && notes.getFirst().isFirst();
    if (!says) history.add(new PastNote("", published.atZone(zone).toInstant()));
    for (int i = 0; i < notes.size(); i++) {
      PastUpdate note = notes.get(i);
      boolean isFirst = says && i == 0;
      LocalDateTime at = note.at();
      if (at == null && isFirst) at = published;
      else if (at == null && i == notes.size() - 1) at = updated;
      history.add(
          new PastNote(
              isFirst || note.isTranslation() ? "" : note.text(),
              at == null ? null : at.atZone(zone).toInstant()));
    }
    return history;
  }

  /// Which line of [#history(ZoneId)] made the version that was captured: the newest that is not of
  /// another language.
  int captured() {
    boolean says = !notes.isEmpty() && notes.getFirst().isFirst();
    int captured = notes.size() - 1;
    while (captured >= 0 && notes.get(captured).isTranslation()) captured--;
    return says ? captured : captured + 1;
  }

  private static boolean isEnd(String rest) {
    return rest.isEmpty() || Wording.isShowAll(rest);
  }

  private static Optional<LocalDateTime> time(Refusals refusals, String place, String date) {
    Optional<LocalDateTime> time = Wording.time(date);
    refusals.when(time.isEmpty(), place, "date.malformed", Slug.shown(date));
    return time;
  }

  /// Gathers notes from lines: a mark or a date begins one, other lines go on with it. Where no
  /// line has a mark, each is a note.
  private static final class Notes {
    private final List<PastUpdate> all = new ArrayList<>();
    private boolean isMarked;
    private boolean isDated;

    boolean isEmpty() {
      return all.isEmpty();
    }

    void take(String line, Refusals refusals) {
      String bare = Wording.bare(line);
      Matcher mark = MARK.matcher(bare);
      if (mark.matches()) {
        isMarked = true;
        all.add(new PastUpdate("", null));
        if (mark.group(1) != null) text(mark.group(1), refusals);
      } else text(bare, refusals);
    }

    private void text(String bare, Refusals refusals) {
      PastUpdate last = all.isEmpty() ? null : all.getLast();
      if (Wording.isDate(Wording.furniture(bare))) {
        isDated = true;
        LocalDateTime at = time(refusals, "notes", bare).orElse(null);
        boolean isOfLast = last != null && (isMarked || last.text().isEmpty());
        if (last != null && isOfLast && last.at() == null)
          all.set(all.size() - 1, new PastUpdate(last.text(), at));
        else all.add(new PastUpdate("", at));
        return;
      }
      boolean goesOn = last != null && (isMarked || isDated);
      if (last == null || !goesOn) all.add(new PastUpdate(bare, null));
      else all.set(all.size() - 1, new PastUpdate((last.text() + " " + bare).strip(), last.at()));
    }

    /// Pages list the newest first, unless their first line is the one about publication.
    List<PastUpdate> oldestFirst() {
      var notes = new ArrayList<>(all);
      notes.removeIf(note -> note.text().isEmpty());
      boolean isOldestFirst =
          notes.size() > 1 && notes.getFirst().isFirst() && !notes.getLast().isFirst();
      if (!isOldestFirst) Collections.reverse(notes);
      return List.copyOf(notes);
    }
  }
}
