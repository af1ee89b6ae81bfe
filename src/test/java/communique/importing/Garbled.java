package communique.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Texts as they come from broken tools and ill will: a good one with lines and characters lost,
/// doubled, moved and put in. The same seed garbles in the same way.
final class Garbled {
  private static final List<String> PIECES =
      List.of(
          "---",
          "---\n",
          "\n",
          "\r\n",
          "\r",
          "\t",
          " ",
          ":",
          ": ",
          "- ",
          "-",
          "&a ",
          "*a",
          "<<: ",
          "!!binary ",
          "!x ",
          "[",
          "]",
          "{",
          "}",
          "\"",
          "'",
          "|",
          ">",
          "%",
          "@",
          "`",
          "?",
          "#",
          "\u0000",
          "\u0007",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "\ud800",
          "\udc00",
          "\u202e",
          "\uffff",
          "😀",
          "é",
          "ı",
          "İ",
          "وزير",
          "外交",
          "١٣",
          "said:",
          "The Minister said:",
          "He said:",
          "al-Assad said:",
          "Published 13 October 2017",
          "Published 31 February 2017",
          "Last updated 1 January 1",
          "Published 13 October 99999",
          "Updates to this page",
          "Further information",
          "Follow the A on Vine",
          "Follow the 外交 on Twitter @a",
          "First published.",
          "Added translation",
          "title: ",
          "slug: ../../etc",
          "locale: zh-hans",
          "a".repeat(300),
          " ".repeat(300),
          "[".repeat(50),
          "- ".repeat(50));

  private final Random random;

  Garbled(long seed) {
    this.random = new Random(seed);
  }

  String of(String good) {
    String text = good;
    for (int i = random.nextInt(8); i >= 0; i--) text = changed(text);
    return text;
  }

  private String changed(String text) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(at);
      case 2 -> withLines(text);
      case 3 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
      default -> text.substring(0, at) + piece() + text.substring(at);
    };
  }

  private String withLines(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) return piece();
    int from = random.nextInt(lines.size());
    int to = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(from);
      case 1 -> lines.add(to, lines.get(from));
      case 2 -> lines.add(to, piece());
      default -> lines.set(from, lines.get(to));
    }
    return String.join("\n", lines);
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }
}
