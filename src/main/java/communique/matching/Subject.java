package communique.matching;

import communique.search.Analysis;
import communique.search.Field;
import communique.search.Names;
import communique.search.Version;
import communique.search.Words;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One page of an announcement at one time, as searches are asked of it.
///
/// @param analysis that of its language
/// @param tokens its words, as the index has them
/// @param values what each field can be asked for: of tags every slug that leads to them, the slug
///   of its kind and its own, the BCP 47 tag of its locale
/// @param day on which it was last updated, by the newsroom's clock
public record Subject(
    Analysis analysis, List<Analysis.Token> tokens, Map<Field, Set<String>> values, LocalDate day) {
  public Subject {
    tokens = List.copyOf(tokens);
    values = Map.copyOf(values);
  }

  /// What a version is to searches.
  ///
  /// @param names the tags as they stand
  /// @param zone the newsroom's
  public static Subject of(Version version, Names names, ZoneId zone) {
    var values = new EnumMap<Field, Set<String>>(Field.class);
    values.put(Field.KIND, Set.of(version.kind().slug()));
    values.put(Field.ANNOUNCEMENT, Set.of(version.slug()));
    values.put(Field.LOCALE, Set.of(version.locale().toLanguageTag()));
    version
        .tags()
        .forEach((field, ids) -> {
          var slugs = new HashSet<String>();
          for (String id : ids) slugs.addAll(names.slugs(id));
          values.put(field, slugs);
        });
    Analysis analysis = Analysis.of(version.locale());
    return new Subject(
        analysis,
        Words.of(version, analysis).all(),
        values,
        LocalDate.ofInstant(version.updatedAt(), zone));
  }
}
