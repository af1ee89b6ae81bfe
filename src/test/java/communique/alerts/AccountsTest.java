package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import communique.outbound.Bounce;
import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.platform.Outcome;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever happens to mails, their accounts add up, and agree with the list of them.
@EachDatabase
class AccountsTest {
  private static final int READERS = 12;
  private static final int STEPS = 80;

  @Test
  void the_accounts_add_up_after_each_step(TestNewsroom newsroom) {
    long seed = Long.getLong("communique.seed", System.nanoTime());
    var chance = new SplittableRandom(seed);
    var room = new Room(newsroom);
    for (int i = 0; i < READERS; i++)
      room.subscribed(
          "a" + i + "@example.org", "visit", i % 4 == 3 ? Frequency.DAILY : Frequency.AT_ONCE);
    var sending = new Telling(room, chance);
    for (int step = 0; step < STEPS; step++) {
      String did = sending.step();
      String told = "-Dcommunique.seed=" + seed + ", step " + step + ": " + did;
      for (Sent sent : sending.told.newest(Long.MAX_VALUE, "", 100))
        check(sending.told, sent, told);
    }
    assertThat(sending.told.newest(Long.MAX_VALUE, "", 100)).isNotEmpty();
  }

  private static void check(Told told, Sent sent, String after) {
    Accounts accounts = sent.accounts();
    assertThat(
            accounts.waiting() + accounts.handingOver() + accounts.deferred() + accounts.settled())
        .as(after)
        .isEqualTo(accounts.asked());
    // Only the accounts are kept of what is long past.
    if (sent.foldedAt() != null) return;
    assertThat(mails(told, sent.id(), "")).as(after).hasSize((int) accounts.asked());
    Map<MailState, Long> counted = new EnumMap<>(MailState.class);
    for (MailState state : MailState.values())
      counted.put(state, (long) mails(told, sent.id(), state.slug()).size());
    assertThat(counted)
        .as(after)
        .isEqualTo(
            Map.of(
                MailState.WAITING, accounts.waiting(),
                MailState.HANDING_OVER, accounts.handingOver(),
                MailState.DEFERRED, accounts.deferred(),
                MailState.TAKEN, accounts.taken(),
                MailState.REFUSED, accounts.refused(),
                MailState.DROPPED, accounts.dropped(),
                MailState.BOUNCED, accounts.bounced()));
  }

  private static List<ToldMail> mails(Told told, long id, String state) {
    if (told.mails(id, state, "", 0, 1_000) instanceof Outcome.Done<List<ToldMail>>(var mails))
      return mails;
    throw new AssertionError(state);
  }

  /// A newsroom where anything may happen next.
  private static final class Telling {
    private final Room room;
    private final SplittableRandom chance;
    private final Told told;
    private final Returned returned;
    private final List<Mail> open = new ArrayList<>();
    private final List<Mail> taken = new ArrayList<>();
    private Post post;
    private int published;

    Telling(Room room, SplittableRandom chance) {
      this.room = room;
      this.chance = chance;
      told = room.told();
      returned = new Returned(room.newsroom.database(), room.newsroom.clock(), room.doors.links);
      post = room.again();
    }

    String step() {
      int what = chance.nextInt(21);
      return switch (what) {
        case 0, 1 -> {
          room.newsroom.publish(Sheet.of("s" + published++).title("A visit"));
          yield "publish";
        }
        case 2, 3, 4 -> {
          room.queue();
          yield "queue";
        }
        case 5, 6, 7, 8 -> {
          open.addAll(post.claim(1 + chance.nextInt(6)));
          yield "claim";
        }
        case 9, 10, 11, 12 -> {
          settle();
          yield "settle";
        }
        case 13 -> {
          // A process that is killed forgets what it had.
          open.clear();
          post = room.again();
          yield "kill";
        }
        case 14 -> {
          room.newsroom.pass(Duration.ofMinutes(1 + chance.nextInt(600)));
          yield "pass";
        }
        case 15 -> {
          if (!taken.isEmpty()) bounce(taken.get(chance.nextInt(taken.size())));
          yield "bounce";
        }
        case 16 -> "pause " + told.pauseAll();
        case 17, 18 -> "resume " + told.resumeAll();
        case 19 -> {
          new Forgetting(room.newsroom.database(), room.newsroom.clock(), Duration.ofHours(2))
              .step();
          yield "forget";
        }
        default -> {
          List<Sent> all = told.newest(Long.MAX_VALUE, "", 3);
          if (!all.isEmpty()) told.stop(all.get(chance.nextInt(all.size())).id());
          yield "stop";
        }
      };
    }

    private void settle() {
      Instant later = room.newsroom.clock().instant().plusSeconds(60);
      var fates = new ArrayList<Fate>();
      for (Mail mail : open)
        switch (chance.nextInt(5)) {
          case 0 -> fates.add(new Fate.Refused(mail.id(), "550 no", Fate.Why.REFUSED));
          case 1 ->
              fates.add(
                  new Fate.Deferred(
                      mail.id(), "451 busy", Fate.Why.BUSY, mail.attempts() + 1, later));
          case 2 -> fates.add(new Fate.Unknown(mail.id(), "", mail.attempts() + 1, later));
          default -> {
            fates.add(new Fate.Accepted(mail.id(), "250 ok"));
            taken.add(mail);
          }
        }
      open.clear();
      post.settle(fates);
    }

    private void bounce(Mail mail) {
      Bounce.Kind kind = chance.nextBoolean() ? Bounce.Kind.SOFT : Bounce.Kind.DELAYED;
      returned.read("1", new Bounce(List.of(mail.returnPath()), kind, "", "", "full"));
    }
  }
}
