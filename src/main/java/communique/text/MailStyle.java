package communique.text;

import java.util.Map;
import org.jsoup.nodes.Element;

/// How the parts of a body look in a mail. No colour is set but in rules, so that a program that
/// turns a mail dark turns the words with it; what a colour would say is said by a line or a size.
final class MailStyle {
  private static final String RULE = "1px solid #8a9a94";

  /// A mail breaks words that are too long for it; a column of a table would break all of them.
  private static final String WHOLE = "overflow-wrap:normal;word-break:normal";

  private static final Map<String, String> BY_TAG =
      Map.ofEntries(
          Map.entry("h2", "margin:1.4em 0 .5em;font-size:1.25em;line-height:1.25"),
          Map.entry("h3", "margin:1.3em 0 .4em;font-size:1.1em;line-height:1.3"),
          Map.entry("h4", "margin:1.2em 0 .4em;font-size:1em"),
          Map.entry("h5", "margin:1.2em 0 .4em;font-size:1em"),
          Map.entry("h6", "margin:1.2em 0 .4em;font-size:1em"),
          Map.entry("p", "margin:0 0 1em"),
          Map.entry("ul", "margin:0 0 1em;padding:0 1.4em"),
          Map.entry("ol", "margin:0 0 1em;padding:0 1.4em"),
          Map.entry("li", "margin:0 0 .3em"),
          Map.entry("dt", "font-weight:bold"),
          Map.entry("dd", "margin:0 1.4em .6em"),
          Map.entry("figure", "margin:0 0 1em"),
          Map.entry("figcaption", "font-size:.9em"),
          Map.entry("pre", "margin:0 0 1em;white-space:pre-wrap;direction:ltr;text-align:left"),
          Map.entry("table", "margin:0 0 1em;border-collapse:collapse"),
          Map.entry(
              "th", "padding:.3em .6em;border-bottom:" + RULE + ";vertical-align:bottom;" + WHOLE),
          Map.entry(
              "td", "padding:.3em .6em;border-bottom:" + RULE + ";vertical-align:top;" + WHOLE),
          Map.entry("hr", "margin:1.5em 0;border:0;border-top:" + RULE));

  private static final String QUOTATION =
      "margin:0 0 1em;padding:0 1em;border:0 solid #8a9a94;border-";

  private static final String BOX = "margin:0 0 1em;padding:.8em 1em 0;border:" + RULE;
  private static final String NOTICE =
      "margin:0 0 1em;padding:.8em 1em 0;border-top:5px solid #8a9a94;border-bottom:" + RULE;
  private static final Map<String, String> BY_CLASS =
      Map.ofEntries(
          Map.entry("call-to-action", NOTICE),
          Map.entry("application-notice", NOTICE),
          Map.entry("advisory", NOTICE),
          Map.entry("example", BOX),
          Map.entry("summary", BOX),
          Map.entry("contact", BOX),
          Map.entry("address", BOX),
          Map.entry("form-download", BOX),
          Map.entry("place", BOX),
          Map.entry("information", BOX),
          Map.entry("additional-information", BOX),
          Map.entry("devolved-content", BOX),
          Map.entry("attachment", BOX),
          Map.entry("devolved-header", "margin:0 0 .6em;font-weight:bold"),
          Map.entry("stat-headline", "margin:0 0 1em;font-size:1.3em"),
          Map.entry("highlight-answer", "margin:0 0 1em;font-size:1.3em"),
          Map.entry("footnotes", "margin:1.5em 0 0;border-top:" + RULE + ";font-size:.9em"),
          Map.entry("legislative-list", "margin:0 0 1em;padding:0;list-style:none"),
          Map.entry(
              "govuk-button",
              "display:inline-block;padding:.5em 1em;border:2px solid #1d6b52;font-weight:bold"));

  private MailStyle() {}

  /// The style of an element that still has its classes; empty for none.
  ///
  /// @param direction of the mail, `ltr` or `rtl`
  static String of(Element element, String direction) {
    StringBuilder style = new StringBuilder(BY_TAG.getOrDefault(element.normalName(), ""));
    if (element.normalName().equals("blockquote"))
      style.append(QUOTATION).append(start(element, direction)).append("-width:3px");
    if (element.hasAttr("class")) {
      for (String name : element.classNames()) {
        String more = BY_CLASS.get(name);
        if (more != null) {
          style.setLength(0);
          style.append(more);
        }
        if (name.startsWith("cell-text-")) {
          style.append(";text-align:").append(name.substring("cell-text-".length()));
        }
      }
    }
    if (Attribution.isSaid(element)) {
      style.setLength(0);
      style.append("margin:1.6em 0 1.2em");
    }
    // Their name, above the role that they speak in.
    Element around = element.parent();
    if (around != null
        && around.normalName().equals("figcaption")
        && around.parent() != null
        && Attribution.isSaid(around.parent())
        && element.elementSiblingIndex() == 0) style.append("display:block;font-weight:bold");
    boolean start = element.normalName().equals("th") && style.indexOf("text-align") < 0;
    return start ? style.append(";text-align:start").toString() : style.toString();
  }

  /// Where lines begin around an element: an author may have turned a part of a body. Hardly any
  /// mail program knows what `start` is.
  private static String start(Element element, String direction) {
    Element turned = element.closest("[dir=ltr], [dir=rtl]");
    return (turned == null ? direction : turned.attr("dir")).equals("rtl") ? "right" : "left";
  }
}
