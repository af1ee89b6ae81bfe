package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import communique.language.Locales;
import org.junit.jupiter.api.Test;

class NewsAddressTest {
  private final Locales locales = Locales.parse("en,ru,zh-Hans");

  @Test
  void an_address_names_the_announcement_its_locale_and_its_part() {
    assertThat(written("/news/visit")).isEqualTo("/news/visit");
    assertThat(written("/news/visit.ru")).isEqualTo("/news/visit.ru");
    assertThat(written("/news/visit.ru/updates")).isEqualTo("/news/visit.ru/updates");
    assertThat(written("/news/visit.zh-Hans/editions/12"))
        .isEqualTo("/news/visit.zh-Hans/editions/12");
    assertThat(written("/news/visit/compare/1..2")).isEqualTo("/news/visit/compare/1..2");
    assertThat(written("/news/visit/compare")).isEqualTo("/news/visit/compare");
  }

  @Test
  void other_ways_to_write_an_address_lead_to_the_one_that_is_meant() {
    assertThat(written("/news/visit.en")).isEqualTo("not canonical: /news/visit");
    assertThat(written("/news/visit.RU")).isEqualTo("not canonical: /news/visit.ru");
    assertThat(written("/news/visit.zh-hans/updates"))
        .isEqualTo("not canonical: /news/visit.zh-Hans/updates");
    assertThat(written("/news/visit/")).isEqualTo("not canonical: /news/visit");
    assertThat(written("/news/visit/compare/2..1"))
        .isEqualTo("not canonical: /news/visit/compare/1..2");
  }

  @Test
  void what_is_no_address_of_an_announcement_is_none() {
    for (String path :
        new String[] {
          "/news",
          "/news/",
          "/news/Visit",
          "/news/visit.de",
          "/news/visit.",
          "/news/visit.atom",
          "/news/visit.ru.ru",
          "/news//updates",
          "/news/visit//updates",
          "/news/visit/editions",
          "/news/visit/editions/0",
          "/news/visit/editions/01",
          "/news/visit/editions/1234567",
          "/news/visit/editions/1/2/3",
          "/news/visit/editions/0/annex-a",
          "/news/visit/compare/1",
          "/news/visit/compare/1..",
          "/news/visit/compare/1..2..3",
          "/news/visit/annex.md",
          "/news/visit/Annex",
          "/news/vis%69t",
          "/people/visit"
        }) assertThat(NewsAddress.read(path, locales)).as(path).isEmpty();
  }

  @Test
  void an_annex_stands_below_its_announcement_or_below_a_version_of_it() {
    assertThat(NewsAddress.read("/news/visit.ru/annex-a", locales).orElseThrow().part())
        .isEqualTo(new NewsAddress.Part.Annex(0, "annex-a"));
    assertThat(NewsAddress.read("/news/visit/editions/2/annex-a", locales).orElseThrow().part())
        .isEqualTo(new NewsAddress.Part.Annex(2, "annex-a"));
  }

  private String written(String path) {
    NewsAddress address = NewsAddress.read(path, locales).orElseThrow();
    return (address.canonical() ? "" : "not canonical: ") + address.path(locales);
  }
}
