package communique.outbound;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a mail that was not taken is tried again: soon at first, then ever later, for three days
/// (RFC 5321 §4.5.4.1 asks for four to five at most), each time with chance in it, lest a million
/// come back in the same second.
final class Retry {
  private static final List<Duration> FIRST =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(2));
  private static final Duration LATER = Duration.ofHours(4);
  private static final Duration ALTOGETHER = Duration.ofDays(3);
  private static final double CHANCE = 0.2;

  /// How often a mail is tried, so that it takes three days.
  static final int ATTEMPTS =
      (int)
          (FIRST.size()
              + ALTOGETHER
                  .minus(FIRST.stream().reduce(Duration.ZERO, Duration::plus))
                  .dividedBy(LATER));

  private final InstantSource clock;
  private final RandomGenerator chance;

  Retry(InstantSource clock, RandomGenerator chance) {
    this.clock = clock;
    this.chance = chance;
  }

  /// The pause after so many attempts in a row, without chance.
  static Duration pause(int attempts) {
    return attempts <= FIRST.size() ? FIRST.get(Math.max(0, attempts - 1)) : LATER;
  }

  /// The next time after so many attempts; empty when it has been tried for long enough.
  Optional<Instant> after(int attempts) {
    return attempts > ATTEMPTS ? Optional.empty() : Optional.of(in(pause(attempts)));
  }

  /// About so long from now: up to a fifth later or earlier.
  Instant in(Duration pause) {
    double factor = 1 + CHANCE * (2 * chance.nextDouble() - 1);
    return clock.instant().plusMillis((long) (factor * pause.toMillis()));
  }

  Instant now() {
    return clock.instant();
  }

  /// What becomes of a mail by what a session heard of it.
  Fate fate(Mail mail, Heard heard) {
    return switch (heard) {
      case Heard.Taken taken -> new Fate.Accepted(mail.id(), taken.reply().text());
      case Heard.Unable unable ->
          new Fate.Refused(mail.id(), Reply.cleaned(unable.why()), Fate.Why.UNABLE);
      case Heard.TurnedAway away when !away.reply().passing() ->
          new Fate.Refused(mail.id(), away.reply().text(), Fate.Why.REFUSED);
      case Heard.TurnedAway away -> deferred(mail, away.reply().text(), Fate.Why.BUSY);
      case Heard.Broken broken when broken.ended() -> unknown(mail, broken.why());
      case Heard.Broken broken -> deferred(mail, broken.why(), Fate.Why.AWAY);
    };
  }

  /// It may have been taken each time, so that there is an end to it as well: something on the way
  /// that takes every mail and breaks off would fill the reader's box.
  private Fate unknown(Mail mail, String why) {
    int attempts = mail.attempts() + 1;
    return after(attempts)
        .<Fate>map(time -> new Fate.Unknown(mail.id(), Reply.cleaned(why), attempts, time))
        .orElseGet(() ->
            new Fate.Refused(mail.id(), "nobody knows whether it was taken", Fate.Why.TOO_LONG));
  }

  /// One more attempt that failed.
  Fate deferred(Mail mail, String reply, Fate.Why why) {
    int attempts = mail.attempts() + 1;
    String words = Reply.cleaned(reply);
    return after(attempts)
        .<Fate>map(time -> new Fate.Deferred(mail.id(), words, why, attempts, time))
        .orElseGet(() -> new Fate.Refused(mail.id(), words, Fate.Why.TOO_LONG));
  }

  /// Given back as it came.
  Fate held(Mail mail, String why, Instant notBefore) {
    return new Fate.Deferred(
        mail.id(), Reply.cleaned(why), Fate.Why.HELD, mail.attempts(), notBefore);
  }
}
