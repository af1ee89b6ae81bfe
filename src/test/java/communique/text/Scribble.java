package communique.text;

import java.util.List;
import java.util.Random;

/// Writes bodies that no press officer would: pieces of Markdown and HTML, whole and broken, words
/// of several scripts, attacks. The same seed writes the same body.
final class Scribble {
  private static final List<String> WORDS =
      List.of(
          "minister",
          "visit",
          "Moscow",
          "I",
          "ı",
          "İ",
          "İstanbul",
          "министр",
          "визит",
          "وزير",
          "زيارة",
          "外交部长",
          "访问",
          "e\u0301",
          "\uD83D\uDE00",
          "\u2067",
          "\u2069",
          "\u202E",
          "\u200F",
          "said:",
          "boris-johnson",
          "Sergei Lavrov, Minister",
          "2017",
          "a_b",
          "10%",
          "\u00A0",
          "G20");
  private static final List<String> MARKDOWN =
      List.of(
          "*",
          "**",
          "_",
          "__",
          "`",
          "```\n",
          "~~~",
          "\n",
          "\n",
          "\n\n",
          "\n\n",
          "\n> ",
          "\n>> ",
          "\n- ",
          "\n  - ",
          "\n1. ",
          "\n    ",
          "\n# ",
          "\n### ",
          "\n###### ",
          "\n===\n",
          "\n---\n",
          "|",
          "\n|-|-|\n",
          "\n|:-|-:|\n",
          "[",
          "]",
          "(",
          ")",
          "](/x)",
          "](<",
          "<sup>",
          "</sup>",
          "<sub>",
          "</sub>",
          "![",
          "[^1]",
          "\n[^1]: ",
          "[^a b]",
          "\n[a]: /b 'c'\n",
          "[a]",
          "<",
          ">",
          "&",
          "&amp;",
          "&#1;",
          "&#xD800;",
          "&lt;",
          "\\",
          "  \n",
          "\\\n",
          "\t",
          "\r",
          "\r\n",
          "\n> said: ",
          "\n> said: boris-johnson\n> ",
          "\n$CTA",
          "$CTA\n",
          "\n$E\n",
          "\n$C ",
          " $C\n",
          "\n$A\n",
          "\n$P\n$I\n",
          "\n\n$LegislativeList\n* 1. ",
          "\n$EndLegislativeList\n",
          "\n^",
          "^\n",
          "\n%",
          "\n@a@\n",
          "\n:scotland:",
          ":scotland:",
          "\n:england-wales:",
          "\n{stat-headline}",
          "{/stat-headline}\n",
          "\n{::highlight-answer}",
          "{:/highlight-answer}\n",
          "\n{button start}[a](/b){/button}\n",
          "\n{button}[",
          "{/button}\n",
          "\n|a|b|\n|-|-|\n|c|1|\n{barchart stacked}\n",
          "\n|# a|",
          "\ns1. ",
          "\ns2. x\n",
          "\n*[minister]: m\n",
          "\n*[a]: ",
          "{: .x #y title='z' onclick='w' rel=\"a b\"}",
          "\n{: .masthead #main lang=\"x\"}\n",
          "{:/}",
          "{::comment}",
          "{:/comment}",
          "\nterm\n: meaning\n",
          "\n[Image:x]\n",
          "\n!!1\n",
          "[AttachmentLink:x]",
          "[embed:link:x]",
          "\n[Contact:x]",
          "\n$PriorityList:1\n- a\n- b\n",
          "x[a](b)x",
          "\"",
          "'",
          "--",
          "...",
          "<<",
          ">> ",
          "\\\\\n",
          "\n1) ",
          "\n~~~\n",
          "{#id}\n",
          "\n###a ###\n");
  private static final List<String> HTML =
      List.of(
          "<p>",
          "</p>",
          "<div>",
          "</div>",
          "<b>",
          "</b>",
          "<i>",
          "<a href='/x'>",
          "<a href=javascript:x>",
          "</a>",
          "<h1>",
          "</h1>",
          "<h4>",
          "</h4>",
          "<h2 id=main>",
          "<h2 id='a b'>",
          "<ul>",
          "</ul>",
          "<ol start=x>",
          "<li>",
          "<table>",
          "</table>",
          "<tr>",
          "<td>",
          "<th>",
          "<td colspan=0>",
          "<thead>",
          "<caption>",
          "<blockquote>",
          "</blockquote>",
          "<figure class=said>",
          "<figcaption>",
          "<img src=x alt=y>",
          "<br>",
          "<hr>",
          "<pre>\n",
          "</pre>",
          "<section>",
          "<details>",
          "<summary>",
          "<dl><dt>",
          "<dd>",
          "<span lang=tr dir=rtl>",
          "<span lang=_ dir=x>",
          "</span>",
          "<time datetime=x>");
  private static final List<String> ATTACKS =
      List.of(
          "<script>alert(1)</script>",
          "<script",
          "<img src=x onerror=alert(1)>",
          "<svg onload=x>",
          "<svg><style><img src=x onerror=alert(1)></style>",
          "<math><mtext><table><mglyph><style><!--",
          "--><img src=x onerror=x>",
          "<iframe src=//x>",
          "<style>*{}</style>",
          "<a href='java\nscript:x'>y</a>",
          "[x](javascript:alert(1))",
          "[x](data:text/html,x)",
          "<javascript:alert(1)>",
          "[x](//host.example)",
          "[x](</\\host.example>)",
          "![x](https://host.example/p.png)",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          "<?x",
          "\u0000",
          "\u0001",
          "\u000B",
          "\uFFFE",
          "\uD800",
          "\uDC00",
          "<form action=x><input>",
          "<base href=//x>",
          "<p style=color:red onclick=x class=y id=main>",
          "<template><p>",
          "<noscript><p title='</noscript><img src=x>'>",
          "<textarea>",
          "<title>",
          "<select><option>",
          "<plaintext>",
          "\" onmouseover=\"x",
          "' x='",
          "data-said=\"x\"",
          "<figure data-said='boris-johnson'>",
          "<meta http-equiv=refresh>",
          "<link rel=stylesheet href=//x>");

  private final Random random;

  Scribble(long seed) {
    this.random = new Random(seed);
  }

  String markdown() {
    return mixed(MARKDOWN, HTML);
  }

  String html() {
    return mixed(HTML, MARKDOWN);
  }

  /// The same with a few pieces taken out, put in or doubled.
  String changed(String source) {
    StringBuilder changed = new StringBuilder(source);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = random.nextInt(changed.length() + 1);
      int to = Math.min(changed.length(), from + random.nextInt(20));
      changed.replace(from, to, random.nextBoolean() ? one(WORDS) + " " : one(MARKDOWN));
    }
    return changed.toString();
  }

  private String mixed(List<String> often, List<String> seldom) {
    StringBuilder source = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3, 4 -> source.append(one(often));
        case 5 -> source.append(one(seldom));
        case 6 -> source.append(one(ATTACKS));
        case 7 -> source.append(one(often).repeat(random.nextInt(12)));
        case 8 -> source.append((char) random.nextInt(0x10000));
        default -> source.append(one(WORDS)).append(' ');
      }
    }
    return source.toString();
  }

  private String one(List<String> pieces) {
    return pieces.get(random.nextInt(pieces.size()));
  }
}
