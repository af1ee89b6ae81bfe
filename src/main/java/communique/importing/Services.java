package communique.importing;

import communique.record.Tag.Account;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The services at which organisations could be followed, and the ones that are no more.
final class Services {
  /// @param profile where `{}` takes the handle
  /// @param closed the day on which it closed for all; null while it lives
  private record Service(String name, String home, String profile, @Nullable LocalDate closed) {}

  private static final Map<String, Service> KNOWN = known();

  /// `twitter @foreignoffice`, `our Facebook page`, `YouTube (@fco)`
  private static final Pattern PRESENCE =
      Pattern.compile(
          "(?:our )?(%s)(?: (?:account|page|channel|at|as|:))*:? ?\\(?(@[\\w.-]+(?:@[\\w.-]+)?)?\\)?\\.?"
              .formatted(String.join("|", KNOWN.keySet().stream().map(Pattern::quote).toList())),
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
      Service service = KNOWN.get(presence.group(1).toLowerCase(Locale.ROOT));
      if (service == null) return Optional.empty();
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

  private static Map<String, Service> known() {
    var known =
        new TreeMap<String, Service>((a, b) ->
            // The longest first, or a pattern of them would stop at the beginning of another.
            a.length() != b.length() ? b.length() - a.length() : a.compareTo(b));
    for (Service service :
        List.of(
            new Service("Twitter", "https://twitter.com/", "https://twitter.com/{}", null),
            new Service("X", "https://x.com/", "https://x.com/{}", null),
            new Service(
                "Facebook", "https://www.facebook.com/", "https://www.facebook.com/{}", null),
            new Service(
                "Instagram", "https://www.instagram.com/", "https://www.instagram.com/{}", null),
            new Service("YouTube", "https://www.youtube.com/", "https://www.youtube.com/@{}", null),
            new Service(
                "Flickr", "https://www.flickr.com/", "https://www.flickr.com/photos/{}", null),
            new Service(
                "LinkedIn",
                "https://www.linkedin.com/",
                "https://www.linkedin.com/company/{}",
                null),
            new Service("Mastodon", "https://joinmastodon.org/", "https://joinmastodon.org/", null),
            new Service("Bluesky", "https://bsky.app/", "https://bsky.app/profile/{}", null),
            new Service("Threads", "https://www.threads.net/", "https://www.threads.net/@{}", null),
            new Service("Telegram", "https://t.me/", "https://t.me/{}", null),
            new Service("Medium", "https://medium.com/", "https://medium.com/@{}", null),
            new Service("Tumblr", "https://www.tumblr.com/", "https://www.tumblr.com/{}", null),
            new Service(
                "Snapchat", "https://www.snapchat.com/", "https://www.snapchat.com/add/{}", null),
            closed("Google+", "https://plus.google.com/", "+{}", 2019, 4, 2),
            closed("Periscope", "https://www.periscope.tv/", "{}", 2021, 3, 31),
            closed("Vine", "https://vine.co/", "{}", 2017, 1, 17),
            closed("Storify", "https://storify.com/", "{}", 2018, 5, 16)))
      known.put(service.name().toLowerCase(Locale.ROOT), service);
    known.put("google plus", Objects.requireNonNull(known.get("google+")));
    known.put("linked in", Objects.requireNonNull(known.get("linkedin")));
    return known;
  }

  private static Service closed(
      String name, String home, String path, int year, int month, int day) {
    return new Service(name, home, home + path, LocalDate.of(year, month, day));
  }
}
