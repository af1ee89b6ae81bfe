package communique.desk;

import static communique.desk.Outcomes.done;
import static communique.desk.Outcomes.refusals;
import static communique.desk.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import communique.access.Role;
import communique.access.Token;
import communique.desk.Answers.Asked;
import communique.desk.Drafts.Saved;
import communique.platform.Ids;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.About;
import communique.record.DefineTag;
import communique.record.EachDatabase;
import communique.record.Restore;
import communique.record.Retag;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Withdraw;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@EachDatabase
class DeskTest {
  private static final Locale EN = Locale.ENGLISH;
  private static final Token PRESS = token("press", "");
  private static final Token OTHERS = token("others", "");
  private static final Draft.Publication AS_IT_SAYS = new Draft.Publication(null, "");

  @Test
  void a_draft_is_saved_first_without_condition_and_then_only_over_the_state_that_was_seen(
      TestNewsroom newsroom) {
    Desk desk = desk(newsroom);

    var first = done(desk.save(PRESS, "visit", EN, draft("One"), condition(null)));
    assertThat(first.created()).isTrue();
    assertThat(first.now().version()).isEqualTo(1);

    assertThat(refused(desk.save(PRESS, "visit", EN, draft("Two"), condition(null))))
        .containsExactly("version: version.missing");
    var second = done(desk.save(PRESS, "visit", EN, draft("Two"), condition("\"1\"")));
    assertThat(second.created()).isFalse();
    assertThat(second.now().version()).isEqualTo(2);
    assertThat(desk.draft("visit", EN))
        .hasValueSatisfying(saved -> assertThat(saved.draft().title()).isEqualTo("Two"));
  }

  @Test
  void whoever_was_overtaken_learns_who_changed_what_and_when(TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    done(desk.save(PRESS, "visit", EN, draft("One"), condition(null)));
    newsroom.pass(Duration.ofMinutes(5));
    done(desk.save(OTHERS, "visit", EN, draft("Two"), condition("\"1\"")));
    newsroom.pass(Duration.ofMinutes(5));
    done(
        desk.save(
            PRESS, "visit", EN, with(draft("Two"), "body", "Other words."), condition("\"2\"")));

    List<Refusal> why = refusals(desk.save(OTHERS, "visit", EN, draft("Mine"), condition("\"1\"")));
    assertThat(why).extracting(Refusal::key).containsOnly("version.stale");
    assertThat(why)
        .extracting(Refusal::detail)
        .containsExactly(
            "The draft was changed by token:press at 2026-11-20T10:10:00Z: body.",
            "The draft was changed by token:others at 2026-11-20T10:05:00Z: title.");
  }

  @Test
  void what_stands_there_already_is_acknowledged_whatever_the_condition(TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    done(desk.save(PRESS, "visit", EN, draft("One"), condition(null)));
    done(desk.save(PRESS, "visit", EN, draft("Two"), condition("\"1\"")));

    assertThat(
            done(desk.save(PRESS, "visit", EN, draft("Two"), condition("\"1\""))).now().version())
        .isEqualTo(2);
    assertThat(done(desk.save(PRESS, "visit", EN, draft("Two"), condition(null))).now().version())
        .isEqualTo(2);
  }

  @Test
  void conditions_are_read_as_rfc_9110_has_them(TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    assertThat(refused(desk.save(PRESS, "visit", EN, draft("One"), condition("\"1\""))))
        .containsExactly("version: version.nothing");
    assertThat(refused(desk.save(PRESS, "visit", EN, draft("One"), condition("*"))))
        .containsExactly("version: version.nothing");
    done(desk.save(PRESS, "visit", EN, draft("One"), Precondition.of(null, "*")));
    assertThat(refused(desk.save(PRESS, "visit", EN, draft("Two"), Precondition.of("\"1\"", "*"))))
        .containsExactly("version: version.exists");
    for (String none : List.of("W/\"1\"", "1", "\"one\"", "\"11\"", "", "\"\"", "\"1"))
      assertThat(refused(desk.save(PRESS, "visit", EN, draft("Two"), condition(none))))
          .as(none)
          .containsExactly("version: version.stale");
    done(desk.save(PRESS, "visit", EN, draft("Two"), condition("\"7\", \"1\"")));
    done(desk.save(PRESS, "visit", EN, draft("Three"), condition(" * ")));
  }

  @Test
  void a_draft_may_lack_what_it_needs_but_holds_nothing_that_could_never_be_published(
      TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    done(desk.save(PRESS, "visit", EN, read("{}"), condition(null)));
    done(desk.save(PRESS, "tagged", EN, read("{\"people\":[\"nobody-yet\"]}"), condition(null)));

    assertThat(
            refused(
                desk.save(PRESS, "No Slug", Locale.ITALIAN, draft("a\u202eb"), condition(null))))
        .containsExactly("slug: slug.malformed", "title: text.bidi", "locale: locale.unknown");
    assertThat(refused(desk.save(PRESS, "feed", EN, draft("t\u0000"), condition(null))))
        .containsExactly("slug: slug.reserved", "title: text.control");
    assertThat(
            refused(
                desk.save(
                    PRESS,
                    "half",
                    EN,
                    read(
                        "{\"title\":\"\\ud800\",\"body\":\"\\udc00\",\"places\":[\"x\\u0000\",\"a\",\"a\"]}"),
                    condition(null))))
        .containsExactly(
            "title: text.surrogate",
            "places.0: slug.malformed",
            "places.2: tag.twice",
            "body: text.surrogate");
    assertThat(newsroom.log()).isEmpty();
    assertThat(desk.drafts("", "", 10)).hasSize(2);
  }

  @Test
  void publishing_makes_an_edition_and_the_same_draft_is_not_published_twice(
      TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    done(desk.save(PRESS, "visit", EN, draft("One"), condition(null)));

    var told = Json.tree(done(publish(desk, "visit", EN)));
    assertThat(told.get("change").asLong()).isEqualTo(1);
    assertThat(told.get("edition").asLong()).isEqualTo(1);
    assertThat(told.get("url").asText()).isEqualTo("https://news.example.org/news/visit");
    assertThat(newsroom.log().getFirst().by()).isEqualTo("token:press");
    assertThat(refused(publish(desk, "visit", EN))).containsExactly("version: draft.published");

    done(desk.save(PRESS, "visit", EN, draft("Two"), condition("\"1\"")));
    assertThat(refused(publish(desk, "visit", EN)))
        .containsExactly("changeNote: change-note.missing");
    done(
        desk.publish(
            asked(PRESS, "", "x"),
            "visit",
            EN,
            new Draft.Publication(null, "Another title."),
            "",
            condition("\"2\"")));
    assertThat(newsroom.announcement("visit").editions(EN)).hasSize(2);

    // Back to what is public by other means: there is nothing to publish.
    done(
        desk.save(
            PRESS, "visit", EN, with(draft("Two"), "changeNote", "Again."), condition("\"2\"")));
    assertThat(refused(publish(desk, "visit", EN))).containsExactly("version: draft.published");
    assertThat(newsroom.log()).hasSize(2);
  }

  @Test
  void publishing_without_a_draft_or_over_a_newer_one_is_refused(TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    assertThat(refused(publish(desk, "visit", EN))).containsExactly(": draft.missing");
    done(desk.save(PRESS, "visit", EN, draft("One"), condition(null)));
    done(desk.save(PRESS, "visit", EN, draft("Two"), condition("\"1\"")));
    assertThat(
            refused(
                desk.publish(
                    asked(PRESS, "", "x"), "visit", EN, AS_IT_SAYS, "", condition("\"1\""))))
        .containsExactly("version: version.stale");
    assertThat(refused(publish(desk, "visit", Locale.FRENCH))).containsExactly(": draft.missing");
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void a_repeated_key_gets_the_first_answer_and_does_nothing_more(TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    newsroom.publish("visit");
    var withdraw = new Withdraw("visit", null, "It was called off.");
    Asked asked = asked(PRESS, "key-1", "body");

    String first = done(desk.change(asked, "visit", withdraw));
    assertThat(done(desk.change(asked, "visit", withdraw))).isEqualTo(first);
    assertThat(newsroom.log()).hasSize(2);
    assertThat(refused(desk.change(asked(PRESS, "key-1", "other body"), "visit", withdraw)))
        .containsExactly(": idempotency.reused");
    assertThat(refused(desk.change(asked(PRESS, "key-2", "body"), "visit", withdraw)))
        .containsExactly("slug: page.already");

    // Keys are each token's own, and are forgotten in time.
    assertThat(refused(desk.change(asked(OTHERS, "key-1", "body"), "visit", withdraw)))
        .containsExactly("slug: page.already");
    newsroom.pass(Duration.ofDays(31)).publish("another");
    var restore = new Restore("visit", null);
    done(desk.change(asked(PRESS, "key-3", "x"), "visit", restore));
    done(desk.change(asked(PRESS, "key-1", "other body"), "visit", withdraw));
  }

  @Test
  void an_answer_is_stored_with_the_change_or_not_at_all(TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    newsroom.publish("visit");
    var refusedFirst = new Withdraw("visit", null, "");
    assertThat(refused(desk.change(asked(PRESS, "key", "1"), "visit", refusedFirst)))
        .containsExactly("explanation: explanation.empty");
    // A refusal did nothing, so the key is still free for the request put right.
    var withdraw = new Withdraw("visit", null, "It was called off.");
    newsroom.breakAfterNextCommit();
    try {
      desk.change(asked(PRESS, "key", "2"), "visit", withdraw);
      throw new AssertionError("the commit was to break");
    } catch (RuntimeException broken) {
      assertThat(newsroom.log()).hasSize(2);
    }
    // The client never saw the answer and asks again.
    var told = Json.tree(done(desk.change(asked(PRESS, "key", "2"), "visit", withdraw)));
    assertThat(told.get("change").asLong()).isEqualTo(2);
    assertThat(newsroom.log()).hasSize(2);
  }

  @Test
  void of_two_publishes_at_once_one_wins_and_numbers_have_no_gap(TestNewsroom newsroom)
      throws Exception {
    Desk desk = desk(newsroom);
    for (int round = 1; round <= 5; round++) {
      String slug = "visit-" + round;
      done(desk.save(PRESS, slug, EN, draft("One"), condition(null)));
      var tries = new ArrayList<Callable<Outcome<String>>>();
      for (int i = 0; i < 4; i++) tries.add(() -> publish(desk, slug, EN));
      int won = 0;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var tried : threads.invokeAll(tries))
          switch (tried.get()) {
            case Outcome.Done<String> done -> won++;
            case Outcome.Refused<String> lost ->
                assertThat(refused(lost)).containsExactly("version: draft.published");
          }
      }
      assertThat(won).isEqualTo(1);
    }
    assertThat(newsroom.log()).extracting(change -> change.n()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void of_two_saves_over_the_same_state_one_wins(TestNewsroom newsroom) throws Exception {
    Desk desk = desk(newsroom);
    done(desk.save(PRESS, "visit", EN, draft("0"), condition(null)));
    var tries = new ArrayList<Callable<Outcome<Desk.Put<Saved>>>>();
    for (int i = 1; i <= 6; i++) {
      Draft mine = draft("Title " + i);
      tries.add(() -> desk.save(PRESS, "visit", EN, mine, condition("\"1\"")));
    }
    int won = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var tried : threads.invokeAll(tries))
        switch (tried.get()) {
          case Outcome.Done<Desk.Put<Saved>> done -> won++;
          case Outcome.Refused<Desk.Put<Saved>> lost ->
              assertThat(refused(lost)).containsOnly("version: version.stale");
        }
    }
    assertThat(won).isEqualTo(1);
    assertThat(desk.draft("visit", EN).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void a_token_of_an_organisation_writes_only_what_carries_it(TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    newsroom
        .tag(TagKind.ORGANISATION, "ours", "Ours")
        .tag(TagKind.ORGANISATION, "theirs", "Theirs");
    Token ours = token("ours", "ours");
    Draft mine = with(draft("Mine"), "organisations", List.of("ours", "theirs"));
    Draft others = with(draft("Others"), "organisations", List.of("theirs"));
    String no = "organisations: token.organisation";

    assertThat(refused(desk.save(ours, "visit", EN, draft("None"), condition(null))))
        .containsExactly(no);
    assertThat(refused(desk.save(ours, "visit", EN, others, condition(null)))).containsExactly(no);
    done(desk.save(ours, "visit", EN, mine, condition(null)));
    done(desk.publish(asked(ours, "", "x"), "visit", EN, AS_IT_SAYS, "", condition(null)));

    // A translation says no organisations of its own: the announcement's count.
    done(desk.save(ours, "visit", Locale.FRENCH, draft("Visite"), condition(null)));

    // Neither can another organisation's draft be taken over, nor its announcement be touched.
    done(desk.save(PRESS, "theirs", EN, others, condition(null)));
    Draft over = with(draft("Over"), "organisations", List.of("ours"));
    assertThat(refused(desk.save(ours, "theirs", EN, over, condition("\"1\""))))
        .containsExactly(no);
    assertThat(
            refused(
                desk.publish(asked(ours, "", "x"), "theirs", EN, AS_IT_SAYS, "", condition(null))))
        .containsExactly(no);
    done(publish(desk, "theirs", EN));
    assertThat(
            refused(
                desk.change(asked(ours, "", "x"), "theirs", new Withdraw("theirs", null, "So."))))
        .containsExactly(no);
    var take = new Retag("theirs", Map.of(TagKind.ORGANISATION, List.of("ours")), false);
    assertThat(refused(desk.change(asked(ours, "", "x"), "theirs", take))).containsExactly(no);
    var leave = new Retag("visit", Map.of(TagKind.ORGANISATION, List.of("theirs")), false);
    assertThat(refused(desk.change(asked(ours, "", "x"), "visit", leave))).containsExactly(no);
    done(desk.change(asked(ours, "", "x"), "visit", new Withdraw("visit", null, "So.")));

    var define = new DefineTag(TagKind.TOPIC, "sea", About.titled(Map.of("en", "Sea")));
    assertThat(refused(desk.define(ours, define, condition(null))))
        .containsExactly(": token.organisation");
  }

  @Test
  void a_tag_is_said_anew_only_over_the_state_that_was_seen(TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    var first = done(desk.define(PRESS, topic("Sea"), condition(null)));
    assertThat(first.created()).isTrue();
    assertThat(done(desk.define(PRESS, topic("Sea"), condition(null))).created()).isFalse();
    assertThat(refused(desk.define(PRESS, topic("The sea"), condition(null))))
        .containsExactly("version: tag.version-missing");
    done(desk.define(OTHERS, topic("The sea"), condition("\"1\"")));
    assertThat(refusals(desk.define(PRESS, topic("Seas"), condition("\"1\""))))
        .extracting(Refusal::detail)
        .containsExactly("The tag was changed by token:others at 2026-11-20T10:00:00Z: titles.");
    assertThat(refused(desk.define(PRESS, topic("Seas"), Precondition.of("\"2\"", "*"))))
        .containsExactly("version: version.exists");
    assertThat(newsroom.log()).hasSize(2);
    assertThat(desk.tags(TagKind.TOPIC, "", 10)).hasSize(1);
    assertThat(desk.tags(TagKind.TOPIC, "sea", 10)).isEmpty();
  }

  @Test
  void the_list_goes_on_behind_its_cursor_and_says_what_is_public(TestNewsroom newsroom) {
    Desk desk = desk(newsroom);
    for (String slug : List.of("b", "a", "a-b", "c"))
      done(desk.save(PRESS, slug, EN, draft("One"), condition(null)));
    done(desk.save(PRESS, "a", Locale.FRENCH, draft("Un"), condition(null)));
    done(publish(desk, "b", EN));

    var all = desk.drafts("", "", 10).stream().map(one -> address(one.saved())).toList();
    assertThat(all).containsExactlyInAnyOrder("a/en", "a/fr", "a-b/en", "b/en", "c/en");
    var paged = new ArrayList<String>();
    String slug = "";
    String locale = "";
    for (var page = desk.drafts(slug, locale, 2);
        !page.isEmpty();
        page = desk.drafts(slug, locale, 2)) {
      page.forEach(one -> paged.add(address(one.saved())));
      slug = page.getLast().saved().slug();
      locale = page.getLast().saved().locale().toLanguageTag();
    }
    assertThat(paged).isEqualTo(all);
    assertThat(desk.drafts("", "", 10))
        .filteredOn(one -> one.published() != null)
        .extracting(one -> address(one.saved()))
        .containsExactly("b/en");
  }

  private static String address(Saved saved) {
    return saved.slug() + "/" + saved.locale().toLanguageTag();
  }

  private static Desk desk(TestNewsroom newsroom) {
    return new Desk(
        newsroom.database(), newsroom.record(), TestNewsroom.NEWSROOM, newsroom.clock());
  }

  private static Token token(String name, String organisation) {
    return new Token(Ids.next(), name, Role.PUBLISHER, organisation, Instant.EPOCH, null, null);
  }

  private static Asked asked(Token token, String key, String digest) {
    return new Asked(token, key, "/path", digest);
  }

  private static Outcome<String> publish(Desk desk, String slug, Locale locale) {
    return desk.publish(asked(PRESS, "", "x"), slug, locale, AS_IT_SAYS, "", condition(null));
  }

  private static Precondition condition(@Nullable String ifMatch) {
    return Precondition.of(ifMatch, null);
  }

  private static DefineTag topic(String title) {
    return new DefineTag(TagKind.TOPIC, "sea", About.titled(Map.of("en", title)));
  }

  private static Draft draft(String title) {
    return read(
        Json.write(Map.of("title", title, "summary", "In a sentence.", "body", "In full.")));
  }

  private static Draft with(Draft draft, String name, Object value) {
    Map<String, Object> members = draft.members();
    members.put(name, value);
    return read(Json.write(members));
  }

  private static Draft read(String json) {
    return done(Draft.read(json.getBytes(StandardCharsets.UTF_8), "visit", "en"));
  }
}
