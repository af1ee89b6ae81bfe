package communique.shelf;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer to a GET, the same for everyone who asks.
///
/// @param status the HTTP status
/// @param headers besides those that the shelf adds: length, encoding, ETag, `Vary`
/// @param body not compressed; the caller does not change it afterwards
/// @param keep how it may be kept by the shelf
/// @param until the instant at which it is out of date by itself; [Instant#MAX] for never
/// @param file sent from the disk instead of `body`, whole or in part (RFC 9110 §14), and never
///   shelved; null for all that is made. Its headers bring the `ETag`
@SuppressWarnings("ArrayRecordComponent") // Answers are handed on, never compared.
public record Response(
    int status,
    Map<String, String> headers,
    byte[] body,
    Keep keep,
    Instant until,
    @Nullable Path file) {
  /// Whether an answer goes on the shelf.
  public enum Keep {
    /// Until it is said to be out of date.
    SHELVED,
    /// Never: its address is one of a number without bound.
    NEVER
  }

  /// What pages, feeds and documents say to caches: fresh for a few seconds, so that a correction
  /// is soon everywhere, and usable while a cache fetches a newer one (RFC 5861 §3).
  public static final String SOON =
      "public, max-age=5, stale-while-revalidate=60, stale-if-error=86400";

  /// For what never changes at its address.
  public static final String LONG = "public, max-age=31536000, immutable";

  public Response {
    headers = Map.copyOf(headers);
  }

  /// An answer that is right until something of it changes.
  public Response(int status, Map<String, String> headers, byte[] body, Keep keep) {
    this(status, headers, body, keep, Instant.MAX, null);
  }

  /// A file of media type `type`, which stays where it lies.
  ///
  /// @param etag of exactly these bytes, without quotation marks
  public static Response file(String type, Path file, String etag) {
    return new Response(
        200,
        Map.of("Content-Type", type, "Cache-Control", SOON, "ETag", '"' + etag + '"'),
        new byte[0],
        Keep.NEVER,
        Instant.MAX,
        file);
  }

  /// A text of media type `type`, which goes on the shelf.
  public static Response ok(String type, String body) {
    return new Response(
        200,
        Map.of("Content-Type", type, "Cache-Control", SOON),
        body.getBytes(StandardCharsets.UTF_8),
        Keep.SHELVED);
  }

  /// Leads to `location`, for good (301) or for now (302).
  public static Response redirect(int status, String location) {
    return new Response(
        status, Map.of("Location", location, "Cache-Control", SOON), new byte[0], Keep.NEVER);
  }

  /// The same with one header more, or another value for it.
  public Response header(String name, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Response(status, all, body, keep, until, file);
  }

  public Response status(int status) {
    return new Response(status, headers, body, keep, until, file);
  }

  /// The same, never shelved.
  public Response passing() {
    return new Response(status, headers, body, Keep.NEVER, until, file);
  }

  /// The same, which stands on the shelf until `instant` at the longest: what it says of today is
  /// not true tomorrow.
  public Response until(Instant instant) {
    return new Response(status, headers, body, keep, instant, file);
  }
}
