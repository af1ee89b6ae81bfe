package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import communique.outbound.BounceBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BounceRoundsTest {
  private static final String MAIL =
      "From: mailer-daemon@example.net\nTo: bounce+abc@example.org\n\n550 5.1.1 unknown\n";

  @TempDir Path folder;

  @Test
  void why_a_box_cannot_be_read_is_known_as_long_as_it_cannot() throws IOException {
    var read = new ArrayList<String>();
    var rounds = new BounceRounds(BounceBox.of(folder.toString()), (key, bounce) -> read.add(key));
    rounds.look();
    assertThat(rounds.unread()).contains(folder + " is no Maildir: it has no folder 'new'");
    Files.createDirectories(folder.resolve("cur"));
    Files.writeString(Files.createDirectories(folder.resolve("new")).resolve("m1"), MAIL);
    rounds.look();
    assertThat(rounds.unread()).isEmpty();
    assertThat(read).containsExactly("m1");
  }

  @Test
  void one_whose_mails_cannot_be_kept_is_read_on_later() {
    var tries = new ArrayList<String>();
    BounceBox box =
        reader -> {
          tries.add("");
          if (tries.size() == 1) throw new IllegalStateException("the store is away");
          return tries.size() == 2 ? BounceBox.MOST : 0;
        };
    var rounds = new BounceRounds(box, (key, bounce) -> {});
    assertThat(rounds.look()).isFalse();
    assertThat(rounds.unread()).contains("the store is away");
    assertThat(rounds.look()).isTrue();
    assertThat(rounds.unread()).isEmpty();
    assertThat(rounds.look()).isFalse();
  }
}
