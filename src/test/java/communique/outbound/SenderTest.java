package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/// Mails handed over to Postfix's test server.
class SenderTest {
  private static final Pattern ID = Pattern.compile("Message-ID: <(\\d+)@");

  @Test
  void every_mail_arrives_once_as_it_was_made() throws Exception {
    try (var sink = SmtpSink.start("-d", "mail.")) {
      var waiting = new WaitingMails().add(500, "example.net");
      try (var sender = sender(sink.port(), "?sessions=8", waiting)) {
        waiting.await(500);
        assertThat(sender.standing().accepted()).isEqualTo(500);
        assertThat(sender.standing().unwell()).isEmpty();
      }
      assertThat(waiting.fates()).allMatch(fate -> fate instanceof Fate.Accepted);
      assertThat(sink.messages())
          .hasSize(500)
          .allSatisfy(
              message -> assertThat(message).contains("\n.\n..and a line that begins with dots\n"))
          .extracting(message -> {
            var id = ID.matcher(message);
            assertThat(id.find()).isTrue();
            return Integer.valueOf(id.group(1));
          })
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 500).boxed().toList());
    }
  }

  @Test
  void a_server_without_extensions_is_spoken_to_one_word_at_a_time() throws Exception {
    try (var sink = SmtpSink.start("-e", "-p")) {
      var waiting = new WaitingMails().add(50, "example.net");
      try (var sender = sender(sink.port(), "?sessions=2", waiting)) {
        assertThat(waiting.await(50)).allMatch(fate -> fate instanceof Fate.Accepted);
        assertThat(sender.standing().sessions()).isBetween(1, 2);
      }
    }
  }

  @Test
  void what_the_server_turns_away_is_deferred_or_refused() throws Exception {
    try (var sink = SmtpSink.start("-r", "RCPT")) {
      var waiting = new WaitingMails().add(4, "example.net");
      try (var sender = sender(sink.port(), "?sessions=1", waiting)) {
        assertThat(waiting.await(4))
            .allSatisfy(fate -> {
              assertThat(fate).isInstanceOf(Fate.Deferred.class);
              var deferred = (Fate.Deferred) fate;
              assertThat(deferred.why()).isEqualTo(Fate.Why.BUSY);
              assertThat(deferred.attempts()).isEqualTo(1);
              assertThat(deferred.reply()).startsWith("4");
            });
        assertThat(sender.standing().unwell()).isEmpty();
      }
    }
    try (var sink = SmtpSink.start("-B", "550 5.1.1 no such reader", "-f", "RCPT")) {
      var waiting = new WaitingMails().add(4, "example.net");
      try (var sender = sender(sink.port(), "?sessions=1", waiting)) {
        assertThat(waiting.await(4))
            .allSatisfy(fate -> {
              assertThat(fate).isInstanceOf(Fate.Refused.class);
              assertThat(((Fate.Refused) fate).reply()).startsWith("5");
            });
        assertThat(sender.standing().refused()).isEqualTo(4);
      }
    }
  }

  static Sender sender(int port, String options, Waiting waiting) throws Exception {
    return sender(port, options, waiting, Timeouts.USUAL);
  }

  static Sender sender(int port, String options, Waiting waiting, Timeouts timeouts)
      throws Exception {
    return sender(
        Relay.of("smtp://127.0.0.1:" + port + options), waiting, timeouts, SSLContext.getDefault());
  }

  static Sender sender(Relay relay, Waiting waiting, Timeouts timeouts, SSLContext trusted) {
    return new Sender(
        relay,
        "news.example.org",
        waiting,
        Signing.NONE,
        new Sender.Setup(
            timeouts,
            trusted,
            InstantSource.system(),
            new Random(1),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(400),
            Duration.ofSeconds(5)));
  }
}
