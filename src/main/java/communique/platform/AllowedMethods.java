package communique.platform;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which methods an address of the API takes. RFC 9110 §15.5.6 asks for them with a 405, and the
/// framework does not tell.
@Singleton
public final class AllowedMethods {
  private final List<Route> routes = new ArrayList<>();

  private record Route(Pattern path, String method) {}

  AllowedMethods(@All List<Api> apis) {
    for (Api api : apis) {
      String base = api.getClass().getAnnotation(Path.class).value();
      for (Method method : api.getClass().getDeclaredMethods()) {
        Path below = method.getAnnotation(Path.class);
        String path = below == null ? base : base + "/" + below.value();
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) routes.add(new Route(pattern(path), http.value()));
        }
      }
    }
  }

  /// The value of `Allow` for a path; a GET also answers HEAD, and everything answers OPTIONS.
  String of(String path) {
    var methods = new TreeSet<>(List.of("OPTIONS"));
    for (Route route : routes)
      if (route.path().matcher(path).matches()) {
        methods.add(route.method());
        if (route.method().equals(HttpMethod.GET)) methods.add(HttpMethod.HEAD);
      }
    return String.join(", ", methods);
  }

  private static Pattern pattern(String path) {
    String[] literals = path.split("\\{[^}]*}", -1);
    var pattern = new StringBuilder();
    for (int i = 0; i < literals.length; i++) {
      if (i > 0) pattern.append("[^/]+");
      pattern.append(Pattern.quote(literals[i]));
    }
    return Pattern.compile(pattern.append("/?").toString());
  }
}
