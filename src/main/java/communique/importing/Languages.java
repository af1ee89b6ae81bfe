package communique.importing;

import com.ibm.icu.util.ULocale;
import communique.language.Locales;
import communique.platform.Outcome;
import communique.record.Slug;
import java.util.Locale;

/// Which of the newsroom's locales others mean by theirs.
final class Languages {
  private Languages() {}

  /// The newsroom's own locale of that name, else the one of the same language and script: `en-GB`
  /// is read as `en`, `zh-CN` as `zh-Hans`, but never `zh-TW` as that.
  ///
  /// @param tag as they write it, also `en_GB`; empty for the newsroom's first
  static Outcome<Locale> read(String tag, Locales locales) {
    if (tag.isBlank()) return Outcome.done(locales.first());
    String dashed = tag.strip().replace('_', '-');
    var read = Locales.read(dashed);
    if (read.isEmpty())
      return Outcome.refused("locale", "locale.malformed", Slug.shown(tag.strip()));
    if (locales.has(read.get())) return Outcome.done(read.get());
    ULocale wanted = ULocale.addLikelySubtags(ULocale.forLocale(read.get()));
    for (Locale one : locales.all()) {
      ULocale has = ULocale.addLikelySubtags(ULocale.forLocale(one));
      if (has.getLanguage().equals(wanted.getLanguage())
          && has.getScript().equals(wanted.getScript())) return Outcome.done(one);
    }
    return Outcome.done(read.get());
  }
}
