package communique.whole;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// What came back over HTTP.
///
/// @param body as it was sent, still compressed if it was
@SuppressWarnings("ArrayRecordComponent") // Answers are read, never compared.
record Answer(String address, int status, HttpHeaders headers, byte[] body) {
  static Answer of(HttpResponse<byte[]> response) {
    return new Answer(
        response.uri().toString(), response.statusCode(), response.headers(), response.body());
  }

  /// The first header of this name, or the empty string.
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// The body as text, gunzipped where it has to be.
  String text() {
    byte[] bytes = body;
    if (header("Content-Encoding").equals("gzip")) {
      try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        bytes = in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(address + " is not gzip", e);
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  JsonNode json() {
    return Json.tree(text());
  }

  /// This answer, if it has the status that was due.
  ///
  /// @throws AssertionError with what came instead
  Answer must(int due) {
    if (status != due)
      throw new AssertionError(address + ": " + status + " instead of " + due + ": " + text());
    return this;
  }
}
