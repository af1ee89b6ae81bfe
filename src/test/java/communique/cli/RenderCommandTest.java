package communique.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RenderCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void a_body_is_shown_as_html_and_front_matter_is_skipped() throws IOException {
    Path plain = file("plain.md", "## Visit\n\n$CTA\nCome [here](/visits).\n$CTA\n");
    Path headed = file("headed.md", "---\ntitle: Visit\n---\n*Come.*\n");
    Path open = file("open.md", "---\n\n---\nafter two rules\n");

    assertThat(render(plain)).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            <h2 id="visit">Visit</h2>
            <div class="call-to-action">
            <p>Come <a href="/visits">here</a>.</p>
            </div>
            """);
    assertThat(render(headed)).isZero();
    assertThat(out.toString()).isEqualTo("<p><em>Come.</em></p>\n");
    assertThat(render(open)).isZero();
    assertThat(out.toString()).contains("after two rules");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void feeds_and_mails_get_absolute_links_and_mails_their_looks() throws IOException {
    Path file = file("a.md", "## Visit\n\n[here](/visits)\n");

    assertThat(render(file, "--as", "feed")).isZero();
    assertThat(out.toString()).contains("<a href=\"http://localhost/visits\">here</a>");
    assertThat(render(file, "--as", "mail")).isZero();
    assertThat(out.toString()).contains("href=\"http://localhost/visits\"").contains("style=\"");
    assertThat(render(file, "--as", "text")).isZero();
    assertThat(out.toString()).isEqualTo("Visit\n\nhere (/visits)\n");
    assertThat(render(file, "--as", "pdf")).isEqualTo(2);
    assertThat(err.toString()).contains("--as").contains("HTML, FEED, MAIL, TEXT");
  }

  @Test
  void what_ends_in_html_is_read_as_imports_bring_it() throws IOException {
    Path file = file("a.HTML", "<p onclick=x>as <b>it</b> is<script>1</script></p>");

    assertThat(render(file)).isZero();
    assertThat(out.toString()).isEqualTo("<p>as <b>it</b> is</p>\n");
  }

  @Test
  void several_files_are_shown_in_turn_or_written_into_a_folder_that_is_made() throws IOException {
    Path one = file("one.md", "one");
    Path two = file("two.txt", "two");

    assertThat(render(one, two)).isZero();
    assertThat(out.toString()).isEqualTo("<p>one</p>\n<p>two</p>\n");

    Path to = folder.resolve("a/b");
    assertThat(render(one, two, "--to", to)).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(to.resolve("one.html")).hasContent("<p>one</p>");
    assertThat(to.resolve("two.html")).hasContent("<p>two</p>");
    assertThat(render(one, "--to", to, "--as", "text")).isZero();
    assertThat(to.resolve("one.txt")).hasContent("one");
  }

  @Test
  void no_file_is_written_over_another_or_over_a_source() throws IOException {
    Path one = file("one.md", "one");
    Path same = file("one.txt", "two");
    Path html = file("page.html", "<p>as it is</p>");
    Path to = folder.resolve("out");

    assertThat(render(one, same, "--to", to)).isEqualTo(1);
    assertThat(err.toString()).contains("one.txt: Another of the files would be written to");
    assertThat(to).doesNotExist();

    assertThat(render(html, "--to", folder)).isEqualTo(1);
    assertThat(err.toString())
        .contains("page.html' would be written over")
        .contains("another folder");
    assertThat(html).hasContent("<p>as it is</p>");

    assertThat(render(one, "--to", html)).isEqualTo(1);
    assertThat(err.toString()).contains("page.html' cannot be written. Name a folder");
  }

  @Test
  void each_option_changes_what_surrounds_the_body() throws IOException {
    assertOption("## A\n\n### B", "'auto_numbered_headers': true", ">1. A</h2>", ">1.1 B</h3>");
    assertOption(
        "## A\n\n### B",
        "'auto_numbered_headers': true, 'auto_numbered_header_levels': [2]",
        ">1. A</h2>",
        ">B</h3>");
    assertOption("^Byddwch yn barod", "'locale': 'cy'", "aria-label=\"Gwybodaeth\"");
    assertOption(
        "[a](https://own.example/a)",
        "'document_domains': ['own.example']",
        "<a href=\"https://own.example/a\">a</a>");
    assertOption(
        "[Image:a.jpg]",
        "'images': [{'id': 'a.jpg', 'url': '/a.jpg', 'alt_text': 'A ship', 'credit': 'B'}]",
        "<img src=\"/a.jpg\" alt=\"A ship\">",
        "Image credit: B");
    assertOption(
        "[Attachment:a.pdf]",
        "'attachments': [{'id': 'a.pdf', 'url': '/a.pdf', 'title': 'Plan'}]",
        "<a href=\"/a.pdf\">Plan</a>");
    assertOption(
        "see [embed:link:1]",
        "'links': [{'content_id': '1', 'url': '/plan', 'title': 'Plan'}]",
        "<a href=\"/plan\">Plan</a>");
    assertOption(
        "[Contact:1]",
        "'contacts': [{'content_id': '1', 'title': 'Press office'}]",
        "Press office");
    assertOption(
        "![Harbour](https://other.example/a.jpg) ![Pier](https://own.example/b.jpg)",
        "'allowed_image_hosts': ['own.example']",
        "<a href=\"https://other.example/a.jpg\" rel=\"external\">Harbour</a>",
        "<img src=\"https://own.example/b.jpg\"");
    assertOption("<b>", "'sanitize': false, 'allowed_elements': ['b']", "&lt;b&gt;");
  }

  @Test
  void options_are_refused_whole_with_place_and_mend() throws IOException {
    Path body = file("a.md", "words");

    assertRefused(body, "{'colour': 1}", "colour: There is no option 'colour'. Use locale,");
    assertRefused(body, "{'locale': 7}", "locale: The option 'locale' has a value of another");
    assertRefused(
        body,
        "{'auto_numbered_headers': true, 'auto_numbered_header_levels': [1]}",
        "auto_numbered_header_levels: The option");
    assertRefused(body, "{'images': ['a.jpg']}", "images: The option 'images'");
    assertRefused(body, "{\n  'locale': }", "no JSON object: line 2, column 13. Write one");
    assertRefused(body, "[]", "The options are no JSON object: line 1");
    assertRefused(body, "null", "The options are no JSON object: line 1");

    assertThat(render(body, "--options", folder.resolve("none.json"))).isEqualTo(1);
    assertThat(err.toString()).contains("none.json: The file cannot be read: it is not there.");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void files_that_cannot_be_read_are_refused_all_at_once_and_nothing_is_printed()
      throws IOException {
    Path good = file("good.md", "good");
    Path bytes = Files.write(folder.resolve("bytes.md"), new byte[] {'a', (byte) 0xC3, 'b'});
    Path there = folder.resolve("not-there.md");
    Path deep = file("deep.md", ">".repeat(500) + "a");
    Path big = file("big.md", "a\n\n".repeat(500_000));

    assertThat(render(good, bytes, there, folder, deep, big)).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("bytes.md: The file is not UTF-8: byte 2"),
            line -> assertThat(line).contains("not-there.md: The file cannot be read: it is not"),
            line -> assertThat(line).contains("The file cannot be read: it is a folder."),
            line -> assertThat(line).contains("deep.md: "),
            line -> assertThat(line).contains("big.md: "));
    assertThat(render()).isEqualTo(2);
  }

  private void assertOption(String body, String json, String... shown) throws IOException {
    Path options = file("options.json", ("{" + json + "}").replace('\'', '"'));
    Path file = file("body.md", body);
    assertThat(render(file)).isZero();
    String without = out.toString();
    assertThat(render(file, "--options", options)).as(err.toString()).isZero();
    assertThat(out.toString()).contains(shown);
    // Raw HTML is never let through, whatever is asked for.
    if (!json.contains("sanitize")) assertThat(out.toString()).isNotEqualTo(without);
  }

  private void assertRefused(Path body, String json, String said) throws IOException {
    Path options = file("options.json", json.replace('\'', '"'));
    assertThat(render(body, "--options", options)).isEqualTo(1);
    assertThat(err.toString()).startsWith(options + ": ").contains(said);
    assertThat(out.toString()).isEmpty();
  }

  private int render(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] written = new String[arguments.length];
    for (int i = 0; i < written.length; i++) written[i] = arguments[i].toString();
    return new CommandLine(new RenderCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(written);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
