package communique.importing;

import communique.platform.Outcome;
import communique.text.Body;
import java.nio.file.Path;
import java.util.Locale;

/// A file of which only the body matters: Markdown with or without front matter, or HTML.
public final class BodyFile {
  private BodyFile() {}

  /// The body of a file. One whose name ends in `.html` or `.htm` is in the dialect of imports; the
  /// front matter of any other is skipped.
  public static Outcome<Body> read(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    boolean html = name.endsWith(".html") || name.endsWith(".htm");
    return text(file)
        .then(text -> {
          String body = html ? text : FrontMatter.cut(text).map(FrontMatter::body).orElse(text);
          Body.Dialect dialect = html ? Body.Dialect.HTML : Body.Dialect.GOVSPEAK;
          return Outcome.done(new Body(dialect, body));
        });
  }

  /// The text of a file, strictly UTF-8 and bounded; refused when it cannot be read.
  public static Outcome<String> text(Path file) {
    return FileBytes.text(file);
  }
}
