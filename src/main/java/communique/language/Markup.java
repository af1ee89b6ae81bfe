package communique.language;

import io.quarkus.qute.RawString;

/// The small pieces of HTML that stand inside a sentence, for [Messages#html]. Whatever text they
/// are given is escaped here; nothing else in this room writes HTML.
public final class Markup {
  private Markup() {}

  /// A link; `href` is an address that was checked where it entered.
  public static RawString link(String href, String text) {
    return new RawString("<a href=\"" + escaped(href) + "\">" + escaped(text) + "</a>");
  }

  /// A link whose words are in another language than the sentence.
  ///
  /// @param attributes what the element says of that, such as ` lang="ru"`
  public static RawString link(String href, String text, RawString attributes) {
    return new RawString(
        "<a href=\"" + escaped(href) + "\"" + attributes + ">" + escaped(text) + "</a>");
  }

  /// A name that leads somewhere, such as that of an account.
  public static RawString linkedName(String href, String name) {
    return new RawString("<a href=\"" + escaped(href) + "\">" + name(name) + "</a>");
  }

  /// Words alone.
  public static RawString text(String text) {
    return new RawString(escaped(text));
  }

  /// A name that leads somewhere and may be in another language than the sentence.
  ///
  /// @param attributes what the element says of that, such as ` lang="ru" dir="ltr"`
  public static RawString linkedName(String href, String name, RawString attributes) {
    return new RawString("<a href=\"" + escaped(href) + "\">" + name(name, attributes) + "</a>");
  }

  /// Words alone that may be in another language than what they stand in.
  ///
  /// @param attributes as above; empty for words in the same language
  public static RawString text(String text, RawString attributes) {
    if (attributes.getValue().isEmpty()) return text(text);
    return new RawString("<bdi" + attributes + ">" + escaped(text) + "</bdi>");
  }

  /// A name that holds no longer.
  public static RawString struck(String name) {
    return new RawString("<s>" + name(name) + "</s>");
  }

  /// A date in words, with the same for programs as [Days#machine] gives it.
  public static RawString time(String machine, String words) {
    return new RawString(
        "<time datetime=\"" + escaped(machine) + "\">" + escaped(words) + "</time>");
  }

  /// A name whose direction may differ from the sentence's: of a person, an account, a newsroom.
  public static RawString name(String name) {
    return new RawString("<bdi>" + escaped(name) + "</bdi>");
  }

  /// A name that may be in another language than the sentence.
  ///
  /// @param attributes as above
  public static RawString name(String name, RawString attributes) {
    return new RawString("<bdi" + attributes + ">" + escaped(name) + "</bdi>");
  }

  /// Words that a sentence is about, which may be in any direction.
  public static RawString strong(String words) {
    return new RawString("<b>" + name(words) + "</b>");
  }

  /// The same in another language than the sentence.
  ///
  /// @param attributes as above
  public static RawString strong(String words, RawString attributes) {
    return new RawString("<b>" + name(words, attributes) + "</b>");
  }

  static String escaped(String text) {
    var html = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return html.toString();
  }
}
