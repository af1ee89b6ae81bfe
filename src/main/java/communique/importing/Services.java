package communique.importing;

import communique.record.Service;
import communique.record.Tag.Account;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads where a page says that organisations could be followed.
final class Services {
  /// `twitter @foreignoffice`, `our Facebook page`, `YouTube (@fco)`
  private static final Pattern PRESENCE =
      Pattern.compile(
          "(?:our )?(%s)(?: (?:account|page|channel|at|as|:))*:? ?\\(?(@[\\w.-]+(?:@[\\w.-]+)?)?\\)?\\.?"
              .formatted(String.join("|", names())),
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FOLLOW =
      Pattern.compile("follow (?:the )?(.+?) on (.+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUBSCRIBE =
      Pattern.compile(
          "(?:subscribe|sign up|get|receive|follow)\\b.*\\b(?:feed|feeds|alerts|alert)\\b.*",
          Pattern.CASE_INSENSITIVE);

  private Services() {}

  /// An organisation, and where it says that it can be followed.
  record Followed(String organisation, List<Account> accounts) {}

  /// Reads a line such as `Follow the Foreign Office on Facebook and Google+`; empty when it is
  /// none, or when one of its services is not known: what is understood by half is left as it
  /// stands.
  ///
  /// The text has lost where its links led. Where it gives a handle, the address follows from that;
  /// else it is that of the service, as a guess could lead readers to somebody else's account.
  static Optional<Followed> follow(String line) {
    Matcher follow = FOLLOW.matcher(Wording.furniture(line));
    if (!follow.matches()) return Optional.empty();
    String who = follow.group(1);
    boolean isUs = who.equalsIgnoreCase("us") || who.equalsIgnoreCase("me");
    if (isUs || SaidLine.isRole(who)) return Optional.empty();
    var accounts = new ArrayList<Account>();
    for (String one : follow.group(2).split(" and |, and |, | or |&", -1)) {
      Matcher presence = PRESENCE.matcher(one.strip());
      if (!presence.matches()) return Optional.empty();
      Service service = Service.named(presence.group(1)).orElseThrow();
      String handle = presence.group(2) == null ? "" : presence.group(2);
      accounts.add(
          new Account(service.name(), handle, address(service, handle), null, service.closed()));
    }
    return Optional.of(new Followed(who, List.copyOf(accounts)));
  }

  /// Whether a line asks to subscribe: the newsroom has feeds and alerts of its own, and says so on
  /// every page.
  static boolean isSubscription(String line) {
    return SUBSCRIBE.matcher(Wording.furniture(line)).matches();
  }

  /// The accounts of both, none twice: what is known of one stays as it is.
  static List<Account> joined(List<Account> known, List<Account> more) {
    var all = new ArrayList<>(known);
    for (Account account : more)
      if (all.stream().noneMatch(other -> isSame(other, account))) all.add(account);
    return all;
  }

  private static boolean isSame(Account one, Account other) {
    return one.service().equalsIgnoreCase(other.service())
        && (one.handle().isEmpty()
            || other.handle().isEmpty()
            || one.handle().equalsIgnoreCase(other.handle()));
  }

  private static String address(Service service, String handle) {
    if (handle.isEmpty()) return service.home();
    String name = handle.substring(1);
    int at = name.indexOf('@');
    // A handle with a host names its own server, wherever it was said to be.
    if (at > 0) return "https://" + name.substring(at + 1) + "/@" + name.substring(0, at);
    return service.profile().replace("{}", name);
  }

  /// The longest first, or a pattern of them would stop at the beginning of another.
  private static List<String> names() {
    return Service.names().stream()
        .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(name -> name))
        .map(Pattern::quote)
        .toList();
  }
}
