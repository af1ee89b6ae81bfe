package communique.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import communique.alerts.Arrivals;
import communique.alerts.Carried;
import communique.alerts.Carried.Ended;
import communique.alerts.Carried.How;
import communique.alerts.Carried.Suspended;
import communique.alerts.Frequency;
import communique.alerts.Roll;
import communique.alerts.Wish;
import communique.importing.ListsFile;
import communique.importing.SubscriberResult;
import communique.importing.SubscribersImport;
import communique.platform.Outcome;
import communique.record.EachDatabase;
import communique.record.TestNewsroom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachDatabase
class SubscribersRoundTripTest {
  private static final Instant FIRST = Instant.parse("2012-02-29T23:59:59.999Z");
  private static final List<Frequency> OFTEN =
      List.of(Frequency.AT_ONCE, Frequency.DAILY, Frequency.WEEKLY);
  private static final List<String> SEARCHES =
      List.of(
          "",
          "visit",
          "\"sea rescue\" OR aid -(minister visit*)",
          "kind:speech \"a, b\"",
          "визит 访问");
  private static final List<String> SOURCES =
      List.of("page", "old, \"quoted\".csv", "a;b\tc", "línea\nzwei.csv (user_signed_up)");

  @TempDir Path folder;

  @Test
  void what_goes_out_comes_in_the_same(TestNewsroom newsroom) throws IOException {
    long seed = Long.getLong("communique.seed", System.nanoTime());
    var chance = new SplittableRandom(seed);
    List<Carried> all = some(arrivals(newsroom), chance);
    store(arrivals(newsroom), all);
    Path file = folder.resolve("subscribers.csv");
    var export = new SubscribersExport(roll(newsroom));
    assertThat(export.write(file, reached -> {})).isInstanceOf(Outcome.Done.class);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(export.write(file, reached -> {})).isInstanceOf(Outcome.Refused.class);
    assertThat(folder.toFile().list()).containsExactly("subscribers.csv");

    try (TestNewsroom other = TestNewsroom.open(newsroom.database().kind())) {
      assertThat(bring(other, file)).containsOnlyKeys("signed-up", "noted");
      assertThat(shown(other)).as("seed %d", seed).isEqualTo(shown(newsroom)).isNotEmpty();
      Path again = folder.resolve("again.csv");
      new SubscribersExport(roll(other)).write(again, reached -> {});
      assertThat(Files.readAllLines(again))
          .containsExactlyInAnyOrderElementsOf(Files.readAllLines(file));
      assertThat(bring(other, file)).containsOnlyKeys("already");
    }
  }

  @Test
  void an_empty_newsroom_gives_a_line_of_names(TestNewsroom newsroom) throws IOException {
    Path file = folder.resolve("subscribers.csv");
    new SubscribersExport(roll(newsroom)).write(file, reached -> {});
    assertThat(Files.readString(file)).isEqualTo(String.join(",", Carried.COLUMNS) + "\n");
    assertThat(bring(newsroom, file)).isEmpty();
  }

  /// Subscribers by chance, of whom many have several searches, left some, or are paused.
  private static List<Carried> some(Arrivals arrivals, SplittableRandom chance) {
    var all = new ArrayList<Carried>();
    for (int i = 0; i < 2_500; i++) {
      String address =
          switch (chance.nextInt(6)) {
            case 0 -> "\"a,b; %d\"@example.org".formatted(i);
            case 1 -> "Reader+%d@bücher.example".formatted(i);
            case 2 -> "почта%d@пример.рф".formatted(i);
            case 3 -> "=cmd%d@example.org".formatted(i);
            default -> "reader-%d@mail.example.org".formatted(i);
          };
      Locale locale = Locale.forLanguageTag(List.of("en", "zh-Hans", "ar").get(chance.nextInt(3)));
      String zone = List.of("", "Asia/Kolkata", "America/Lima").get(chance.nextInt(3));
      LocalDate paused =
          chance.nextInt(10) == 0 ? LocalDate.of(2027, 1, 1 + chance.nextInt(28)) : null;
      Suspended suspended =
          chance.nextInt(10) == 0
              ? new Suspended(at(chance), "550 5.1.1 \"no\", such\nuser")
              : null;
      for (String search : SEARCHES) {
        if (chance.nextInt(3) > 0 && !search.isEmpty()) continue;
        Instant asked = at(chance);
        all.add(
            new Carried(
                address,
                wish(arrivals, search, chance),
                locale,
                zone,
                asked,
                asked.plusMillis(chance.nextInt(1_000_000)),
                SOURCES.get(chance.nextInt(SOURCES.size())),
                chance.nextInt(4) > 0
                    ? null
                    : new Ended(
                        chance.nextBoolean() ? How.LEFT : How.BOUNCED,
                        asked.plusSeconds(9_999_999)),
                paused,
                suspended));
      }
    }
    return all;
  }

  private static Instant at(SplittableRandom chance) {
    return FIRST.plusMillis(chance.nextLong(300_000_000_000L));
  }

  private static Wish wish(Arrivals arrivals, String search, SplittableRandom chance) {
    var languages = new TreeSet<>(List.of(List.of("en", "cy", "zh-Hans").get(chance.nextInt(3))));
    if (chance.nextBoolean()) languages.add("ur");
    return ((Outcome.Done<Wish>) arrivals.wish(search, OFTEN.get(chance.nextInt(3)), languages))
        .value();
  }

  private static void store(Arrivals arrivals, List<Carried> all) {
    arrivals.take(
        arrivals.prepare(all).stream()
            .map(one -> ((Outcome.Done<communique.alerts.Arrival>) one).value())
            .toList());
  }

  private static Map<String, Integer> bring(TestNewsroom newsroom, Path file) throws IOException {
    var told = new HashMap<String, Integer>();
    new SubscribersImport(
            arrivals(newsroom), TestNewsroom.NEWSROOM, newsroom.clock().instant(), false)
        .bring(
            SubscribersImport.survey(List.of(file)),
            ListsFile.none(),
            (path, line, result) ->
                told.merge(
                    result instanceof SubscriberResult.Taken(var became)
                        ? became.slug()
                        : path + ":" + line + " " + result,
                    1,
                    Integer::sum));
    return told;
  }

  /// What stands and what ended, by address and search, as those who look see it.
  private static Map<String, String> shown(TestNewsroom newsroom) {
    var shown = new TreeMap<String, String>();
    roll(newsroom)
        .read(part ->
            part.all()
                .forEach(one ->
                    shown.put(
                        one.address() + " " + one.wish().search() + one.wish().languages(),
                        one.toString())));
    return shown;
  }

  private static Roll roll(TestNewsroom newsroom) {
    return new Roll(newsroom.database(), newsroom.store().folder());
  }

  private static Arrivals arrivals(TestNewsroom newsroom) {
    return new Arrivals(
        newsroom.database(), TestNewsroom.NEWSROOM, newsroom.clock(), newsroom.store().folder());
  }
}
