package communique.cli;

import communique.alerts.Roll;
import communique.exporting.Export;
import communique.exporting.Export.Format;
import communique.exporting.Export.Written;
import communique.exporting.SubscribersExport;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes everything public into a folder, or all subscribers into a file.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Writes everything public into a folder, or all subscribers into a file. Markdown holds every version with its dates, notes and tags, and comes in again with 'import'; govuk is what each page says now, as GOV.UK content items.")
final class ExportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "A folder that is empty or not there yet.")
  private @Nullable Path folder;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Of a folder, one of: ${COMPLETION-CANDIDATES}.")
  private @Nullable Format format;

  @Option(
      names = "--subscribers",
      paramLabel = "FILE",
      description =
          "Instead of a folder, a file that is not there yet: all subscribers as CSV with their addresses, which comes in again with 'import --subscribers'. Only its owner may read it.")
  private @Nullable Path subscribers;

  @Option(names = "--json", description = "Answer with a line of JSON.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path place = folder;
    Format how = format;
    if (subscribers != null && place == null && how == null) return subscribers(subscribers);
    if (subscribers != null || place == null || how == null)
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Name a folder and its --format, or a file behind --subscribers.");
    var console = new Console(spec.commandLine(), json);
    try (Store store = Store.open()) {
      long changes = store.database().reading(Log::head);
      try (var progress = Progress.over("Exporting", changes, spec.commandLine().getErr())) {
        var export = new Export(store.database(), store.newsroom(), store.files());
        return switch (export.write(place, how, progress::step)) {
          case Outcome.Refused<Written> refused -> console.refused("", refused.refusals());
          case Outcome.Done<Written> done -> {
            say(console, place, how, done.value());
            yield 0;
          }
        };
      }
    }
  }

  private int subscribers(Path file) throws IOException {
    var console = new Console(spec.commandLine(), json);
    try (Store store = Store.open()) {
      var roll = new Roll(store.database(), store.settings().data());
      long[] reached = new long[1];
      try (var progress = Progress.over("Exporting", roll.size(), spec.commandLine().getErr())) {
        return switch (new SubscribersExport(roll)
            .write(
                file,
                upTo -> {
                  progress.step(upTo - reached[0]);
                  reached[0] = upTo;
                })) {
          case Outcome.Refused<SubscribersExport.Written> refused ->
              console.refused("", refused.refusals());
          case Outcome.Done<SubscribersExport.Written>(SubscribersExport.Written written) -> {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("file", file.toString());
            answer.put("standing", written.standing());
            answer.put("ended", written.ended());
            console.answer(
                json
                    ? Json.write(answer)
                    : "%s  subscriptions: %d that stand, and %d that ended"
                        .formatted(file, written.standing(), written.ended()));
            yield 0;
          }
        };
      }
    }
  }

  private void say(Console console, Path place, Format how, Written written) {
    if (json) {
      var answer = new LinkedHashMap<String, Object>();
      answer.put("folder", place.toString());
      answer.put("format", how.key());
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
