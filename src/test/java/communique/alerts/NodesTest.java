package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.outbound.Withheld;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@EachDatabase
class NodesTest {
  @Test
  void what_a_machine_that_is_gone_had_claimed_goes_to_another(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    for (int i = 0; i < 5; i++)
      room.subscribed("a" + i + "@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    Post other = room.other();
    room.post.beat();
    other.beat();
    List<Mail> mine = room.post.claim(3);
    assertThat(mine).hasSize(3);
    for (Mail mail : other.claim(9)) other.settle(List.of(new Fate.Accepted(mail.id(), "ok")));
    for (int i = 0; i < 12; i++) {
      pass(room, Duration.ofMinutes(1));
      room.post.beat();
      other.beat();
    }
    assertThat(other.claim(9)).isEmpty();
    for (int i = 0; i < 12; i++) {
      pass(room, Duration.ofMinutes(1));
      other.beat();
    }
    List<Mail> taken = other.claim(9);
    assertThat(taken)
        .extracting(Mail::id)
        .containsExactlyElementsOf(mine.stream().map(Mail::id).toList());
    for (Mail mail : taken) other.settle(List.of(new Fate.Accepted(mail.id(), "taken")));
    // The one that comes back begins none of them, and what it says of them is not heard.
    assertThatThrownBy(() -> mine.getFirst().content().make()).isInstanceOf(Withheld.class);
    room.post.beat();
    assertThatThrownBy(() -> mine.getFirst().content().make()).isInstanceOf(Withheld.class);
    room.post.settle(List.of(new Fate.Refused(mine.getFirst().id(), "no", Fate.Why.REFUSED)));
    room.post.beat();
    assertThat(room.post.claim(9)).isEmpty();
    assertThat(replies(newsroom)).containsOnly("taken", "ok").hasSize(5);
  }

  @Test
  void nothing_is_claimed_before_a_process_has_counted(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    // As if others had found its predecessor gone.
    newsroom.database().inTransaction(tx -> tx.execute("delete from node where name = 'one'"));
    Post next = room.silent("one");
    assertThat(next.claim(9)).isEmpty();
    next.beat();
    assertThat(next.claim(9).getFirst().content().make()).isNotEmpty();
  }

  @Test
  void a_clock_that_jumps_makes_nobody_gone(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    Post other = room.other();
    room.post.beat();
    other.beat();
    List<Mail> mine = room.post.claim(3);
    newsroom.pass(Duration.ofHours(5));
    other.beat();
    assertThat(other.claim(9)).isEmpty();
    room.post.beat();
    assertThat(mine.getFirst().content().make()).isNotEmpty();
  }

  private static void pass(Room room, Duration time) {
    room.nanos += time.toNanos();
    room.newsroom.pass(time);
  }

  private static List<String> replies(TestNewsroom newsroom) {
    return newsroom.read(tx ->
        tx.createQuery(
                """
                select d.reply from delivery d join mailing m
                  on d.id > m.id * 4294967296 and d.id < (m.id + 1) * 4294967296
                where m.kind = 'alert'
                """)
            .mapTo(String.class)
            .list());
  }
}
