package communique.record;

import communique.language.Messages;
import communique.record.Change.Noted;
import communique.record.Change.Published;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The public line that says what a change did.
///
/// @param text the publisher's own words, else "First published." or "Added translation"
/// @param locale the language that the text is in
public record Note(String text, Locale locale) {
  /// The note of an edition or of an imported line of history, for a reader of `reader`. Empty for
  /// a minor update, which has no note, and for changes of another sort.
  public static Optional<Note> of(Announcement announcement, Change change, Locale reader) {
    String own;
    switch (change.what()) {
      case Published published -> {
        if (published.updateType() == UpdateType.MINOR) return Optional.empty();
        own = published.note();
      }
      case Noted noted -> own = noted.note();
      case Change.Withdrawn w -> {
        return Optional.empty();
      }
      case Change.Unpublished u -> {
        return Optional.empty();
      }
      case Change.Restored r -> {
        return Optional.empty();
      }
      case Change.Retagged r -> {
        return Optional.empty();
      }
      case Change.OfTag t -> {
        return Optional.empty();
      }
      case Change.EngagementDefined e -> {
        return Optional.empty();
      }
    }
    if (!own.isEmpty()) return Optional.of(new Note(own, locale(change.locale(), reader)));
    String key =
        announcement.isFirst(change) ? "updates.first-published" : "updates.added-translation";
    Messages words = Messages.in(reader);
    return Optional.of(new Note(words.say(key), words.locale()));
  }

  private static Locale locale(@Nullable Locale of, Locale otherwise) {
    return of == null ? otherwise : of;
  }
}
