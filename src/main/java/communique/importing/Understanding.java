package communique.importing;

import communique.alerts.Arrival;
import communique.alerts.Arrivals;
import communique.alerts.Carried;
import communique.alerts.Frequency;
import communique.alerts.Wish;
import communique.importing.ListsFile.Entry;
import communique.importing.SubscriberLine.Passed;
import communique.language.Locales;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.Newsroom;
import communique.record.Slug;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Makes of lines of files somebody who arrives. Any thread may ask.
final class Understanding {
  /// So many wishes are remembered, of which most files have a few.
  private static final int WISHES_MAX = 100_000;

  private final Arrivals arrivals;
  private final Newsroom newsroom;
  private final ListsFile lists;
  private final DigestsByAddress digests;
  private final Instant now;
  private final Map<Asked, Outcome<Wish>> wishes = new ConcurrentHashMap<>();

  private record Asked(String search, List<String> languages, Frequency frequency) {}

  Understanding(
      Arrivals arrivals,
      Newsroom newsroom,
      ListsFile lists,
      DigestsByAddress digests,
      Instant now) {
    this.arrivals = arrivals;
    this.newsroom = newsroom;
    this.lists = lists;
    this.digests = digests;
    this.now = now;
  }

  /// Understands some lines of a file.
  ///
  /// @return as many, in their order
  List<Understood> understand(SubscriberFile file, List<CsvRecord> lines) {
    var results = new ArrayList<@Nullable SubscriberResult>(lines.size());
    var all = new ArrayList<Carried>(lines.size());
    MessageDigest sha256 = Digests.sha256();
    for (CsvRecord one : lines)
      switch (row(file, one)
          .then(row -> file.format().read(row, newsroom.zone(), now))
          .then(line -> of(file, line, sha256))) {
        case Outcome.Done<Step>(Step.Arrives(Carried carried)) -> {
          results.add(null);
          all.add(carried);
        }
        case Outcome.Done<Step>(Step.Passes(Passed why)) ->
            results.add(
                new SubscriberResult.PassedOver(
                    why.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        case Outcome.Refused<Step> refused ->
            results.add(new SubscriberResult.Refused(refused.refusals()));
      }
    List<Outcome<Arrival>> ready = arrivals.prepare(all);
    var understood = new ArrayList<Understood>(lines.size());
    int next = 0;
    for (int i = 0; i < lines.size(); i++) {
      long line = lines.get(i).getStartingLineNumber();
      SubscriberResult result = results.get(i);
      understood.add(
          result != null
              ? Understood.is(line, result)
              : switch (ready.get(next++)) {
                case Outcome.Done<Arrival>(Arrival arrival) -> Understood.arrives(line, arrival);
                case Outcome.Refused<Arrival> refused ->
                    Understood.is(
                        line,
                        new SubscriberResult.Refused(
                            refused.refusals().stream().map(Understanding::shown).toList()));
              });
    }
    return understood;
  }

  /// What somebody's file says may be anything, and is shown on a terminal.
  private static Refusal shown(Refusal refusal) {
    return new Refusal(
        refusal.place(),
        refusal.key(),
        refusal.arguments().stream()
            .<Object>map(one -> one instanceof String text ? Slug.shown(text) : one)
            .toList());
  }

  /// The line by its columns, unless it has too few or too many, or is no UTF-8.
  static Outcome<SubscriberRow> row(SubscriberFile file, CsvRecord line) {
    List<String> fields = line.getFields();
    if (file.width() > 0 && fields.size() != file.width())
      return Outcome.refused("", "subscribers.columns", fields.size(), file.width());
    for (String field : fields)
      if (SubscriberFile.isForeign(field)) return Outcome.refused("", "subscribers.charset");
    return Outcome.done(
        new SubscriberRow(fields, file.columns(), file.name(), line.getStartingLineNumber()));
  }

  private sealed interface Step {
    record Arrives(Carried carried) implements Step {}

    record Passes(Passed why) implements Step {}
  }

  private Outcome<Step> of(SubscriberFile file, SubscriberLine line, MessageDigest sha256) {
    if (line.passed().isPresent()) return Outcome.done(new Step.Passes(line.passed().get()));
    String search = line.search();
    if (search != null)
      return carried(file, line, search, line.languages(), null, Frequency.AT_ONCE);
    Optional<Entry> entry = lists.entry(line.lists());
    if (entry.isEmpty()) {
      String name = line.lists().isEmpty() ? "" : line.lists().getFirst();
      String near = lists.near(name);
      return near.isEmpty()
          ? Outcome.refused("", "subscribers.list", Slug.shown(name))
          : Outcome.refused("", "subscribers.list-near", Slug.shown(name), near);
    }
    if (entry.get().leftOut()) return Outcome.done(new Step.Passes(Passed.LEFT_OUT));
    if (!file.saysWhoConfirmed() && !entry.get().confirmed())
      return Outcome.refused("", "subscribers.confirmed", Slug.shown(line.lists().getFirst()));
    List<String> languages =
        line.languages().isEmpty()
                || (file.format() == SubscriberFormat.LISTMONK && !spoken(line.languages()))
            ? entry.get().languages()
            : line.languages();
    Frequency often = digests.find(sha256, line.address()).orElse(entry.get().frequency());
    return carried(file, line, entry.get().search(), languages, entry.get().since(), often);
  }

  /// What an operator of another system noted of a subscriber may be a language that is not
  /// published here; what a column says must be one.
  private boolean spoken(List<String> languages) {
    return languages.stream()
        .allMatch(tag -> Locales.read(tag).filter(newsroom.locales()::has).isPresent());
  }

  private Outcome<Step> carried(
      SubscriberFile file,
      SubscriberLine line,
      String search,
      List<String> languages,
      @Nullable Instant since,
      Frequency often) {
    Frequency frequency = line.frequency().orElse(often);
    Instant consent = since == null ? now : since;
    Instant confirmed = line.confirmedAt() == null ? consent : line.confirmedAt();
    return wish(search, languages, frequency)
        .then(wish ->
            Outcome.done(
                new Step.Arrives(
                    new Carried(
                        line.address(),
                        wish,
                        locale(line.locale(), languages),
                        line.zone(),
                        line.askedAt() == null ? confirmed : line.askedAt(),
                        confirmed,
                        source(file, line),
                        line.ended(),
                        line.pausedUntil(),
                        line.suspended()))));
  }

  private Outcome<Wish> wish(String search, List<String> languages, Frequency frequency) {
    if (wishes.size() > WISHES_MAX) wishes.clear();
    return wishes.computeIfAbsent(
        new Asked(search, languages, frequency),
        asked -> {
          var tags = new TreeSet<String>();
          for (String tag : asked.languages())
            tags.add(Locales.read(tag).map(Locale::toLanguageTag).orElse(tag));
          return arrivals.wish(asked.search(), asked.frequency(), tags);
        });
  }

  private Locale locale(String said, List<String> languages) {
    for (String tag : said.isEmpty() ? languages : List.of(said)) {
      Optional<Locale> locale = Locales.read(tag).filter(newsroom.locales()::has);
      if (locale.isPresent()) return locale.get();
    }
    return newsroom.locales().first();
  }

  private static String source(SubscriberFile file, SubscriberLine line) {
    if (file.format() == SubscriberFormat.COMMUNIQUE && !line.source().isEmpty())
      return line.source();
    return line.source().isEmpty()
        ? file.name()
        : file.name() + " (" + Slug.shown(line.source()) + ")";
  }
}
