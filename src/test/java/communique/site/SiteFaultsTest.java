package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import communique.frame.Frames;
import communique.frame.SiteFiles;
import communique.platform.Json;
import communique.record.TestNewsroom;
import communique.shelf.Response;
import communique.shelf.Target;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

class SiteFaultsTest {
  private final SiteFaults faults =
      new SiteFaults(new Frames(TestNewsroom.NEWSROOM, new SiteFiles()), TestNewsroom.NEWSROOM);

  @Test
  void a_fault_speaks_the_language_of_its_address() {
    assertThat(faults.locale("/ru").toLanguageTag()).isEqualTo("ru");
    assertThat(faults.locale("/news/none.ar/updates").toLanguageTag()).isEqualTo("ar");
    assertThat(faults.locale("/people/none.zh-hans").toLanguageTag()).isEqualTo("zh-Hans");
    assertThat(faults.locale("/feed.fr.atom").toLanguageTag()).isEqualTo("fr");
    assertThat(faults.locale("/search.ur").toLanguageTag()).isEqualTo("ur");
    assertThat(faults.locale("/news/none.de").toLanguageTag()).isEqualTo("en");
    assertThat(faults.locale("/favicon.png").toLanguageTag()).isEqualTo("en");
    assertThat(faults.locale("").toLanguageTag()).isEqualTo("en");
  }

  @Test
  void programs_get_problem_details() {
    for (String path : new String[] {"/api/announcements/none", "/feed.ru.atom", "/sitemap.xml"}) {
      Response response = faults.notFound(new Target(path, "", ""));
      assertThat(response.status()).isEqualTo(404);
      assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
      var problem = Json.tree(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
      assertThat(problem.get("status").asInt()).isEqualTo(404);
      assertThat(problem.get("detail").asText()).contains("slip of spelling");
    }
    assertThat(faults.notAllowed(new Target("/api/announcements/x", "", "")).status())
        .isEqualTo(405);
  }

  @Test
  void while_the_database_is_away_a_reader_is_asked_to_come_back() {
    Response response =
        faults.failed(
            new Target("/feed.atom", "", ""),
            new ConnectionException(new SQLTransientConnectionException("no connection")));
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers())
        .containsEntry("Retry-After", "60")
        .containsEntry("Cache-Control", "no-store");
    assertThat(
            faults
                .failed(
                    new Target("/feed.atom", "", ""),
                    new IllegalStateException(new SQLException("closed", "57P01")))
                .status())
        .isEqualTo(503);
  }

  @Test
  void a_mistake_of_ours_has_an_id_and_says_nothing_else_of_it() {
    Response response =
        faults.failed(new Target("/feed.atom", "", ""), new IllegalStateException("the password"));
    assertThat(response.status()).isEqualTo(500);
    assertThat(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8))
        .containsPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-")
        .doesNotContain("password");
  }
}
