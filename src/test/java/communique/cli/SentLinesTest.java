package communique.cli;

import static org.assertj.core.api.Assertions.assertThat;

import communique.alerts.Accounts;
import communique.alerts.MailState;
import communique.alerts.Pace;
import communique.alerts.Sent;
import communique.alerts.ToldMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SentLinesTest {
  private static final Instant TEN = Instant.parse("2026-11-26T10:02:00.123Z");

  @Test
  void what_is_being_sent_says_how_far_it_is_how_fast_and_how_long_it_takes() {
    Sent sent =
        sent(
            Sent.State.SENDING,
            new Accounts(1_000_000, 600_000, 100, 7, 399_000, 3, 890, 2),
            new Pace(12_345.678, Duration.ofSeconds(250)));
    assertThat(SentLines.of(sent, false, true))
        .containsExactly(
            "7: alert /news/a, 2026-11-26T10:02:00Z, sending; 399000 of 1000000 mails handed over,"
                + " 2 of them came back, 3 refused, 890 left out, 7 to be tried again"
                + "; 12345.7 a second, about 5 min to go",
            "   [===========>                  ]  39%");
    assertThat(SentLines.of(sent, true, false))
        .hasSize(9)
        .contains("      1,000,000  asked for", "        399,000  taken by the mail server");
  }

  @Test
  void a_bar_is_full_only_where_all_is_done() {
    assertThat(SentLines.bar(new Accounts(0, 0, 0, 0, 0, 0, 0, 0))).contains(" 0%");
    assertThat(SentLines.bar(new Accounts(1_000_000, 1, 0, 0, 999_999, 0, 0, 0)))
        .isEqualTo("[=============================>]  99%");
    assertThat(SentLines.bar(new Accounts(2, 0, 0, 0, 1, 0, 1, 0)))
        .isEqualTo("[==============================] 100%");
  }

  @Test
  void the_time_to_go_is_said_as_closely_as_it_is_known() {
    assertThat(SentLines.left(Duration.ofSeconds(59))).isEqualTo("less than a minute");
    assertThat(SentLines.left(Duration.ofSeconds(61))).isEqualTo("about 2 min");
    assertThat(SentLines.left(Duration.ofSeconds(3_541))).isEqualTo("about 1 h 0 min");
    assertThat(SentLines.left(Duration.ofMinutes(200))).isEqualTo("about 3 h 20 min");
  }

  @Test
  void what_is_late_says_what_would_go_out() {
    Sent late = sent(Sent.State.LATE, new Accounts(41, 40, 0, 0, 1, 0, 0, 0), null);
    assertThat(SentLines.of(late, false, true))
        .singleElement()
        .asString()
        .contains("late: 40 mails wait for 'alerts resume 7', which sends, or 'alerts stop 7'");
    assertThat(SentLines.late(List.of(late, late))).startsWith("Held as late: 80 mails.");
  }

  @Test
  void a_mail_says_when_it_was_taken_and_when_it_came_back() {
    assertThat(
            SentLines.of(
                new ToldMail(
                    1,
                    "anna@example.org",
                    MailState.TAKEN,
                    "250 ok",
                    0,
                    TEN,
                    null,
                    new ToldMail.Back(TEN.plusSeconds(60), "hard", "5.1.1 mailbox unknown"))))
        .isEqualTo(
            "anna@example.org  taken  2026-11-26T10:02:00Z  250 ok; came back 2026-11-26T10:03:00Z"
                + " (hard): 5.1.1 mailbox unknown");
    assertThat(
            SentLines.of(new ToldMail(1, null, MailState.DEFERRED, "451 busy", 1, TEN, TEN, null)))
        .isEqualTo(
            "(erased)  deferred  2026-11-26T10:02:00Z  451 busy; again at 2026-11-26T10:02:00Z");
  }

  private static Sent sent(Sent.State state, Accounts accounts, @Nullable Pace pace) {
    return new Sent(7, "alert", "", "a", "/news/a", TEN, state, accounts, pace, null, null);
  }
}
