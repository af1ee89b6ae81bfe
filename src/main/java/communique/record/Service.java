package communique.record;

import java.net.URI;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A service at which organisations are, or were, followed. This is the one table of them; an
/// account may be at a service that is not in it, and is then taken as it is said.
///
/// @param home its own address
/// @param profile the address of an account, where `{}` takes the handle without its sign
/// @param handle the shape of a handle; a sign in front may be left out where it is optional
/// @param example a handle, for a message
/// @param hosts at which its accounts lie, with all below them; empty where they may lie anywhere
/// @param closed the day on which it closed for all; null while it lives
public record Service(
    String name,
    String home,
    String profile,
    Pattern handle,
    String example,
    Set<String> hosts,
    @Nullable LocalDate closed) {
  private static final String DOMAIN =
      "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}";

  private static final Map<String, Service> KNOWN = known();

  /// The service of that name, in whatever letters, or under another name that people use for it.
  public static Optional<Service> named(String name) {
    return Optional.ofNullable(KNOWN.get(name.strip().toLowerCase(Locale.ROOT)));
  }

  /// Every name, in small letters, under which a service is found.
  public static Set<String> names() {
    return KNOWN.keySet();
  }

  /// Whether accounts of it lie at `address`, which is a web address. So do those of an invented
  /// organisation, at a name that RFC 2606 §2 keeps for such.
  boolean hosts(String address) {
    String host = URI.create(address).getHost().toLowerCase(Locale.ROOT);
    return hosts.isEmpty()
        || host.endsWith(".example")
        || hosts.stream().anyMatch(own -> host.equals(own) || host.endsWith("." + own));
  }

  private static Map<String, Service> known() {
    var known = new LinkedHashMap<String, Service>();
    for (Service service :
        List.of(
            open(
                "Twitter",
                "https://twitter.com/",
                "{}",
                "@?\\w{1,15}",
                "@ministry",
                "twitter.com",
                "x.com"),
            open("X", "https://x.com/", "{}", "@?\\w{1,15}", "@ministry", "x.com", "twitter.com"),
            open(
                "Facebook",
                "https://www.facebook.com/",
                "{}",
                "@?[\\p{L}\\p{N}.-]{1,75}",
                "ministry",
                "facebook.com",
                "fb.com"),
            open(
                "Instagram",
                "https://www.instagram.com/",
                "{}",
                "@?[\\w.]{1,30}",
                "@ministry",
                "instagram.com"),
            open(
                "YouTube",
                "https://www.youtube.com/",
                "@{}",
                "@?[\\p{L}\\p{N}_.·-]{1,30}",
                "@ministry",
                "youtube.com",
                "youtu.be"),
            open(
                "Flickr",
                "https://www.flickr.com/",
                "photos/{}",
                "@?[\\w@-]{1,64}",
                "ministry",
                "flickr.com"),
            open(
                "LinkedIn",
                "https://www.linkedin.com/",
                "company/{}",
                "@?[\\p{L}\\p{N}&'’.-]{1,100}",
                "ministry",
                "linkedin.com"),
            open(
                "Mastodon",
                "https://joinmastodon.org/",
                "",
                "@[\\w](?:[\\w.-]*\\w)?@" + DOMAIN,
                "@ministry@social.example"),
            open(
                "Bluesky",
                "https://bsky.app/",
                "profile/{}",
                "@?" + DOMAIN,
                "@ministry.example",
                "bsky.app"),
            open(
                "Threads",
                "https://www.threads.net/",
                "@{}",
                "@?[\\w.]{1,30}",
                "@ministry",
                "threads.net",
                "threads.com"),
            open(
                "Telegram",
                "https://t.me/",
                "{}",
                "@?[A-Za-z]\\w{3,31}",
                "@ministry",
                "t.me",
                "telegram.me"),
            open(
                "WhatsApp",
                "https://www.whatsapp.com/",
                "",
                "[\\p{L}\\p{N} .'’+-]{1,60}",
                "Ministry",
                "whatsapp.com",
                "wa.me"),
            open(
                "TikTok",
                "https://www.tiktok.com/",
                "@{}",
                "@?[\\w.]{2,24}",
                "@ministry",
                "tiktok.com"),
            open("VK", "https://vk.com/", "{}", "@?[\\w.]{2,32}", "ministry", "vk.com", "vk.ru"),
            open(
                "Weibo",
                "https://weibo.com/",
                "n/{}",
                "@?[\\p{L}\\p{N}_-]{2,30}",
                "@ministry",
                "weibo.com",
                "weibo.cn"),
            open(
                "WeChat",
                "https://www.wechat.com/",
                "",
                "[A-Za-z][\\w-]{5,19}",
                "ministry_news",
                "wechat.com",
                "weixin.qq.com"),
            open(
                "Medium",
                "https://medium.com/",
                "@{}",
                "@?[\\w.-]{1,60}",
                "@ministry",
                "medium.com"),
            open(
                "Tumblr",
                "https://www.tumblr.com/",
                "{}",
                "@?[\\w-]{1,32}",
                "ministry",
                "tumblr.com"),
            open(
                "Snapchat",
                "https://www.snapchat.com/",
                "add/{}",
                "@?[\\w.-]{3,15}",
                "ministry",
                "snapchat.com"),
            closed(
                "Google+",
                "https://plus.google.com/",
                "+{}",
                "\\+?[\\p{L}\\p{N}_.-]{1,60}",
                2019,
                4,
                2),
            closed("Periscope", "https://www.periscope.tv/", "{}", "@?[\\w.-]{1,60}", 2021, 3, 31),
            closed("Vine", "https://vine.co/", "{}", "@?[\\w.-]{1,60}", 2017, 1, 17),
            closed("Storify", "https://storify.com/", "{}", "@?[\\w.-]{1,60}", 2018, 5, 16)))
      known.put(service.name().toLowerCase(Locale.ROOT), service);
    also(known, "google plus", "google+");
    also(known, "linked in", "linkedin");
    also(known, "vkontakte", "vk");
    also(known, "weixin", "wechat");
    return known;
  }

  private static void also(Map<String, Service> known, String name, String other) {
    Service service = known.get(other);
    if (service != null) known.put(name, service);
  }

  private static Service open(
      String name, String home, String path, String handle, String example, String... hosts) {
    return new Service(
        name, home, home + path, Pattern.compile(handle), example, Set.of(hosts), null);
  }

  private static Service closed(
      String name, String home, String path, String handle, int year, int month, int day) {
    String host = URI.create(home).getHost().replaceFirst("^www\\.", "");
    return new Service(
        name,
        home,
        home + path,
        Pattern.compile(handle),
        "ministry",
        Set.of(host),
        LocalDate.of(year, month, day));
  }
}
