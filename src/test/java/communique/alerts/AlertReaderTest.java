package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import communique.matching.Made;
import communique.platform.Doorbell;
import communique.record.Act;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.EachDatabase;
import communique.record.Kind;
import communique.record.Reading;
import communique.record.Restore;
import communique.record.Retag;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.UpdateType;
import communique.record.Withdraw;
import communique.search.Asked;
import communique.search.Field;
import communique.search.Found;
import communique.search.Names;
import communique.search.Search;
import communique.search.TestFinder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@EachDatabase
class AlertReaderTest {
  private static final int ROUNDS =
      System.getProperty("communique.rounds", "few").equals("all") ? 40 : 1;

  private static final Locale EN = Locale.ENGLISH;

  @Test
  void who_asked_is_told_of_a_first_version_and_of_each_major_update(TestNewsroom newsroom) {
    var reader = reader(newsroom);
    int visits = stand(newsroom, "visit");
    int fish = stand(newsroom, "fish");
    newsroom.publish(Sheet.of("a").title("A visit"));
    newsroom.publish(Sheet.of("a").title("A visit and fish").note("Added fish."));
    newsroom.readAll(reader);
    assertThat(searches(newsroom, 1, EN)).containsExactly(visits);
    assertThat(searches(newsroom, 2, EN)).containsExactly(visits, fish);
    assertThat(what(newsroom)).containsExactly("1 en published", "2 en updated");
  }

  @Test
  void a_minor_update_and_an_import_are_told_to_nobody(TestNewsroom newsroom) {
    var reader = reader(newsroom);
    stand(newsroom, "fish");
    newsroom.publish(Sheet.of("a").title("A visit"));
    newsroom.publish(Sheet.of("a").title("A visit with fish").minor());
    newsroom.execute(
        Act.past("importer", newsroom.clock().instant().minusSeconds(5)),
        Sheet.of("b").title("Fish").publish());
    newsroom.readAll(reader);
    assertThat(what(newsroom)).containsExactly("1 en published");
    assertThat(searches(newsroom, 1, EN)).isEmpty();
  }

  @Test
  void a_translation_is_told_to_those_who_asked_for_its_language(TestNewsroom newsroom) {
    var reader = reader(newsroom);
    int english = stand(newsroom, "visit locale:en");
    int french = stand(newsroom, "visite locale:fr");
    newsroom.publish(Sheet.of("a").title("A visit"));
    newsroom.publish(Sheet.of("a").in("fr").title("Une visite"));
    newsroom.readAll(reader);
    assertThat(searches(newsroom, 1, EN)).containsExactly(english);
    assertThat(searches(newsroom, 2, Locale.FRENCH)).containsExactly(french);
    assertThat(what(newsroom)).containsExactly("1 en published", "2 fr published");
  }

  @Test
  void a_tag_that_is_given_later_is_told_to_those_who_did_not_know(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "fish", "Fish").tag(TagKind.TOPIC, "ice", "Ice");
    var reader = reader(newsroom);
    int ice = stand(newsroom, "topic:ice");
    stand(newsroom, "topic:fish");
    stand(newsroom, "visit");
    newsroom.publish(Sheet.of("a").title("A visit").tag(TagKind.TOPIC, "fish"));
    newsroom.publish(Sheet.of("a").in("fr").title("Une visite"));
    newsroom.execute(new Retag("a", Map.of(TagKind.TOPIC, List.of("fish", "ice")), false));
    newsroom.readAll(reader);
    long n = newsroom.log().getLast().n();
    assertThat(searches(newsroom, n, EN)).containsExactly(ice);
    assertThat(searches(newsroom, n, Locale.FRENCH)).containsExactly(ice);
  }

  @Test
  void a_withdrawal_is_told_as_such_and_a_return_is_not(TestNewsroom newsroom) {
    var reader = reader(newsroom);
    int visits = stand(newsroom, "visit");
    newsroom.publish(Sheet.of("a").title("A visit"));
    newsroom.execute(new Withdraw("a", EN, "It was called off."));
    newsroom.execute(new Restore("a", EN));
    newsroom.readAll(reader);
    assertThat(what(newsroom)).containsExactly("1 en published", "2 en withdrawn");
    assertThat(searches(newsroom, 2, EN)).containsExactly(visits);
  }

  @Test
  void a_crash_and_a_second_reading_of_the_log_make_no_alert_twice(TestNewsroom newsroom) {
    var reader = reader(newsroom);
    int visits = stand(newsroom, "visit");
    newsroom.publish(Sheet.of("a").title("A visit"));
    newsroom.breakNextCommit();
    try {
      newsroom.step(reader);
    } catch (RuntimeException e) {
      assertThat(what(newsroom)).isEmpty();
    }
    newsroom.readAll(reader);
    int late = stand(newsroom, "a OR visit");
    newsroom
        .database()
        .inTransaction(tx -> {
          Reading.restart(tx, "alerts");
          return true;
        });
    newsroom.readAll(reader(newsroom));
    assertThat(what(newsroom)).containsExactly("1 en published");
    assertThat(searches(newsroom, 1, EN)).containsExactly(visits).doesNotContain(late);
  }

  @Test
  void a_search_stands_once_however_it_was_asked_for(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PLACE, "kolm", "Kolm");
    assertThat(stand(newsroom, "visit place:kolm"))
        .isEqualTo(
            newsroom
                .database()
                .inTransaction(tx ->
                    StandingSearches.keep(
                        tx,
                        Asked.of(Map.of("q", List.of("visit"), "place", List.of("kolm")))
                            .search()
                            .toString(),
                        newsroom.clock().instant())));
    assertThat(stand(newsroom, "visit")).isEqualTo(2);
  }

  /// Beside the finder itself, which is asked after each change.
  @Test
  void an_alert_answers_to_what_the_finder_finds_and_did_not_find_before(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PLACE, "kverna", "Kverna").tag(TagKind.PLACE, "kolm", "Kolm");
    var searches = new LinkedHashMap<Integer, Search>();
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 104_729L * round + 7;
      var chance = new SplittableRandom(seed);
      String prefix = "r" + round + "-";
      List<String> slugs = IntStream.range(0, 6).mapToObj(i -> prefix + i).toList();
      var made = new Made(chance, newsroom.read(Names::read), slugs);
      var reader = reader(newsroom);
      newsroom.readAll(reader);
      try (var finder = new TestFinder(newsroom)) {
        for (int step = 0; step < 18; step++) {
          for (int i = 0; i < 3; i++) {
            Search search = made.search();
            if (!search.isEverything()) searches.put(stand(newsroom, search.toString()), search);
          }
          String slug = slugs.get(chance.nextInt(6));
          var before = found(newsroom, finder, searches, slug);
          long head = newsroom.log().getLast().n();
          act(newsroom, made, chance, slug);
          newsroom.pass(java.time.Duration.ofHours(5));
          List<Change> changes =
              newsroom.log().stream().filter(change -> change.n() > head).toList();
          newsroom.readAll(reader);
          var now = found(newsroom, finder, searches, slug);
          for (Change change : changes) check(newsroom, change, before, now, seed);
        }
      }
    }
  }

  private static void check(
      TestNewsroom newsroom,
      Change change,
      Map<Locale, Set<Integer>> before,
      Map<Locale, Set<Integer>> now,
      long seed) {
    for (Locale locale : Made.LOCALES) {
      boolean about = change.locale() == null || change.locale().equals(locale);
      Set<Integer> due = new TreeSet<>();
      if (about) {
        due.addAll(now.getOrDefault(locale, Set.of()));
        switch (change.what()) {
          case Change.Published p -> {
            if (p.updateType() == UpdateType.MINOR) due.clear();
          }
          case Change.Withdrawn w -> {}
          case Change.Retagged r -> {
            due.removeAll(before.getOrDefault(locale, Set.of()));
            if (withdrawn(newsroom, change, locale)) due.clear();
          }
          default -> due.clear();
        }
      }
      assertThat(searches(newsroom, change.n(), locale))
          .as("seed %d, change %s, %s", seed, change, locale)
          .containsExactlyElementsOf(due);
    }
  }

  private static boolean withdrawn(TestNewsroom newsroom, Change change, Locale locale) {
    Announcement one =
        newsroom.read(tx -> Announcements.byId(tx, change.documentId())).orElseThrow();
    return one.state(locale) instanceof Announcement.State.IsWithdrawn;
  }

  private static void act(TestNewsroom newsroom, Made made, SplittableRandom chance, String slug) {
    Announcement there = newsroom.find(slug).orElse(null);
    String tag = List.of("kverna", "kolm").get(chance.nextInt(2));
    int sort = there == null ? 0 : chance.nextInt(10);
    if (sort == 9 && there != null) {
      Locale locale = there.locales().get(chance.nextInt(there.locales().size()));
      if (there.state(locale) instanceof Announcement.State.IsWithdrawn)
        newsroom.execute(new Restore(slug, locale));
      else newsroom.execute(new Withdraw(slug, locale, "It was called off."));
    } else if (sort >= 7) {
      var places = new ArrayList<String>();
      if (chance.nextBoolean()) places.add(tag);
      newsroom
          .record()
          .execute(Act.now("press-office"), new Retag(slug, Map.of(TagKind.PLACE, places), false));
    } else {
      var version = made.version();
      Locale locale = there == null ? EN : version.locale();
      if (there != null
          && there.locales().contains(locale)
          && there.state(locale) instanceof Announcement.State.IsWithdrawn) return;
      Sheet sheet =
          Sheet.of(slug)
              .in(locale.toLanguageTag())
              .title(version.title())
              .summary("s")
              .body(version.text().isBlank() ? "t" : version.text());
      if (there == null) sheet = sheet.kind(chance.nextBoolean() ? Kind.SPEECH : Kind.NOTICE);
      if (there != null && there.locales().contains(locale)) {
        if (chance.nextInt(3) == 0) sheet = sheet.minor();
        else sheet = sheet.note("Changed.");
      }
      if (chance.nextInt(3) == 0) sheet = sheet.tag(TagKind.PLACE, tag);
      newsroom.execute(sheet.publish());
    }
  }

  /// For each page of an announcement, the searches that find it now.
  private static Map<Locale, Set<Integer>> found(
      TestNewsroom newsroom, TestFinder finder, Map<Integer, Search> searches, String slug) {
    finder.caughtUp();
    List<Locale> locales = newsroom.find(slug).map(Announcement::locales).orElse(List.of());
    var found = new LinkedHashMap<Locale, Set<Integer>>();
    searches.forEach((id, search) -> {
      for (Locale locale : locales) {
        Search in = search.with(Field.LOCALE, new TreeSet<>(Set.of(locale.toLanguageTag())));
        Found answers = finder.finder().find(Asked.words(in.toString()), EN, 100);
        if (!answers.relaxed()
            && answers.hits().stream()
                .anyMatch(hit -> hit.slug().equals(slug) && hit.locale().equals(locale)))
          found.computeIfAbsent(locale, key -> new HashSet<>()).add(id);
      }
    });
    return found;
  }

  private static AlertReader reader(TestNewsroom newsroom) {
    return new AlertReader(
        newsroom.database(), TestNewsroom.NEWSROOM, newsroom.clock(), new Doorbell());
  }

  private static int stand(TestNewsroom newsroom, String words) {
    String text = Asked.words(words).search().toString();
    return newsroom
        .database()
        .inTransaction(tx -> StandingSearches.keep(tx, text, newsroom.clock().instant()));
  }

  private static List<Integer> searches(TestNewsroom newsroom, long n, Locale locale) {
    return newsroom.read(tx ->
        tx.createQuery(
                """
                select search_id from alert_search where n = :n and locale = :locale
                order by search_id
                """)
            .bind("n", n)
            .bind("locale", locale.toLanguageTag())
            .mapTo(Integer.class)
            .list());
  }

  private static List<String> what(TestNewsroom newsroom) {
    return newsroom.read(tx ->
        tx.createQuery("select n, locale, what from alert order by n, locale")
            .map((row, context) -> row.getLong(1) + " " + row.getString(2) + " " + row.getString(3))
            .list());
  }
}
