package communique.cli;

import communique.alerts.Accounts;
import communique.alerts.Pace;
import communique.alerts.Sent;
import communique.alerts.ToldMail;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the command line says of alerts and digests, and of their mails.
final class SentLines {
  private static final int BAR = 30;

  private SentLines() {}

  /// @param whole whether all its accounts are said
  /// @param bars whether one that is being sent has a bar
  static List<String> of(Sent sent, boolean whole, boolean bars) {
    var lines = new ArrayList<String>();
    lines.add(line(sent));
    if (bars && sent.state().moves()) lines.add("   " + bar(sent.accounts()));
    if (!whole) return lines;
    Accounts all = sent.accounts();
    lines.add(account(all.asked(), "asked for"));
    lines.add(account(all.taken(), "taken by the mail server"));
    if (all.bounced() > 0) lines.add(account(all.bounced(), "  of these came back"));
    lines.add(account(all.refused(), "refused for good"));
    lines.add(
        account(
            all.dropped(), "left out: its reader left or paused, it was withdrawn, or stopped"));
    lines.add(account(all.handingOver(), "being handed over"));
    lines.add(account(all.deferred(), "to be tried again"));
    lines.add(account(all.waiting(), "waiting"));
    return lines;
  }

  /// What would go out of those that are late, and how they are let go on.
  static String late(List<Sent> late) {
    long mails = late.stream().mapToLong(Sent::left).sum();
    return "Held as late: "
        + mails
        + (mails == 1 ? " mail." : " mails.")
        + " 'communique alerts status' says of what, 'communique alerts resume' sends them,"
        + " 'communique alerts stop ID' ends an alert.";
  }

  private static String account(long count, String what) {
    return String.format(Locale.ROOT, "   %,12d  %s", count, what);
  }

  private static String line(Sent sent) {
    Accounts all = sent.accounts();
    var line = new StringBuilder();
    line.append(sent.id()).append(": ").append(sent.kind());
    if (!sent.about().isEmpty()) line.append(' ').append(sent.about());
    if (!sent.zone().isEmpty()) line.append(" (").append(sent.zone()).append(')');
    line.append(", ").append(shown(sent.madeAt())).append(", ");
    line.append(sent.state() == Sent.State.LATE ? late(sent) : sent.state().slug());
    line.append("; ").append(all.taken()).append(" of ").append(all.asked());
    line.append(" mails handed over");
    also(line, all.bounced(), " of them came back");
    also(line, all.refused(), " refused");
    also(line, all.dropped(), sent.state() == Sent.State.STOPPED ? " not sent" : " left out");
    also(line, all.deferred(), " to be tried again");
    if (sent.againAt() != null && !sent.state().isOver() && sent.state() != Sent.State.PAUSED)
      line.append(" from ").append(shown(sent.againAt()));
    Pace pace = sent.pace();
    if (pace != null) {
      line.append(String.format(Locale.ROOT, "; %.1f a second", pace.perSecond()));
      if (pace.left() != null) line.append(", ").append(left(pace.left())).append(" to go");
    }
    return line.toString();
  }

  private static void also(StringBuilder line, long count, String what) {
    if (count > 0) line.append(", ").append(count).append(what);
  }

  private static String late(Sent sent) {
    long left = sent.left();
    return "late: "
        + left
        + (left == 1 ? " mail waits" : " mails wait")
        + " for 'alerts resume "
        + sent.id()
        + "', which sends, or 'alerts stop "
        + sent.id()
        + "'";
  }

  /// `[=======> ] 45%`: what nothing more will happen to.
  static String bar(Accounts accounts) {
    double done = accounts.asked() == 0 ? 0 : (double) accounts.settled() / accounts.asked();
    int full = (int) (done * BAR);
    String bar = "=".repeat(full) + (full < BAR ? ">" : "");
    return String.format(
        Locale.ROOT,
        "[%-" + BAR + "s] %3d%%",
        bar.substring(0, Math.min(bar.length(), BAR)),
        (int) (done * 100));
  }

  /// A time that nobody knows to the second.
  static String left(Duration time) {
    long minutes = Math.ceilDiv(time.toSeconds(), 60);
    if (time.toSeconds() < 60) return "less than a minute";
    return minutes < 60
        ? "about " + minutes + " min"
        : "about " + minutes / 60 + " h " + minutes % 60 + " min";
  }

  /// One mail: to whom, what became of it, since when, and what was said.
  static String of(ToldMail mail) {
    var line = new StringBuilder();
    line.append(mail.address() == null ? "(erased)" : mail.address());
    line.append("  ").append(mail.state().slug());
    if (mail.at() != null) line.append("  ").append(shown(mail.at()));
    if (!mail.said().isEmpty()) line.append("  ").append(mail.said());
    if (mail.againAt() != null) line.append("; again at ").append(shown(mail.againAt()));
    if (mail.back() != null)
      line.append("; came back ")
          .append(shown(mail.back().at()))
          .append(" (")
          .append(mail.back().kind())
          .append("): ")
          .append(mail.back().said());
    return line.toString();
  }

  private static Instant shown(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }
}
