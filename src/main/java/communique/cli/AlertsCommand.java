package communique.cli;

import communique.alerts.Sent;
import communique.alerts.Told;
import communique.alerts.ToldMail;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusal;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows which email alerts are being sent and who was told, and holds them up.
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description =
        "Shows which email alerts are being sent and who was told, and pauses, resumes or stops them.",
    synopsisSubcommandLabel = "(status | mails | pause | resume | stop)")
final class AlertsCommand {
  private static final int SHOWN = 20;
  private static final int PAGE = 1_000;
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// Elsewhere than on a terminal every line stays.
  private static final Duration LINE = Duration.ofSeconds(5);

  @Spec @Nullable CommandSpec spec;

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description =
          "Lists the newest alerts and digests, how far each has come, and how long it will take.")
  int status(
      @Parameters(
              paramLabel = "ID",
              arity = "0..*",
              description = "Only these, with all that became of their mails.")
          @Nullable List<Long> ids,
      @Option(
              names = "--watch",
              description = "Shows it anew every second, until nothing is being sent.")
          boolean watch,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    List<Long> asked = ids == null ? List.of() : ids;
    try (Store store = Store.open()) {
      Told told = told(store);
      var screen = new Screen(out(), !json && Progress.isTerminal());
      while (true) {
        var all = new ArrayList<Sent>();
        for (long id : asked) told.one(id).ifPresent(all::add);
        if (asked.isEmpty()) all.addAll(told.newest(Long.MAX_VALUE, "", SHOWN));
        if (all.size() < asked.size()) return missing(asked, all);
        screen.show(lines(all, !asked.isEmpty(), json, screen.isTerminal()));
        boolean moves = all.stream().anyMatch(sent -> sent.state().moves());
        if (!watch || !moves || !pause(screen.isTerminal() ? LOOK : LINE)) return 0;
      }
    }
  }

  private int missing(List<Long> asked, List<Sent> found) {
    List<Long> known = found.stream().map(Sent::id).toList();
    List<Refusal> refusals =
        asked.stream()
            .filter(id -> !known.contains(id))
            .map(id -> new Refusal("", "alert.missing", List.of(Long.toString(id))))
            .toList();
    return console().refused("", refusals);
  }

  private static List<String> lines(List<Sent> all, boolean whole, boolean json, boolean bars) {
    if (json) return all.stream().map(sent -> Json.write(sent.members())).toList();
    if (all.isEmpty()) return List.of("Nothing was sent yet.");
    return all.stream()
        .flatMap(sent -> SentLines.of(sent, whole, bars).stream())
        .collect(Collectors.toList());
  }

  /// @return whether nobody ended it meanwhile
  private static boolean pause(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Command(
      name = "mails",
      mixinStandardHelpOptions = true,
      description = "Lists who was told: each mail of an alert or digest, and what became of it.")
  int mails(
      @Parameters(paramLabel = "ID", description = "Which, as status shows them.") long id,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              defaultValue = "",
              description =
                  "Only those that are waiting, handing-over, deferred, taken, refused, dropped or bounced.")
          String state,
      @Option(
              names = "--address",
              paramLabel = "ADDRESS",
              defaultValue = "",
              description = "Only the one to this address: whether they were told.")
          String address,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    try (Store store = Store.open()) {
      Told told = told(store);
      long after = 0;
      while (true) {
        switch (told.mails(id, state, address, after, PAGE)) {
          case Outcome.Refused<List<ToldMail>>(List<Refusal> refusals) -> {
            return console().refused("", refusals);
          }
          case Outcome.Done<List<ToldMail>>(List<ToldMail> mails) -> {
            for (ToldMail mail : mails)
              out().println(json ? Json.write(mail.members()) : SentLines.of(mail));
            if (after == 0 && mails.isEmpty()) console().note(none(told, id));
            if (mails.size() < PAGE) return 0;
            after = mails.getLast().cursor();
          }
        }
      }
    }
  }

  private static String none(Told told, long id) {
    return told.one(id)
        .map(Sent::foldedAt)
        .map(at ->
            "What became of each mail is not kept since "
                + at.truncatedTo(ChronoUnit.SECONDS)
                + "; 'alerts status "
                + id
                + "' has the counts.")
        .orElse("There is no such mail.");
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
    return change(ids, Told::pause, Told::pauseAll, "Paused");
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
    return change(ids, Told::resume, Told::resumeAll, "Resumed");
  }

  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Ends them: what was not handed over yet never is.")
  int stop(
      @Parameters(paramLabel = "ID", arity = "1..*", description = "Which, as status shows them.")
          @Nullable List<Long> ids) {
    return change(ids, Told::stop, told -> List.of(), "Stopped");
  }

  private int change(
      @Nullable List<Long> ids,
      BiFunction<Told, Long, Outcome<Sent>> one,
      Function<Told, List<Long>> all,
      String word) {
    try (Store store = Store.open()) {
      Told told = told(store);
      var changed = new ArrayList<Long>();
      var refused = new ArrayList<Refusal>();
      if (ids == null || ids.isEmpty()) changed.addAll(all.apply(told));
      else
        for (long id : ids)
          switch (one.apply(told, id)) {
            case Outcome.Done<Sent> done -> changed.add(id);
            case Outcome.Refused<Sent>(List<Refusal> refusals) -> refused.addAll(refusals);
          }
      Console console = console();
      if (!changed.isEmpty())
        console.note(
            word + ": " + changed.stream().map(String::valueOf).collect(Collectors.joining(", ")));
      else if (refused.isEmpty())
        console.note("There was nothing to do. 'alerts status' shows what is being sent.");
      return refused.isEmpty() ? 0 : console.refused("", refused);
    }
  }

  private static Told told(Store store) {
    return Told.of(store.database(), store.newsroom(), store.settings());
  }

  private Console console() {
    return new Console(Objects.requireNonNull(spec).commandLine(), false);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /// What is shown again and again: on a terminal in place, elsewhere only where it changed.
  private static final class Screen {
    private final PrintWriter out;
    private final boolean terminal;
    private List<String> shown = List.of();

    Screen(PrintWriter out, boolean terminal) {
      this.out = out;
      this.terminal = terminal;
    }

    boolean isTerminal() {
      return terminal;
    }

    void show(List<String> lines) {
      // The whole screen anew, as a line that is longer than it is wide takes two.
      if (terminal && !shown.isEmpty()) out.print("\u001b[H\u001b[J");
      for (String line : lines) if (terminal || !shown.contains(line)) out.println(line);
      out.flush();
      shown = lines;
    }
  }
}
