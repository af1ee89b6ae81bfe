package communique.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.text.Body.Dialect;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class TextTest {
  /// Knows one person, on one day.
  static final Surroundings SPEAKERS =
      new Surroundings() {
        @Override
        public java.util.Locale locale() {
          return java.util.Locale.ENGLISH;
        }

        @Override
        public Optional<Speaker> bySlug(String slug) {
          return slug.equals("boris-johnson")
              ? Optional.of(
                  new Speaker(
                      "Boris Johnson",
                      "Foreign Secretary on 13 October 2017",
                      Optional.of("/people/boris-johnson")))
              : Optional.empty();
        }

        @Override
        public Speaker named(String name, String role) {
          return new Speaker(name, role, Optional.empty());
        }
      };

  static Text markdown(String source) {
    return Text.parse(new Body(Dialect.GOVSPEAK, source));
  }

  static Text html(String source) {
    return Text.parse(new Body(Dialect.HTML, source));
  }

  private static String page(String source) {
    return markdown(source).toPage(SPEAKERS).strip();
  }

  private static String pageOfHtml(String source) {
    return html(source).toPage(SPEAKERS).strip();
  }

  @Test
  void paragraphs_lists_and_emphasis_are_printed_as_markdown_has_them() {
    assertThat(page("One *two* **three**.\n\n- four\n- five"))
        .isEqualTo(
            "<p>One <em>two</em> <strong>three</strong>.</p>\n<ul>\n<li>four</li>\n<li>five</li>\n</ul>");
  }

  @Test
  void raw_html_in_markdown_is_shown_as_it_was_typed() {
    assertThat(page("a <b onclick=x>b</b>\n\n<script>alert(1)</script>"))
        .isEqualTo(
            "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  }

  @Test
  void a_quotation_says_who_said_it_in_the_role_of_that_day() {
    Text text =
        markdown("> said: boris-johnson\n> Russia is a *fellow* member.\n>\n> I look forward.");
    assertThat(text.toPage(SPEAKERS).strip())
        .isEqualTo(
            """
            <figure class="said">
            <figcaption><a href="/people/boris-johnson"><bdi>Boris Johnson</bdi></a> \
            Foreign Secretary on 13 October 2017</figcaption>
            <blockquote>
            <p>Russia is a <em>fellow</em> member.</p>
            <p>I look forward.</p>
            </blockquote>
            </figure>\
            """);
    assertThat(text.quotedPeople()).containsExactly("boris-johnson");
    assertThat(text.quotations())
        .containsExactly(
            new Quotation(
                new Quotation.Who.Person("boris-johnson"),
                "Russia is a fellow member.\n\nI look forward."));
    assertThat(text.toPlain(SPEAKERS))
        .isEqualTo(
            """
            Boris Johnson – Foreign Secretary on 13 October 2017

            > Russia is a fellow member.
            >
            > I look forward.\
            """);
  }

  @Test
  void somebody_who_is_no_tag_is_named_up_to_the_first_comma_of_any_script() {
    assertThat(page("> said: Sergei Lavrov, Foreign Minister of Russia, since 2004\n>\n> Words."))
        .startsWith(
            "<figure class=\"said\">\n<figcaption><b><bdi>Sergei Lavrov</bdi></b> Foreign Minister of"
                + " Russia, since 2004</figcaption>");
    assertThat(
            markdown("> said: سيرغي لافروف، وزير الخارجية\n> كلام").quotations().getFirst().who())
        .isEqualTo(new Quotation.Who.Somebody("سيرغي لافروف", "وزير الخارجية"));
    assertThat(markdown("> said: 王毅，外交部长\n> 话").quotations().getFirst().who())
        .isEqualTo(new Quotation.Who.Somebody("王毅", "外交部长"));
  }

  @Test
  void a_name_with_signs_of_markdown_in_it_stays_a_name() {
    assertThat(markdown("> said: J_ane_ *Doe*, Mayor\n> Words").quotations().getFirst().who())
        .isEqualTo(new Quotation.Who.Somebody("J_ane_ Doe", "Mayor"));
  }

  @Test
  void a_block_quote_without_speaker_or_without_words_stays_one() {
    assertThat(page("> Words.")).isEqualTo("<blockquote>\n<p>Words.</p>\n</blockquote>");
    assertThat(page("> said: boris-johnson"))
        .isEqualTo("<blockquote>\n<p>said: boris-johnson</p>\n</blockquote>");
    assertThat(markdown("> said: boris-johnson").quotedPeople()).isEmpty();
    assertThat(markdown("> said: &#1;\n> Words.").quotations()).isEmpty();
  }

  @Test
  void a_speaker_whom_nobody_knows_is_called_as_the_author_wrote() {
    assertThat(page("> said: nobody\n> Words.")).contains("<b><bdi>nobody</bdi></b></figcaption>");
  }

  @Test
  void headings_start_below_the_title_of_the_page_and_skip_no_level() {
    Text text = markdown("# One\n\n## Two\n\n#### Three\n\n### Four\n\n## Five\n\n###### Six");
    assertThat(Jsoup.parse(text.toPage(SPEAKERS)).select("h2, h3, h4, h5, h6"))
        .extracting(h -> h.normalName() + " " + h.text())
        .containsExactly("h2 One", "h2 Two", "h3 Three", "h3 Four", "h2 Five", "h3 Six");
    assertThat(text.headings().stream().map(h -> h.level() + " " + h.words()))
        .containsExactly("1 One", "2 Two", "4 Three", "3 Four", "2 Five", "6 Six");
  }

  @Test
  void headings_have_ids_made_of_their_words_in_any_script() {
    Text text =
        markdown(
            "## What’s *new*?\n\n## What's new\n\n## What's new-1\n\n## Что нового\n\n## ما الجديد؟\n\n## 有什么新消息\n\n## !\n\n## Updates");
    assertThat(text.headings().stream().map(Heading::id))
        .containsExactly(
            "whats-new",
            "whats-new-1",
            "whats-new-1-1",
            "что-нового",
            "ما-الجديد",
            "有什么新消息",
            "section",
            "updates");
    assertThat(page("## Updates\n\n## Updates\n\n## Updates {#x}"))
        .isEqualTo(
            "<h2 id=\"updates-1\">Updates</h2>\n<h2 id=\"updates-2\">Updates</h2>\n"
                + "<h2 id=\"x\">Updates</h2>");
  }

  @Test
  void a_table_names_its_columns_and_can_be_scrolled_by_keyboard() {
    assertThat(page("| Port | Ships |\n|---|--:|\n| Aldis | 11 |"))
        .isEqualTo(
            """
            <div class="scroll" tabindex="0" role="group" aria-label="Port, Ships">
            <table>
            <thead>
            <tr>
            <th scope="col">Port</th>
            <th scope="col" class="num">Ships</th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td>Aldis</td>
            <td class="num">11</td>
            </tr>
            </tbody>
            </table>
            </div>\
            """);
  }

  @Test
  void footnotes_lead_there_and_back() {
    assertThat(page("One[^a b], two[^x], again[^x].\n\n[^x]: Note *x*."))
        .isEqualTo(
            """
            <p>One[^a b], two<sup id="fnref:x"><a href="#fn:x" rel="footnote" role="doc-noteref">[footnote 1]</a></sup>, \
            again<sup id="fnref:x:1"><a href="#fn:x" rel="footnote" role="doc-noteref">[footnote 1]</a></sup>.</p>
            <div class="footnotes" role="doc-endnotes">
            <ol>
            <li id="fn:x">
            <p>Note <em>x</em>.&nbsp;<a href="#fnref:x" role="doc-backlink" \
            aria-label="go to where this is referenced">↩</a>&nbsp;<a href="#fnref:x:1" \
            role="doc-backlink" aria-label="go to where this is referenced 2">↩<sup>2</sup></a></p>
            </li>
            </ol>
            </div>\
            """);
    assertThat(markdown("One[^x] two\n\n[^x]: Note.").toPlain(SPEAKERS))
        .isEqualTo("One[1] two\n\n[1] Note.");
  }

  @Test
  void links_lead_to_http_mail_and_telephone_only_and_say_when_they_lead_away() {
    assertThat(
            page(
                "[a](/news/x) [b](https://host.example/) [c](mailto:a@b.example) [d](tel:+441) [e](#note)"))
        .isEqualTo(
            "<p><a href=\"/news/x\">a</a> <a href=\"https://host.example/\" rel=\"external\">b</a>"
                + " <a href=\"mailto:a@b.example\">c</a> <a href=\"tel:+441\">d</a> <a"
                + " href=\"#note\">e</a></p>");
    for (String bad :
        new String[] {
          "javascript:alert(1)",
          "JaVaScRiPt:alert(1)",
          "&#106;avascript:alert(1)",
          "data:text/html,x",
          "vbscript:x",
          "java&#10;script:alert(1)",
          "&#1;javascript:alert(1)",
          "file:///etc/passwd",
          "x:y"
        }) {
      assertThat(page("[a](" + bad + ")")).isEqualTo("<p>a</p>");
      assertThat(pageOfHtml("<p><a href=\"" + bad + "\">a</a></p>")).isEqualTo("<p>a</p>");
    }
    assertThat(page("[a](</\\host.example>)"))
        .isEqualTo("<p><a href=\"/%5Chost.example\">a</a></p>");
    assertThat(page("[a](//host.example)"))
        .isEqualTo("<p><a href=\"//host.example\" rel=\"external\">a</a></p>");
  }

  @Test
  void a_picture_becomes_a_link_so_that_no_page_asks_another_host() {
    assertThat(page("![The mole](https://host.example/a.png) ![](b.png)"))
        .isEqualTo("<p><a href=\"https://host.example/a.png\" rel=\"external\">The mole</a> </p>");
    assertThat(page("[![The mole](a.png)](/b)")).isEqualTo("<p><a href=\"/b\">The mole</a></p>");
  }

  @Test
  void control_characters_are_dropped_and_marks_of_direction_kept() {
    assertThat(page("a\u0000b\u0001c\u000Bd\uFFFEe\uD800f\u2067g\u2069 &#1;h"))
        .isEqualTo("<p>abcdef\u2067g\u2069 h</p>");
  }

  @Test
  void imported_html_keeps_its_structure_and_loses_all_else() {
    assertThat(
            pageOfHtml(
                "<div style='x' class='y'><h1 onclick=x>One</h1><script>alert(1)</script><p lang=ru dir=rtl"
                    + " id=p>Two<iframe src=x>three</iframe><h4>Four</h4><img src=x onerror=y"
                    + " alt='Five'><form><input>six</form></div>"))
        .isEqualTo(
            "<div><h2 id=\"one\">One</h2><p lang=\"ru\" dir=\"rtl\" id=\"p\">Two</p><h3"
                + " id=\"four\">Four</h3><a href=\"x\">Five</a>six</div>");
  }

  @Test
  void imported_html_comes_out_as_it_came_in_but_for_what_must_not_stay() {
    String body =
        "<div class=\"govspeak\"><h1 id=\"updates\">One</h1><figure class=\"image embedded\"><div"
            + " class=\"img\"><img alt=\"Two\" src=\"https://host.example/a.jpg\"></div></figure><p"
            + " class=\"last-child\"><a class=\"govuk-link\" data-module=\"x\" draggable=\"false\""
            + " href=\"https://host.example/\" rel=\"external\" role=\"button\">Three <svg"
            + " viewBox=\"0 0 33 40\" aria-hidden=\"true\"><path d=\"M0 0h13z\"></path></svg></a></p><td"
            + "></div>";
    String kept = body.replace("<td>", "").replace("<td></div>", "</div>");
    assertThat(GovspeakDom.of(html(body).toContent(SPEAKERS))).isEqualTo(GovspeakDom.of(kept));
    assertThat(
            html("<p onclick=x style=color:red>a<svg><style>b</style></svg><script>c</script></p>")
                .toContent(SPEAKERS))
        .isEqualTo("<p>a</p>");
    assertThat(pageOfHtml(body))
        .isEqualTo(
            "<div><h2 id=\"one\">One</h2><figure class=\"image embedded\"><div><a"
                + " href=\"https://host.example/a.jpg\" rel=\"external\">Two</a></div></figure><p><a"
                + " href=\"https://host.example/\" rel=\"external\">Three </a></p></div>");
  }

  @Test
  void imported_html_cannot_say_who_said_something() {
    assertThat(
            pageOfHtml(
                "<figure data-said='boris-johnson' class='said'><blockquote>x</blockquote></figure>"))
        .isEqualTo("<figure><blockquote>x</blockquote></figure>");
  }

  @Test
  void a_feed_has_absolute_links_and_nothing_that_needs_our_style_sheet() {
    Text text =
        markdown(
            "## One\n\n[a](/b) [c](d) [e](#one) [f](?g)\n\n|h|\n|-|\n|i|\n\n> said: boris-johnson\n> Words.");
    assertThat(text.toFeed(SPEAKERS, "https://news.example/news/visit"))
        .contains(
            "<h2>One</h2>",
            "\"https://news.example/b\"",
            "\"https://news.example/news/d\"",
            "\"https://news.example/news/visit#one\"",
            "\"https://news.example/news/visit?g\"",
            "\"https://news.example/people/boris-johnson\"")
        .doesNotContain("class", "tabindex", "aria-");
    assertThat(markdown("[a](b) [c](#d)").toFeed(SPEAKERS, "https://news.example"))
        .contains("\"https://news.example/b\"", "\"https://news.example/#d\"");
  }

  @Test
  void plain_text_can_be_read_without_marks() {
    assertThat(
            markdown(
                    """
                    ## Next

                    See [the plan](/plan), <https://news.example/x> and
                    **more**\\
                    below.

                    1. first
                    2. second

                       still second
                       - inner

                    | a | b |
                    |---|---|
                    | c | d |

                        code  here
                    """)
                .toPlain(SPEAKERS))
        .isEqualTo(
            """
            Next

            See the plan (/plan), https://news.example/x and more
            below.

            1. first
            2. second
               still second
               - inner

            a | b
            c | d

            code  here\
            """);
    assertThat(markdown("[the plan](/plan)").toPlain(SPEAKERS, "https://news.example"))
        .isEqualTo("the plan (https://news.example/plan)");
  }

  @Test
  void what_could_take_without_measure_is_refused_by_name() {
    assertThat(
            Text.problem(new Body(Dialect.GOVSPEAK, "a".repeat(Text.LENGTH_MAX + 1)))
                .map(TextRefused::key))
        .contains("text.too-long");
    assertThat(
            Text.problem(new Body(Dialect.GOVSPEAK, ">".repeat(100_000) + "a"))
                .map(TextRefused::key))
        .contains("text.too-deep");
    assertThat(Text.problem(new Body(Dialect.HTML, "<div>".repeat(100_000))).map(TextRefused::key))
        .contains("text.too-deep");
    assertThat(
            Text.problem(new Body(Dialect.GOVSPEAK, "|a".repeat(200) + "\n" + "|-".repeat(200)))
                .map(TextRefused::key))
        .contains("text.too-wide");
    assertThat(
            Text.problem(
                    new Body(
                        Dialect.GOVSPEAK,
                        "[a]: /" + "x".repeat(1_000) + "\n\n" + "[a] ".repeat(2_000)))
                .map(TextRefused::key))
        .contains("text.too-long");
    assertThatThrownBy(() -> markdown(">".repeat(100) + "a")).isInstanceOf(TextRefused.class);
    assertThat(Text.problem(new Body(Dialect.GOVSPEAK, ">".repeat(30) + "a"))).isEmpty();
  }

  @Test
  void wrapped_lines_of_chinese_are_joined_without_a_space() {
    assertThat(page("外交部长，\n访问莫斯科\n2017")).isEqualTo("<p>外交部长，访问莫斯科\n2017</p>");
    assertThat(markdown("> said: 王毅，外交部长\n> 话，\n> 话").quotations().getFirst().words())
        .isEqualTo("话，话");
  }

  @Test
  void a_dialect_is_known_by_its_key() {
    assertThat(Dialect.GOVSPEAK.key()).isEqualTo("govspeak");
    assertThat(Dialect.of("html")).contains(Dialect.HTML);
    assertThat(Dialect.of("HTML")).isEmpty();
  }

  @Test
  void the_numbers_of_a_chart_are_read_as_they_are_written_in_its_language() {
    for (String[] one :
        new String[][] {
          {"en", "1,200", "1200.0"},
          {"en", "£1,234,567.5", "1234567.5"},
          {"en", "12,5", "12.5"},
          {"en", "1.234", "1.234"},
          {"fr", "1,234", "1.234"},
          {"es", "1.234", "1234.0"},
          {"ru", "1.234.567,8", "1234567.8"},
          {"ru", "12\u00a0345,5 %", "12345.5"},
          {"ar", "٣٫٥", "3.5"},
          {"es", "0.123", "0.123"},
          {"en", "−30", "-30.0"},
          {"en", "£ −.5", "-0.5"},
          {"en", "about 5.", ""},
          {"en", "30.", "30.0"},
          {"en", "10-20", ""},
          {"en", "2017/18", ""},
          {"en", "1.2.3", ""},
          {"en", "–", ""},
          {"en", ".", ""}
        }) {
      var read = Chart.number(one[1], Locale.forLanguageTag(one[0]));
      assertThat(read.isPresent() ? String.valueOf(read.getAsDouble()) : "")
          .as(one[0] + " " + one[1])
          .isEqualTo(one[2]);
    }
  }

  @Test
  void a_chart_is_drawn_on_pages_beside_the_table_that_says_the_same() {
    String chart = "| |2025|\n|-|-:|\n|Visas|1,200|\n|Passports|−30|\n{barchart}";
    assertThat(Jsoup.parse(page(chart)).select("figure.chart > svg[aria-hidden] > rect"))
        .hasSize(2);
    assertThat(Jsoup.parse(page(chart)).select("table td")).hasSize(5);
    assertThat(markdown(chart).toContent(SPEAKERS)).doesNotContain("<svg");
    assertThat(Text.problem(new Body(Dialect.GOVSPEAK, chart))).isEmpty();
    assertThat(problemOf("|a|b|\n|-|-|\n|c|1|2|\n{barchart}")).contains("text.chart-uneven");
    assertThat(problemOf("|a|b|\n|-|-|\n|c|\n{barchart}")).contains("text.chart-uneven");
    assertThat(problemOf("|a|b|\n|-|-|\n|c|many|\n{barchart}")).contains("text.chart-no-number");
  }

  private static java.util.Optional<String> problemOf(String source) {
    return Text.problem(new Body(Dialect.GOVSPEAK, source)).map(TextRefused::key);
  }

  @Test
  void a_mail_carries_its_looks_and_asks_no_host_for_anything() {
    String mail =
        markdown("## One\n\n$CTA\n[a](/b)\n$CTA\n\n![c](/d.png)")
            .toMail(SPEAKERS, "https://news.example/news/x");
    assertThat(mail)
        .contains("<h2 style=", "border-top:5px", "href=\"https://news.example/b\"")
        .contains("<a href=\"https://news.example/d.png\"")
        .doesNotContain("class=", "<img", "id=");
  }

  @Test
  void a_quotation_in_a_mail_has_its_bar_where_its_lines_begin() {
    Text text = markdown("> Words.");
    assertThat(text.toMail(Surroundings.none(Locale.ENGLISH), "https://news.example/"))
        .contains("border-left-width:3px")
        .doesNotContain("border-right");
    assertThat(text.toMail(Surroundings.none(Locale.of("ur")), "https://news.example/"))
        .contains("border-right-width:3px")
        .doesNotContain("border-left");
    assertThat(
            html("<div dir=\"rtl\"><blockquote><p>Words.</p></blockquote></div>")
                .toMail(SPEAKERS, "https://news.example/"))
        .contains("border-right-width:3px");
  }

  @Test
  void a_mail_sets_the_name_of_who_said_something_above_their_role() {
    assertThat(
            markdown("> said: boris-johnson\n> Words.")
                .toMail(SPEAKERS, "https://news.example/news/x"))
        .contains(
            "<a href=\"https://news.example/people/boris-johnson\""
                + " style=\"display:block;font-weight:bold\"><bdi>Boris Johnson</bdi></a>"
                + " Foreign Secretary on 13 October 2017</figcaption>")
        .contains("<figure style=\"margin:1.6em");
  }

  @Test
  void only_the_first_items_of_a_priority_list_are_seen_at_once() {
    assertThat(page("$PriorityList:1\n- a\n- b\n- c"))
        .isEqualTo(
            "<ul>\n<li>a</li>\n</ul>\n<details class=\"priority-list\">\n<summary>Show 2 more</summary>"
                + "\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</details>");
  }

  @Test
  void files_and_contacts_that_the_surroundings_know_are_shown_and_others_leave_nothing() {
    Surroundings known =
        new RenderOptions(
            java.util.Map.of(
                "attachments",
                java.util.List.of(
                    java.util.Map.of(
                        "id",
                        "plan.pdf",
                        "title",
                        "The plan",
                        "url",
                        "/files/plan.pdf",
                        "content_type",
                        "application/pdf",
                        "file_size",
                        1_200_000,
                        "number_of_pages",
                        12)),
                "contacts",
                java.util.Map.of(
                    "content_id", "c-1", "title", "Press office", "email", "a@b.example")));
    String source = "[Attachment:plan.pdf]\n\nSee [AttachmentLink:plan.pdf].\n\n[Contact:c-1]";
    assertThat(Jsoup.parse(markdown(source).toPage(known)).text())
        .isEqualTo(
            "The plan PDF, 1.2 MB, 12 pages This file may not suit readers of assistive technology."
                + " Ask for it in a format that you can use. See The plan (PDF, 1.2 MB, 12 pages)."
                + " Press office Email a@b.example");
    assertThat(page("[Attachment:plan.pdf]\n\n[AttachmentLink:x]\n\n[Contact:c-1]")).isEmpty();
  }

  @Test
  void legislative_lists_keep_the_numbers_of_their_author_on_every_level() {
    String list = "$LegislativeList\n* 1. a\n  * a) b\n    * i. c\n* 2. d\n$EndLegislativeList";
    assertThat(markdown(list).toContent(SPEAKERS).strip())
        .isEqualTo(
            """
            <div class="legislative-list-wrapper">
            <ol class="legislative-list">
            <li>1. a
            <ol>
            <li>a) b
            <ol>
            <li>i. c</li>
            </ol>
            </li>
            </ol>
            </li>
            <li>2. d</li>
            </ol>
            </div>\
            """);
  }

  @Test
  void numbers_that_an_author_wrote_are_counted_once_wherever_a_text_is_read() {
    Text list =
        markdown("$LegislativeList\n* 1. a\n  * a) b\n* 2. d\n$EndLegislativeList\n\n1. e\n");
    assertThat(list.toPlain(SPEAKERS).strip()).isEqualTo("1. a\n  a) b\n2. d\n1. e");
    String feed = list.toFeed(SPEAKERS, "https://x.example/");
    assertThat(feed.split("<ul>", -1)).hasSize(3);
    assertThat(feed.split("<ol>", -1)).hasSize(2);
    String mail = list.toMail(SPEAKERS, "https://x.example/");
    assertThat(mail.split("<ul [^>]*list-style:none[^>]*>", -1)).hasSize(3);
    assertThat(mail.split("<ol", -1)).hasSize(2);
  }

  @Test
  void quotation_marks_are_those_of_the_language() {
    String said = "He said \"yes, the \"Star\" sails\". It's 'so'.";
    assertThat(quoted(said, "en")).isEqualTo("He said “yes, the “Star” sails”. It’s ‘so’.");
    assertThat(quoted(said, "cy")).isEqualTo("He said “yes, the “Star” sails”. It’s ‘so’.");
    assertThat(quoted(said, "ru")).isEqualTo("He said «yes, the „Star“ sails». It’s „so“.");
    assertThat(quoted(said, "fr"))
        .isEqualTo("He said «\u202Fyes, the “Star” sails\u202F». It’s “so”.");
    assertThat(quoted(said, "es")).isEqualTo("He said «yes, the “Star” sails». It’s “so”.");
    assertThat(quoted(said, "ar")).isEqualTo("He said «yes, the “Star” sails». It’s “so”.");
    assertThat(quoted(said, "ur")).isEqualTo("He said “yes, the ‘Star’ sails”. It’s ‘so’.");
    assertThat(quoted(said, "de")).isEqualTo("He said „yes, the ‚Star‘ sails“. It’s ‚so‘.");
    assertThat(quoted("他说\"你好\"。", "zh-Hans")).isEqualTo("他说“你好”。");
    assertThat(quoted("\"Нет.\n\n\"Да\", *\"да\"*", "ru")).isEqualTo("«Нет.\n\n«Да», «да»");
    assertThat(quoted("\"L'ami d'hier\"", "fr")).isEqualTo("«\u202FL’ami d’hier\u202F»");
  }

  private static String quoted(String markdown, String tag) {
    return markdown(markdown).toPlain(Surroundings.none(Locale.forLanguageTag(tag))).strip();
  }
}
