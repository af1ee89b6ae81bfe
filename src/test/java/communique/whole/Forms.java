package communique.whole;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/// Forms of pages, sent as a browser sends them: with everything that they hold.
final class Forms {
  static final String TYPE = "application/x-www-form-urlencoded";

  private Forms() {}

  /// Opens a page, fills in what its form leaves empty, and presses the button.
  ///
  /// @param more further fields, as `&name=value`; those of their names that the page left empty
  ///   are not sent
  static Answer send(RunningNewsroom newsroom, String path, String more) {
    Document page = Jsoup.parse(newsroom.get(path).must(200).text(), newsroom.url() + path);
    FormElement form =
        page.select("main form[method=post]").forms().stream().findFirst().orElseThrow();
    String fields =
        form.formData().stream()
            .filter(field -> !field.value().isEmpty())
            .map(field -> encoded(field.key()) + "=" + encoded(field.value()))
            .collect(Collectors.joining("&"));
    String action = newsroom.path(form.absUrl("action"));
    return newsroom.send("POST", action, fields + more, "Content-Type", TYPE).must(200);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
