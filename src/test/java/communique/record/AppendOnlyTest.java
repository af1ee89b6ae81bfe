package communique.record;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Outcome;
import communique.record.Announcement.State;
import communique.record.Change.Published;
import communique.record.Change.Retagged;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever is asked of it, in whatever order, the record only grows, and what is derived from it
/// holds together.
@EachDatabase
class AppendOnlyTest {
  private static final int COMMANDS = 60;

  @Test
  void any_run_of_commands_only_appends_to_the_record(TestNewsroom newsroom) {
    for (int round = 0; round < Rounds.count(3, 30); round++) {
      long seed = Rounds.seed(round);
      try (var fresh = TestNewsroom.open(newsroom.database().kind())) {
        new Run(fresh, new AnyCommand(seed)).go();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with -Dcommunique.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /// One newsroom that is asked for this and that, and what it must then look like.
  private static final class Run {
    private final TestNewsroom newsroom;
    private final AnyCommand any;
    private Map<String, Set<String>> rows;

    /// What each page said when it was last published, and the state that it was brought to.
    private final Map<Page, Content> contents = new HashMap<>();

    private final Map<Page, Class<? extends State>> states = new HashMap<>();

    /// Every slug that ever led to a tag, behind its kind.
    private final Set<String> led = new TreeSet<>();

    private final Map<String, Instant> firsts = new HashMap<>();
    private final Map<String, Instant> updates = new HashMap<>();

    Run(TestNewsroom newsroom, AnyCommand any) {
      this.newsroom = newsroom;
      this.any = any;
      this.rows = rows(newsroom);
    }

    void go() {
      int done = 0;
      for (int i = 0; i < COMMANDS; i++) {
        newsroom.pass(any.pause());
        Command command = any.command();
        Act act = any.act(newsroom.clock().instant());
        Outcome<Receipt> outcome = newsroom.record().execute(act, command);
        Map<String, Set<String>> after = rows(newsroom);
        switch (outcome) {
          case Outcome.Refused<Receipt> refused ->
              assertThat(after).as("after a refused %s", command).isEqualTo(rows);
          case Outcome.Done<Receipt> receipt -> {
            done++;
            appended(command, receipt.value(), after);
            if (!receipt.value().unchanged()) remember(command);
          }
        }
        rows = after;
        holdsTogether(command);
      }
      assertThat(done).as("commands that were done").isGreaterThan(COMMANDS / 4);
    }

    private void appended(Command command, Receipt receipt, Map<String, Set<String>> after) {
      rows.forEach((table, before) -> {
        if (table.equals("log_head")) return;
        assertThat(after.get(table)).as("%s after %s", table, command).containsAll(before);
      });
      if (receipt.unchanged()) assertThat(after).as("unchanged by %s", command).isEqualTo(rows);
      else
        assertThat(after.get("change"))
            .as("changes after %s", command)
            .isNotEqualTo(rows.get("change"));
    }

    private void remember(Command command) {
      switch (command) {
        case Publish publish -> published(publish);
        case Bring bring -> published(bring.publish());
        case Replay replay -> throw new AssertionError("no command by chance is " + replay);
        case Withdraw withdraw ->
            moved(withdraw.slug(), withdraw.locale(), State.IsWithdrawn.class);
        case Unpublish unpublish ->
            moved(unpublish.slug(), unpublish.locale(), State.IsUnpublished.class);
        case Restore restore -> moved(restore.slug(), restore.locale(), State.IsPublished.class);
        case Retag retag -> {}
        case DefineEngagement define -> {}
        case DefineTag define -> ledTo(define.kind(), define.slug(), define.about());
        case RenameTag rename -> led.add(rename.kind().plural() + "/" + rename.to());
        case MergeTag merge -> {}
      }
    }

    private void ledTo(TagKind kind, String slug, About about) {
      led.add(kind.plural() + "/" + slug);
      for (String own : about.slugs().values()) led.add(kind.plural() + "/" + own);
    }

    /// Whatever slug ever led to a tag leads to one, which has its own slug and is no one else's.
    private void tagsAreFound(Command command) {
      for (String name : led) {
        TagKind kind = TagKind.read(name.substring(0, name.indexOf('/'))).orElseThrow();
        String slug = name.substring(name.indexOf('/') + 1);
        Tag tag = newsroom.read(tx -> Tags.find(tx, kind, slug)).orElseThrow();
        assertThat(tag.into()).as("%s after %s", name, command).isNull();
        assertThat(newsroom.<Optional<Tag>>read(tx -> Tags.named(tx, kind, tag.slug())))
            .as("%s after %s", name, command)
            .contains(tag);
        assertThat(newsroom.<List<Tag>>read(Tags::all)).contains(tag);
      }
    }

    private void published(Publish publish) {
      var page = new Page(publish.slug(), publish.locale());
      contents.put(page, publish.content().stripped());
      states.put(page, State.IsPublished.class);
    }

    private void moved(String slug, @Nullable Locale only, Class<? extends State> to) {
      states.replaceAll((page, state) -> {
        // Where all pages are withdrawn, one that was taken down before stays down.
        boolean staysDown =
            only == null && to == State.IsWithdrawn.class && state == State.IsUnpublished.class;
        boolean moves = page.slug().equals(slug) && (only == null || page.locale().equals(only));
        return moves && !staysDown ? to : state;
      });
    }

    private void holdsTogether(Command command) {
      List<Change> log = newsroom.log();
      assertThat(log)
          .extracting(Change::n)
          .isEqualTo(LongStream.rangeClosed(1, log.size()).boxed().toList());
      assertThat(newsroom.<Long>read(Log::head)).isEqualTo((long) log.size());

      Map<Page, Content> found = new HashMap<>();
      Map<Page, Class<? extends State>> moved = new HashMap<>();
      for (String slug : AnyCommand.SLUGS) {
        Announcement announcement = newsroom.find(slug).orElse(null);
        if (announcement == null) continue;
        datesHold(announcement, command);
        assertThat(announcement.history())
            .isEqualTo(
                announcement.changes().reversed().stream()
                    .filter(change -> !(change.what() instanceof Retagged))
                    .toList());
        assertThat(announcement.changes())
            .isEqualTo(
                log.stream()
                    .filter(change -> change.documentId().equals(announcement.id()))
                    .toList());
        int published = 0;
        for (Locale locale : announcement.locales()) {
          List<Edition> editions = announcement.editions(locale);
          published += editions.size();
          assertThat(editions)
              .extracting(Edition::number)
              .isEqualTo(IntStream.rangeClosed(1, editions.size()).boxed().toList());
          for (Edition edition : editions)
            assertThat(announcement.editionOf(announcement.changeOf(edition))).contains(edition);
          var page = new Page(slug, locale);
          Edition newest = announcement.newest(locale).orElseThrow();
          found.put(page, newsroom.read(tx -> Editions.content(tx, newest)).orElseThrow());
          State state = announcement.state(locale);
          moved.put(page, state.getClass());
          assertThat(announcement.readable().contains(locale))
              .isEqualTo(!(state instanceof State.IsUnpublished));
        }
        assertThat(published)
            .isEqualTo(
                announcement.changes().stream()
                    .filter(change -> change.what() instanceof Published)
                    .count());
      }
      tagsAreFound(command);
      assertThat(found).isEqualTo(contents);
      assertThat(moved).isEqualTo(states);
    }

    private void datesHold(Announcement announcement, Command command) {
      Instant first = announcement.firstPublishedAt();
      Instant updated = announcement.publicUpdatedAt();
      Instant before = firsts.put(announcement.slug(), first);
      if (before != null) assertThat(first).as("first after %s", command).isEqualTo(before);
      Instant earlier = updates.put(announcement.slug(), updated);
      if (earlier != null) {
        assertThat(updated).as("updated after %s", command).isAfterOrEqualTo(earlier);
        boolean moves = command instanceof Publish publish && publish.update() == UpdateType.MAJOR;
        if (!moves) assertThat(updated).as("updated after %s", command).isEqualTo(earlier);
      }
      assertThat(updated).isAfterOrEqualTo(first);
      for (Locale locale : announcement.locales()) {
        assertThat(announcement.firstPublishedAt(locale)).isAfterOrEqualTo(first);
        assertThat(announcement.publicUpdatedAt(locale))
            .isBetween(announcement.firstPublishedAt(locale), updated);
      }
    }

    private static Map<String, Set<String>> rows(TestNewsroom newsroom) {
      var rows = new TreeMap<String, Set<String>>();
      for (String table :
          List.of(
              "log_head",
              "document",
              "edition",
              "edition_content",
              "tag",
              "tag_detail",
              "appointment",
              "tag_slug",
              "tag_tie",
              "change",
              "tagging",
              "engagement",
              "engagement_detail",
              "engagement_tag"))
        rows.put(
            table,
            newsroom.read(tx ->
                tx
                    .createQuery("select * from " + table)
                    .mapToMap()
                    .map(row -> new TreeMap<>(row).toString())
                    .stream()
                    .collect(Collectors.toCollection(TreeSet::new))));
      return rows;
    }
  }
}
