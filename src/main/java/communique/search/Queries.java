package communique.search;

import communique.search.Sought.All;
import communique.search.Sought.Any;
import communique.search.Sought.Begins;
import communique.search.Sought.Everything;
import communique.search.Sought.Has;
import communique.search.Sought.Not;
import communique.search.Sought.Run;
import communique.search.Sought.Terms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;

/// Makes of a [Search] what Lucene looks for. A text answers as the analysis of its own language
/// reads the words; the analyses that are asked are those of the texts there are.
final class Queries {
  /// How much more a word in the title counts.
  private static final float TITLE = 2.2f;

  /// How much more an answer in the language of the page counts.
  private static final float OWN = 1.6f;

  private final Names names;
  private final Map<Analysis, Set<String>> languages;
  private final boolean history;
  private final Enough enough;

  /// @param languages the analyses that are asked, the page's first, with the locales whose texts
  ///   each of them reads
  /// @param history whether versions that are not the newest are looked for as well
  /// @param enough how many of several words are
  Queries(Names names, Map<Analysis, Set<String>> languages, boolean history, Enough enough) {
    this.names = names;
    this.languages = languages;
    this.history = history;
    this.enough = enough;
  }

  /// How many of several words an answer has at least.
  enum Enough {
    ALL,
    MOST,
    ONE;

    int of(int words) {
      return switch (this) {
        case ALL -> words;
        case MOST -> (2 * words + 2) / 3;
        case ONE -> 1;
      };
    }
  }

  /// @param scored whether it matters how well something answers
  record Compiled(Query query, boolean scored) {}

  Compiled of(Search search) {
    var whole = new BooleanQuery.Builder();
    boolean words = false;
    boolean newestOnly = !history;
    if (!(search.words() instanceof Expression.Everything)) {
      var any = new ArrayList<Query>();
      boolean everywhere = true;
      for (Analysis analysis : languages.keySet()) {
        Sought sought = Sought.of(search.words(), analysis);
        if (sought instanceof Everything) continue;
        boolean telling = tells(sought);
        everywhere &= telling;
        words |= telling;
        Query query =
            sought instanceof All all ? all(all, analysis, enough) : query(sought, analysis);
        // A reader's own language comes first.
        if (any.isEmpty()) query = new BoostQuery(query, OWN);
        // What does not name a word of this language answers in every other as well.
        any.add(telling ? query : within(query, analysis));
      }
      if (everywhere && !any.isEmpty()) newestOnly = false;
      if (!any.isEmpty()) whole.add(any(any), Occur.MUST);
    }
    search
        .values()
        .forEach((field, values) -> {
          var any = new ArrayList<Query>();
          for (String value : values) any.add(has(field, value));
          whole.add(any(any), Occur.FILTER);
        });
    LocalDate from = search.from();
    LocalDate to = search.to();
    if (from != null || to != null)
      whole.add(
          days(
              from == null ? Integer.MIN_VALUE : day(from),
              to == null ? Integer.MAX_VALUE : day(to)),
          Occur.FILTER);
    if (newestOnly) whole.add(term(Documents.NEWEST, "1"), Occur.FILTER);
    BooleanQuery query = whole.build();
    if (query.clauses().isEmpty()) return new Compiled(new MatchAllDocsQuery(), false);
    return new Compiled(query, words);
  }

  /// Whether nothing answers to it that has not one of its words.
  private static boolean tells(Sought sought) {
    return switch (sought) {
      case Everything e -> false;
      case Terms terms -> true;
      case Run run -> true;
      case Begins begins -> true;
      case Has has -> false;
      case Not not -> false;
      case All all -> all.of().stream().anyMatch(Queries::tells);
      case Any any -> any.of().stream().allMatch(Queries::tells);
    };
  }

  private Query within(Query query, Analysis analysis) {
    var locales = new ArrayList<Query>();
    for (String locale : languages.getOrDefault(analysis, Set.of()))
      locales.add(term(Documents.LOCALE, locale));
    return new BooleanQuery.Builder()
        .add(query, Occur.MUST)
        .add(any(locales), Occur.FILTER)
        .build();
  }

  private Query query(Sought sought, Analysis analysis) {
    return switch (sought) {
      case Everything e -> new MatchAllDocsQuery();
      case Terms terms -> terms(terms.anyOf(), analysis);
      case Run run -> run(run, analysis);
      case Begins begins -> begins(begins, analysis);
      case Has has -> new ConstantScoreQuery(has(has.field(), has.value()));
      case Not not ->
          new BooleanQuery.Builder()
              .add(new ConstantScoreQuery(new MatchAllDocsQuery()), Occur.FILTER)
              .add(query(not.of(), analysis), Occur.MUST_NOT)
              .build();
      case All all -> all(all, analysis, Enough.ALL);
      case Any any -> any(any.of().stream().map(one -> query(one, analysis)).toList());
    };
  }

  private Query all(All all, Analysis analysis, Enough wanted) {
    var query = new BooleanQuery.Builder();
    boolean positive = false;
    int words = 0;
    for (Sought one : all.of())
      switch (one) {
        case Not not -> query.add(query(not.of(), analysis), Occur.MUST_NOT);
        case Has has -> {
          positive = true;
          query.add(query(has, analysis), Occur.FILTER);
        }
        default -> {
          positive = true;
          words++;
          query.add(query(one, analysis), wanted == Enough.ALL ? Occur.MUST : Occur.SHOULD);
        }
      }
    if (!positive) query.add(new MatchAllDocsQuery(), Occur.FILTER);
    if (wanted != Enough.ALL && words > 0) query.setMinimumNumberShouldMatch(wanted.of(words));
    return query.build();
  }

  private Query terms(Set<String> anyOf, Analysis analysis) {
    var fields = new ArrayList<Query>();
    for (boolean newest : newest()) {
      var query = new BooleanQuery.Builder();
      query.add(synonyms(Documents.words(analysis.key(), newest), anyOf), Occur.MUST);
      query.add(
          new BoostQuery(synonyms(Documents.titles(analysis.key(), newest), anyOf), TITLE),
          Occur.SHOULD);
      fields.add(query.build());
    }
    return any(fields);
  }

  private static Query synonyms(String field, Set<String> anyOf) {
    if (anyOf.size() == 1) return term(field, anyOf.iterator().next());
    var query = new SynonymQuery.Builder(field);
    for (String one : anyOf) query.addTerm(new Term(field, one));
    return query.build();
  }

  private Query run(Run run, Analysis analysis) {
    var fields = new ArrayList<Query>();
    for (boolean newest : newest()) {
      String field = Documents.words(analysis.key(), newest);
      var query = new MultiPhraseQuery.Builder();
      for (int i = 0; i < run.terms().size(); i++)
        query.add(
            run.terms().get(i).stream().map(one -> new Term(field, one)).toArray(Term[]::new),
            run.positions().get(i));
      fields.add(query.build());
    }
    return any(fields);
  }

  private Query begins(Begins begins, Analysis analysis) {
    var fields = new ArrayList<Query>();
    for (boolean newest : newest()) {
      fields.add(begins(Documents.forms(analysis.key(), newest), begins));
      if (analysis.hasBeginnings())
        fields.add(begins(Documents.beginnings(analysis.key(), newest), begins));
    }
    return any(fields);
  }

  private static Query begins(String field, Begins begins) {
    return new PrefixQuery(
        new Term(field, begins.form()), PrefixQuery.CONSTANT_SCORE_BLENDED_REWRITE);
  }

  private List<Boolean> newest() {
    return history ? List.of(true, false) : List.of(true);
  }

  private Query has(Field field, String value) {
    return switch (field) {
      case ORGANISATION, PERSON, ROLE, PLACE, TOPIC ->
          names
              .id(field.tagKind().orElseThrow(), value)
              .<Query>map(id -> term(Documents.of(field), id))
              .orElseGet(() -> new MatchNoDocsQuery("no such tag"));
      case KIND -> term(Documents.KIND, value);
      case ANNOUNCEMENT -> term(Documents.of(field), value);
      case LOCALE -> term(Documents.LOCALE, value);
      case FROM -> days(day(LocalDate.parse(value)), Integer.MAX_VALUE);
      case TO -> days(Integer.MIN_VALUE, day(LocalDate.parse(value)));
    };
  }

  private static Query days(int from, int to) {
    return new IndexOrDocValuesQuery(
        IntPoint.newRangeQuery(Documents.DAY, from, to),
        NumericDocValuesField.newSlowRangeQuery(Documents.DAY, from, to));
  }

  private static int day(LocalDate day) {
    return (int) Math.clamp(day.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static Query any(List<Query> of) {
    if (of.size() == 1) return of.getFirst();
    var query = new BooleanQuery.Builder();
    for (Query one : of) query.add(one, Occur.SHOULD);
    return query.build();
  }

  private static Query term(String field, String value) {
    return new TermQuery(new Term(field, value));
  }
}
