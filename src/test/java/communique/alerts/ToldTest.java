package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import communique.outbound.Mail;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@EachDatabase
class ToldTest {
  @Test
  void a_mailing_is_held_up_let_go_on_and_ended(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    for (int i = 0; i < 10; i++)
      room.subscribed("a" + i + "@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    for (Mail mail : room.post.claim(3)) room.accept(mail);
    var told = new Told(newsroom.database(), TestNewsroom.NEWSROOM, newsroom.clock());
    Told.Sent sent = told.newest(5).getFirst();
    assertThat(sent)
        .extracting(Told.Sent::about, Told.Sent::state, Told.Sent::asked, Told.Sent::taken)
        .containsExactly("/news/a", "sending", 10L, 3L);
    assertThat(sent.waiting()).isEqualTo(7);
    assertThat(told.pause(List.of())).containsExactly(sent.id());
    assertThat(room.post.claim(3)).isEmpty();
    assertThat(told.newest(5).getFirst().state()).isEqualTo("paused");
    assertThat(told.resume(List.of(sent.id()))).containsExactly(sent.id());
    room.queue();
    for (Mail mail : room.post.claim(3)) room.accept(mail);
    assertThat(told.stop(List.of(sent.id()))).containsExactly(sent.id());
    assertThat(room.post.claim(3)).isEmpty();
    assertThat(told.newest(5).getFirst())
        .extracting(Told.Sent::state, Told.Sent::taken, Told.Sent::waiting)
        .containsExactly("stopped", 6L, 4L);
    assertThat(told.resume(List.of(sent.id()))).isEmpty();
  }

  @Test
  void what_is_late_waits_for_a_person(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    newsroom.pass(Duration.ofHours(7));
    assertThat(room.claim()).isEmpty();
    var told = new Told(newsroom.database(), TestNewsroom.NEWSROOM, newsroom.clock());
    assertThat(told.newest(5))
        .filteredOn(sent -> sent.kind().equals("alert"))
        .extracting(Told.Sent::state)
        .containsExactly("late");
    told.resume(List.of());
    assertThat(room.claim()).hasSize(1);
  }
}
