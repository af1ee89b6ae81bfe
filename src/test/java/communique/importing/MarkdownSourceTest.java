package communique.importing;

import static communique.importing.Imported.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.EachDatabase;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Note;
import communique.record.Tag;
import communique.record.Tags;
import communique.record.TestNewsroom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachDatabase
class MarkdownSourceTest {
  @TempDir private Path folder;

  @Test
  void files_as_publish_takes_them_bring_their_past(TestNewsroom newsroom) throws IOException {
    file(
        folder,
        "visit.md",
        """
        ---
        title: The visit
        summary: He will go.
        kind: press-release
        first-published: 2017-10-13
        last-updated: 2017-10-16T12:00:00Z
        history:
          - {date: 2017-10-13, note: First published.}
          - {date: 2017-10-16T12:00:00Z, note: The day was wrong}
        withdrawn: {date: 2018-01-01, explanation: It was called off}
        topics: [visits]
        ---
        He *will* go.
        """);
    file(folder, "visit.ru.md", "---\ntitle: Визит\ndate: 2017-10-14\n---\nОн поедет. Скоро.\n");

    assertThat(Imported.of(newsroom, folder).results())
        .containsExactly("brought /news/visit", "brought /news/visit.ru");
    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.firstPublishedAt()).isEqualTo("2017-10-12T23:00:00Z");
    assertThat(visit.state(Locale.ENGLISH)).isInstanceOf(State.IsWithdrawn.class);
    assertThat(visit.state(TestNewsroom.locale("ru"))).isInstanceOf(State.IsPublished.class);
    assertThat(content(newsroom, visit, "ru").summary()).isEqualTo("Он поедет. Скоро.");
    assertThat(
            visit.changes().stream()
                .flatMap(change -> Note.of(visit, change, Locale.ENGLISH).stream())
                .map(Note::text))
        .startsWith("First published.", "The day was wrong");
  }

  @Test
  void blogs_of_hugo_and_jekyll_are_read_in_their_own_words(TestNewsroom newsroom)
      throws IOException {
    file(
        folder,
        "_posts/2017-10-13-the-talks.md",
        """
        ---
        layout: post
        title: "The talks"
        categories: [Talks, "High seas"]
        author: Ann Reed
        redirect_from: /old/talks.html
        weight: 3
        ---
        # A heading

        They [talk](https://x.example) on.
        """);
    file(
        folder,
        "post/fees/index.md",
        "---\ntitle: Fees\ndate: 2018-01-01T10:00:00+01:00\nlastmod: 2018-02-01\ndescription: They rise.\ntags: [fees]\n---\nThey {{< ref \"x\" >}} rise.\n");
    file(folder, "draft.md", "---\ntitle: Not yet\ndate: 2018-01-01\ndraft: true\n---\nNo.\n");
    file(folder, "toml.md", "+++\ntitle = \"T\"\n+++\nx\n");
    file(folder, "undated.md", "---\ntitle: When\n---\nx\n");
    file(folder, "README.md", "# No front matter\n");

    Imported imported = Imported.of(newsroom, folder);

    assertThat(imported.results())
        .containsExactly(
            "broken: markdown.toml",
            "passed over: README.md",
            "brought /news/the-talks",
            ": draft markdown.draft",
            "brought /news/fees",
            ": date date.missing");
    assertThat(imported.kept()).containsExactly("shortcode ref, line 1 of the text", "weight");
    Announcement talks = newsroom.announcement("the-talks");
    assertThat(content(newsroom, talks, "en").summary()).isEqualTo("They talk on.");
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.of(tx, talks.id(), Long.MAX_VALUE)))
        .extracting(Tag::path)
        .containsExactly("/people/ann-reed", "/topics/talks", "/topics/high-seas");
    assertThat(Imported.of(newsroom, folder).results())
        .contains("unchanged")
        .doesNotContain("brought /news/fees");
  }

  @Test
  void a_translation_comes_in_after_what_was_translated(TestNewsroom newsroom) throws IOException {
    file(folder, "post.md", "---\ntitle: One\ndate: 2017-05-04\n---\nOne. Two.\n");
    file(folder, "post.ar.md", "---\ntitle: واحد\ndate: 2017-05-06\n---\nواحد\n");
    file(folder, "talk.ar.md", "---\ntitle: واحد\ndate: 2017-05-06\n---\nواحد\n");
    file(folder, "talk.ru.md", "---\ntitle: Речь\ndate: 2017-05-04\n---\nРечь\n");

    Imported.of(newsroom, folder);
    assertThat(newsroom.announcement("post").original()).isEqualTo(Locale.ENGLISH);
    assertThat(newsroom.announcement("talk").original()).isEqualTo(TestNewsroom.locale("ru"));
    assertThat(newsroom.announcement("post").changes())
        .isSortedAccordingTo(java.util.Comparator.comparing(one -> one.publicAt()));
  }

  @Test
  void what_is_wrong_is_said_once_and_of_the_file(TestNewsroom newsroom) throws IOException {
    file(folder, "bad.md", "---\ntitle: Bad\ndate: 32/13/2023\n---\nBad.\n");
    file(folder, "good.pt.md", "---\ntitle: Bom\ndate: 2017-05-06\n---\nBom.\n");
    file(
        folder,
        "jekyll.md",
        "---\ntitle: Two\ndate: 2017-05-06\ncategories: news sport\n---\nTwo.\n");

    assertThat(Imported.of(newsroom, folder).results())
        .containsExactly(": date date.malformed", ": locale.unknown", "brought /news/jekyll");
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.all(tx)))
        .extracting(Tag::slug)
        .contains("news", "sport");
  }

  @Test
  void pictures_beside_a_post_become_ours_and_what_only_a_blog_understands_is_named(
      TestNewsroom newsroom) throws IOException {
    file(
        folder,
        "trip/index.md",
        """
        ---
        title: Trip
        date: 2017-05-06
        ---
        We went.

        ![A boat](boat.png)

        <!--more-->

        Seen <b>far</b> off, see [other](gone.html).
        {{< youtube 123 >}}
        """);
    picture("trip/boat.png");

    Imported imported = Imported.of(newsroom, folder);
    assertThat(imported.results()).containsExactly("brought /news/trip");
    assertThat(imported.kept())
        .containsExactly(
            "html b, line 7 of the text",
            "link gone.html, line 7 of the text",
            "shortcode youtube, line 8 of the text");
    Content trip = content(newsroom, newsroom.announcement("trip"), "en");
    assertThat(trip.body().source())
        .isEqualTo("We went.\n\n[Image:boat.png]\n\nSeen <b>far</b> off, see [other](gone.html).");
    assertThat(trip.attachments().getFirst().alt()).isEqualTo("A boat");
    assertThat(trip.attachments().getFirst().isKept()).isTrue();
  }

  @Test
  void what_a_file_of_a_folder_attaches_comes_along_or_refuses_it(TestNewsroom newsroom)
      throws IOException {
    file(
        folder,
        "trip.md",
        """
        ---
        title: Trip
        date: 2017-05-06
        attachments:
          - {file: boat.png, alt: A boat at sea, caption: Off Kverna}
        ---
        We went.

        ![A boat](boat.png)
        """);
    file(
        folder,
        "lost.md",
        """
        ---
        title: Lost
        date: 2017-05-07
        attachments: [{file: gone.pdf, title: Plan}]
        ---
        Words.
        """);
    picture("boat.png");

    assertThat(Imported.of(newsroom, folder).results())
        .containsExactlyInAnyOrder("brought /news/trip", ": attachments.0.file file.unreadable");
    Content trip = content(newsroom, newsroom.announcement("trip"), "en");
    assertThat(trip.attachments())
        .extracting(Attachment::alt, Attachment::caption)
        .containsExactly(tuple("A boat at sea", "Off Kverna"));
  }

  private void picture(String name) throws IOException {
    var png = new java.io.ByteArrayOutputStream();
    javax.imageio.ImageIO.write(
        new java.awt.image.BufferedImage(40, 20, java.awt.image.BufferedImage.TYPE_INT_RGB),
        "png",
        png);
    java.nio.file.Files.write(folder.resolve(name), png.toByteArray());
  }

  @Test
  void two_files_that_would_have_one_address_are_refused_both(TestNewsroom newsroom)
      throws IOException {
    file(folder, "a/visit.md", "---\ntitle: One\ndate: 2018-01-01\n---\nOne\n");
    file(folder, "b/visit.md", "---\ntitle: Two\ndate: 2018-01-01\n---\nTwo\n");

    assertThat(Imported.of(newsroom, folder).results())
        .containsExactly(": address import.two", ": address import.two");
  }

  private static Content content(TestNewsroom newsroom, Announcement of, String locale) {
    Edition edition = of.newest(TestNewsroom.locale(locale)).orElseThrow();
    return newsroom.read(tx -> Editions.content(tx, edition)).orElseThrow();
  }
}
