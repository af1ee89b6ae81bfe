package communique.feeds;

import static communique.feeds.TestFeeds.children;
import static communique.feeds.TestFeeds.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import communique.record.Things;
import java.util.List;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// What belongs to an announcement besides its words goes out with it.
@EachDatabase
class EnclosuresTest {
  private static final String SITE = "https://news.example.org";
  private static final Sheet VISIT =
      Sheet.of("visit")
          .body("[Image:harbour.jpg]\n\n[AttachmentLink:annex-a.md] and !!2\n\n!!2\n")
          .attached(
              Things.file("plan.pdf"),
              Things.picture("boats.png", false),
              Things.picture("harbour.jpg", true),
              Things.annex("annex-a.md", "ab".repeat(32)),
              Things.film("https://films.example/watch?v=1"),
              Things.film("https://films.example/night.MP4"));

  @Test
  void bodies_show_their_pictures_by_addresses_that_work_anywhere(TestNewsroom newsroom) {
    newsroom
        .publish(VISIT)
        .publish(Sheet.of("plain"))
        .publish(
            Sheet.of("visit")
                .in("ru")
                .body("[AttachmentLink:annex-a.md]\n")
                .attached(Things.annex("annex-a.md", "ab".repeat(32))));
    var feeds = new TestFeeds(newsroom);

    Element entry =
        feeds.entries("/feed.atom").stream()
            .filter(one -> value(one, "content").contains("annex"))
            .findFirst()
            .orElseThrow();
    var body = Jsoup.parse(value(entry, "content"));
    String picture = SITE + Things.picture("harbour.jpg", true).shown().path();
    assertThat(body.select("img").eachAttr("src")).containsExactly(picture, picture);
    assertThat(body.select("img").eachAttr("alt")).containsOnly("What harbour.jpg shows");
    assertThat(body.select("[srcset], source")).isEmpty();
    assertThat(body.select("a").eachAttr("href")).containsExactly(SITE + "/news/visit/annex-a");
    assertThat(feeds.text("/feed.ru.atom")).contains(SITE + "/news/visit.ru/annex-a");
  }

  @Test
  void an_atom_entry_encloses_all_of_it_the_picture_that_stands_for_it_first(
      TestNewsroom newsroom) {
    newsroom.publish(VISIT);
    Element entry = new TestFeeds(newsroom).entries("/feed.atom").getFirst();

    List<Element> links =
        children(entry, "link").stream()
            .filter(link -> !link.getAttribute("rel").equals("alternate"))
            .toList();
    assertThat(links)
        .extracting(
            link -> link.getAttribute("rel"),
            link -> link.getAttribute("href"),
            link -> link.getAttribute("type"),
            link -> link.getAttribute("length"),
            link -> link.getAttribute("title"))
        .containsExactly(
            tuple(
                "enclosure", path("harbour.jpg"), "image/jpeg", "70000", "Caption of harbour.jpg"),
            tuple("enclosure", path("plan.pdf"), "application/pdf", "5000", "Title of plan.pdf"),
            tuple("enclosure", path("boats.png"), "image/jpeg", "70000", "Caption of boats.png"),
            tuple("related", "https://films.example/watch?v=1", "text/html", "", "The first night"),
            tuple(
                "enclosure",
                "https://films.example/night.MP4",
                "video/mp4",
                "",
                "The first night"));
  }

  @Test
  void an_item_of_rss_encloses_one(TestNewsroom newsroom) {
    newsroom
        .publish(VISIT)
        .publish(Sheet.of("plan").attached(Things.file("plan.pdf"), Things.file("other.pdf")))
        .publish(
            Sheet.of("film")
                .attached(
                    Things.picture("harbour.jpg", false),
                    Things.film("https://films.example/night.mp4")))
        .publish(Sheet.of("page").attached(Things.annex("annex-a.md", "ab".repeat(32))));
    var items = new TestFeeds(newsroom).xml("/feed.rss").getElementsByTagName("item");

    assertThat(items.getLength()).isEqualTo(4);
    var enclosed = new TreeMap<String, List<String>>();
    for (int i = 0; i < items.getLength(); i++) {
      var item = (Element) items.item(i);
      enclosed.put(
          value(item, "link").substring((SITE + "/news/").length()),
          children(item, "enclosure").stream()
              .map(one ->
                  String.join(
                      " ",
                      one.getAttribute("url"),
                      one.getAttribute("length"),
                      one.getAttribute("type")))
              .toList());
    }
    assertThat(enclosed.get("visit")).containsExactly(path("harbour.jpg") + " 70000 image/jpeg");
    assertThat(enclosed.get("plan")).containsExactly(path("plan.pdf") + " 5000 application/pdf");
    assertThat(enclosed.get("film")).containsExactly(path("harbour.jpg") + " 70000 image/jpeg");
    assertThat(enclosed.get("page")).isEmpty();
  }

  @Test
  void json_feed_tells_the_length_of_recordings(TestNewsroom newsroom) {
    newsroom.publish(VISIT).publish(Sheet.of("plain"));
    JsonNode items = new TestFeeds(newsroom).json("/feed.json").get("items");

    assertThat(items).hasSize(2);
    for (JsonNode item : items) {
      boolean plain = item.get("url").asText().endsWith("plain");
      assertThat(item.has("image")).isEqualTo(!plain);
      assertThat(item.has("attachments")).isEqualTo(!plain);
      if (plain) continue;
      assertThat(item.get("image").asText())
          .isEqualTo(SITE + Things.picture("harbour.jpg", true).shown().path());
      assertThat(item.get("attachments"))
          .extracting(
              one -> one.get("url").asText(),
              one -> one.get("mime_type").asText(),
              one -> one.path("size_in_bytes").asLong(),
              one -> one.path("duration_in_seconds").asLong())
          .containsExactly(
              tuple(path("harbour.jpg"), "image/jpeg", 70_000L, 0L),
              tuple(path("plan.pdf"), "application/pdf", 5_000L, 0L),
              tuple(path("boats.png"), "image/jpeg", 70_000L, 0L),
              tuple("https://films.example/watch?v=1", "text/html", 0L, 150L),
              tuple("https://films.example/night.MP4", "video/mp4", 0L, 150L));
    }
  }

  @Test
  void what_no_edition_has_any_more_is_enclosed_no_more(TestNewsroom newsroom) {
    newsroom.publish(VISIT).publish(Sheet.of("visit").saying("more").note("Took it all away."));
    Element entry = new TestFeeds(newsroom).entries("/feed.atom").getFirst();

    assertThat(children(entry, "link")).hasSize(1);
  }

  private static String path(String name) {
    return SITE + (name.endsWith(".pdf") ? Things.file(name) : Things.picture(name, false)).path();
  }
}
