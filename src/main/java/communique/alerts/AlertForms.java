package communique.alerts;

import communique.alerts.AskPage.Wrong;
import communique.alerts.AskedFor.Answers;
import communique.alerts.Asking.Filled;
import communique.frame.Frames;
import communique.language.Messages;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Proxies;
import communique.platform.Refusal;
import communique.platform.Refusals;
import communique.platform.Settings;
import communique.shelf.PublicRoute;
import communique.shelf.Response;
import communique.shelf.Target;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is sent to addresses below `/alerts`, by forms of ours and, to leave, by programs that read
/// mail (RFC 8058). No cookie is looked at and none is set; nothing is answered by a redirect.
@Singleton
@Path("/alerts{rest:.*}")
@RunOnVirtualThread
public final class AlertForms {
  private static final int BODY_MAX = 64 << 10;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PARTS = "multipart/form-data";

  private final Database database;
  private final Frames frames;
  private final Asking asking;
  private final Subscriptions subscriptions;
  private final Holdings holdings;
  private final Steps steps;
  private final Managing managing;
  private final Rations rations;
  private final InstantSource clock;
  private final PublicRoute.Faults faults;
  private final Proxies proxies;

  AlertForms(
      Database database,
      Frames frames,
      Asking asking,
      Subscriptions subscriptions,
      Holdings holdings,
      Steps steps,
      Managing managing,
      Rations rations,
      InstantSource clock,
      PublicRoute.Faults faults,
      Settings settings) {
    this.database = database;
    this.frames = frames;
    this.asking = asking;
    this.subscriptions = subscriptions;
    this.holdings = holdings;
    this.steps = steps;
    this.managing = managing;
    this.rations = rations;
    this.clock = clock;
    this.faults = faults;
    this.proxies = settings.trustedProxies();
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public jakarta.ws.rs.core.Response post(@Context HttpServerRequest request, InputStream body) {
    var target = new Target(path(request), "", "");
    @Nullable String type = request.getHeader("Content-Type");
    String network =
        proxies.origin(
            request.remoteAddress().hostAddress(),
            request.headers().getAll("Forwarded"),
            request.headers().getAll("X-Forwarded-For"));
    try {
      return sent(request, reply(target, type == null ? "" : type, body, network).response());
    } catch (RuntimeException e) {
      return sent(request, faults.failed(target, e));
    }
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  public jakarta.ws.rs.core.Response put(@Context HttpServerRequest request) {
    return notAllowed(request);
  }

  @PATCH
  @Consumes(MediaType.WILDCARD)
  public jakarta.ws.rs.core.Response patch(@Context HttpServerRequest request) {
    return notAllowed(request);
  }

  @DELETE
  @Consumes(MediaType.WILDCARD)
  public jakarta.ws.rs.core.Response delete(@Context HttpServerRequest request) {
    return notAllowed(request);
  }

  @OPTIONS
  @Consumes(MediaType.WILDCARD)
  public jakarta.ws.rs.core.Response options(@Context HttpServerRequest request) {
    return notAllowed(request);
  }

  private jakarta.ws.rs.core.Response notAllowed(HttpServerRequest request) {
    return sent(request, notAllowed(new Target(path(request), "", "")).response());
  }

  private Reply notAllowed(Target target) {
    boolean form =
        AlertAddress.read(target.path(), frames.newsroom().locales())
            .filter(address -> address.page() != AlertAddress.Page.NEW)
            .isPresent();
    return new Reply.Made(
        faults.notAllowed(target).header("Allow", form ? "GET, HEAD, POST" : "GET, HEAD"));
  }

  /// @param type the header `Content-Type`, or empty
  /// @param network where it came from, an IP address
  Reply reply(Target target, String type, InputStream body, String network) {
    Optional<AlertAddress> read = AlertAddress.read(target.path(), frames.newsroom().locales());
    if (read.isEmpty() || read.get().page() == AlertAddress.Page.NEW) return notAllowed(target);
    AlertAddress address = read.get();
    Locale locale = address.locale();
    byte[] bytes;
    try {
      bytes = body.readNBytes(BODY_MAX + 1);
    } catch (IOException e) {
      // Whoever sent it has gone; nobody hears the answer.
      return steps.unread(400, "form", locale);
    }
    if (bytes.length > BODY_MAX) return steps.unread(413, "large", locale);
    String media = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    boolean fits =
        switch (address.page()) {
          case CONFIRM, LEAVE ->
              media.equals(FORM) || media.equals(PARTS) || (media.isEmpty() && bytes.length == 0);
          case ASKED, NEW, MANAGE, MANAGED -> media.equals(FORM);
        };
    if (!fits) return steps.unread(415, "form", locale);
    // What is sent in parts holds nothing that is looked at: that it came is enough.
    Map<String, List<String>> form =
        media.equals(FORM)
            ? new Target("", new String(bytes, StandardCharsets.UTF_8), "").all()
            : Map.of();
    return switch (address.page()) {
      case ASKED, NEW -> ask(target, form, locale, network);
      case CONFIRM ->
          steps.confirmed(address.token(), subscriptions.confirm(address.token()), locale);
      case LEAVE -> steps.left(address.token(), subscriptions.leave(address.token()), locale);
      case MANAGE -> manage(form, locale, network);
      case MANAGED -> managing.act(address, form);
    };
  }

  private Reply ask(Target target, Map<String, List<String>> form, Locale locale, String network) {
    AskedFor what = database.reading(tx -> AskedFor.read(tx, form, frames.newsroom()));
    if (!(what instanceof Answers answers)) return new Reply.Made(faults.notFound(target));
    Filled filled = Filled.read(form);
    List<Refusal> refusals = refusals(answers, filled, locale, network);
    if (refusals.isEmpty()) return steps.sent(locale);
    Wrong wrong = Wrongs.placed(refusals, Messages.in(locale));
    var page = asking.page(answers, filled, wrong, locale);
    return isTooMuch(refusals)
        ? later(new Reply.Page(429, page, locale), network)
        : new Reply.Page(422, page, locale);
  }

  /// What concerns no place of a form is that too much was asked for.
  private static boolean isTooMuch(List<Refusal> refusals) {
    return refusals.stream().anyMatch(one -> one.place().isEmpty());
  }

  private Reply later(Reply.Page page, String network) {
    return new Reply.Later(page, rations.left(network, clock.instant()));
  }

  /// Asks, unless the form itself shows that it cannot be.
  private List<Refusal> refusals(Answers answers, Filled filled, Locale locale, String network) {
    Frequency frequency = filled.frequency();
    var refusals = new ArrayList<Refusal>();
    if (frequency == null) {
      refusals.addAll(new Refusals().when(true, "frequency", "alerts.frequency").all());
      refusals.addAll(
          new Refusals()
              .when(filled.languages().isEmpty(), "languages", "alerts.no-language")
              .when(filled.address().isEmpty(), "address", "mail.empty")
              .all());
      return refusals;
    }
    var wish = new Wish(answers.asked().search(), frequency, filled.languages());
    if (subscriptions.ask(wish, filled.address(), locale, network)
        instanceof Outcome.Refused<Boolean>(List<Refusal> why)) refusals.addAll(why);
    return refusals;
  }

  private Reply manage(Map<String, List<String>> form, Locale locale, String network) {
    String typed = form.getOrDefault("address", List.of("")).getFirst().strip();
    return switch (holdings.ask(typed, locale, network)) {
      case Outcome.Done<Boolean> done -> steps.manageSent(locale);
      case Outcome.Refused<Boolean>(List<Refusal> why) -> {
        String words = Wrongs.words(why.getFirst(), Messages.in(locale));
        yield isTooMuch(why)
            ? later(steps.manageLater(typed, words, locale), network)
            : steps.manage(typed, words, locale);
      }
    };
  }

  private static jakarta.ws.rs.core.Response sent(HttpServerRequest request, Response made) {
    var answer = jakarta.ws.rs.core.Response.status(made.status()).entity(made.body());
    made.headers()
        .forEach((name, value) -> {
          // What every answer carries stands there already, and would be sent beside it.
          request.response().headers().remove(name);
          answer.header(name, value);
        });
    return answer.build();
  }

  private static String path(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }
}
