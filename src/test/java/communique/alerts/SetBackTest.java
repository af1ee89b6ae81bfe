package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A clock that was ahead and is set right keeps no mail waiting for as long as it was wrong.
@EachDatabase
class SetBackTest {
  @Test
  void what_is_to_be_tried_again_is_tried_when_the_clock_is_set_back(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    Mail mail = deferred(room);
    newsroom.pass(Duration.ofDays(-1));
    // It does each second; until then nobody knows how long this machine was away.
    room.post.beat();
    assertThat(room.post.claim(10)).extracting(Mail::id).containsExactly(mail.id());
    // Whatever is deferred from now on waits as ever.
    defer(room, mail);
    assertThat(room.post.claim(10)).isEmpty();
    newsroom.pass(Duration.ofMinutes(1));
    assertThat(room.post.claim(10)).hasSize(1);
  }

  @Test
  void so_it_is_by_a_process_that_starts_afterwards(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    Mail mail = deferred(room);
    newsroom.pass(Duration.ofDays(-1));
    assertThat(room.again().claim(10)).extracting(Mail::id).containsExactly(mail.id());
  }

  @Test
  void a_clock_that_is_corrected_by_seconds_changes_nothing(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    deferred(room);
    newsroom.pass(Duration.ofSeconds(-20));
    assertThat(room.post.claim(10)).isEmpty();
    newsroom.pass(Duration.ofSeconds(80));
    assertThat(room.post.claim(10)).hasSize(1);
  }

  @Test
  void a_digest_that_came_too_early_is_not_repeated_and_the_next_has_its_hour(
      TestNewsroom newsroom) {
    var room = new Room(newsroom);
    newsroom.clock().set("2026-11-20T09:00:00Z");
    room.subscribed("anna@example.org", "visit", Frequency.DAILY);
    newsroom.publish(Sheet.of("a").title("A visit"));
    newsroom.clock().set("2026-11-20T18:20:00Z");
    room.accept(room.only());
    newsroom.clock().set("2026-11-20T12:00:00Z");
    newsroom.publish(Sheet.of("b").title("Another visit"));
    assertThat(room.claim()).isEmpty();
    newsroom.clock().set("2026-11-20T18:30:00Z");
    String mail = new String(room.only().content().make(), StandardCharsets.ISO_8859_1);
    assertThat(mail).contains("/news/b").doesNotContain("/news/a");
  }

  private static Mail deferred(Room room) {
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    room.newsroom.publish(Sheet.of("a").title("A visit"));
    Mail mail = room.only();
    defer(room, mail);
    assertThat(room.post.claim(10)).isEmpty();
    return mail;
  }

  private static void defer(Room room, Mail mail) {
    room.post.settle(
        List.of(
            new Fate.Deferred(
                mail.id(),
                "451 later",
                Fate.Why.BUSY,
                mail.attempts() + 1,
                room.newsroom.clock().instant().plus(Duration.ofMinutes(1)))));
  }
}
