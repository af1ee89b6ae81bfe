package communique.desk;

import static communique.desk.Outcomes.done;
import static communique.desk.Outcomes.refusals;
import static communique.desk.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import communique.access.Role;
import communique.access.Token;
import communique.desk.DraftAttachments.Standing;
import communique.files.KeptFiles;
import communique.platform.Ids;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.Attachment;
import communique.record.EachDatabase;
import communique.record.EditionFiles;
import communique.record.Editions;
import communique.record.TestNewsroom;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The files of a draft: nobody's but the desk's until they are published with it.
@EachDatabase
class DraftFilesTest {
  private static final Locale EN = Locale.ENGLISH;
  private static final Token PRESS = token("press", "");
  private static final Token OTHERS = token("others", "");

  @Test
  void a_file_is_put_first_without_condition_and_then_only_over_the_one_that_was_seen(
      TestNewsroom newsroom) {
    var at = new Newsdesk(newsroom);
    assertThat(refused(at.put(PRESS, "plan.txt", "one", null))).containsExactly(": draft.missing");
    at.save("{}", null);

    var first = done(at.put(PRESS, "plan.txt", "one", null));
    assertThat(first.created()).isTrue();
    String seen = "\"" + first.now().file().digest() + "\"";
    assertThat(done(at.put(PRESS, "plan.txt", "one", null)).created()).isFalse();
    assertThat(refused(at.put(PRESS, "plan.txt", "two", null)))
        .containsExactly("version: draft-file.version-missing");
    done(at.put(OTHERS, "plan.txt", "two", seen));
    assertThat(refusals(at.put(PRESS, "plan.txt", "three", seen)))
        .extracting(Refusal::detail)
        .containsExactly(
            "The file 'plan.txt' was put there by token:others at 2026-11-20T10:00:00Z.");
    assertThat(refused(at.put(PRESS, "other.txt", "one", seen)))
        .containsExactly("version: version.nothing");
    assertThat(
            refused(
                at.files.put(PRESS, "visit", EN, "plan.txt", in("x"), Precondition.of(null, "*"))))
        .containsExactly("version: version.exists");

    assertThat(refused(at.files.takeAway(PRESS, "visit", EN, "none.txt", condition(null))))
        .containsExactly(": draft-file.missing");
    assertThat(refused(at.files.takeAway(PRESS, "visit", EN, "plan.txt", condition(null))))
        .containsExactly("version: draft-file.version-missing");
    assertThat(refused(at.files.takeAway(PRESS, "visit", EN, "plan.txt", condition(seen))))
        .containsExactly("version: draft-file.version-stale");
    done(at.files.takeAway(PRESS, "visit", EN, "plan.txt", condition("*")));
    assertThat(at.names()).isEmpty();
  }

  @Test
  void of_two_that_put_a_file_over_the_same_one_wins(TestNewsroom newsroom) throws Exception {
    var at = new Newsdesk(newsroom);
    at.save("{}", null);
    String seen = "\"" + done(at.put(PRESS, "a.txt", "0", null)).now().file().digest() + "\"";
    var tries =
        List.<Callable<Outcome<Desk.Put<Standing>>>>of(
            () -> at.put(PRESS, "a.txt", "1", seen),
            () -> at.put(PRESS, "a.txt", "2", seen),
            () -> at.put(PRESS, "a.txt", "3", seen));
    int won = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var tried : threads.invokeAll(tries))
        if (tried.get() instanceof Outcome.Done<Desk.Put<Standing>>) won++;
        else assertThat(refused(tried.get())).containsExactly("version: draft-file.version-stale");
    }
    assertThat(won).isEqualTo(1);
  }

  @Test
  void publishing_takes_along_all_that_came(TestNewsroom newsroom) {
    var at = new Newsdesk(newsroom);
    at.save(DRAFT, null);
    done(at.put(PRESS, "plan.txt", "one", null));
    done(at.put(PRESS, "table.csv", "a,b", null));
    String digest = at.digest("plan.txt");
    assertThat(at.isPublic("plan.txt")).isFalse();
    assertThat(at.drafted(digest, "x")).containsExactly(digest);

    done(at.publish(""));
    assertThat(at.attached()).extracting(Attachment::name).containsExactly("plan.txt", "table.csv");
    assertThat(at.drafted(digest)).isEmpty();
    assertThat(at.isPublic("plan.txt")).isTrue();
    assertThat(at.names()).containsExactly("plan.txt", "table.csv");
    assertThat(refused(at.publish("Again."))).containsExactly("version: draft.published");
  }

  @Test
  void files_alone_make_another_version(TestNewsroom newsroom) {
    var at = new Newsdesk(newsroom);
    at.save(DRAFT, null);
    done(at.put(PRESS, "plan.txt", "one", null));
    done(at.put(PRESS, "gone.txt", "gone", null));
    done(at.publish(""));

    done(at.put(PRESS, "plan.txt", "two", "\"" + at.digest("plan.txt") + "\""));
    done(at.files.takeAway(PRESS, "visit", EN, "gone.txt", condition("*")));
    done(at.put(PRESS, "new.txt", "new", null));
    assertThat(at.attached()).extracting(Attachment::name).containsExactly("gone.txt", "plan.txt");
    done(at.publish("A newer plan."));
    assertThat(at.attached()).extracting(Attachment::name).containsExactly("plan.txt", "new.txt");
    assertThat(at.attached().getFirst().bytes()).isEqualTo(3);
    assertThat(newsroom.announcement("visit").editions(EN)).hasSize(2);

    // Put there again what is there: nothing is to be published.
    done(at.put(PRESS, "plan.txt", "two", null));
    assertThat(refused(at.publish("Again."))).containsExactly("version: draft.published");
  }

  @Test
  void a_picture_is_described_before_it_is_public(TestNewsroom newsroom) {
    var at = new Newsdesk(newsroom);
    at.save(DRAFT, null);
    done(at.files.put(PRESS, "visit", EN, "boat.png", picture(), condition(null)));
    assertThat(refused(at.publish(""))).containsExactly("attachments.0.alt: attachment.no-alt");
    at.save(described("{\"file\":\"boat.png\"}"), "\"1\"");
    assertThat(refused(at.publish(""))).containsExactly("attachments.0.alt: attachment.no-alt");
    at.save(described("{\"file\":\"boat.png\",\"alt\":\"A boat\",\"decorative\":true}"), "\"2\"");
    assertThat(refused(at.publish("")))
        .containsExactly("attachments.0.decorative: attachment.alt-and-decorative");
    at.save(described("{\"file\":\"boat.png\",\"alt\":\"A boat\",\"lead\":true}"), "\"3\"");
    done(at.publish(""));
    Attachment boat = at.attached().getFirst();
    assertThat(boat.alt()).isEqualTo("A boat");
    assertThat(boat.width()).isEqualTo(400);
    assertThat(boat.widths()).containsExactly(320);
    assertThat(boat.lead()).isTrue();

    // What is said of it stays where the next draft says nothing of attachments.
    at.save(DRAFT, "\"4\"");
    done(at.put(PRESS, "plan.txt", "one", null));
    done(at.publish("Added the plan."));
    assertThat(at.attached()).extracting(Attachment::alt).containsExactly("A boat", "");
  }

  @Test
  void a_list_says_all(TestNewsroom newsroom) {
    var at = new Newsdesk(newsroom);
    at.save(
        described("{\"file\":\"plan.txt\",\"title\":\"The plan\"},{\"file\":\"none.txt\"}"), null);
    done(at.put(PRESS, "plan.txt", "one", null));
    done(at.put(PRESS, "left.txt", "left", null));
    assertThat(refused(at.publish(""))).containsExactly("attachments.1.file: attachment.missing");
    at.save(
        described(
            "{\"film\":\"https://films.example/a\",\"title\":\"A\",\"length\":\"PT1M\",\"transcript\":\"plan.txt\"},"
                + "{\"file\":\"plan.txt\",\"title\":\"The plan\"}"),
        "\"1\"");
    done(at.publish(""));
    assertThat(at.attached()).extracting(Attachment::words).containsExactly("A", "The plan");
    at.save(described(""), "\"2\"");
    done(at.publish("Took all away."));
    assertThat(at.attached()).isEmpty();
  }

  @Test
  void a_body_names_what_came(TestNewsroom newsroom) {
    var at = new Newsdesk(newsroom);
    at.save(DRAFT.replace("In full.", "[AttachmentLink:plan.txt]"), null);
    assertThat(refused(at.publish(""))).containsExactly("body: attachment.unknown");
    done(at.put(PRESS, "plan.txt", "one", null));
    done(at.publish(""));
  }

  @Test
  void what_is_said_of_attachments_holds_nothing_that_could_never_be_published(
      TestNewsroom newsroom) {
    var at = new Newsdesk(newsroom);
    assertThat(
            refused(
                Draft.read(
                    described("{\"file\":\"a\\u0000\",\"alt\":\"\\ud800\",\"odd\":1}")
                        .getBytes(StandardCharsets.UTF_8),
                    "visit",
                    "en")))
        .containsExactlyInAnyOrder(
            "attachments.0.odd: json.unknown",
            "attachments.0.file: text.control",
            "attachments.0.alt: text.surrogate");
    assertThat(at.files.all("visit", EN)).isEmpty();
  }

  @Test
  void a_token_of_an_organisation_touches_only_its_own(TestNewsroom newsroom) {
    var at = new Newsdesk(newsroom);
    Token theirs = token("theirs", "theirs");
    at.save(DRAFT, null);
    assertThat(refused(at.put(theirs, "plan.txt", "one", null)))
        .containsExactly("organisations: token.organisation");
    done(at.put(PRESS, "plan.txt", "one", null));
    assertThat(refused(at.files.takeAway(theirs, "visit", EN, "plan.txt", condition("*"))))
        .containsExactly("organisations: token.organisation");
    assertThat(at.names()).containsExactly("plan.txt");
  }

  @Test
  void what_no_draft_and_no_version_names_is_swept_a_day_later(TestNewsroom newsroom) {
    var at = new Newsdesk(newsroom);
    at.save(DRAFT, null);
    for (String name : List.of("public.txt", "kept.txt", "left.txt")) {
      done(at.put(PRESS, name, name, null));
      if (name.equals("public.txt")) done(at.publish(""));
    }
    String left = at.digest("left.txt");
    done(at.files.takeAway(PRESS, "visit", EN, "left.txt", condition("*")));
    Instant later = Instant.now().plus(KeptFiles.GRACE).plus(Duration.ofHours(1));

    assertThat(
            at.kept.sweep(
                later,
                digests ->
                    newsroom.read(tx -> {
                      Set<String> named = new HashSet<>(EditionFiles.named(tx, digests));
                      named.addAll(DraftFiles.named(tx, digests));
                      return named;
                    })))
        .isEqualTo(1);
    assertThat(at.kept.find(left)).isEmpty();
    assertThat(at.kept.find(at.digest("public.txt"))).isPresent();
    assertThat(at.kept.find(at.digest("kept.txt"))).isPresent();
  }

  private static final String DRAFT =
      Json.write(Map.of("title", "One", "summary", "In a sentence.", "body", "In full."));

  private static String described(String attachments) {
    return DRAFT.replaceFirst(
        "\\{", "{\"attachments\":[" + attachments.replace("\\", "\\\\") + "],");
  }

  /// A desk with its files, on an announcement `visit` in English.
  private static final class Newsdesk {
    private final TestNewsroom newsroom;
    private final Desk desk;
    private final FileDesk files;
    private final KeptFiles kept;

    Newsdesk(TestNewsroom newsroom) {
      this.newsroom = newsroom;
      this.kept = new KeptFiles(newsroom.store().folder().resolve("kept"));
      this.desk =
          new Desk(newsroom.database(), newsroom.record(), TestNewsroom.NEWSROOM, newsroom.clock());
      this.files = new FileDesk(newsroom.database(), kept, newsroom.clock());
    }

    void save(String json, @Nullable String ifMatch) {
      Draft draft = done(Draft.read(json.getBytes(StandardCharsets.UTF_8), "visit", "en"));
      assertThat(done(Draft.read(draft.json().getBytes(StandardCharsets.UTF_8), "visit", "en")))
          .isEqualTo(draft);
      done(desk.save(PRESS, "visit", EN, draft, condition(ifMatch)));
    }

    Outcome<Desk.Put<Standing>> put(
        Token token, String name, String text, @Nullable String ifMatch) {
      return files.put(token, "visit", EN, name, in(text), condition(ifMatch));
    }

    Outcome<String> publish(String note) {
      return desk.publish(
          new Answers.Asked(PRESS, "", "/path", "x"),
          "visit",
          EN,
          new Draft.Publication(null, note),
          "",
          condition(null));
    }

    boolean isPublic(String name) {
      String half = digest(name).substring(0, 32);
      Optional<EditionFiles.Found> found = newsroom.read(tx -> EditionFiles.find(tx, half, name));
      return found.isPresent();
    }

    Set<String> drafted(String... digests) {
      return newsroom.read(tx -> DraftFiles.named(tx, List.of(digests)));
    }

    List<String> names() {
      return files.all("visit", EN).orElseThrow().stream().map(one -> one.file().name()).toList();
    }

    String digest(String name) {
      return files.all("visit", EN).orElseThrow().stream()
          .map(Standing::file)
          .filter(file -> file.name().equals(name))
          .findFirst()
          .orElseThrow()
          .digest();
    }

    List<Attachment> attached() {
      var newest = newsroom.announcement("visit").newest(EN).orElseThrow();
      return newsroom.read(tx -> Editions.content(tx, newest)).orElseThrow().attachments();
    }
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream picture() {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new ByteArrayInputStream(out.toByteArray());
  }

  private static Token token(String name, String organisation) {
    return new Token(Ids.next(), name, Role.PUBLISHER, organisation, Instant.EPOCH, null, null);
  }

  private static Precondition condition(@Nullable String ifMatch) {
    return Precondition.of(ifMatch, null);
  }
}
