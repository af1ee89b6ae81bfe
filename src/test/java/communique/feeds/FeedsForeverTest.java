package communique.feeds;

import static communique.feeds.TestFeeds.value;
import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Ids;
import communique.record.Act;
import communique.record.Announcement;
import communique.record.Announcement.State.IsUnpublished;
import communique.record.Announcement.State.IsWithdrawn;
import communique.record.Change.Published;
import communique.record.Command;
import communique.record.EachDatabase;
import communique.record.Editions;
import communique.record.Restore;
import communique.record.Retag;
import communique.record.Rounds;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.record.UpdateType;
import communique.record.Withdraw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// What holds of every feed, whatever is done.
@EachDatabase
class FeedsForeverTest {
  private static final int ROUNDS = Rounds.count(1, 50);
  private static final int COMMANDS = 400;
  private static final int LOOK_EVERY = 100;
  private static final int ANNOUNCEMENTS = 28;
  private static final List<String> TOPICS = List.of("trade", "fish");
  private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.forLanguageTag("ru"));

  @Test
  void archives_never_change_and_with_the_live_document_hold_everything_that_is_public(
      TestNewsroom newsroom) {
    for (String topic : TOPICS) newsroom.tag(TagKind.TOPIC, topic, topic);
    var feeds = new TestFeeds(newsroom);
    var archives = new HashMap<String, Said>();
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 20_261_123L + round;
      var chance = new SplittableRandom(seed);
      for (int step = 1; step <= COMMANDS; step++) {
        newsroom.record().execute(Act.now("press-office"), command(chance, round, step));
        newsroom.pass(Duration.ofMinutes(chance.nextInt(3)));
        if (step % LOOK_EVERY == 0)
          for (Feed feed : allFeeds())
            look(newsroom, feeds, feed, archives, round, "seed " + seed + ", step " + step);
      }
    }
  }

  private record Feed(String of, Locale locale) {
    String path() {
      return new Address(of, locale, 0, Format.ATOM).path(TestNewsroom.NEWSROOM.locales());
    }
  }

  /// What a document says: each entry's title and all of its text, by id; and what it deletes.
  private record Said(Map<String, String> titles, Map<String, String> texts, Set<String> deleted) {
    Set<String> all() {
      var all = new HashSet<>(texts.keySet());
      all.addAll(deleted);
      return all;
    }
  }

  private static List<Feed> allFeeds() {
    return Stream.concat(
            Stream.of(Address.NEWSROOM), TOPICS.stream().map(slug -> "/topics/" + slug))
        .flatMap(of -> LOCALES.stream().map(locale -> new Feed(of, locale)))
        .toList();
  }

  private static Command command(RandomGenerator chance, int round, int step) {
    String slug = "visit-" + round + "-" + chance.nextInt(ANNOUNCEMENTS);
    Locale locale = LOCALES.get(chance.nextInt(LOCALES.size()));
    @Nullable Locale one = chance.nextInt(3) == 0 ? null : locale;
    return switch (chance.nextInt(20)) {
      case 0, 1 -> new Withdraw(slug, one, "Withdrawn in step " + step);
      case 2 -> new Unpublish(slug, one, "", "Taken down in step " + step);
      case 3, 4, 5 -> new Restore(slug, one);
      case 6, 7 -> new Retag(slug, Map.of(TagKind.TOPIC, topics(chance)), false);
      default -> {
        Sheet sheet = Sheet.of(slug).in(locale.toLanguageTag()).saying("step " + step);
        if (chance.nextInt(3) == 0) sheet = sheet.minor();
        else sheet = sheet.note("Note of step " + step);
        if (chance.nextInt(4) == 0) sheet = sheet.original();
        if (chance.nextInt(3) == 0)
          sheet = sheet.tag(TagKind.TOPIC, topics(chance).toArray(String[]::new));
        yield sheet.publish();
      }
    };
  }

  private static List<String> topics(RandomGenerator chance) {
    return chance.nextInt(3) == 0 ? TOPICS : List.of(TOPICS.get(chance.nextInt(TOPICS.size())));
  }

  private static void look(
      TestNewsroom newsroom,
      TestFeeds feeds,
      Feed feed,
      Map<String, Said> archives,
      int round,
      String when) {
    List<String> documents = feeds.followed(feed.path());
    var entries = new HashSet<String>();
    var latest = new HashMap<String, String>();
    for (String path : documents.reversed()) {
      Said said = read(feeds, path, when);
      entries.addAll(said.texts().keySet());
      said.deleted().forEach(latest::remove);
      latest.putAll(said.titles());
      if (path.contains("/archive/")) hold(archives, path, said, when);
    }

    int readable = 0;
    for (Announcement announcement : announcements(newsroom, round)) {
      if (announcement.newest(feed.locale()).isEmpty()) continue;
      String what = announcement.slug() + " in " + feed + ", " + when;
      String id = "urn:uuid:" + Ids.ofName(announcement.id() + "/" + feed.locale().toLanguageTag());
      var state = announcement.state(feed.locale());
      if (state instanceof IsUnpublished) {
        assertThat(entries).as(what).doesNotContain(id);
      } else if (carries(newsroom, announcement, feed.of())) {
        readable++;
        String said = latest.getOrDefault(id, "");
        assertThat(said).as(what).isNotEmpty();
        assertThat(said.startsWith("Withdrawn: ") || said.startsWith("Отозвано: "))
            .as(what)
            .isEqualTo(state instanceof IsWithdrawn);
        assertThat(titles(newsroom, announcement, feed.locale()))
            .as(what)
            .anySatisfy(title -> assertThat(said).endsWith(title));
      }
    }
    assertThat(read(feeds, feed.path(), when).texts().size())
        .as("entries of %s, %s", feed, when)
        .isGreaterThanOrEqualTo(Math.min(Gathering.LIVE_MIN, readable));
  }

  private static Said read(TestFeeds feeds, String path, String when) {
    var said = new Said(new HashMap<>(), new HashMap<>(), new HashSet<>(feeds.deleted(path)));
    for (Element entry : feeds.entries(path)) {
      String id = value(entry, "id");
      assertThat(said.texts().put(id, entry.getTextContent()))
          .as("%s twice in %s, %s", id, path, when)
          .isNull();
      said.titles().put(id, value(entry, "title"));
    }
    return said;
  }

  /// An archive document says what it said when it was first seen, but for what was taken down.
  private static void hold(Map<String, Said> archives, String path, Said said, String when) {
    Said first = archives.putIfAbsent(path, said);
    if (first == null) return;
    assertThat(said.all()).as("%s, %s", path, when).isEqualTo(first.all());
    said.texts()
        .forEach((id, text) -> {
          // One that was taken down when the document was first seen may have been restored since.
          String before = first.texts().putIfAbsent(id, text);
          if (before != null) assertThat(text).as("%s, %s", path, when).isEqualTo(before);
        });
  }

  private static List<Announcement> announcements(TestNewsroom newsroom, int round) {
    var announcements = new ArrayList<Announcement>();
    for (int i = 0; i < ANNOUNCEMENTS; i++)
      newsroom.find("visit-" + round + "-" + i).ifPresent(announcements::add);
    return announcements;
  }

  private static boolean carries(TestNewsroom newsroom, Announcement announcement, String of) {
    return of.equals(Address.NEWSROOM)
        || newsroom.read(tx -> Tags.of(tx, announcement.id(), Long.MAX_VALUE)).stream()
            .anyMatch(tag -> tag.path().equals(of));
  }

  /// The titles that its newest major update gave it, and minor ones since.
  private static List<String> titles(
      TestNewsroom newsroom, Announcement announcement, Locale locale) {
    var titles = new ArrayList<String>();
    for (var edition : announcement.editions(locale).reversed()) {
      titles.add(newsroom.read(tx -> Editions.content(tx, edition)).orElseThrow().title());
      if (announcement.changeOf(edition).what() instanceof Published published
          && published.updateType() == UpdateType.MAJOR) break;
    }
    return titles;
  }
}
