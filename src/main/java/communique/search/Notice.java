package communique.search;

import java.util.List;

/// Something that whoever asks should know of how the question was read. Its words are the message
/// `search.notice.{slug}`, with the arguments.
///
/// @param about what it is about, as it was typed and cut short; may be empty
public record Notice(Sort sort, String about) {
  private static final int SHOWN_MAX = 60;

  public Notice {
    if (about.codePointCount(0, about.length()) > SHOWN_MAX)
      about = about.substring(0, about.offsetByCodePoints(0, SHOWN_MAX)) + "…";
  }

  /// The sorts of notices.
  public enum Sort {
    /// Only the beginning was read.
    TOO_LONG,
    /// Only the first words were read.
    TOO_MANY,
    /// Parentheses were nested too deeply, and passed over.
    TOO_DEEP,
    /// A parenthesis or quotation mark stands alone; all was read as plain words.
    UNPAIRED,
    /// OR stands where nothing is on one of its sides; it was passed over.
    OR_ALONE,
    /// Too few letters stand before the asterisk; they were read as a word.
    PREFIX_SHORT,
    /// A field's value cannot be one; it was read as plain words, or passed over as a parameter.
    VALUE_UNKNOWN,
    /// A day cannot be read.
    DAY_UNREADABLE,
    /// The last day came before the first; they were exchanged.
    DAYS_EXCHANGED,
    /// The place to go on from cannot be read; the answers begin with the first.
    PLACE_UNREADABLE,
    /// It took too long, so some answers may be missing.
    TOO_SLOW;

    /// As it stands in JSON and in messages: `too-long`.
    public String slug() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  static Notice of(Sort sort) {
    return new Notice(sort, "");
  }

  /// As arguments for its message.
  public List<String> arguments() {
    return List.of(about);
  }
}
