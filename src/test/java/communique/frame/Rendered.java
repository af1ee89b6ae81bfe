package communique.frame;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Prints pages from their templates as the running application does, without starting it.
public final class Rendered {
  private static final Engine ENGINE =
      Engine.builder()
          .addDefaults()
          .addValueResolver(new ReflectionValueResolver())
          .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
          .addLocator(Rendered::locate)
          .build();

  private Rendered() {}

  /// The page as a browser reads it.
  public static Document page(TemplateInstance page) {
    return Jsoup.parse(html(page));
  }

  public static String html(TemplateInstance page) {
    String name =
        page.getClass()
            .getSimpleName()
            .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT);
    String room = page.getClass().getPackageName().replaceFirst(".*[.]", "");
    TemplateInstance instance = ENGINE.getTemplate(room + "/" + name).instance();
    try {
      for (RecordComponent component : page.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        instance.data(component.getName(), component.getAccessor().invoke(page));
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
    return instance.render();
  }

  private static Optional<TemplateLocation> locate(String id) {
    String path = "/templates/" + id + ".html";
    return Rendered.class.getResource(path) == null
        ? Optional.empty()
        : Optional.of(
            new TemplateLocation() {
              @Override
              public Reader read() {
                return new InputStreamReader(open(path), StandardCharsets.UTF_8);
              }

              @Override
              public Optional<Variant> getVariant() {
                return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
              }
            });
  }

  private static InputStream open(String path) {
    InputStream file = Rendered.class.getResourceAsStream(path);
    if (file == null) throw new UncheckedIOException(new IOException("there is no " + path));
    return file;
  }
}
