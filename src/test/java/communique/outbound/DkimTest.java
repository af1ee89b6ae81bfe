package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signatures, verified by other people's programs.
class DkimTest {
  @TempDir Path data;

  @Test
  void both_signatures_of_every_message_are_verified_by_dkimpy() throws Exception {
    List<Path> messages = messages(40);
    var lines = new ArrayList<Object>(List.of(zone()));
    lines.addAll(messages);
    List<String> said = Others.python("dkim_check.py", lines.toArray());
    assertThat(said).hasSize(80).allMatch(line -> line.endsWith(" pass"));
    assertThat(said).filteredOn(line -> line.contains("rsa-sha256 news ")).hasSize(40);
    assertThat(said).filteredOn(line -> line.contains("ed25519-sha256 news-ed25519 ")).hasSize(40);
  }

  @Test
  void both_signatures_of_every_message_are_verified_by_mailauth() throws Exception {
    List<Path> messages = messages(20);
    var lines = new ArrayList<Object>(List.of(Path.of("target", "tools").toAbsolutePath(), zone()));
    lines.addAll(messages);
    List<String> said = Others.node("dkim_check.mjs", lines.toArray());
    assertThat(said).hasSize(40).allMatch(line -> line.contains(" pass "));
    // What a mail program looks at for its button, and From, are under the signature.
    assertThat(said)
        .allMatch(
            line -> line.contains("List-Unsubscribe:") && line.contains("List-Unsubscribe-Post:"))
        .allMatch(line -> line.contains("From"));
  }

  @Test
  void a_message_that_was_changed_on_its_way_is_not_verified() throws Exception {
    String message = Files.readString(messages(1).getFirst());
    for (String changed :
        List.of(
            message.replaceFirst("Subject: ", "Subject: Re: "),
            message.replaceFirst("One-Click", "Two-Click"),
            message + "One more line.\r\n",
            "From: somebody@example.com\r\n" + message)) {
      Path file = data.resolve("changed.eml");
      Files.writeString(file, changed);
      assertThat(Others.python("dkim_check.py", zone(), file))
          .hasSize(2)
          .allMatch(line -> line.endsWith(" fail"));
    }
  }

  @Test
  void keys_are_made_once_and_are_their_owners_alone() throws Exception {
    List<String> records = DkimKeys.in(data, "news", "example.org").records();
    assertThat(DkimKeys.in(data, "news", "example.org").records()).isEqualTo(records);
    assertThat(records).hasSize(2);
    assertThat(records.getFirst())
        .startsWith("news._domainkey.example.org. IN TXT ( \"v=DKIM1; k=rsa; p=");
    assertThat(records.getLast())
        .startsWith("news-ed25519._domainkey.example.org. IN TXT ( \"v=DKIM1; k=ed25519; p=");
    for (String record : records)
      for (String text : record.split("\"", -1)) assertThat(text.length()).isLessThanOrEqualTo(255);
    try (var files = Files.list(data.resolve("dkim"))) {
      for (Path file : files.toList()) {
        assertThat(file.toString()).endsWith(".pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void a_key_that_is_none_is_refused_with_its_file() throws IOException {
    DkimKeys.in(data, "news", "example.org");
    Path key = data.resolve("dkim/news.pem");
    Files.writeString(key, "not a key");
    assertThatThrownBy(() -> DkimKeys.in(data, "news", "example.org"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key.toString());
    assertThatThrownBy(() -> DkimKeys.in(data, "../news", "example.org"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("COMMUNIQUE_DKIM_SELECTOR");
  }

  private Path zone() throws IOException {
    Path zone = data.resolve("zone");
    Files.writeString(
        zone,
        DkimKeys.in(data, "news", "example.org").keys().stream()
            .map(key -> key.selector() + "._domainkey.example.org.\t" + key.published() + "\n")
            .collect(Collectors.joining()));
    return zone;
  }

  /// Messages of many kinds, signed, each in a file.
  private List<Path> messages(int count) throws IOException {
    InstantSource clock = () -> Instant.parse("2026-11-06T09:05:07Z");
    var dkim = new Dkim(DkimKeys.in(data, "news", "example.org"), clock);
    var files = new ArrayList<Path>();
    for (int seed = 0; seed < count; seed++) {
      var chance = new Random(seed);
      String word = List.of("Word  ", "Москва ", "外交部", "\t. ").get(chance.nextInt(4));
      Template template =
          Template.of()
              .mailbox("From", "Press office " + word.strip(), "newsroom@example.org")
              .mailbox("To", "", "reader@example.net")
              .text("Subject", (word + "and more ").repeat(1 + chance.nextInt(9)).strip())
              .date(clock.instant())
              .raw("Message-ID", "<" + seed + "@example.org>")
              .raw(
                  "List-Unsubscribe",
                  "<https://example.org/" + "u".repeat(chance.nextInt(60)) + ">")
              .raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
              .language(Locale.ENGLISH)
              .plain((word + "\n").repeat(chance.nextInt(20)) + "\n".repeat(chance.nextInt(3)))
              .html(chance.nextBoolean() ? "" : "<p>" + word.repeat(50))
              .build();
      Path file = data.resolve(seed + ".eml");
      Files.write(file, dkim.sign(template.filled(Map.of())));
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1).lines())
          .allMatch(line -> line.length() <= 100);
      files.add(file);
    }
    return files;
  }
}
