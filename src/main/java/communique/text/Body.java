package communique.text;

import java.util.Locale;
import java.util.Optional;

/// A body as its author wrote it. What is written here is Govspeak, which is Markdown; what was
/// imported as HTML stays HTML.
public record Body(Dialect dialect, String source) {

  /// In which of the two a source is to be read.
  public enum Dialect {
    GOVSPEAK,
    HTML;

    /// The name in JSON and in tables: `govspeak`, `html`.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The dialect of that [#key()]; empty when there is none.
    public static Optional<Dialect> of(String key) {
      for (Dialect dialect : values()) if (dialect.key().equals(key)) return Optional.of(dialect);
      return Optional.empty();
    }
  }
}
