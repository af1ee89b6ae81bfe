package communique.alerts;

import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Newsroom;
import communique.search.Field;
import communique.search.Search;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// What somebody wants to be told of, how often and in which languages.
///
/// @param search without a locale
/// @param languages BCP 47 tags of the newsroom's locales, in which they read
public record Wish(Search search, Frequency frequency, SortedSet<String> languages) {
  public Wish {
    languages = Collections.unmodifiableSortedSet(new TreeSet<>(languages));
  }

  /// This, unless its languages are none, or not all of them the newsroom's: refused at
  /// `languages`.
  Outcome<Wish> spoken(Newsroom newsroom) {
    return new Refusals()
        .when(languages.isEmpty(), "languages", "alerts.no-language")
        .when(
            !languages.stream().allMatch(tag -> newsroom.locales().has(Locale.forLanguageTag(tag))),
            "languages",
            "alerts.language",
            String.join(", ", languages))
        .or(this);
  }

  /// The search that stands for it: an announcement answers with its pages in these languages.
  Search standing() {
    return search.with(Field.LOCALE, languages);
  }

  /// What was asked for with a search that stands.
  static Wish of(Search standing, Frequency frequency) {
    return new Wish(
        standing.with(Field.LOCALE, Collections.emptySortedSet()),
        frequency,
        standing.values(Field.LOCALE));
  }
}
