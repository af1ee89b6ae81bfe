package communique.importing;

import communique.alerts.Arrivals;
import communique.alerts.Frequency;
import communique.platform.Near;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.platform.Refusals;
import communique.record.Newsroom;
import communique.record.Slug;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which search takes the place of each list of another system: a YAML file that an operator
/// writes.
///
/// ```yaml
/// foreign-office: organisation:foreign-office
/// UKGOVUK_111: {search: place:france, languages: [en, fr], frequency: daily, since: 2019-03-01}
/// all-news: {everything: true}
/// staff: {leave-out: true}
/// ```
public final class ListsFile {
  private static final List<String> FIELDS =
      List.of("search", "everything", "languages", "frequency", "since", "confirmed", "leave-out");

  private final Map<String, Entry> entries;

  private ListsFile(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /// What a list becomes.
  ///
  /// @param search in the language of searches; empty for everything
  /// @param languages never empty, but for a list that is left out
  /// @param frequency of those whose file does not say
  /// @param since when its members agreed, where their file does not say; null where nobody knows
  /// @param confirmed whether somebody says that all in the file confirmed and none of them left,
  ///   where the file does not
  /// @param leftOut whether nobody of it is signed up
  record Entry(
      String search,
      List<String> languages,
      Frequency frequency,
      @Nullable Instant since,
      boolean confirmed,
      boolean leftOut) {}

  /// Without a list.
  public static ListsFile none() {
    return new ListsFile(Map.of());
  }

  /// Reads one, and asks whether what it names is there.
  ///
  /// @return refused with a place for each list, so that nothing was stored before
  public static Outcome<ListsFile> read(
      String yaml, Arrivals arrivals, Newsroom newsroom, Instant now) {
    var refusals = new Refusals();
    Optional<Fields> all = Fields.read("yaml", yaml, 0, refusals);
    var entries = new LinkedHashMap<String, Entry>();
    if (all.isPresent())
      for (String name : all.get().names())
        entries.put(name.strip(), entry(name, all.get(), arrivals, newsroom, now, refusals));
    return refusals.or(new ListsFile(entries));
  }

  private static Entry entry(
      String name,
      Fields all,
      Arrivals arrivals,
      Newsroom newsroom,
      Instant now,
      Refusals refusals) {
    var mine = new Refusals();
    Fields.Either either = all.with(mine).either(name);
    Fields fields = either.fields() == null ? null : either.fields().only(FIELDS);
    String search = fields == null ? either.text() : fields.text("search");
    boolean everything = fields != null && fields.flag("everything");
    boolean confirmed = fields != null && fields.flag("confirmed");
    boolean leftOut = fields != null && fields.flag("leave-out");
    List<String> languages = fields == null ? List.of() : fields.texts("languages");
    if (languages.isEmpty()) languages = List.of(newsroom.locales().first().toLanguageTag());
    String often = fields == null ? "" : fields.text("frequency");
    Optional<Frequency> frequency =
        often.isEmpty() ? Optional.of(Frequency.AT_ONCE) : Frequency.read(often);
    String since = fields == null ? "" : fields.text("since");
    Outcome<Instant> moment =
        since.isEmpty() ? Outcome.done(now) : Moments.read("since", since, newsroom.zone(), now);
    mine.when(frequency.isEmpty(), "frequency", "alerts.frequency").with(moment);
    mine.when(search.isBlank() && !everything && !leftOut, "search", "subscribers.no-search");
    mine.when(!search.isBlank() && everything, "search", "subscribers.two-searches");
    if (!leftOut)
      mine.with(
          arrivals.wish(search, frequency.orElse(Frequency.AT_ONCE), new TreeSet<>(languages)));
    for (Refusal one : mine.all())
      refusals.when(true, place(name, one.place()), one.key(), one.arguments().toArray());
    return new Entry(
        search,
        languages,
        frequency.orElse(Frequency.AT_ONCE),
        since.isEmpty() || !(moment instanceof Outcome.Done<Instant>(Instant at)) ? null : at,
        confirmed,
        leftOut);
  }

  private static String place(String name, String place) {
    String list = Slug.shown(name);
    return place.isEmpty() || place.equals(name) ? list : list + ": " + place;
  }

  /// The entry of a list that has several names.
  Optional<Entry> entry(List<String> names) {
    return names.stream()
        .flatMap(name -> Optional.ofNullable(entries.get(name)).stream())
        .findFirst();
  }

  /// The name of an entry that somebody probably meant; empty where none is near.
  String near(String name) {
    return Near.of(name, new ArrayList<>(entries.keySet())).orElse("");
  }
}
