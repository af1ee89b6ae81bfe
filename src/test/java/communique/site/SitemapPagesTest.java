package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.record.Withdraw;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@EachDatabase
class SitemapPagesTest {
  private static final String URL = "https://news.example.org";

  @Test
  void the_index_names_every_part_and_when_it_changed(TestNewsroom newsroom) throws Exception {
    newsroom.clock().set("2026-03-02T10:00:00Z");
    newsroom.publish("first");
    var lists = new Lists(newsroom).read();
    Element index = xml(lists, "/sitemap.xml");
    assertThat(texts(index, "loc"))
        .containsExactly(URL + "/sitemap/tags-1.xml", URL + "/sitemap/1.xml");
    assertThat(texts(index, "lastmod")).containsExactly("2026-03-02T10:00:00Z");
    for (String part : texts(index, "loc")) xml(lists, part.substring(URL.length()));
  }

  @Test
  void a_page_stands_with_all_its_languages_and_itself(TestNewsroom newsroom) throws Exception {
    newsroom.publish("visit").publish(Sheet.of("visit").in("ru"));
    Element part = xml(new Lists(newsroom).read(), "/sitemap/1.xml");
    assertThat(texts(part, "loc")).containsExactly(URL + "/news/visit", URL + "/news/visit.ru");
    assertThat(alternates((Element) part.getElementsByTagName("url").item(1)))
        .containsExactly(
            "en " + URL + "/news/visit",
            "ru " + URL + "/news/visit.ru",
            "x-default " + URL + "/news/visit");
  }

  @Test
  void what_began_in_another_language_is_led_to_in_that_one(TestNewsroom newsroom)
      throws Exception {
    newsroom.publish(Sheet.of("hours").in("ar").original());
    Element part = xml(new Lists(newsroom).read(), "/sitemap/1.xml");
    assertThat(alternates(part)).contains("x-default " + URL + "/news/hours.ar");
  }

  @Test
  void what_is_withdrawn_or_gone_is_left_out(TestNewsroom newsroom) throws Exception {
    newsroom.publish("kept").publish("spent").publish("gone").publish(Sheet.of("kept").in("ru"));
    newsroom.execute(new Withdraw("spent", null, "It was wrong."));
    newsroom.execute(new Unpublish("gone", null, "", ""));
    newsroom.execute(new Withdraw("kept", Locale.forLanguageTag("ru"), "It was wrong."));
    Element part = xml(new Lists(newsroom).read(), "/sitemap/1.xml");
    assertThat(texts(part, "loc")).containsExactly(URL + "/news/kept");
    assertThat(alternates(part)).noneMatch(one -> one.startsWith("ru "));
  }

  @Test
  void home_and_tags_stand_in_every_language_of_the_newsroom(TestNewsroom newsroom)
      throws Exception {
    newsroom.tag(TagKind.PERSON, "anna", "Anna Berg");
    Element part = xml(new Lists(newsroom).read(), "/sitemap/tags-1.xml");
    assertThat(texts(part, "loc"))
        .hasSize(24)
        .contains(
            URL + "/",
            URL + "/zh-Hans",
            URL + "/engagements.ru",
            URL + "/people/anna",
            URL + "/people/anna.ur");
  }

  @Test
  void there_are_no_empty_parts(TestNewsroom newsroom) {
    newsroom.publish("gone").execute(new Unpublish("gone", null, "", ""));
    SitemapPages sitemap = new Lists(newsroom).read().sitemap;
    for (String path :
        List.of("/sitemap/0.xml", "/sitemap/1.xml", "/sitemap/2.xml", "/sitemap/tags-2.xml"))
      assertThat(sitemap.make(Lists.target(path))).as(path).isEmpty();
  }

  @Test
  void a_full_part_keeps_every_limit_however_many_languages_there_are() {
    for (int locales : List.of(1, 2, 8, 50, 200)) {
      int size = SitemapPages.size(locales, 60);
      long addresses = (long) size * locales;
      long bytes = addresses * (locales + 2) * (60 + 160 + 80);
      assertThat(addresses).as(locales + " locales").isLessThanOrEqualTo(50_000);
      assertThat(bytes).as(locales + " locales").isLessThanOrEqualTo(50_000_000);
    }
  }

  private static Element xml(Lists lists, String path) throws Exception {
    var response = lists.sitemap.make(Lists.target(path)).orElseThrow();
    assertThat(response.headers()).containsEntry("Content-Type", "application/xml; charset=utf-8");
    String text = new String(response.body(), StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)))
        .getDocumentElement();
  }

  private static List<String> texts(Element element, String name) {
    var texts = new ArrayList<String>();
    var nodes = element.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) texts.add(nodes.item(i).getTextContent());
    return texts;
  }

  private static List<String> alternates(Element element) {
    var all = new ArrayList<String>();
    var nodes = element.getElementsByTagName("xhtml:link");
    for (int i = 0; i < nodes.getLength(); i++) {
      var link = (Element) nodes.item(i);
      all.add(link.getAttribute("hreflang") + " " + link.getAttribute("href"));
    }
    return all;
  }
}
