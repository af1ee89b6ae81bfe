package communique.cli;

import communique.alerts.Told;
import communique.alerts.Told.Sent;
import communique.platform.Json;
import communique.record.Newsroom;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows which email alerts are being sent, and holds them up.
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = "Shows which email alerts are being sent, and pauses, resumes or stops them.",
    synopsisSubcommandLabel = "(status | pause | resume | stop)")
final class AlertsCommand {
  private static final int SHOWN = 20;

  @Spec @Nullable CommandSpec spec;

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Lists the newest alerts and digests, and how far each has come.")
  int status(@Option(names = "--json", description = "One JSON object a line.") boolean json) {
    try (Store store = Store.open()) {
      List<Sent> all = told(store).newest(SHOWN);
      for (Sent sent : all) out().println(json ? asJson(sent) : asLine(sent));
      if (all.isEmpty() && !json) out().println("Nothing was sent yet.");
      return 0;
    }
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Sends nothing more of them until they are resumed.")
  int pause(
      @Parameters(
              paramLabel = "ID",
              arity = "0..*",
              description = "Which, as status shows them; without one, all that there are now.")
          @Nullable List<Long> ids) {
    return change(ids, Told::pause, "Paused");
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Lets them go on: those that were paused, and those that are late.")
  int resume(
      @Parameters(
              paramLabel = "ID",
              arity = "0..*",
              description = "Which, as status shows them; without one, all that there are now.")
          @Nullable List<Long> ids) {
    return change(ids, Told::resume, "Resumed");
  }

  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Ends them: what was not handed over yet never is.")
  int stop(
      @Parameters(paramLabel = "ID", arity = "1..*", description = "Which, as status shows them.")
          @Nullable List<Long> ids) {
    return change(ids, Told::stop, "Stopped");
  }

  private int change(
      @Nullable List<Long> ids, BiFunction<Told, List<Long>, List<Long>> work, String done) {
    try (Store store = Store.open()) {
      List<Long> changed = work.apply(told(store), ids == null ? List.of() : ids);
      PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
      if (changed.isEmpty()) {
        err.println("There was nothing to do. 'alerts status' shows what is being sent.");
        return ids == null || ids.isEmpty() ? 0 : 1;
      }
      err.println(
          done + ": " + changed.stream().map(String::valueOf).collect(Collectors.joining(", ")));
      return 0;
    }
  }

  private static Told told(Store store) {
    return new Told(store.database(), Newsroom.of(Communique.settings()), InstantSource.system());
  }

  private static String asLine(Sent sent) {
    var line = new StringBuilder();
    line.append(sent.id()).append(": ").append(sent.kind());
    if (!sent.about().isEmpty()) line.append(' ').append(sent.about());
    line.append(", ").append(sent.madeAt().truncatedTo(ChronoUnit.SECONDS)).append(", ");
    line.append(sent.state().equals("late") ? "late: 'alerts resume' sends it" : sent.state());
    line.append("; ").append(sent.taken()).append(" of ").append(sent.asked());
    line.append(" mails handed over");
    if (sent.refused() > 0) line.append(", ").append(sent.refused()).append(" refused");
    if (sent.dropped() > 0) line.append(", ").append(sent.dropped()).append(" not wanted any more");
    return line.toString();
  }

  private static String asJson(Sent sent) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", sent.id());
    json.put("kind", sent.kind());
    json.put("about", sent.about());
    json.put("madeAt", sent.madeAt().toString());
    json.put("state", sent.state());
    json.put("asked", sent.asked());
    json.put("taken", sent.taken());
    json.put("refused", sent.refused());
    json.put("dropped", sent.dropped());
    json.put("waiting", sent.waiting());
    return Json.write(json);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
