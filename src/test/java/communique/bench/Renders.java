package communique.bench;

import communique.text.Body;
import communique.text.Surroundings;
import communique.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// How fast bodies become HTML, beside commonmark-java alone, with its tables and footnotes, on the
/// same text: the bodies of the demonstration.
final class Renders {
  private static final Path DEMO = Path.of("src/main/resources/demo");
  private static final int WARM = 40;
  private static final int ROUNDS = 60;
  private static final int TIMES = 10;

  private final List<Body> bodies = new ArrayList<>();
  private final Surroundings surroundings = Surroundings.none(Locale.ENGLISH);
  private final Parser parser;
  private final HtmlRenderer printer;
  private long characters;

  Renders() {
    List<Extension> extensions = List.of(TablesExtension.create(), FootnotesExtension.create());
    parser = Parser.builder().extensions(extensions).build();
    printer = HtmlRenderer.builder().extensions(extensions).escapeHtml(true).build();
  }

  List<Figure> run() throws IOException {
    read();
    for (int i = 0; i < WARM; i++) {
      content();
      page();
      reference();
    }
    List<Double> content = new ArrayList<>();
    List<Double> page = new ArrayList<>();
    List<Double> reference = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      content.add(megabytes(this::content));
      reference.add(megabytes(this::reference));
      page.add(megabytes(this::page));
    }
    double alone = Numbers.median(reference);
    return List.of(
        new Figure("render.html", Numbers.median(content), "MB/s", "commonmark-java", alone),
        new Figure("render.page", Numbers.median(page), "MB/s", "commonmark-java", alone));
  }

  private void read() throws IOException {
    try (var files = Files.list(DEMO)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        String source = Files.readString(file);
        int end = source.indexOf("\n---\n", 4);
        String body = source.substring(end + 5);
        bodies.add(new Body(Body.Dialect.GOVSPEAK, body));
        characters += body.length();
      }
    }
  }

  private double megabytes(Runnable render) {
    long from = System.nanoTime();
    for (int i = 0; i < TIMES; i++) render.run();
    return characters * TIMES / 1e6 / ((System.nanoTime() - from) / 1e9);
  }

  private void content() {
    for (Body body : bodies) made(Text.parse(body).toContent(surroundings));
  }

  private void page() {
    for (Body body : bodies) made(Text.parse(body).toPage(surroundings));
  }

  private void reference() {
    for (Body body : bodies) made(printer.render(parser.parse(body.source())));
  }

  /// Looked at, so that the compiler cannot leave it out.
  private static void made(String html) {
    if (html.isEmpty()) throw new IllegalStateException("nothing was rendered");
  }
}
