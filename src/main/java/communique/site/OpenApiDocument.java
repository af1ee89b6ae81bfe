package communique.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import communique.platform.Json;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/// `/api/openapi`: what can be asked of the API and what it answers, as OpenAPI 3.1; YAML, or JSON
/// where `Accept` prefers it.
@Singleton
final class OpenApiDocument implements Maker {
  private static final String PATH = "/api/openapi";

  @Override
  public Optional<Response> make(Target target) {
    if (!target.path().equals(PATH)) return Optional.empty();
    String yaml = yaml();
    Response response =
        prefersJson(target.accept())
            ? Response.ok("application/json", json(yaml))
            : Response.ok("application/yaml", yaml);
    return Optional.of(
        response.header("Access-Control-Allow-Origin", "*").header("Vary", "Accept").passing());
  }

  /// Whether JSON is asked for by name, and YAML not before it.
  static boolean prefersJson(String accept) {
    int json = accept.indexOf("json");
    int yaml = accept.indexOf("yaml");
    return json >= 0 && (yaml < 0 || json < yaml);
  }

  static String yaml() {
    try (InputStream in =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("/openapi.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(String yaml) {
    try {
      return Json.write(new YAMLMapper().readValue(yaml, JsonNode.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
