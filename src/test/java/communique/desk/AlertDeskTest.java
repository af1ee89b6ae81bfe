package communique.desk;

import static communique.desk.Outcomes.done;
import static communique.desk.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import communique.access.Role;
import communique.access.Token;
import communique.alerts.Frequency;
import communique.alerts.Room;
import communique.alerts.Sent;
import communique.alerts.Told;
import communique.alerts.ToldMail;
import communique.platform.Ids;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@EachDatabase
class AlertDeskTest {
  private static final long ALL = Long.MAX_VALUE;

  @Test
  void a_token_of_an_organisation_sees_who_was_told_of_its_announcements_alone(
      TestNewsroom newsroom) {
    newsroom.tag(TagKind.ORGANISATION, "port", "Port authority");
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    room.subscribed("berta@example.org", "visit", Frequency.DAILY);
    for (String slug : List.of("a", "b", "c", "d"))
      newsroom.publish(
          slug.matches("[ad]")
              ? Sheet.of(slug).title("A visit").tag(TagKind.ORGANISATION, "port")
              : Sheet.of(slug).title("A visit"));
    room.queue();
    newsroom.pass(Duration.ofDays(1));
    room.queue();
    Told told = room.told();
    var desk = new AlertDesk(told, newsroom.database());

    List<Sent> all = done(desk.newest(token(""), ALL, "", 9));
    assertThat(all).extracting(Sent::kind).containsOnly("daily", "alert");
    assertThat(all).extracting(Sent::slug).containsExactly("", "d", "c", "b", "a");
    Token port = token("port");
    assertThat(done(desk.newest(port, ALL, "", 9))).containsExactly(all.get(1), all.get(4));
    assertThat(done(desk.newest(port, ALL, "", 1))).containsExactly(all.get(1));
    assertThat(done(desk.newest(port, all.get(1).id(), "", 1))).containsExactly(all.get(4));
    assertThat(done(desk.newest(port, ALL, "b", 9))).isEmpty();
    assertThat(refused(desk.newest(port, ALL, "none", 9))).containsExactly(": page.missing");

    long ours = all.get(1).id();
    assertThat(done(desk.one(port, ours))).isEqualTo(all.get(1));
    assertThat(done(desk.mails(port, ours, "", "", 0, 9)))
        .extracting(ToldMail::address)
        .containsExactly("anna@example.org");
    assertThat(done(desk.move(port, ours, told::stop)).state()).isEqualTo(Sent.State.STOPPED);
    for (Sent other : List.of(all.get(0), all.get(2))) {
      assertThat(refused(desk.one(port, other.id()))).containsExactly(": token.alerts");
      assertThat(refused(desk.mails(port, other.id(), "", "", 0, 9)))
          .containsExactly(": token.alerts");
      assertThat(refused(desk.move(port, other.id(), told::stop)))
          .containsExactly(": token.alerts");
    }
    assertThat(refused(desk.moveAll(port, Told::pauseAll))).containsExactly(": token.alerts");
    assertThat(told.one(all.get(2).id()).orElseThrow().state()).isNotEqualTo(Sent.State.STOPPED);
    assertThat(done(desk.moveAll(token(""), Told::resumeAll))).doesNotContain(ours);
    assertThat(refused(desk.one(port, 999))).containsExactly(": alert.missing");
  }

  private static Token token(String organisation) {
    return new Token(Ids.next(), "press", Role.PUBLISHER, organisation, Instant.EPOCH, null, null);
  }
}
