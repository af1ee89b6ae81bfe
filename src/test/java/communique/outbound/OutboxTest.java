package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of mails that the outbox cannot keep, and of those beside them.
class OutboxTest {
  private final TestClock clock = new TestClock();
  private final WaitingMails waiting = new WaitingMails();

  @TempDir Path data;

  @Test
  void one_that_cannot_be_made_is_given_back_and_the_others_are_kept() throws Exception {
    waiting.add(WaitingMails.mail(1, "a@example.net"));
    waiting.add(
        new Mail(
            2,
            3,
            "",
            "b@example.net",
            () -> {
              throw new IllegalStateException("a hole without a value");
            }));
    waiting.add(WaitingMails.mail(3, "c@example.net"));
    try (var outbox = Outbox.start(data, waiting, Signing.NONE, clock)) {
      List<Fate> fates = waiting.await(3);
      assertThat(fates.get(0)).isEqualTo(new Fate.Accepted(1, "kept in the outbox"));
      assertThat(fates.get(1))
          .isEqualTo(
              new Fate.Deferred(
                  2,
                  "the outbox could not keep it",
                  Fate.Why.HELD,
                  3,
                  clock.instant().plus(Duration.ofMinutes(1))));
      assertThat(fates.get(2)).isEqualTo(new Fate.Accepted(3, "kept in the outbox"));
      assertThat(outbox).isNotNull();
    }
    assertThat(waiting.unsettled()).isEmpty();
    assertThat(Outbox.list(data)).hasSize(2);
  }

  @Test
  void a_folder_that_cannot_be_written_loses_no_mail() throws Exception {
    Path folder = Files.writeString(data.resolve("outbox"), "in the way");
    waiting.add(5, "example.net");
    try (var outbox = Outbox.start(data, waiting, Signing.NONE, clock)) {
      assertThat(waiting.await(5)).allMatch(fate -> fate instanceof Fate.Deferred);
      assertThat(waiting.unsettled()).isEmpty();
      Files.delete(folder);
      waiting.timePasses();
      assertThat(waiting.await(10).subList(5, 10)).allMatch(fate -> fate instanceof Fate.Accepted);
      assertThat(outbox).isNotNull();
    }
    assertThat(Outbox.list(data)).hasSize(5);
  }

  @Test
  void fates_that_could_not_be_settled_are_settled_later() throws Exception {
    var tries = new AtomicInteger();
    waiting.whenSettling(fates -> {
      if (tries.incrementAndGet() < 3) throw new IllegalStateException("the database is away");
      return fates;
    });
    waiting.add(5, "example.net");
    try (var outbox = Outbox.start(data, waiting, Signing.NONE, clock)) {
      assertThat(waiting.await(5)).allMatch(fate -> fate instanceof Fate.Accepted);
      assertThat(tries).hasValue(3);
      assertThat(outbox).isNotNull();
    }
    assertThat(waiting.unsettled()).isEmpty();
    assertThat(Outbox.list(data)).hasSize(5);
  }
}
