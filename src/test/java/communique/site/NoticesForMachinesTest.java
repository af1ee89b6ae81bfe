package communique.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.platform.Settings;
import communique.platform.TestClock;
import communique.record.Newsroom;
import communique.shelf.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticesForMachinesTest {
  private static final String SECURITY = "/.well-known/security.txt";
  private final TestClock clock = new TestClock();

  @Test
  void the_security_contact_is_told_with_a_day_that_is_always_ahead() {
    var settings =
        Map.of(
            "COMMUNIQUE_SECURITY_CONTACT", "security@example.org",
            "COMMUNIQUE_URL", "https://news.example.org",
            "COMMUNIQUE_LOCALES", "en,ru");
    Response response = answer(settings, SECURITY).orElseThrow();
    assertThat(response.keep()).isEqualTo(Response.Keep.NEVER);
    assertThat(response.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
    String text = text(response);
    assertThat(text)
        .contains("Contact: mailto:security@example.org\n")
        .contains("Preferred-Languages: en, ru\n")
        .contains("Canonical: https://news.example.org/.well-known/security.txt\n")
        .containsPattern("Expires: [0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z\n");
    clock.pass(Duration.ofDays(300));
    assertThat(text(answer(settings, SECURITY).orElseThrow())).isNotEqualTo(text);
  }

  @Test
  void without_a_contact_there_is_no_notice() {
    assertThat(answer(Map.of(), SECURITY)).isEmpty();
  }

  @Test
  void a_contact_that_nobody_could_use_is_refused_at_the_start() {
    assertThatThrownBy(() -> settings(Map.of("COMMUNIQUE_SECURITY_CONTACT", "our hotline")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("COMMUNIQUE_SECURITY_CONTACT");
  }

  @Test
  void crawlers_are_kept_from_the_desk_and_shown_the_sitemap() {
    String text =
        text(answer(Map.of("COMMUNIQUE_URL", "https://n.example"), "/robots.txt").orElseThrow());
    assertThat(text)
        .startsWith("User-agent: *\n")
        .contains("\nDisallow: /desk/\n")
        .endsWith("\nSitemap: https://n.example/sitemap.xml\n");
  }

  private Optional<Response> answer(Map<String, String> environment, String path) {
    Settings settings = settings(environment);
    return new NoticesForMachines(Newsroom.of(settings), settings, clock).make(Lists.target(path));
  }

  private static Settings settings(Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.put("COMMUNIQUE_DATA", "none");
    return Settings.from(all);
  }

  private static String text(Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
