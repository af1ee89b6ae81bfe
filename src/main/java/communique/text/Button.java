package communique.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.Link;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// `{button start}[Start now](https://…){/button}`: a link that looks like a button, with the
/// classes and attributes that GOV.UK's own component gives it.
final class Button {
  private static final String TRACKED = "cross-domain-tracking:";
  private static final String ARROW = "M0 0h13l20 20-20 20H0l20-20z";

  private Button() {}

  /// @param options what stands behind the word "button"
  static void write(String options, Link link, Element into, Inlines inlines) {
    List<String> words = Arrays.asList(options.strip().split("\\s+", -1));
    Optional<String> href = Links.safe(link.getDestination());
    if (href.isEmpty()) {
      inlines.linkWords(link, into);
      return;
    }
    boolean start = words.contains("start");
    Element a =
        Elements.add(into, "a", "gem-c-button govuk-button" + (start ? " govuk-button--start" : ""))
            .attr("role", "button")
            .attr("data-module", "govuk-button")
            .attr("draggable", "false")
            .attr("href", href.get());
    if (start) {
      a.attr("data-ga4-attributes", "{\"event_name\":\"navigation\",\"type\":\"start button\"}");
    }
    for (String word : words) {
      String code = word.startsWith(TRACKED) ? word.substring(TRACKED.length()) : "";
      if (!code.matches("[A-Za-z0-9-]{1,40}")) continue;
      a.attr("data-module", "govuk-button cross-domain-tracking")
          .attr("data-tracking-code", code)
          .attr("data-tracking-name", "govspeakButtonTracker");
    }
    if (!start) {
      inlines.linkWords(link, a);
      return;
    }
    Element span = Elements.add(a, "span");
    span.appendChild(new TextNode(" "));
    inlines.linkWords(link, span);
    if (span.lastChild() instanceof TextNode) span.appendChild(new TextNode(" "));
    Element svg =
        Elements.add(a, "svg", "govuk-button__start-icon govuk-!-display-none-print")
            .attr("xmlns", "http://www.w3.org/2000/svg")
            .attr("width", "17.5")
            .attr("height", "19")
            .attr("focusable", "false")
            .attr("aria-hidden", "true");
    // In an attribute of SVG the capital letter counts.
    svg.attributes().put("viewBox", "0 0 33 40");
    Elements.add(svg, "path").attr("fill", "currentColor").attr("d", ARROW);
  }
}
