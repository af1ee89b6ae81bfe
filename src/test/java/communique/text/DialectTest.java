package communique.text;

import static org.assertj.core.api.Assertions.assertThat;

import communique.text.Body.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How the parts of the dialect stand in each other, by the description of Govspeak and the rules
/// of Kramdown.
class DialectTest {
  private static final RenderOptions SURROUNDINGS =
      new RenderOptions(
          Map.of("images", List.of(Map.of("id", "a.jpg", "url", "/a.jpg", "alt_text", "A ship"))));

  @Test
  void a_box_may_stand_in_a_list_below_the_words_of_its_item() {
    becomes(
        """
        * one

          $CTA
          act

          now
          $CTA
        * two
          ^note^
          [Image:a.jpg]
        """,
        "<ul><li><p>one</p><div class=call-to-action><p>act</p><p>now</p></div></li><li><p>two</p><div"
            + " class='application-notice info-notice' role=note"
            + " aria-label=Information><p>note</p></div><figure class='image embedded'><div"
            + " class=img><img src=/a.jpg alt='A ship'></div></figure></li></ul>");
    becomes(
        """
        10. ten

            $A
            One street \\
            Two town
            $A
        """,
        "<ol start=10><li><p>ten</p><div class=address><div class='adr org fn'><p>One street<br>Two"
            + " town</p></div></div></li></ol>");
  }

  @Test
  void signs_that_stand_elsewhere_are_words_or_code() {
    becomes("    ^code^\n", "<pre><code>^code^\n</code></pre>");
    becomes("* a\n    $CTA\n    x\n    $CTA\n", "<ul><li>a $CTA x $CTA</li></ul>");
    becomes("words\n\n  ^words^\n", "<p>words</p><p>^words^</p>");
    becomes("2^10^ and 5% of 10%", "<p>2^10^ and 5% of 10%</p>");
    becomes("~~~\n$CTA\nx\n$CTA\n~~~\n", "<pre><code>$CTA\nx\n$CTA\n</code></pre>");
  }

  @Test
  void a_box_needs_no_empty_line_before_it_and_may_hold_another() {
    becomes(
        "words\n^note^\nmore",
        "<p>words</p><div class='application-notice info-notice' role=note"
            + " aria-label=Information><p>note</p></div><p>more</p>");
    becomes(
        ":scotland:\nA\n:london:\nB\n:london:\n:scotland:",
        "<div class='devolved-content scotland'><p class=devolved-header>This section applies to"
            + " Scotland</p><div class=devolved-body><p>A</p><div class='devolved-content"
            + " london'><p class=devolved-header>This section applies to London</p><div"
            + " class=devolved-body><p>B</p></div></div></div></div>");
  }

  @Test
  void a_list_of_attributes_belongs_to_what_it_stands_at() {
    becomes("* {:.x} one\n* two", "<ul><li class=x>one</li><li>two</li></ul>");
    becomes("* one\n* two\n{: .x}", "<ul class=x><li>one</li><li>two</li></ul>");
    becomes("## A\n{: #own .x}", "<h2 id=own class=x>A</h2>");
    becomes("{:.x}\nwords", "<p class=x>words</p>");
    becomes("*a*{:.x} [b](/b){:.y}", "<p><em class=x>a</em> <a href=/b class=y>b</a></p>");
    becomes("{:n: .x}\n\nwords\n{: n}", "<p class=x>words</p>");
    becomes(
        "| a |\n|---|\n| b |\n{: .x #t}",
        "<table class=x id=t><thead><tr><th scope=col>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>");
  }

  @Test
  void extensions_hide_words_or_keep_them_as_typed() {
    becomes("a\n\n{::comment}\nb\n\nc\n{:/comment}\n\nd", "<p>a</p><p>d</p>");
    becomes("a {::comment}b{:/} c", "<p>a c</p>");
    becomes("{::comment}\nnever closed", "<p>{::comment} never closed</p>");
    becomes("{::nomarkdown}*a* <b>{:/nomarkdown} c", "<p>*a* &lt;b&gt; c</p>");
    becomes("{::options toc_levels=\"2\" /}\n\na", "<p>a</p>");
  }

  @Test
  void tags_keep_the_quotation_marks_that_they_were_typed_with() {
    Text text = text("a <b class=\"x\">b</b> \"c\"");

    assertThat(text.toContent(SURROUNDINGS))
        .isEqualTo("<p>a &lt;b class=\"x\"&gt;b&lt;/b&gt; “c”</p>\n");
  }

  @Test
  void what_a_term_means_may_stand_behind_one_empty_line_as_a_paragraph() {
    becomes(
        "a *b*\nc\n\n: one\n: two\n",
        "<dl><dt>a <em>b</em></dt><dt>c</dt><dd><p>one</p></dd><dd>two</dd></dl>");
    becomes("a\n\n\n: no term", "<p>a</p><p>: no term</p>");
    becomes(
        "a\n: one\n\n  more\n\nb\n: two",
        "<dl><dt>a</dt><dd><p>one</p><p>more</p></dd><dt>b</dt><dd>two</dd></dl>");
  }

  @Test
  void an_abbreviation_is_explained_wherever_its_word_stands_but_in_code() {
    becomes(
        "## The MFA\n\n[MFA](/mfa) `MFA` MFAs\n\n$LegislativeList\n* 1. MFA\n$EndLegislativeList\n\n"
            + "*[MFA]: Ministry",
        "<h2 id=the-mfa>The <abbr title=Ministry>MFA</abbr></h2><p><a href=/mfa><abbr"
            + " title=Ministry>MFA</abbr></a> <code>MFA</code> MFAs</p><div"
            + " class=legislative-list-wrapper><ol class=legislative-list><li>1. <abbr"
            + " title=Ministry>MFA</abbr></li></ol></div>");
  }

  @Test
  void a_footnote_that_is_used_twice_leads_back_to_both() {
    String html = text("## A[^n]\n\nB[^n] C[^none]\n\n[^n]: why").toContent(SURROUNDINGS);

    assertThat(html)
        .contains("<h2 id=\"an\">A<sup id=\"fnref:n\">", "B<sup id=\"fnref:n:1\">", "C[^none]")
        .contains("href=\"#fnref:n\"", "href=\"#fnref:n:1\"");
  }

  @Test
  void headings_of_the_same_words_are_numbered_and_entities_count_as_they_are_written() {
    becomes(
        "## A & B\n## A &amp; B\n## A & B\n## 1. *C* \"d\"",
        "<h2 id=a--b>A &amp; B</h2><h2 id=a-amp-b>A &amp; B</h2><h2 id=a--b-1>A &amp; B</h2><h2"
            + " id=c-d>1. <em>C</em> \"d\"</h2>");
  }

  @Test
  void links_to_mailboxes_and_telephones_do_not_lead_away_and_any_can_be_marked_so() {
    becomes(
        "[a](mailto:a@b.example) [t](tel:+4420) x[m](/m \"title\")x [e](https://e.example)",
        "<p><a href='mailto:a@b.example'>a</a> <a href='tel:+4420'>t</a> <a href=/m title=title"
            + " rel=external>m</a> <a href='https://e.example' rel=external>e</a></p>");
  }

  @Test
  void what_stands_higher_or_lower_needs_both_signs_in_one_line_of_words() {
    becomes(
        "CO<sub>2</sub>, 5 m<sup>*2*</sup>, *a<sup>b</sup>*",
        "<p>CO<sub>2</sub>, 5 m<sup><em>2</em></sup>, <em>a<sup>b</sup></em></p>");
    becomes(
        "|a<sup>b</sup>|c|\n|-|-|\n|d|e<sub>f</sub>|",
        "<table><thead><tr><th scope=col>a<sup>b</sup></th><th scope=col>c</th></tr></thead><tbody><tr><td>d</td><td>e<sub>f</sub></td></tr></tbody></table>");
    for (String typed :
        List.of(
            "<sup>",
            "</sup>",
            "<sup></sup>",
            "<sup>a</sub>",
            "<sup class=a>b</sup>",
            "<SUP>a</SUP>",
            "a</sup>b<sup>",
            "\\<sup>a")) {
      String shown = typed.replace("\\", "").replace("&", "&amp;").replace("<", "&lt;");
      becomes(typed, "<p>" + shown + "</p>");
    }
    becomes("<sup>a<sub>b</sub>", "<p>&lt;sup&gt;a<sub>b</sub></p>");
    becomes("<sup>a\n\nb</sup>", "<p>&lt;sup&gt;a</p><p>b&lt;/sup&gt;</p>");
    assertThat(text("CO<sub>2</sub>").toPlain(SURROUNDINGS)).isEqualTo("CO2");
  }

  private static void becomes(String source, String html) {
    Text text = text(source);
    assertThat(GovspeakDom.of(text.toContent(SURROUNDINGS)))
        .as(source)
        .isEqualTo(GovspeakDom.of(html));
    // The same text can be printed twice.
    assertThat(GovspeakDom.of(text.toContent(SURROUNDINGS))).isEqualTo(GovspeakDom.of(html));
    text.toPage(Surroundings.none(Locale.ENGLISH));
  }

  private static Text text(String source) {
    return Text.parse(new Body(Dialect.GOVSPEAK, source));
  }
}
