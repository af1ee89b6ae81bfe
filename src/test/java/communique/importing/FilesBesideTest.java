package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;

import communique.files.KeptFiles;
import communique.platform.Outcome;
import communique.record.Attachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies beside a file or below it is taken, and nothing else.
class FilesBesideTest {
  @TempDir private Path home;
  private Path folder;
  private FilesBeside beside;

  @BeforeEach
  void lay() throws IOException {
    folder = Files.createDirectories(home.resolve("news"));
    Files.createDirectories(folder.resolve("papers"));
    Files.writeString(folder.resolve("plan.txt"), "The plan.");
    Files.writeString(folder.resolve("papers/table.csv"), "a,b\n");
    Files.writeString(home.resolve("secret.txt"), "Nobody's business.");
    beside = new FilesBeside(folder.resolve("visit.md"), new KeptFiles(home.resolve("kept")));
  }

  @Test
  void a_file_beside_it_or_below_is_taken_under_its_last_name() {
    assertThat(taken("plan.txt").name()).isEqualTo("plan.txt");
    Attachment table = taken("papers/table.csv");
    assertThat(table.name()).isEqualTo("table.csv");
    assertThat(table.mediaType()).isEqualTo("text/csv");
    assertThat(table.bytes()).isEqualTo(4);
    assertThat(new KeptFiles(home.resolve("kept")).find(table.digest())).isPresent();
  }

  @Test
  void what_lies_elsewhere_is_not_taken_however_it_is_named() throws IOException {
    for (String name :
        new String[] {
          "../secret.txt",
          "papers/../../secret.txt",
          "papers/../plan.txt",
          "./plan.txt",
          home.resolve("secret.txt").toString(),
          "a\u0000b.txt"
        }) assertThat(refusal(name)).as(name).isEqualTo("attachment.elsewhere");
    Files.createSymbolicLink(folder.resolve("link.txt"), home.resolve("secret.txt"));
    Files.createSymbolicLink(folder.resolve("up"), home);
    assertThat(refusal("link.txt")).isEqualTo("attachment.elsewhere");
    assertThat(refusal("up/secret.txt")).isEqualTo("attachment.elsewhere");
    assertThat(Files.exists(home.resolve("kept"))).isFalse();
  }

  @Test
  void a_link_that_stays_within_is_followed() throws IOException {
    Files.createSymbolicLink(folder.resolve("again.txt"), folder.resolve("plan.txt"));
    assertThat(taken("again.txt").digest()).isEqualTo(taken("plan.txt").digest());
  }

  @Test
  void what_is_not_there_or_no_file_says_so_at_its_place() {
    for (String name : new String[] {"none.txt", "papers"}) {
      Outcome<Attachment> outcome = beside.apply("attachments.3.file", name);
      assertThat(refusal(name)).isEqualTo("file.unreadable");
      if (outcome instanceof Outcome.Refused<Attachment> refused)
        assertThat(refused.refusals().getFirst().place()).isEqualTo("attachments.3.file");
    }
  }

  @Test
  void what_it_is_its_bytes_say() throws IOException {
    Files.writeString(folder.resolve("plan.pdf"), "Only words.");
    assertThat(refusal("plan.pdf")).isEqualTo("file.not-what-it-claims");
  }

  private Attachment taken(String name) {
    return switch (beside.apply("file", name)) {
      case Outcome.Done<Attachment> done -> done.value();
      case Outcome.Refused<Attachment> refused -> throw new AssertionError(refused.refusals());
    };
  }

  private String refusal(String name) {
    return switch (beside.apply("file", name)) {
      case Outcome.Done<Attachment> done -> "taken";
      case Outcome.Refused<Attachment> refused -> refused.refusals().getFirst().key();
    };
  }
}
