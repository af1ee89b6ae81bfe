package communique.desk;

import communique.access.Doorkeeper;
import communique.access.Doorkeeper.Admission;
import communique.access.Right;
import communique.access.Role;
import communique.access.Token;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Problem;
import communique.platform.Problem.Sort;
import communique.platform.Refusal;
import communique.shelf.Target;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Between HTTP and the desk: who asks, what they sent, and the status that an outcome has.
@Singleton
final class Door {
  static final String JSON = "application/json";

  private static final int BODY_MAX = 2 << 20;

  private static final int KEY_MAX = 200;

  private final Doorkeeper doorkeeper;

  Door(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  /// What a request is about, once it was let in.
  record Caller(HttpServerRequest request, Token token) {
    Precondition precondition() {
      List<String> match = request.headers().getAll("If-Match");
      return Precondition.of(
          match.isEmpty() ? null : String.join(",", match), request.getHeader("If-None-Match"));
    }

    /// A parameter of the query; empty where it is not given.
    String parameter(String name) {
      return new Target("", query(request), "").parameters().getOrDefault(name, "");
    }

    private static String query(HttpServerRequest request) {
      return request.query() == null ? "" : request.query();
    }

    /// The parameter `limit`: 1 to 1,000, and 100 where it is not given.
    Outcome<Integer> limit() {
      String limit = parameter("limit");
      if (limit.isEmpty()) return Outcome.done(100);
      boolean fits =
          limit.matches("[0-9]{1,4}") && !limit.matches("0+") && Integer.parseInt(limit) <= 1_000;
      return fits
          ? Outcome.done(Integer.parseInt(limit))
          : Outcome.refused("", "parameter.number", "limit", 1, 1_000);
    }
  }

  /// Answers a request without a body.
  Response answer(HttpServerRequest request, Right right, Function<Caller, Response> work) {
    return switch (doorkeeper.admit(
        request.getHeader("Authorization"), request.method().name(), path(request))) {
      case Admission.Turned(Refusal why, boolean presented) ->
          problem(Sort.UNKNOWN_CALLER, List.of(why))
              .header(
                  "WWW-Authenticate",
                  "Bearer realm=\"communique\"" + (presented ? ", error=\"invalid_token\"" : ""))
              .build();
      case Admission.Admitted(Token token) ->
          token.may(right)
              ? work.apply(new Caller(request, token))
              : problem(Sort.FORBIDDEN, List.of(missing(token, right)))
                  .header(
                      "WWW-Authenticate",
                      "Bearer realm=\"communique\", error=\"insufficient_scope\"")
                  .build();
    };
  }

  /// Answers a request with a body.
  Response answer(
      HttpServerRequest request,
      Right right,
      InputStream body,
      BiFunction<Caller, byte[], Response> work) {
    return answer(
        request, right, caller -> respond(read(body), bytes -> work.apply(caller, bytes)));
  }

  /// The request as one that may come twice, by its `Idempotency-Key`.
  Outcome<Answers.Asked> asked(Caller caller, byte[] body) {
    HttpServerRequest request = caller.request();
    @Nullable String key = request.getHeader("Idempotency-Key");
    if (key != null && !key.strip().matches("[!-~]{1," + KEY_MAX + "}"))
      return Outcome.refused("", "idempotency.malformed", KEY_MAX);
    return Outcome.done(
        new Answers.Asked(
            caller.token(), key == null ? "" : key.strip(), path(request), digest(body)));
  }

  /// The answer that an outcome has.
  static <T> Response respond(Outcome<T> outcome, Function<T, Response> done) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> done.apply(value);
      case Outcome.Refused<T>(List<Refusal> refusals) -> problem(sort(refusals), refusals).build();
    };
  }

  static Response.ResponseBuilder ok(int status, String json) {
    return Response.status(status).type(JSON).header("Cache-Control", "no-store").entity(json);
  }

  static Response ok(String json) {
    return ok(200, json).build();
  }

  /// The header that leads to the next page of a list (RFC 8288).
  ///
  /// @param path may have parameters
  private static String next(String path, String cursor, int limit) {
    String sign = path.contains("?") ? "&" : "?";
    return "<" + path + sign + "after=" + cursor + "&limit=" + limit + ">; rel=\"next\"";
  }

  /// A page of a list, with the way to the next one.
  ///
  /// @param path may have parameters
  /// @param found one more than the limit, where there is a next page
  /// @param members of one, as JSON has it
  /// @param cursor behind which the next page begins
  static <T> Response page(
      String path,
      List<T> found,
      int limit,
      Function<T, Map<String, Object>> members,
      Function<T, String> cursor) {
    List<T> page = found.size() > limit ? found.subList(0, limit) : found;
    var answer = new LinkedHashMap<String, Object>();
    answer.put("results", page.stream().map(members).toList());
    if (found.size() <= limit) return ok(Json.write(answer));
    String next = cursor.apply(page.getLast());
    answer.put("next", next);
    return ok(200, Json.write(answer)).header("Link", next(path, next, limit)).build();
  }

  private static Response.ResponseBuilder problem(Sort sort, List<Refusal> refusals) {
    return Response.status(sort.status())
        .type(Problem.MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .entity(Problem.of(sort, refusals).json());
  }

  private static Refusal missing(Token token, Right right) {
    return new Refusal(
        "", "token.right", List.of(token.name(), token.role().slug(), Role.with(right).slug()));
  }

  /// The sort of problem that some refusals are: their own where they agree, else that the request
  /// cannot be taken.
  static Sort sort(List<Refusal> refusals) {
    List<Sort> sorts = refusals.stream().map(refusal -> sort(refusal.key())).distinct().toList();
    return sorts.size() == 1 ? sorts.getFirst() : Sort.REFUSED;
  }

  private static Sort sort(String key) {
    return switch (key) {
      case "version.missing", "tag.version-missing", "draft-file.version-missing" ->
          Sort.VERSION_DUE;
      case "version.stale",
          "tag.version-stale",
          "draft-file.version-stale",
          "draft-file.version-other",
          "version.nothing",
          "version.exists" ->
          Sort.STALE;
      case "draft.published",
          "page.not-published",
          "page.already",
          "page.is-published",
          "alert.done",
          "alert.stopped" ->
          Sort.CONFLICT;
      case "draft.missing",
          "draft-file.missing",
          "page.missing",
          "page.locale-missing",
          "tag.unknown",
          "tag.kind",
          "alert.missing" ->
          Sort.NOT_FOUND;
      case "token.organisation", "token.alerts" -> Sort.FORBIDDEN;
      case "request.too-large", "file.too-long" -> Sort.TOO_LARGE;
      case "file.not-kept" -> Sort.AWAY;
      case "request.malformed",
          "file.broke-off",
          "json.malformed",
          "idempotency.malformed",
          "parameter.number",
          "parameter.cursor",
          "alert.mail-state" ->
          Sort.MALFORMED;
      // An address is asked for in the query.
      default -> key.startsWith("mail.") ? Sort.MALFORMED : Sort.REFUSED;
    };
  }

  private static Outcome<byte[]> read(InputStream in) {
    try {
      byte[] body = in.readNBytes(BODY_MAX + 1);
      return body.length <= BODY_MAX
          ? Outcome.done(body)
          : Outcome.refused("", "request.too-large", BODY_MAX);
    } catch (IOException e) {
      // Whoever sent it has gone; nobody hears the answer.
      return Outcome.refused("", "request.malformed");
    }
  }

  private static String path(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
