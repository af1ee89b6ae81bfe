package communique.alerts;

import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.platform.Database;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// How soon an alert to many is queued, and how fast its mails are claimed, opened, put together
/// and accounted for, without the mail server.
public final class Queues {
  private static final int CLAIM = 2_048;
  private static final int SETTLED = 64;
  private static final int MAILS = 200_000;

  private Queues() {}

  /// @param queued seconds from the publish until every delivery was written
  /// @param first seconds until the first part of them was
  /// @param rate mails a second from waiting to accounted for
  /// @param steps what each step of a mail takes
  public record Measured(double queued, double first, double rate, Steps steps) {}

  /// Microseconds of processor time of one mail, in the thread that does it; with PostgreSQL
  /// without the server's.
  ///
  /// @param queue writing its row
  /// @param claim saying that it is being handed over, opening its address, and finding what it
  ///   says
  /// @param make filling it in
  /// @param settle keeping its fate
  public record Steps(double queue, double claim, double make, double settle) {}

  /// @param subscribers all of the same search
  public static Measured run(Database.Kind kind, int subscribers) {
    try (TestNewsroom newsroom = TestNewsroom.open(kind)) {
      var room = new Room(newsroom);
      room.queue();
      Crowd.fill(newsroom.database(), room.doors.keys, "locale:en visit", subscribers);
      newsroom.publish(Sheet.of("a").title("A visit"));
      long began = System.nanoTime();
      newsroom.readAll(room.reader);
      var filling = new Filling(newsroom.database(), TestNewsroom.NEWSROOM, newsroom.clock());
      long cpu = cpu();
      boolean more = filling.step();
      double first = seconds(began);
      while (more) more = filling.step();
      double queued = seconds(began);
      double queue = (cpu() - cpu) / 1e3 / subscribers;
      return sent(room, Math.min(subscribers, MAILS), queued, first, queue);
    }
  }

  private static Measured sent(Room room, int mails, double queued, double first, double queue) {
    long began = System.nanoTime();
    long claim = 0;
    long make = 0;
    long settle = 0;
    int done = 0;
    while (done < mails) {
      long from = cpu();
      List<Mail> claimed = room.post.claim(CLAIM);
      claim += cpu() - from;
      if (claimed.isEmpty()) throw new IllegalStateException("mails are missing");
      var fates = new ArrayList<Fate>();
      from = cpu();
      for (Mail mail : claimed) {
        if (mail.content().make().length == 0) throw new IllegalStateException("an empty mail");
        fates.add(new Fate.Accepted(mail.id(), "250 2.0.0 Ok: queued as 4F1A2B3C4D"));
      }
      make += cpu() - from;
      from = cpu();
      for (int i = 0; i < fates.size(); i += SETTLED)
        room.post.settle(List.copyOf(fates.subList(i, Math.min(fates.size(), i + SETTLED))));
      settle += cpu() - from;
      done += fates.size();
    }
    double each = 1e3 * done;
    return new Measured(
        queued,
        first,
        done / seconds(began),
        new Steps(queue, claim / each, make / each, settle / each));
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
