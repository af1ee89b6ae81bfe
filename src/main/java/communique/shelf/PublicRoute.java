package communique.shelf;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import communique.platform.Problem;
import communique.shelf.Shelf.Encoding;
import communique.shelf.Shelf.Shelved;
import communique.shelf.ShelfFile.Place;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one route of the public site, in the order that makes it fast and safe.
///
/// It runs on the event loop and never waits there. An answer that is ready (headers made, bytes
/// mapped) is one look-up and one write. One that is on the shelf but not ready is made ready on
/// the spot. Everything else (making an answer, compressing it) goes to a virtual thread and comes
/// back to the loop to be sent.
///
/// Caching as RFC 9110 §8.8, §13 and RFC 9111 have it: strong ETags that differ by content coding,
/// `Vary: Accept-Encoding` also on the plain answer, 304 with the headers that a 200 would have
/// carried, HEAD as GET without a body; ranges are offered of files. `Accept-Language` is never
/// looked at.
public final class PublicRoute implements Handler<HttpServerRequest> {
  private static final Logger LOG = System.getLogger(PublicRoute.class.getName());
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern REFUSED = Pattern.compile("q\\s*=\\s*0(\\.0*)?");

  /// What is shorter fits into one packet anyway.
  private static final int ENCODED_MIN = 1_400;

  /// What is sent once is not worth the time that what is kept gets.
  private static final int BROTLI_ONCE = 4;

  private static final int GZIP_ONCE = 4;

  private static final int PATH_MAX = 2_000;
  private static final long DRAINED_MAX = 64L << 20;
  private static final int READY_BYTES = 1_600;
  private static final long READY_MAX_BYTES = 64L << 20;

  private final Shelf shelf;
  private final Faults faults;
  private final Handler<HttpServerRequest> others;
  private final List<String> othersPrefixes;
  private final List<String> formsPrefixes;
  private final Map<String, String> always;

  /// Answers with their headers made; the weight is their own, as their bytes lie in the shelf's
  /// file.
  private final Cache<String, Ready> ready =
      Caffeine.newBuilder()
          .maximumWeight(READY_MAX_BYTES)
          .weigher((String path, Ready answer) -> READY_BYTES + 2 * path.length())
          .executor(Runnable::run)
          .build();

  /// How often answers had fallen off the shelf at the last tick; of the thread that ticks.
  private int seenDropped;

  private volatile CharSequence date = HttpHeaders.createOptimized(HTTP_DATE.format(Instant.now()));

  /// @param others answers what is not public content: APIs with a door-keeper, the desk
  /// @param othersPrefixes the beginnings of the addresses that it answers
  /// @param formsPrefixes the beginnings of those that it answers unless they are only read
  /// @param always headers that every answer carries
  public PublicRoute(
      Shelf shelf,
      Faults faults,
      Handler<HttpServerRequest> others,
      List<String> othersPrefixes,
      List<String> formsPrefixes,
      Map<String, String> always) {
    this.shelf = shelf;
    this.faults = faults;
    this.others = others;
    this.othersPrefixes = List.copyOf(othersPrefixes);
    this.formsPrefixes = List.copyOf(formsPrefixes);
    this.always = Map.copyOf(always);
  }

  /// Makes the answer where there is none to give.
  public interface Faults {
    /// Nothing is at `target`: 404.
    Response notFound(Target target);

    /// The answer could not be made: 503 while the database is away, else 500.
    Response failed(Target target, Throwable why);

    /// The method does not fit the address: 405.
    Response notAllowed(Target target);
  }

  /// One shelved answer, ready in one or more encodings.
  private static final class Ready {
    private final Shelved shelved;
    private final @Nullable Variant[] variants = new Variant[Encoding.COUNT];

    Ready(Shelved shelved) {
      this.shelved = shelved;
    }
  }

  /// @param headers names and values in turn
  @SuppressWarnings("ArrayRecordComponent") // Read once a request, compared never.
  private record Variant(String etag, CharSequence[] headers, Buffer body) {}

  /// Puts the time on answers; to be called about once a second.
  public void tick(Instant now) {
    date = HttpHeaders.createOptimized(HTTP_DATE.format(now));
    int dropped = shelf.dropped();
    if (dropped == seenDropped) return;
    seenDropped = dropped;
    ready.asMap().values().removeIf(answer -> answer.shelved.outdated());
  }

  @Override
  public void handle(HttpServerRequest request) {
    String uri = request.uri();
    Ready hit = ready.getIfPresent(uri);
    if (hit != null && hit.shelved.outdated()) {
      ready.invalidate(uri);
      hit = null;
    }
    HttpMethod method = request.method();
    boolean head = method.equals(HttpMethod.HEAD);
    if (hit != null && (head || method.equals(HttpMethod.GET))) {
      Encoding encoding = accepted(request.headers().get(HttpHeaders.ACCEPT_ENCODING));
      Variant variant = hit.variants[encoding.index];
      if (variant != null) {
        send(request, hit.shelved.status(), variant, head);
        return;
      }
    }
    slow(request, uri, head);
  }

  private void slow(HttpServerRequest request, String uri, boolean head) {
    boolean read = head || request.method().equals(HttpMethod.GET);
    if (othersPrefixes.stream().anyMatch(uri::startsWith)
        || (!read && formsPrefixes.stream().anyMatch(uri::startsWith))) {
      other(request, uri, head);
      return;
    }
    int mark = uri.indexOf('?');
    String path = mark < 0 ? uri : uri.substring(0, mark);
    String query = mark < 0 ? "" : uri.substring(mark + 1);
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    var target = new Target(path, query, accept == null ? "" : accept);
    if (!read) {
      reply(request, faults.notAllowed(target).header("Allow", "GET, HEAD"), false);
      return;
    }
    if (!path.startsWith("/") || path.length() > PATH_MAX) {
      reply(request, faults.notFound(target), head);
      return;
    }
    Encoding encoding = accepted(request.headers().get(HttpHeaders.ACCEPT_ENCODING));
    Shelved shelved = query.isEmpty() ? shelf.peek(path) : null;
    Place place = shelved == null ? null : shelved.place(encoding);
    if (shelved != null && place != null && place.there()) {
      send(request, shelved.status(), makeReady(path, shelved, encoding, place), head);
      return;
    }
    Context context =
        Objects.requireNonNull(Vertx.currentContext(), "a request comes on an event loop");
    Thread.startVirtualThread(() -> make(request, target, encoding, head, context));
  }

  /// Hands a request on, with the headers that every answer carries. Whether its address can be
  /// decoded is looked at here, as further on nobody would say what is wrong with it.
  private void other(HttpServerRequest request, String uri, boolean head) {
    if (!decodes(uri)) {
      Problem problem = Problem.of(Problem.Sort.MALFORMED, "request.malformed");
      reply(
          request,
          Response.ok(Problem.MEDIA_TYPE, problem.json())
              .status(problem.sort().status())
              .header("Cache-Control", "no-store"),
          head);
      return;
    }
    always.forEach(request.response()::putHeader);
    request.response().putHeader(HttpHeaders.DATE, date);
    Context context =
        Objects.requireNonNull(Vertx.currentContext(), "a request comes on an event loop");
    // Not the end handler: the router further on puts its own in that place.
    request.response().bodyEndHandler(ended -> context.runOnContext(none -> drain(request)));
    others.handle(request);
  }

  /// Reads what is left of a body when the answer has been given without it (no token, too large),
  /// and throws it away: many a client that still sends does not listen.
  private static void drain(HttpServerRequest request) {
    if (request.isEnded()) return;
    long[] left = {DRAINED_MAX};
    request.handler(buffer -> {
      left[0] -= buffer.length();
      if (left[0] < 0) request.connection().close();
    });
    request.resume();
  }

  /// Whether each percent sign is followed by two hexadecimal digits (RFC 3986 §2.1), and what they
  /// say is UTF-8.
  static boolean decodes(String uri) {
    if (uri.indexOf('%') < 0) return true;
    try {
      for (int i = uri.indexOf('%'); i >= 0; i = uri.indexOf('%', i + 1))
        HexFormat.fromHexDigits(uri, i + 1, i + 3);
      return URLDecoder.decode(uri, StandardCharsets.UTF_8).indexOf(0xfffd) < 0;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  /// On a virtual thread: it may read the database and wait for another that makes the same.
  private void make(
      HttpServerRequest request, Target target, Encoding encoding, boolean head, Context context) {
    Response response;
    try {
      Optional<Response> made = shelf.fetch(target);
      if (made.isPresent() && sendShelved(request, target, encoding, head, context)) return;
      response = made.orElseGet(() -> faults.notFound(target));
    } catch (Throwable e) {
      // Errors too, such as a body nested so deeply that it takes the whole stack: whoever asked
      // gets an answer.
      response = faults.failed(target, e);
    }
    Response last = response;
    Encoding used = isWorth(last) ? encoding : Encoding.PLAIN;
    byte[] body =
        switch (used) {
          case PLAIN -> last.body();
          case GZIP -> Shelf.gzip(last.body(), GZIP_ONCE);
          case BROTLI -> Shelf.brotli(last.body(), BROTLI_ONCE);
        };
    context.runOnContext(none -> reply(request, last, body, used, head));
  }

  /// Whether a coding saves anything.
  private static boolean isWorth(Response response) {
    String type = response.headers().getOrDefault("Content-Type", "");
    boolean text = type.startsWith("text/") || type.contains("json") || type.contains("xml");
    return response.file() == null && text && response.body().length >= ENCODED_MIN;
  }

  /// Sends the answer from the shelf, if it stands there and can be had in `encoding`.
  private boolean sendShelved(
      HttpServerRequest request, Target target, Encoding encoding, boolean head, Context context) {
    Shelved shelved = target.query().isEmpty() ? shelf.peek(target.path()) : null;
    if (shelved == null) return false;
    try {
      Place place = shelf.encoded(shelved, encoding);
      context.runOnContext(none ->
          send(
              request, shelved.status(), makeReady(target.path(), shelved, encoding, place), head));
      return true;
    } catch (IOException e) {
      // The shelf's disk is full: the answer is there all the same, only not compressed.
      LOG.log(Level.DEBUG, "event=shelf.encode.failed path=" + target.path(), e);
      return false;
    }
  }

  private Variant makeReady(String path, Shelved shelved, Encoding encoding, Place place) {
    var headers = new ArrayList<CharSequence>();
    shelved.headers().forEach((name, value) -> add(headers, name, value));
    always.forEach((name, value) -> add(headers, name, value));
    add(headers, "Vary", "Accept-Encoding");
    add(headers, "ETag", shelved.etag(encoding));
    if (encoding != Encoding.PLAIN) add(headers, "Content-Encoding", encoding.token);
    add(headers, "Content-Length", Integer.toString(place.length()));
    Buffer body = Buffer.buffer(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(place.bytes())));
    var variant = new Variant(shelved.etag(encoding), headers.toArray(CharSequence[]::new), body);
    Ready answer = ready.getIfPresent(path);
    if (answer == null || answer.shelved != shelved) {
      answer = new Ready(shelved);
      ready.put(path, answer);
    }
    answer.variants[encoding.index] = variant;
    return variant;
  }

  private static void add(List<CharSequence> headers, String name, String value) {
    headers.add(HttpHeaders.createOptimized(name));
    headers.add(HttpHeaders.createOptimized(value));
  }

  private void send(HttpServerRequest request, int status, Variant variant, boolean head) {
    HttpServerResponse response = request.response();
    MultiMap headers = response.headers();
    CharSequence[] list = variant.headers();
    headers.add(HttpHeaders.DATE, date);
    String known = request.headers().get(HttpHeaders.IF_NONE_MATCH);
    if (known != null && status == 200 && matches(known, variant.etag())) {
      response.setStatusCode(304);
      for (int i = 0; i < list.length; i += 2)
        if (!isAboutContent(list[i])) headers.add(list[i], list[i + 1]);
      response.end();
      return;
    }
    if (status != 200) response.setStatusCode(status);
    for (int i = 0; i < list.length; i += 2) headers.add(list[i], list[i + 1]);
    if (head) response.end();
    else response.end(variant.body());
  }

  /// A 304 describes no content (RFC 9110 §15.4.5).
  private static boolean isAboutContent(CharSequence name) {
    return name.toString().startsWith("Content-")
        && !name.toString().equals("Content-Location")
        && !name.toString().startsWith("Content-Security");
  }

  /// Sends what is not on the shelf, as it is.
  private void reply(HttpServerRequest request, Response made, boolean head) {
    reply(request, made, made.body(), Encoding.PLAIN, head);
  }

  private void reply(
      HttpServerRequest request, Response made, byte[] body, Encoding encoding, boolean head) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) return;
    response.setStatusCode(made.status());
    always.forEach(response::putHeader);
    made.headers().forEach(response::putHeader);
    response.putHeader(HttpHeaders.DATE, date);
    if (made.file() != null) {
      file(request, made.file(), head);
      return;
    }
    String vary = made.headers().get("Vary");
    response.putHeader(
        HttpHeaders.VARY, vary == null ? "Accept-Encoding" : vary + ", Accept-Encoding");
    if (encoding != Encoding.PLAIN)
      response.putHeader(HttpHeaders.CONTENT_ENCODING, encoding.token);
    if (made.status() == 200) {
      String etag = '"' + Shelf.digest(made.body()) + encoding.suffix + '"';
      response.putHeader(HttpHeaders.ETAG, etag);
      String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
      if (known != null && matches(known, etag)) {
        response.headers().remove(HttpHeaders.CONTENT_TYPE).remove(HttpHeaders.CONTENT_ENCODING);
        response.setStatusCode(304).end();
        return;
      }
    }
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
    if (head) response.end();
    else response.end(Buffer.buffer(body));
  }

  /// Sends a file from the disk, whole or in part, without its bytes passing through the heap. It
  /// is never compressed, so that a part of it is a part of what everybody has.
  private static void file(HttpServerRequest request, Path file, boolean head) {
    HttpServerResponse response = request.response();
    String etag = response.headers().get(HttpHeaders.ETAG);
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    response.putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    if (known != null && matches(known, etag)) {
      response.headers().remove(HttpHeaders.CONTENT_TYPE);
      response.setStatusCode(304).end();
      return;
    }
    long size = file.toFile().length();
    ByteRange part =
        head
            ? null
            : ByteRange.of(request.getHeader("Range"), request.getHeader("If-Range"), etag, size);
    if (part != null) {
      response.setStatusCode(part.length() == 0 ? 416 : 206);
      response.putHeader(HttpHeaders.CONTENT_RANGE, part.words(size));
    }
    long length = part == null ? size : part.length();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
    if (head || length == 0) response.end();
    else
      response
          .sendFile(file.toString(), part == null ? 0 : part.from(), length)
          .onFailure(failure ->
              LOG.log(Level.DEBUG, "event=file.broke-off file=" + file.getFileName(), failure));
  }

  /// Whether `If-None-Match` names this validator, by weak comparison (RFC 9110 §13.1.2).
  static boolean matches(String known, String etag) {
    if (known.equals(etag) || known.strip().equals("*")) return true;
    if (known.length() <= etag.length()) return false;
    for (String one : known.split(",", 50)) {
      String tag = one.strip();
      if ((tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag)) return true;
    }
    return false;
  }

  /// The best of our codings that a client takes (RFC 9110 §12.5.3); plain where it says nothing of
  /// it.
  static Encoding accepted(@Nullable String header) {
    if (header == null || header.isEmpty()) return Encoding.PLAIN;
    boolean gzip = false;
    boolean noGzip = false;
    for (String one : header.split(",", 20)) {
      String[] parts = one.split(";", 2);
      String token = parts[0].strip().toLowerCase(Locale.ROOT);
      boolean refused =
          parts.length > 1 && REFUSED.matcher(parts[1].strip().toLowerCase(Locale.ROOT)).matches();
      if (token.equals("gzip") && refused) noGzip = true;
      if (refused) continue;
      if (token.equals("br")) return Encoding.BROTLI;
      if (token.equals("gzip") || token.equals("*")) gzip = true;
    }
    return gzip && !noGzip ? Encoding.GZIP : Encoding.PLAIN;
  }
}
