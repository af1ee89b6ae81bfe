package communique.alerts;

import communique.alerts.Links.Link;
import communique.alerts.SubscriptionRows.Why;
import communique.outbound.Bounce;
import communique.outbound.BounceBox;
import communique.platform.Database;
import communique.record.Log;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// What follows from mails that come back, each known by the token in the address that it came to.
///
/// A mailbox that is not there is written to no more, at once. One that is full or slow counts, at
/// most once a day, and is written to no more after the fifth. Whoever presses a button in a mail
/// later is written to again. Whoever complains is never written to again unasked: everything of
/// theirs ends.
final class Returned implements BounceBox.Reader {
  private static final Pattern TOKEN = Pattern.compile("bounce\\+([0-9A-Fa-f]+)@");
  private static final int SOFT_MAX = 5;
  private static final Duration DAY = Duration.ofHours(20);

  private final Database database;
  private final InstantSource clock;
  private final Links links;
  private final Map<Bounce.Kind, Long> counts = new ConcurrentHashMap<>();

  Returned(Database database, InstantSource clock, Links links) {
    this.database = database;
    this.clock = clock;
    this.links = links;
  }

  /// How many of a kind this process read that were of mails of ours.
  long count(Bounce.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  @Override
  public void read(String key, Bounce bounce) {
    Optional<Long> delivery =
        bounce.addresses().stream().flatMap(address -> delivery(address).stream()).findFirst();
    if (delivery.isEmpty()) return;
    long subscriber = Mailings.subscriber(delivery.get());
    Instant now = clock.instant();
    if (bounce.kind() != Bounce.Kind.DELAYED)
      database.inTransaction(tx -> {
        Numbers.hold(tx, SubscriptionRows.TABLE);
        Mailings.byId(tx, Mailings.of(delivery.get()))
            .filter(mailing -> !mailing.kind().isPersonal())
            .ifPresent(mailing -> Returns.note(tx, delivery.get(), bounce, now));
        follow(tx, subscriber, bounce, now);
        return true;
      });
    counts.merge(bounce.kind(), 1L, Long::sum);
  }

  private Optional<Long> delivery(String address) {
    Matcher token = TOKEN.matcher(address);
    if (!token.find()) return Optional.empty();
    return links.read(token.group(1)).orElse(null) instanceof Link.Bounce(long id)
        ? Optional.of(id)
        : Optional.empty();
  }

  private static void follow(Handle tx, long subscriber, Bounce bounce, Instant now) {
    switch (bounce.kind()) {
      case HARD -> Subscribers.suspend(tx, subscriber, bounce.said(), now);
      case SOFT -> {
        int count = Subscribers.bounced(tx, subscriber, now.minus(DAY), now);
        if (count >= SOFT_MAX) Subscribers.suspend(tx, subscriber, bounce.said(), now);
      }
      case COMPLAINT -> {
        // Also what went to another address since.
        List<Long> ids =
            SubscriptionRows.all(tx, subscriber).stream()
                .flatMap(row -> SubscriptionRows.newest(tx, row.id()).stream())
                .filter(row -> row.endedWhy() == null)
                .map(row -> row.id())
                .distinct()
                .toList();
        SubscriptionRows.end(tx, ids, Why.BOUNCED, Log.head(tx), now);
      }
      case DELAYED -> {}
    }
  }
}
