package communique.importing;

import static communique.importing.Imported.file;
import static org.assertj.core.api.Assertions.assertThat;

import communique.record.Announcement;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.EachDatabase;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Tag;
import communique.record.Tags;
import communique.record.TestNewsroom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachDatabase
class WxrSourceTest {
  private static final String BODY =
      """
      He will go <strong>soon</strong>.

      [caption id="a" width="3"]<img src="https://x.example/wp-content/uploads/hat.png" alt="A hat" /> The hat[/caption]
      https://www.youtube.com/watch?v=1

      Two lines
      of one [sic].
      [gallery ids="7"]\
      """;

  @TempDir private Path folder;

  @Test
  void a_published_post_comes_with_everything_that_was_said_of_it(TestNewsroom newsroom)
      throws IOException {
    Path export =
        export(
            item(
                    "1",
                    "post",
                    "publish",
                    "the-visit",
                    BODY,
                    """
                    <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>
                    <wp:postmeta><wp:meta_key>seo</wp:meta_key><wp:meta_value>plain words</wp:meta_value></wp:postmeta>
                    <category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>
                    <category domain="post_tag" nicename="visits"><![CDATA[Visits & talks]]></category>
                    <wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>
                    """)
                + attachment("7", "1", "https://x.example/wp-content/uploads/plan.pdf"));

    Imported imported = Imported.of(newsroom, export);

    assertThat(imported.results()).containsExactly("brought /news/the-visit", "unchanged");
    assertThat(imported.kept())
        .containsExactly("shortcode gallery", "wp:comments", "wp:postmeta seo");
    Announcement visit = newsroom.announcement("the-visit");
    assertThat(visit.firstPublishedAt()).isEqualTo("2017-10-13T10:00:00Z");
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.of(tx, visit.id(), Long.MAX_VALUE)))
        .extracting(Tag::path)
        .containsExactly("/people/ann-reed", "/topics/visits");
    Content content = content(newsroom, visit);
    assertThat(content.body().source())
        .isEqualTo(
            """
            <p>He will go <strong>soon</strong>.</p>
            <figure><figcaption>The hat</figcaption></figure><p><a href="https://www.youtube.com/watch?v=1">https://www.youtube.com/watch?v=1</a></p>
            <p>Two lines<br>
            of one [sic].</p>\
            """);
    assertThat(content.summary()).isEqualTo("He will go soon.");
    assertThat(content.attachments())
        .extracting(Attachment::name, Attachment::alt)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("plan.pdf", ""),
            org.assertj.core.groups.Tuple.tuple("hat.png", "A hat"));
    assertThat(Imported.of(newsroom, export).results()).containsExactly("unchanged", "unchanged");
  }

  @Test
  void files_of_the_uploads_folder_beside_it_come_with_their_bytes(TestNewsroom newsroom)
      throws IOException {
    Path export =
        export(
            item("1", "post", "publish", "visit", BODY, "")
                + attachment("7", "1", "https://x.example/wp-content/uploads/2017/10/plan.txt")
                + attachment("8", "1", "https://x.example/wp-content/uploads/2017/10/tune.mp3")
                + attachment("9", "1", "https://x.example/wp-content/uploads/../../secret.txt"));
    file(folder, "wp-content/uploads/2017/10/plan.txt", "The plan.");
    file(folder, "wp-content/uploads/2017/10/tune.mp3", "no file that could be published");
    file(folder.resolve(".."), "secret.txt", "not for the public");

    Imported.of(newsroom, export);

    assertThat(content(newsroom, newsroom.announcement("visit")).attachments())
        .extracting(Attachment::name, Attachment::isKept, Attachment::mediaType)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("plan.txt", true, "text/plain"),
            org.assertj.core.groups.Tuple.tuple("tune.mp3", false, "audio/mpeg"),
            org.assertj.core.groups.Tuple.tuple("secret.txt", false, "application/octet-stream"),
            org.assertj.core.groups.Tuple.tuple("hat.png", false, "image/png"));
  }

  @Test
  void files_with_names_that_no_file_here_can_have_come_all_the_same(TestNewsroom newsroom)
      throws IOException {
    Path export =
        export(
            item("1", "post", "publish", "visit", "Words.", "")
                + attachment("7", "1", "https://x.example/wp-content/uploads/The%20plan.txt")
                + attachment("8", "1", "https://x.example/wp-content/uploads/_plan.txt")
                + attachment("9", "1", "https://x.example/media/план.txt"));
    file(folder, "wp-content/uploads/The plan.txt", "The plan.");
    file(folder, "wp-content/uploads/_plan.txt", "Another.");

    Imported.of(newsroom, export);

    assertThat(content(newsroom, newsroom.announcement("visit")).attachments())
        .extracting(Attachment::name, Attachment::isKept)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("The-plan.txt", true),
            org.assertj.core.groups.Tuple.tuple("plan.txt", true),
            org.assertj.core.groups.Tuple.tuple("file.txt", false));
  }

  @Test
  void a_picture_stays_where_it_stood_with_its_caption_and_is_shown_from_here(TestNewsroom newsroom)
      throws IOException {
    String uploads = "https://x.example/wp-content/uploads/";
    String body =
        """
        <!-- wp:image --><figure class="wp-block-image"><img src="^boat-300x200.png" alt="Boat"/>\
        <figcaption>Cap</figcaption></figure><!-- /wp:image -->
        <!-- wp:paragraph --><p>Before <img src="^boat.png" alt="Small"> after.</p><!-- /wp:paragraph -->
        """
            .replace("^", uploads);
    String old = "[caption id=\"a\"]<img src='" + uploads + "boat.png' alt=\"B\"> A boat[/caption]";
    export(
        item("1", "post", "publish", "visit", body, "")
            + item("2", "post", "publish", "old", old, ""));
    var png = new java.io.ByteArrayOutputStream();
    javax.imageio.ImageIO.write(
        new java.awt.image.BufferedImage(640, 320, java.awt.image.BufferedImage.TYPE_INT_RGB),
        "png",
        png);
    file(folder, "wp-content/uploads/boat.png", "");
    java.nio.file.Files.write(folder.resolve("wp-content/uploads/boat.png"), png.toByteArray());

    assertThat(Imported.of(newsroom, folder).results())
        .containsExactly("brought /news/visit", "brought /news/old");
    Content visit = content(newsroom, newsroom.announcement("visit"));
    assertThat(visit.attachments()).hasSize(1);
    Attachment boat = visit.attachments().getFirst();
    String img = "<img src=\"" + boat.shown().path() + "\" alt=\"%s\" width=\"";
    assertThat(visit.body().source())
        .contains("<figure class=\"wp-block-image\">" + img.formatted("Boat"), "Cap</figcaption>")
        .contains("Before " + img.formatted("Small"), boat.path() + " 640w")
        .doesNotContain("x.example");
    Content before = content(newsroom, newsroom.announcement("old"));
    assertThat(before.body().source())
        .contains("<figure><img src=\"" + before.attachments().getFirst().shown().path())
        .contains("alt=\"B\"", "<figcaption>A boat</figcaption></figure>");
  }

  @Test
  void what_was_never_public_or_is_no_announcement_is_refused_by_name(TestNewsroom newsroom)
      throws IOException {
    Path export =
        export(
            item("1", "post", "draft", "a", "x", "")
                + item("2", "post", "private", "b", "x", "")
                + item("3", "post", "trash", "c", "x", "")
                + item("4", "page", "publish", "d", "x", "")
                + item("5", "post", "publish", "e", "x", "<wp:post_password>s</wp:post_password>")
                + attachment("6", "0", "https://x.example/a.pdf")
                + item("7", "post", "publish", "same", "x", "")
                + item("8", "post", "publish", "same", "y", ""));

    assertThat(
            Imported.of(newsroom, export).results().stream()
                .map(s -> s.replaceAll("^line \\d+, ", "")))
        .containsExactly(
            "item 1: status wxr.status",
            "item 2: status wxr.status",
            "item 3: status wxr.status",
            "item 4: post_type wxr.type",
            "item 5: post_password wxr.protected",
            "item 6: wxr.attachment",
            "item 7: address import.two",
            "item 8: address import.two");
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void translations_of_polylang_are_one_announcement(TestNewsroom newsroom) throws IOException {
    String group = "<category domain=\"post_translations\" nicename=\"pll_1\">pll_1</category>";
    Path export =
        export(
            item(
                    "1",
                    "post",
                    "publish",
                    "visit",
                    "x",
                    "<category domain=\"language\" nicename=\"en\">English</category>" + group)
                + item(
                    "2",
                    "post",
                    "publish",
                    "%d0%b2%d0%b8%d0%b7%d0%b8%d1%82",
                    "y",
                    "<category domain=\"language\" nicename=\"ru\">Русский</category>" + group));

    assertThat(Imported.of(newsroom, export).results())
        .containsExactly("brought /news/visit", "brought /news/visit.ru");
  }

  @Test
  void blocks_keep_their_html_and_name_what_holds_no_words(TestNewsroom newsroom)
      throws IOException {
    String blocks =
        "<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:latest-posts {\"a\":1} /-->\n<!-- wp:list --><ul><li>Two</li></ul><!-- /wp:list -->";
    Imported imported =
        Imported.of(newsroom, export(item("1", "post", "publish", "b", blocks, "")));

    assertThat(imported.kept()).containsExactly("block latest-posts");
    assertThat(content(newsroom, newsroom.announcement("b")).body().source())
        .contains("<p>One</p>")
        .contains("<ul><li>Two</li></ul>")
        .doesNotContain("<!--");
  }

  @Test
  void an_export_that_breaks_off_or_is_in_a_wrong_encoding_is_refused_whole(TestNewsroom newsroom)
      throws IOException {
    String whole = Files.readString(export(item("1", "post", "publish", "a", "L\u00e4nger", "")));
    Path cut = file(folder, "cut.xml", whole.substring(0, whole.length() - 30));
    Path latin =
        Files.write(folder.resolve("latin.xml"), whole.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(Imported.of(newsroom, cut, latin).results())
        .containsExactly("broken: xml.malformed", "broken: xml.encoding");
    assertThat(newsroom.log()).isEmpty();
  }

  private Path export(String items) throws IOException {
    return file(
        folder,
        "export.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
        <channel><title>Ministry</title><link>https://x.example</link><language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>
        <wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name>Ann Reed</wp:author_display_name></wp:author>
        """
            + items
            + "</channel></rss>\n");
  }

  private static String item(
      String number, String type, String status, String slug, String body, String more) {
    return """
    <item><title>Title %1$s</title><link>https://x.example/2017/10/%4$s/</link><dc:creator>ann</dc:creator>
    <guid isPermaLink="false">https://x.example/?p=1</guid><content:encoded><![CDATA[%5$s]]></content:encoded><excerpt:encoded></excerpt:encoded>
    <wp:post_id>%1$s</wp:post_id><wp:post_date>2017-10-13 12:00:00</wp:post_date><wp:post_date_gmt>2017-10-13 10:00:00</wp:post_date_gmt>
    <wp:post_name>%4$s</wp:post_name><wp:status>%3$s</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>%2$s</wp:post_type>%6$s</item>
    """
        .formatted(number, type, status, slug, body, more);
  }

  private static String attachment(String number, String parent, String address) {
    return """
    <item><title>A file</title><wp:post_id>%s</wp:post_id><wp:post_parent>%s</wp:post_parent><wp:status>inherit</wp:status>
    <wp:post_type>attachment</wp:post_type><wp:attachment_url>%s</wp:attachment_url></item>
    """
        .formatted(number, parent, address);
  }

  private static Content content(TestNewsroom newsroom, Announcement of) {
    Edition edition = of.newest(Locale.ENGLISH).orElseThrow();
    return newsroom.read(tx -> Editions.content(tx, edition)).orElseThrow();
  }
}
