package communique.importing;

import communique.language.Locales;
import java.nio.file.Path;
import java.util.Locale;

/// The plain text of captured pages, a page a file. Nothing in a text says that it is one, so its
/// name must: it ends in `.txt`.
///
/// @param slug of a page; empty for the one in its file's name
/// @param locale of a page; empty for the one in its file's name, else the newsroom's default
record CapturedSource(Locales locales, String slug, String locale) implements Source {
  @Override
  public String name() {
    return "captured pages";
  }

  @Override
  public boolean recognises(Path file, byte[] start) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".txt");
  }

  @Override
  public void read(Path file, Taker taker) {
    taker.take(new CapturedFile(file, slug, locale, locales));
  }
}
