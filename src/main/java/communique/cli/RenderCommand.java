package communique.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import communique.importing.BodyFile;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.text.Body;
import communique.text.RenderOptions;
import communique.text.Text;
import communique.text.TextRefused;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows what bodies become, without a newsroom.
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description =
        "Shows what a body becomes, as a fragment. Front matter is skipped and not needed.")
final class RenderCommand implements Callable<Integer> {
  private static final String BASE = "http://localhost/";

  /// As what a body may be printed.
  enum As {
    HTML,
    FEED,
    MAIL,
    TEXT
  }

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Markdown, or HTML where its name ends in .html.")
  private List<Path> files = List.of();

  @Option(
      names = "--as",
      paramLabel = "FORM",
      description = "html (default), feed (absolute links), mail (inline styles) or text.")
  private As form = As.HTML;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Write files of the same name, ending in .html or .txt, into this folder.")
  private @Nullable Path to;

  @Option(
      names = "--options",
      paramLabel = "FILE",
      description =
          "JSON with what surrounds the body: locale, document_domains, images, attachments, links, contacts, auto_numbered_headers.")
  private @Nullable Path options;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var console = new Console(spec.commandLine(), false);
    RenderOptions surroundings;
    switch (surroundings()) {
      case Outcome.Refused<RenderOptions> refused -> {
        return console.refused(String.valueOf(options), refused.refusals());
      }
      case Outcome.Done<RenderOptions> done -> surroundings = done.value();
    }
    List<String> printed = new ArrayList<>();
    boolean all = true;
    for (Path file : files) {
      switch (BodyFile.read(file).then(body -> print(body, surroundings))) {
        case Outcome.Done<String> done -> printed.add(done.value());
        case Outcome.Refused<String> refused -> {
          console.refused(file.toString(), refused.refusals());
          all = false;
        }
      }
    }
    // All are read before the first is written.
    if (!all) return 1;
    return to == null ? show(printed) : write(to, printed, console);
  }

  private Outcome<RenderOptions> surroundings() {
    if (options == null) return Outcome.done(new RenderOptions(Map.of()));
    return BodyFile.text(options).then(RenderCommand::options);
  }

  private static Outcome<RenderOptions> options(String json) {
    try {
      var type = new TypeReference<@Nullable Map<String, Object>>() {};
      Map<String, Object> read = Json.MAPPER.readValue(json, type);
      if (read == null) return Outcome.refused("", "options.malformed", 1, 1);
      return Outcome.done(new RenderOptions(read));
    } catch (JsonProcessingException malformed) {
      var at = malformed.getLocation();
      return Outcome.refused(
          "",
          "options.malformed",
          at == null ? 0 : at.getLineNr(),
          at == null ? 0 : at.getColumnNr());
    } catch (RenderOptions.Unknown unknown) {
      return Outcome.refused(unknown.name(), "options.unknown", unknown.name());
    } catch (RenderOptions.Malformed malformed) {
      return Outcome.refused(malformed.name(), "options.value", malformed.name());
    }
  }

  private Outcome<String> print(Body body, RenderOptions surroundings) {
    Optional<TextRefused> problem = Text.problem(body);
    // A chart that could not be published can still be looked at.
    if (problem.isPresent() && !problem.get().key().startsWith("text.chart")) {
      return Outcome.refused("", problem.get().key(), problem.get().arguments());
    }
    Text text = Text.parse(body);
    String base = System.getenv().getOrDefault("COMMUNIQUE_URL", BASE);
    return Outcome.done(
        switch (form) {
          case HTML -> text.toContent(surroundings);
          case FEED -> text.toFeed(surroundings, base);
          case MAIL -> text.toMail(surroundings, base);
          case TEXT -> text.toPlain(surroundings);
        });
  }

  private int show(List<String> printed) {
    var out = spec.commandLine().getOut();
    for (String one : printed) {
      out.print(one);
      if (!one.endsWith("\n")) out.print('\n');
    }
    out.flush();
    return 0;
  }

  private int write(Path folder, List<String> printed, Console console) throws IOException {
    Set<Path> targets = new HashSet<>();
    for (Path file : files) {
      Path target = target(folder, file);
      if (!targets.add(target)) return refused(console, file, "render.same-name", target);
      for (Path other : files) {
        boolean over = Files.exists(target) && Files.isSameFile(target, other);
        if (over) return refused(console, file, "render.over-source", target);
      }
    }
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < files.size(); i++) {
        Files.writeString(target(folder, files.get(i)), printed.get(i));
      }
    } catch (FileSystemException unwritable) {
      return refused(console, folder, "render.unwritable", unwritable.getFile());
    }
    return 0;
  }

  private static int refused(Console console, Path at, String key, Object what) {
    return console.refused(
        at.toString(), List.of(new Refusal("", key, List.of(String.valueOf(what)))));
  }

  private Path target(Path folder, Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return folder.resolve(stem + (form == As.TEXT ? ".txt" : ".html"));
  }
}
