package communique.search;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;

/// One version alone in an index of Lucene's, to be asked what the finder asks: the plain way to
/// know which searches a text answers to, and the reference for every other.
public final class OneText {
  private final MemoryIndex index;

  public OneText(Version version, ZoneId zone) {
    index = MemoryIndex.fromDocument(Documents.of(version, 1, zone), new KeywordAnalyzer());
  }

  /// Whether it answers to what [#query] made of a search.
  public boolean answers(Query query) {
    // What only must be, or must not, has a score of 0 even where it is.
    return index.search(new ConstantScoreQuery(query)) > 0;
  }

  /// What Lucene is asked for a search.
  ///
  /// @param locales of all the texts there are
  public static Query query(Search search, Names names, Collection<Locale> locales) {
    Map<Analysis, Set<String>> languages = new HashMap<>();
    for (Locale locale : locales)
      languages
          .computeIfAbsent(Analysis.of(locale), key -> new HashSet<>())
          .add(locale.toLanguageTag());
    return new Queries(names, languages, false, Queries.Enough.ALL).of(search).query();
  }
}
