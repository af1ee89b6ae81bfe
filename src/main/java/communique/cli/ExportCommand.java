package communique.cli;

import communique.exporting.Export;
import communique.exporting.Export.Format;
import communique.exporting.Export.Written;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes everything public into a folder.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Writes everything public into a folder. Markdown holds every version with its dates, notes and tags, and comes in again with 'import'; govuk is what each page says now, as GOV.UK content items.")
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A folder that is empty or not there yet.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path place;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "One of: ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Format format;

  @Option(names = "--json", description = "Answer with a line of JSON.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var console = new Console(spec.commandLine(), json);
    try (Store store = Store.open()) {
      long changes = store.database().reading(Log::head);
      try (var progress = Progress.over("Exporting", changes, spec.commandLine().getErr())) {
        var export = new Export(store.database(), store.newsroom(), store.files());
        return switch (export.write(place, format, progress::step)) {
          case Outcome.Refused<Written> refused -> console.refused("", refused.refusals());
          case Outcome.Done<Written> done -> {
            say(console, done.value());
            yield 0;
          }
        };
      }
    }
  }

  private void say(Console console, Written written) {
    if (json) {
      var answer = new LinkedHashMap<String, Object>();
      answer.put("folder", place.toString());
      answer.put("format", format.key());
      answer.put("change", written.change());
      answer.put("announcements", written.announcements());
      answer.put("files", written.files());
      answer.put("lacking", written.lacking());
      console.answer(Json.write(answer));
    } else
      console.answer(
          "%s  %d announcements in %d files, as of change %d"
              .formatted(place, written.announcements(), written.files(), written.change()));
    if (written.lacking() > 0)
      console.note(
          "Attached files that are not in it, as the data folder lacks them: "
              + written.lacking()
              + ".");
  }
}
