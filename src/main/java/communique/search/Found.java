package communique.search;

import communique.record.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the finder found.
///
/// @param total how many announcements answer; of a search in their history, how many versions
/// @param hits the first of them, or those behind the asked place
/// @param facets what can be narrowed by, each with its most frequent values
/// @param next behind which the next ones stand; empty where there are none
/// @param suggestion other words that would find something, where these find nothing or little
/// @param relaxed whether nothing has all of the words, and these have some of them
/// @param place the newest change that was looked at; -1 where there is no index yet
/// @param head the newest change of the log; where it is larger, the index is being made anew or is
///   a moment behind
/// @param notices what the one who asked should know
public record Found(
    int total,
    List<Hit> hits,
    List<Facet> facets,
    Optional<Place> next,
    Optional<String> suggestion,
    boolean relaxed,
    long place,
    long head,
    List<Notice> notices) {
  private static final int BEHIND = 300;

  public Found {
    hits = List.copyOf(hits);
    facets = List.copyOf(facets);
    notices = List.copyOf(notices);
  }

  /// Whether there was an index to ask.
  public boolean isReady() {
    return place >= 0;
  }

  /// Whether so much of the log is still to be read that it should be said.
  public boolean isBehind() {
    return head - place > BEHIND;
  }

  /// Nothing, as there is no index yet.
  static Found nothingYet(long head, List<Notice> notices) {
    return new Found(
        0, List.of(), List.of(), Optional.empty(), Optional.empty(), false, -1, head, notices);
  }

  /// One answer.
  ///
  /// @param number of the version in its locale, from 1
  /// @param newest whether it is the newest there
  /// @param named what it stands under, where a word is found there and in none of its text
  /// @param firstAt when the page was first published
  /// @param updatedAt when it last changed in substance; of an older version, when it was public
  /// @param withdrawnAt null where it is not withdrawn
  public record Hit(
      String documentId,
      String editionId,
      String slug,
      Locale locale,
      int number,
      boolean newest,
      Kind kind,
      List<Piece> title,
      List<Piece> snippet,
      List<List<Piece>> named,
      Instant firstAt,
      Instant updatedAt,
      @Nullable Instant withdrawnAt) {}

  /// A piece of text.
  ///
  /// @param marked whether it is what was looked for
  public record Piece(String text, boolean marked) {
    /// Some pieces as one text.
    public static String text(List<Piece> pieces) {
      var text = new StringBuilder();
      for (Piece piece : pieces) text.append(piece.text());
      return text.toString();
    }
  }

  /// A field with values that answers have, the most frequent first; chosen ones are always there.
  public record Facet(Field field, List<Value> values) {
    /// @param value as it stands in an address: a slug, a kind, a BCP 47 tag
    /// @param title of a tag; the value itself of others
    /// @param in the language of `title`
    /// @param count how many answers have it
    /// @param chosen whether the search is narrowed by it
    public record Value(String value, String title, Locale in, int count, boolean chosen) {}
  }
}
