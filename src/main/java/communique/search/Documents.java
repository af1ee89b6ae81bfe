package communique.search;

import communique.search.Analysis.Token;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/// How a [Version] stands in the index.
///
/// Words are in a field for each analysis, and those of versions that are not the newest in fields
/// of their own, so that an ordinary search never meets them. All versions of an announcement stand
/// behind each other.
final class Documents {
  static final String EDITION = "edition";
  static final String DOCUMENT = "document";
  static final String LOCALE = "locale";
  static final String NEWEST = "newest";
  static final String USES = "uses";
  static final String SEEN = "seen";
  static final String DAY = "day";

  /// What tells announcements from each other, and editions.
  static final String GROUP = "group";

  static final String TIE = "tie";
  static final String UPDATED = "updated";
  static final String WITHDRAWN = "withdrawn";
  static final String FACETS = "facets";
  static final String SLUG = "slug";
  static final String NUMBER = "number";
  static final String KIND = "kind";
  static final String TITLE = "title";
  static final String SUMMARY = "summary";
  static final String TEXT = "text";
  static final String NAMES = "names";
  static final String FIRST = "first";

  private static final FieldType WORDS =
      type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS, false);
  private static final FieldType TITLES = type(IndexOptions.DOCS_AND_FREQS, false);
  private static final FieldType FORMS = type(IndexOptions.DOCS, true);

  private Documents() {}

  /// The field of words in texts that are read by an analysis.
  static String words(String key, boolean newest) {
    return (newest ? "w." : "ow.") + key;
  }

  /// The field of words in titles.
  static String titles(String key, boolean newest) {
    return (newest ? "t." : "ot.") + key;
  }

  /// The field of forms of words.
  static String forms(String key, boolean newest) {
    return (newest ? "f." : "of.") + key;
  }

  /// The field of what words begin with where that is not their form.
  static String beginnings(String key, boolean newest) {
    return (newest ? "b." : "ob.") + key;
  }

  /// The field of a tag's id, a kind or a locale.
  static String of(Field field) {
    return field.slug();
  }

  /// What stands in a version's facets for a value of a field.
  static String facet(Field field, String value) {
    return field.slug() + ":" + value;
  }

  /// @param n the newest change that `version` was made of
  static Document of(Version version, long n, ZoneId zone) {
    Analysis analysis = Analysis.of(version.locale());
    Words words = Words.of(version, analysis);
    boolean newest = version.newest();
    var document = new Document();
    document.add(new StringField(EDITION, version.editionId(), Store.YES));
    document.add(new StringField(DOCUMENT, version.documentId(), Store.YES));
    if (newest) document.add(new StringField(NEWEST, "1", Store.NO));
    String locale = version.locale().toLanguageTag();
    document.add(new StringField(LOCALE, locale, Store.YES));
    document.add(new SortedDocValuesField(LOCALE, new BytesRef(locale)));
    document.add(new StringField(KIND, version.kind().slug(), Store.YES));
    document.add(facetField(Field.KIND, version.kind().slug()));
    version
        .tags()
        .forEach((field, ids) -> {
          for (String id : ids) {
            document.add(new StringField(of(field), id, Store.NO));
            document.add(facetField(field, id));
          }
        });
    for (String id : version.uses()) document.add(new StringField(USES, id, Store.NO));
    document.add(new LongPoint(SEEN, n));
    int day = Math.toIntExact(version.updatedAt().atZone(zone).toLocalDate().toEpochDay());
    document.add(new IntPoint(DAY, day));
    document.add(new NumericDocValuesField(DAY, day));
    document.add(new NumericDocValuesField(GROUP, hash(version.documentId())));
    document.add(new NumericDocValuesField(TIE, hash(version.editionId())));
    document.add(new NumericDocValuesField(UPDATED, version.updatedAt().toEpochMilli()));
    document.add(new NumericDocValuesField(WITHDRAWN, version.withdrawn() ? 1 : 0));
    document.add(new StoredField(UPDATED, version.updatedAt().toEpochMilli()));
    document.add(new StoredField(FIRST, version.firstAt().toEpochMilli()));
    if (version.withdrawnAt() != null)
      document.add(new StoredField(WITHDRAWN, version.withdrawnAt().toEpochMilli()));
    document.add(new StoredField(SLUG, version.slug()));
    document.add(new StringField(of(Field.ANNOUNCEMENT), version.slug(), Store.NO));
    document.add(new StoredField(NUMBER, version.number()));
    if (newest) document.add(new StoredField(NEWEST, 1));
    document.add(new StoredField(TITLE, version.title()));
    document.add(new StoredField(SUMMARY, version.summary()));
    document.add(new StoredField(TEXT, version.text()));
    document.add(new StoredField(NAMES, String.join("\n", version.names())));
    String key = analysis.key();
    document.add(field(words(key, newest), new Replay(words.all()), WORDS));
    document.add(
        field(titles(key, newest), new Replay(words.all().subList(0, words.title())), TITLES));
    document.add(field(forms(key, newest), new Replay(forms(words.forms())), FORMS));
    if (analysis.hasBeginnings()) {
      var others = new LinkedHashSet<String>();
      for (String form : words.forms()) {
        List<String> all = analysis.beginnings(form);
        others.addAll(all.subList(1, all.size()));
      }
      document.add(field(beginnings(key, newest), new Replay(forms(others)), FORMS));
    }
    return document;
  }

  /// A number that two ids hardly ever share.
  static long hash(String id) {
    long hash = 1125899906842597L;
    for (int i = 0; i < id.length(); i++) hash = 31 * hash + id.charAt(i);
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }

  private static SortedSetDocValuesField facetField(Field field, String value) {
    return new SortedSetDocValuesField(FACETS, new BytesRef(facet(field, value)));
  }

  private static List<Token> forms(Set<String> forms) {
    var tokens = new ArrayList<Token>();
    for (String form : forms) tokens.add(new Token(form, List.of(form), 0, 0, tokens.size()));
    return tokens;
  }

  private static org.apache.lucene.document.Field field(
      String name, TokenStream tokens, FieldType type) {
    return new org.apache.lucene.document.Field(name, tokens, type);
  }

  private static FieldType type(IndexOptions options, boolean omitNorms) {
    var type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(options);
    type.setOmitNorms(omitNorms);
    type.freeze();
    return type;
  }

  /// Words that were read already, as Lucene takes them.
  private static final class Replay extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment =
        addAttribute(PositionIncrementAttribute.class);
    private final List<Token> tokens;
    private int next;
    private int nextTerm;
    private int position = -1;
    private int start;

    Replay(List<Token> tokens) {
      this.tokens = tokens;
    }

    @Override
    public boolean incrementToken() {
      if (next >= tokens.size()) return false;
      clearAttributes();
      Token token = tokens.get(next);
      term.setEmpty().append(token.terms().get(nextTerm));
      // Places in the index never go back.
      start = Math.max(start, token.start());
      offset.setOffset(start, Math.max(start, token.end()));
      increment.setPositionIncrement(Math.max(0, token.position() - position));
      position = Math.max(position, token.position());
      if (++nextTerm == token.terms().size()) {
        nextTerm = 0;
        next++;
      }
      return true;
    }

    @Override
    public void reset() {
      next = 0;
      nextTerm = 0;
      position = -1;
      start = 0;
    }
  }
}
