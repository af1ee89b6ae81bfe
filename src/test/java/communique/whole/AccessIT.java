package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The demonstration in a real browser: WCAG 2.2 AA by axe-core, in two widths, two lights and both
/// directions.
class AccessIT {
  private final RunningNewsroom newsroom = Demo.shared().newsroom();

  @Test
  void pages_can_be_used_by_everybody_in_both_directions_and_without_script() {
    List<Map<String, String>> pages = new ArrayList<>();
    for (Crawl.Page page : chosen()) pages.add(Map.of("path", page.path(), "name", page.name()));
    pages.add(Map.of("path", "/news/there-is-no-such-page", "name", "missing"));
    pages.add(Map.of("path", "/news/there-is-no-such-page.ar", "name", "missing.ar"));
    pages.add(Map.of("path", "/news/honorary-consuls-2020", "name", "gone"));
    pages.add(Map.of("path", "/alerts/new?q=rescue+-ice&place=vesmark", "name", "alerts-search"));
    pages.add(Map.of("path", "/alerts/new.ur?q=fish*&kind=speech", "name", "alerts-search.ur"));
    pages.add(Map.of("path", "/alerts/confirm/old.ar", "name", "alerts-old.ar"));
    var work = new LinkedHashMap<String, Object>();
    work.put("base", newsroom.url());
    work.put("chromium", Tools.chromium());
    work.put("tools", Tools.FOLDER.toString());
    work.put("pages", pages);
    work.put("journeys", journeys());
    boolean screens = Rounds.all() || Boolean.getBoolean("communique.screens");
    work.put("screens", screens ? Path.of("target", "screens").toAbsolutePath().toString() : "");
    Path file = Tools.leave("audit.json", Json.write(work).getBytes(StandardCharsets.UTF_8));

    JsonNode result = Json.tree(Tools.node("audit.mjs", file.toString()).done().out());

    Tools.leave("audited.json", Json.write(result).getBytes(StandardCharsets.UTF_8));
    var findings = new ArrayList<String>();
    for (JsonNode finding : result.path("findings"))
      findings.add(
          String.join(
              " ",
              finding.path("path").asText(),
              finding.path("variant").asText(),
              finding.path("rule").asText(),
              finding.path("detail").asText()));
    assertThat(findings).isEmpty();
    assertThat(result.path("looked").asInt()).isGreaterThanOrEqualTo(pages.size() * 4);
  }

  /// One page of each sort in a left-to-right, a right-to-left and one more language; or all.
  private List<Crawl.Page> chosen() {
    List<Crawl.Page> all = Demo.shared().crawl().html();
    if (Rounds.all()) return all;
    List<String> others = List.of("ru", "zh-Hans", "ur", "cy", "fr", "es");
    var chosen = new LinkedHashMap<String, Crawl.Page>();
    for (Crawl.Page page : all) {
      String sort = sort(page);
      String lang = page.html().select("html").attr("lang");
      String other = others.get(Math.floorMod(sort.hashCode(), others.size()));
      if (List.of("en", "ar", other).contains(lang)) chosen.putIfAbsent(sort + " " + lang, page);
    }
    return List.copyOf(chosen.values());
  }

  private static String sort(Crawl.Page page) {
    String path = page.path().replaceFirst("\\?.*", "?");
    String end = path.replaceFirst("^/news/[^/]+", "").replaceAll("\\d+", "n");
    if (path.startsWith("/news/"))
      return "news" + end + (page.html().select(".notice").isEmpty() ? "" : " notice");
    return path.startsWith("/") && path.indexOf('/', 1) > 0
        ? path.substring(0, path.indexOf('/', 1))
        : "home";
  }

  private List<String> journeys() {
    return chosen().stream()
        .filter(page -> page.path().matches("/|/ar|/news/[^/]+|/people/[^/]+"))
        .map(Crawl.Page::path)
        .limit(12)
        .toList();
  }
}
