package communique.site;

import communique.language.Edtf;
import communique.platform.Database;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Problem;
import communique.platform.Problem.Sort;
import communique.platform.Refusals;
import communique.record.Engagement;
import communique.record.Engagement.Step;
import communique.record.Engagement.Who;
import communique.record.Engagements;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// `/api/engagements`: engagements by their days, with everything that was said of each;
/// docs/api.md explains each member. It asks as the pages do.
@Singleton
final class EngagementDocuments implements Maker {
  private static final String PATH = "/api/engagements";
  private static final String JSON = "application/json; charset=utf-8";
  private static final int LIMIT = 100;

  private final Database database;
  private final Newsroom newsroom;

  EngagementDocuments(Database database, Newsroom newsroom) {
    this.database = database;
    this.newsroom = newsroom;
  }

  @Override
  public Optional<Response> make(Target target) {
    if (!target.path().equals(PATH)) return Optional.empty();
    return Optional.of(
        switch (database.reading(tx -> document(tx, target.parameters()))) {
          case Outcome.Done<Map<String, @Nullable Object>> done ->
              Response.ok(JSON, Json.write(done.value()))
                  .header("Access-Control-Allow-Origin", "*");
          case Outcome.Refused<Map<String, @Nullable Object>> refused ->
              Response.ok(Problem.MEDIA_TYPE, Problem.of(Sort.MALFORMED, refused.refusals()).json())
                  .header("Cache-Control", "no-store")
                  .status(Sort.MALFORMED.status())
                  .passing();
        });
  }

  Outcome<Map<String, @Nullable Object>> document(Handle tx, Map<String, String> query) {
    EngagementsAsked asked = EngagementsAsked.read(tx, query, "after");
    var refusals = new Refusals();
    for (String unclear : asked.unclear()) refusals.when(true, "", "engagement.parameter", unclear);
    if (!refusals.none()) return refusals.or(Map.of());
    List<Engagement> found = Engagements.first(tx, asked.within(), asked.cursor(), LIMIT + 1);
    List<Engagement> page = found.subList(0, Math.min(LIMIT, found.size()));
    Map<String, List<Step>> steps =
        Engagements.steps(tx, page.stream().map(Engagement::id).toList());
    var tellers =
        new Tellers(
            tx,
            newsroom,
            newsroom.locales().first(),
            steps.values().stream()
                .flatMap(List::stream)
                .map(Step::documentId)
                .filter(id -> !id.isEmpty())
                .toList());
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put(
        "results",
        page.stream()
            .map(one -> members(one, steps.getOrDefault(one.id(), List.of()), tellers))
            .toList());
    if (found.size() > LIMIT)
      document.put("next", Engagements.Cursor.of(page.getLast()).toString());
    return Outcome.done(document);
  }

  private Map<String, @Nullable Object> members(Engagement one, List<Step> steps, Tellers tellers) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("id", one.id());
    members.put("slug", one.slug());
    members.put("kind", one.kind().slug());
    members.put("status", one.status().slug());
    members.put("titles", new TreeMap<>(one.titles()));
    members.put("when", when(one));
    members.put("place", one.where() == null ? null : who(one.where()));
    members.put("participants", one.participants().stream().map(EngagementDocuments::who).toList());
    members.put("sequence", one.sequence());
    members.put("url", newsroom.url() + Engagements.PATH + "#" + one.slug());
    members.put("told", steps.stream().map(step -> step(step, tellers)).toList());
    return members;
  }

  private Map<String, @Nullable Object> when(Engagement one) {
    Edtf date = one.when().date();
    var when = new LinkedHashMap<String, @Nullable Object>();
    when.put("edtf", one.when().edtf());
    if (!one.when().zone().isEmpty()) when.put("zone", one.when().zone());
    when.put("earliest", Objects.toString(date.earliest(), null));
    when.put("latest", Objects.toString(date.latest(), null));
    var words = new LinkedHashMap<String, String>();
    for (Locale locale : newsroom.locales().all())
      words.put(locale.toLanguageTag(), one.when().words(locale, newsroom.zone()));
    when.put("words", words);
    return when;
  }

  private static Map<String, Object> who(Who who) {
    Tag tag = who.tag();
    return tag == null
        ? Map.of("titles", new TreeMap<>(who.words()))
        : Map.of(
            "tag",
            Map.of("kind", tag.kind().plural(), "slug", tag.standing().slug()),
            "titles",
            new TreeMap<>(tag.titles()),
            "path",
            tag.path());
  }

  private static Map<String, @Nullable Object> step(Step step, Tellers tellers) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("change", step.n());
    members.put("status", step.said().status().slug());
    members.put("edtf", step.said().when().edtf());
    members.put("publicAt", step.at().toString());
    members.put("announcement", tellers.path(step.documentId()).orElse(null));
    return members;
  }
}
