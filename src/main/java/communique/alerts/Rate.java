package communique.alerts;

import communique.language.Messages;

/// How often mails would come, told by how many announcements there were in a year.
final class Rate {
  private static final double DAYS = 365;
  private static final double WEEKS = 52;
  private static final double MONTHS = 12;

  private Rate() {}

  /// A sentence on `total` announcements in the last year.
  static String words(int total, Messages m) {
    return total == 0 ? m.say("alerts.rate.none") : m.say("alerts.rate", total, often(total, m));
  }

  private static String often(int total, Messages m) {
    long days = Math.round(total / DAYS);
    if (days >= 1) return m.say("alerts.rate.days", days);
    long weeks = Math.round(total / WEEKS);
    if (weeks >= 1) return m.say("alerts.rate.weeks", weeks);
    long between = Math.round(WEEKS / total);
    if (between <= 9) return m.say("alerts.rate.between-weeks", between);
    return m.say("alerts.rate.between-months", Math.round(MONTHS / total));
  }
}
