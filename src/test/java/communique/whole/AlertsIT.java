package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The forms of alerts over HTTP, as browsers and mail programs send them.
class AlertsIT {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FORGED = "/alerts/unsubscribe/" + "0".repeat(50);

  private final RunningNewsroom newsroom = Demo.shared().newsroom();

  @Test
  void a_form_is_answered_in_place_by_a_page_that_nobody_keeps() {
    Answer asked =
        post("/alerts.ar", FORM, "q=sea&frequency=daily&languages=ar&address=it%40example.org")
            .must(200);

    assertThat(asked.text()).contains("<html lang=\"ar\" dir=\"rtl\">");
    assertThat(asked.header("Cache-Control")).isEqualTo("no-store");
    assertThat(asked.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(asked.headers().allValues("Content-Security-Policy")).hasSize(1);
    assertThat(asked.header("X-Robots-Tag")).isEqualTo("noindex");
    assertThat(asked.headers().firstValue("Set-Cookie")).isEmpty();
    Answer wrong = post("/alerts", FORM, "q=sea&frequency=daily&address=it").must(422);
    assertThat(wrong.text()).contains("There is no @ in this address.", "value=\"it\"");
  }

  @Test
  void one_click_is_read_in_both_forms_and_never_answered_by_a_redirect() {
    post(FORGED, FORM, "List-Unsubscribe=One-Click").must(404);
    post(
            FORGED,
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n")
        .must(404);
    post(FORGED, "application/json", "{}").must(415);
  }

  @Test
  void what_does_not_fit_the_address_is_refused() {
    post("/alerts", "application/json", "{}").must(415);
    post("/alerts", FORM, "address=" + "a".repeat(70_000)).must(413);
    for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS"))
      assertThat(newsroom.send(method, "/alerts/manage", "x=1").must(405).header("Allow"))
          .as(method)
          .isEqualTo("GET, HEAD, POST");
    assertThat(post("/alerts/new", FORM, "x=1").must(405).header("Allow")).isEqualTo("GET, HEAD");
    Answer head = newsroom.send("HEAD", "/alerts/manage.ru", null).must(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Language")).isEqualTo("ru");
    assertThat(newsroom.get(FORGED).must(404).header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void every_way_in_leads_to_a_form_or_a_choice() {
    var ways = new TreeSet<String>();
    for (Crawl.Page page : Demo.shared().crawl().html())
      ways.addAll(page.html().select("a[href^=/alerts/new]").eachAttr("href"));
    assertThat(ways)
        .contains("/alerts/new", "/alerts/new.ar", "/alerts/new?place=vesmark")
        .anySatisfy(way -> assertThat(way).contains("path=%2Fnews%2F"));
    List<String> all = List.copyOf(ways);
    int step = Math.max(1, all.size() / Rounds.of(60, all.size()));
    for (int i = 0; i < all.size(); i += step) newsroom.get(all.get(i)).must(200);
  }

  private Answer post(String path, String type, String body) {
    return newsroom.send("POST", path, body, "Content-Type", type);
  }
}
