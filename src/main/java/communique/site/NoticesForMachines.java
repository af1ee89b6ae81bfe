package communique.site;

import communique.platform.Settings;
import communique.record.Newsroom;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// `/robots.txt` (RFC 9309) and `/.well-known/security.txt` (RFC 9116).
@Singleton
final class NoticesForMachines implements Maker {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int EXPIRES_DAYS = 180;

  private final Newsroom newsroom;
  private final Settings settings;
  private final InstantSource clock;

  NoticesForMachines(Newsroom newsroom, Settings settings, InstantSource clock) {
    this.newsroom = newsroom;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Optional<Response> make(Target target) {
    return switch (target.path()) {
      case "/robots.txt" -> Optional.of(Response.ok(TEXT, robots()));
      case "/.well-known/security.txt" ->
          settings.securityContact().isEmpty()
              ? Optional.empty()
              // Not shelved, so that its last day is always ahead.
              : Optional.of(Response.ok(TEXT, security()).passing());
      default -> Optional.empty();
    };
  }

  private String robots() {
    return """
    User-agent: *
    Disallow: /desk/
    Disallow: /api/desk/
    Disallow: /*/compare/
    Disallow: /*/compare?
    Disallow: /search
    Disallow: /alerts
    Disallow: /api/search

    Sitemap: %s/sitemap.xml
    """
        .formatted(newsroom.url());
  }

  private String security() {
    Instant expires =
        clock.instant().truncatedTo(ChronoUnit.DAYS).plus(EXPIRES_DAYS, ChronoUnit.DAYS);
    var text = new StringBuilder();
    text.append("Contact: ").append(settings.securityContact()).append('\n');
    text.append("Expires: ").append(expires).append('\n');
    text.append("Preferred-Languages: ")
        .append(
            newsroom.locales().all().stream()
                .map(Locale::toLanguageTag)
                .collect(Collectors.joining(", ")))
        .append('\n');
    // A canonical address is one that begins with https (§2.5.2).
    if (newsroom.url().startsWith("https:"))
      text.append("Canonical: ").append(newsroom.url()).append("/.well-known/security.txt\n");
    return text.toString();
  }
}
