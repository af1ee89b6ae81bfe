package communique.importing;

import communique.language.Locales;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.platform.Refusals;
import communique.record.Slug;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A file to import: the text of a captured page.
public final class CapturedFile {
  private static final String ENDING = ".txt";

  private final String name;
  private final String slug;
  private final Locale locale;
  private final Outcome<CapturedPage> page;

  private CapturedFile(String name, String slug, Locale locale, Outcome<CapturedPage> page) {
    this.name = name;
    this.slug = slug;
    this.locale = locale;
    this.page = page;
  }

  /// Whether a file is one that can be read here, by its name.
  public static boolean isOne(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  /// Reads a file; what the record holds is not asked.
  ///
  /// @param slug of its announcement; empty for the one in the file's name
  /// @param locale of its text; empty for the one in the file's name, else the newsroom's default
  public static CapturedFile read(Path file, String slug, String locale, Locales locales) {
    String fileName = String.valueOf(file.getFileName());
    FileName named = FileName.of(fileName);
    var refusals = new Refusals();
    refusals.when(!isOne(file), "", "import.kind", Slug.shown(fileName));
    boolean isNamed = named.clear() || (!slug.isEmpty() && !locale.isEmpty());
    refusals.when(!isNamed, "", "file.name", Slug.shown(fileName));
    Locale of = named.locale(locale, locales, refusals);
    return new CapturedFile(
        file.toString(),
        slug.isEmpty() ? named.slug() : slug,
        of,
        refusals.or(file).then(FileBytes::text).then(CapturedPage::read));
  }

  /// As it was given, for messages.
  public String name() {
    return name;
  }

  /// Why it is no such page; empty when it is one.
  public List<Refusal> refusals() {
    return page instanceof Outcome.Refused<CapturedPage> refused ? refused.refusals() : List.of();
  }

  String slug() {
    return slug;
  }

  Locale locale() {
    return locale;
  }

  Outcome<CapturedPage> page() {
    return page;
  }
}
