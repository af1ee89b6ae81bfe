package communique.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Outcome;
import communique.record.About;
import communique.record.Act;
import communique.record.DefineTag;
import communique.record.EachDatabase;
import communique.record.MergeTag;
import communique.record.RenameTag;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.shelf.Response;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@EachDatabase
class FeedsOfMovedTagsTest {
  private static final List<String> SLUGS = List.of("sea", "coast", "harbour", "fish", "ports");

  @Test
  void a_renamed_tag_keeps_its_feed_and_the_old_addresses_lead_there(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "sea", "Sea").publish(Sheet.of("visit").tag(TagKind.TOPIC, "sea"));
    var feeds = new TestFeeds(newsroom);
    String id = TestFeeds.value(feeds.xml("/topics/sea.atom"), "id");
    newsroom.execute(new RenameTag(TagKind.TOPIC, "sea", "oceans"));

    for (String end : List.of(".atom", ".rss", ".json", ".ru.atom"))
      assertThat(to(feeds, "/topics/sea" + end)).isEqualTo("/topics/oceans" + end);
    assertThat(TestFeeds.value(feeds.xml("/topics/oceans.atom"), "id")).isEqualTo(id);
    assertThat(feeds.titles("/topics/oceans.atom")).hasSize(1);
  }

  @Test
  void a_tag_takes_in_the_announcements_of_one_that_is_merged_into_it(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "sea", "Sea").tag(TagKind.TOPIC, "fish", "Fish");
    newsroom.publish(Sheet.of("visit").tag(TagKind.TOPIC, "sea"));
    var feeds = new TestFeeds(newsroom);
    assertThat(feeds.titles("/topics/fish.atom")).isEmpty();
    newsroom.execute(new MergeTag(TagKind.TOPIC, "sea", "fish"));

    assertThat(feeds.titles("/topics/fish.atom")).hasSize(1);
    assertThat(to(feeds, "/topics/sea.rss")).isEqualTo("/topics/fish.rss");
    newsroom.publish(Sheet.of("talks").tag(TagKind.TOPIC, "sea"));
    assertThat(feeds.titles("/topics/fish.atom")).hasSize(2);
  }

  @Test
  void a_tag_has_its_feed_under_its_own_slug_in_a_locale(TestNewsroom newsroom) {
    newsroom.execute(
        new DefineTag(
            TagKind.TOPIC, "sea", About.titled(Map.of("en", "Sea")).slugs(Map.of("ru", "more"))));
    var feeds = new TestFeeds(newsroom);

    assertThat(feeds.text("/topics/more.ru.atom")).contains("/topics/more.ru.atom");
    assertThat(to(feeds, "/topics/sea.ru.atom")).isEqualTo("/topics/more.ru.atom");
    assertThat(to(feeds, "/topics/more.atom")).isEqualTo("/topics/sea.atom");
  }

  @Test
  void every_address_that_ever_answered_leads_to_one_that_does(TestNewsroom newsroom) {
    for (int seed = 0; seed < 3; seed++)
      try (var fresh = TestNewsroom.open(newsroom.database().kind())) {
        addressesLast(fresh, seed);
      }
  }

  private static void addressesLast(TestNewsroom newsroom, long seed) {
    var chance = new SplittableRandom(seed);
    var feeds = new TestFeeds(newsroom);
    var answered = new TreeSet<String>();
    int moved = 0;
    for (int i = 0; i < 40; i++) {
      String one = SLUGS.get(chance.nextInt(SLUGS.size()));
      String other = SLUGS.get(chance.nextInt(SLUGS.size()));
      var outcome =
          newsroom
              .record()
              .execute(
                  Act.now("system"),
                  switch (chance.nextInt(4)) {
                    case 0 -> new RenameTag(TagKind.TOPIC, one, other);
                    case 1 -> new MergeTag(TagKind.TOPIC, one, other);
                    default ->
                        new DefineTag(
                            TagKind.TOPIC,
                            one,
                            About.titled(Map.of("en", one))
                                .slugs(chance.nextBoolean() ? Map.of() : Map.of("ru", other)));
                  });
      if (outcome instanceof Outcome.Done) moved++;
      for (String slug : SLUGS)
        for (String end : List.of(".atom", ".ru.json")) {
          String path = "/topics/" + slug + end;
          int status = feeds.get(path).map(Response::status).orElse(404);
          if (status == 200) answered.add(path);
        }
      for (String path : answered) {
        Response response = feeds.get(path).orElseThrow();
        String next = response.status() == 301 ? to(feeds, path) : path;
        assertThat(feeds.get(next).orElseThrow().status())
            .as("%s by way of %s with seed %s", path, next, seed)
            .isEqualTo(200);
      }
    }
    assertThat(moved).isGreaterThan(5);
  }

  private static String to(TestFeeds feeds, String path) {
    Response response = feeds.get(path).orElseThrow();
    assertThat(response.status()).as(path).isEqualTo(301);
    return response.headers().getOrDefault("Location", "");
  }
}
