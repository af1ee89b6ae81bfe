package communique.alerts;

import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.platform.Database;
import communique.record.Sheet;
import communique.record.TestNewsroom;
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
  public record Measured(double queued, double first, double rate) {}

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
      boolean more = filling.step();
      double first = seconds(began);
      while (more) more = filling.step();
      double queued = seconds(began);
      return new Measured(queued, first, rate(room, Math.min(subscribers, MAILS)));
    }
  }

  private static double rate(Room room, int mails) {
    long began = System.nanoTime();
    int done = 0;
    while (done < mails) {
      var fates = new ArrayList<Fate>();
      for (Mail mail : room.post.claim(CLAIM)) {
        if (mail.content().make().length == 0) throw new IllegalStateException("an empty mail");
        fates.add(new Fate.Accepted(mail.id(), "250 2.0.0 Ok: queued as 4F1A2B3C4D"));
      }
      if (fates.isEmpty()) throw new IllegalStateException("mails are missing");
      for (int i = 0; i < fates.size(); i += SETTLED)
        room.post.settle(List.copyOf(fates.subList(i, Math.min(fates.size(), i + SETTLED))));
      done += fates.size();
    }
    return done / seconds(began);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
