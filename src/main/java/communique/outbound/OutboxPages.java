package communique.outbound;

import communique.platform.Settings;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Shows what the outbox keeps. The mails hold links that work, so this is on the management port
/// alone, which answers this machine only; it shows nothing where mails are sent.
@Singleton
final class OutboxPages {
  private static final String PATH = "/outbox";
  private static final int SHOWN = 100;
  private static final int MISDIRECTED = 421;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Pattern HERE =
      Pattern.compile("(?i)(?:localhost|127[.]0[.]0[.]1|\\[::1])(?::[0-9]{1,5})?");

  private final boolean keeps;
  private final Path data;

  OutboxPages(Settings settings) {
    this.keeps = settings.keepsMail();
    this.data = settings.data();
  }

  /// A mail in the list.
  ///
  /// @param time when it was kept, in words
  record Line(String name, String subject, String to, String time) {}

  @CheckedTemplate(basePath = "outbound", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record OutboxPage(List<Line> mails) implements TemplateInstance {}

  @CheckedTemplate(basePath = "outbound", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record MailPage(String name, String time, Opened mail) implements TemplateInstance {}

  @CheckedTemplate(basePath = "outbound", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record TextPage(String name, Opened mail) implements TemplateInstance {}

  void routes(@Observes ManagementInterface management) {
    if (!keeps) return;
    Router router = management.router();
    router.route(PATH + "*").handler(OutboxPages::onlyHere);
    router.get(PATH).blockingHandler(context -> html(context, list().render()));
    router
        .get(PATH + "/:name")
        .blockingHandler(context ->
            mail(
                context,
                mail -> new MailPage(name(context), time(name(context)), mail).render(),
                "text/html"));
    router
        .get(PATH + "/:name/html")
        .blockingHandler(context -> mail(context, Opened::html, "text/html"));
    router
        .get(PATH + "/:name/framed")
        .blockingHandler(context -> mail(context, Opened::framed, "text/html"));
    router.get(PATH + "/:name/text").blockingHandler(this::text);
    router
        .get(PATH + "/:name/source")
        .blockingHandler(context -> mail(context, Opened::source, "text/plain"));
  }

  /// A name that somebody lets point at this machine would make a page of theirs, open in a browser
  /// here, one with these, and let it read them.
  private static void onlyHere(RoutingContext context) {
    @Nullable String host = context.request().getHeader("Host");
    if (host != null && HERE.matcher(host).matches()) context.next();
    else
      context
          .response()
          .setStatusCode(MISDIRECTED)
          .end("The outbox is at localhost only: http://localhost:{port}/outbox\n");
  }

  private OutboxPage list() {
    var lines = new ArrayList<Line>();
    for (String name : Outbox.list(data).stream().limit(SHOWN).toList())
      Outbox.read(data, name)
          .map(Opened::of)
          .ifPresent(mail -> lines.add(new Line(name, mail.subject(), mail.to(), time(name))));
    return new OutboxPage(lines);
  }

  private static String time(String name) {
    return TIME.format(Outbox.keptAt(name));
  }

  /// A browser lays text out from left to right, whatever its language; in a page each paragraph
  /// takes its own direction. Everybody else gets the text as it is.
  private void text(RoutingContext context) {
    @Nullable String accept = context.request().getHeader("Accept");
    if (accept != null && accept.contains("text/html"))
      mail(context, mail -> new TextPage(name(context), mail).render(), "text/html");
    else mail(context, Opened::plain, "text/plain");
  }

  private void mail(RoutingContext context, Function<Opened, String> shown, String type) {
    Optional<Opened> mail = Outbox.read(data, name(context)).map(Opened::of);
    if (mail.isEmpty()) context.response().setStatusCode(404).end("There is no such mail.\n");
    else answer(context, shown.apply(mail.get()), type);
  }

  private static String name(RoutingContext context) {
    String name = context.pathParam("name");
    return name == null ? "" : name;
  }

  private static void html(RoutingContext context, String page) {
    answer(context, page, "text/html");
  }

  private static void answer(RoutingContext context, String text, String type) {
    context
        .response()
        .putHeader("Content-Type", type + "; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Vary", "Accept")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; img-src http: https:; frame-src 'self'")
        .end(text);
  }
}
