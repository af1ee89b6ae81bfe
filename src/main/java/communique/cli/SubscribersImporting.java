package communique.cli;

import communique.alerts.Arrivals;
import communique.importing.ListsFile;
import communique.importing.SubscriberResult;
import communique.importing.SubscribersImport;
import communique.importing.SubscribersImport.Survey;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Brings subscribers along, and says what became of them: sums, and of each reason for a refusal
/// the first lines.
final class SubscribersImporting {
  /// So many lines are shown that were refused for one reason.
  private static final int SHOWN = 20;

  /// So many reasons are told apart.
  private static final int REASONS_MAX = 500;

  private static final String SIGNED_UP = "signed-up";
  private static final String REFUSED = "refused";

  /// Of what else than being signed up can become of a line.
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("already", "stood already"),
          Map.entry("left", "not again, as they left here:"),
          Map.entry("bounced", "not, as mails to them came back:"),
          Map.entry("noted", "noted as ended"),
          Map.entry("unsubscribed", "left there"),
          Map.entry("unconfirmed", "never confirmed there"),
          Map.entry("blocked", "blocked there"),
          Map.entry("changed", "replaced there"),
          Map.entry("erased", "without an address"),
          Map.entry("left-out", "of lists that are left out"),
          Map.entry("read-for-the-other-file", "digests read"));

  private final CommandLine command;
  private final Console console;
  private final boolean json;
  private final boolean dryRun;

  SubscribersImporting(CommandLine command, boolean json, boolean dryRun) {
    this.command = command;
    this.console = new Console(command, json);
    this.json = json;
    this.dryRun = dryRun;
  }

  /// Brings them.
  ///
  /// @param mapping the lists file, where one was given
  /// @param refusals gets a line of JSON for each line that is refused, where one was given
  /// @return the exit code
  int run(List<Path> paths, @Nullable Path mapping, @Nullable Path refusals) throws IOException {
    Survey survey = SubscribersImport.survey(paths);
    survey.refused().forEach((path, why) -> console.refused(path.toString(), why));
    if (!survey.refused().isEmpty()) return nothing();
    if (survey.needsLists() && mapping == null)
      throw new CommandLine.ParameterException(
          command,
          "--lists: name the file that says which search each list becomes, as of "
              + String.join(", ", survey.formats().values().stream().distinct().toList())
              + " the lists have names only.");
    try (Store store = Store.open();
        var file = RefusalFile.at(refusals)) {
      Instant now = Instant.now();
      var arrivals =
          new Arrivals(
              store.database(), store.newsroom(), InstantSource.system(), store.settings().data());
      ListsFile lists = ListsFile.none();
      if (mapping != null)
        switch (ListsFile.read(Files.readString(mapping), arrivals, store.newsroom(), now)) {
          case Outcome.Done<ListsFile>(ListsFile read) -> lists = read;
          case Outcome.Refused<ListsFile> refused -> {
            for (Refusal one : refused.refusals())
              console.refused(
                  mapping + (one.place().isEmpty() ? "" : ": " + one.place()),
                  List.of(new Refusal("", one.key(), one.arguments())));
            return nothing();
          }
        }
      var telling = new Telling(file);
      try (var progress = Progress.over("Importing", survey.lines(), command.getErr())) {
        new SubscribersImport(arrivals, store.newsroom(), now, dryRun)
            .bring(
                survey,
                lists,
                (path, line, result) -> {
                  progress.step(1);
                  telling.told(path, line, result);
                });
      }
      return telling.sum(survey);
    }
  }

  private int nothing() {
    console.note("Nothing was changed.");
    return 1;
  }

  /// What was refused for one reason.
  private static final class Reason {
    private long lines;
    private String words = "";
  }

  /// Counts what became of the lines, and says why some were refused.
  private final class Telling {
    private final RefusalFile file;
    private final Map<Path, Map<String, Long>> counts = new LinkedHashMap<>();
    private final Map<String, Reason> reasons = new TreeMap<>();

    Telling(RefusalFile file) {
      this.file = file;
    }

    void told(Path path, long line, SubscriberResult result) {
      switch (result) {
        case SubscriberResult.Taken(var became) -> count(path, became.slug());
        case SubscriberResult.PassedOver(String why) -> count(path, why.replace(' ', '-'));
        case SubscriberResult.Refused(List<Refusal> why) -> {
          count(path, REFUSED);
          String place = path + ":" + line;
          for (Refusal one : why) {
            Reason reason = reason(one);
            if (++reason.lines <= SHOWN) console.refused(place, List.of(one));
            write(path, line, one);
          }
        }
      }
    }

    private void count(Path path, String what) {
      counts.computeIfAbsent(path, key -> new TreeMap<>()).merge(what, 1L, Long::sum);
    }

    /// Of lists that are missing each is one; of others, what is wrong and not with which value.
    private Reason reason(Refusal one) {
      boolean named = one.key().startsWith("subscribers.") && !one.arguments().isEmpty();
      String key = one.key() + (named ? " " + one.arguments().getFirst() : "");
      if (reasons.size() >= REASONS_MAX && !reasons.containsKey(key)) key = one.key();
      Reason reason = reasons.computeIfAbsent(key, k -> new Reason());
      reason.words = one.detail();
      return reason;
    }

    private void write(Path path, long line, Refusal one) {
      var where = new LinkedHashMap<String, Object>();
      where.put("file", path.toString());
      where.put("line", line);
      where.put("column", one.place());
      file.write(where, one);
    }

    int sum(Survey survey) {
      reasons.forEach((key, reason) -> {
        if (reason.lines > SHOWN)
          console.note(
              "… and %d more lines such as: %s".formatted(reason.lines - SHOWN, reason.words));
      });
      var all = new TreeMap<String, Long>();
      survey
          .formats()
          .forEach((path, format) -> {
            Map<String, Long> mine = counts.getOrDefault(path, Map.of());
            mine.forEach((what, times) -> all.merge(what, times, Long::sum));
            if (json) console.answer(Json.write(asJson(path, format, mine)));
            else if (survey.formats().size() > 1)
              console.note(path + " (" + format + "): " + shown(mine) + ".");
          });
      if (!json) console.answer((dryRun ? "Would be: " : "") + shown(all) + ".");
      return all.containsKey(REFUSED) ? 1 : 0;
    }

    private Map<String, Object> asJson(Path path, String format, Map<String, Long> counts) {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("file", path.toString());
      fields.put("format", format);
      fields.put("dryRun", dryRun);
      fields.putAll(counts);
      return fields;
    }

    private String shown(Map<String, Long> counts) {
      var shown = new StringBuilder();
      shown.append("signed up ").append(counts.getOrDefault(SIGNED_UP, 0L));
      counts.forEach((what, times) -> {
        if (!what.equals(SIGNED_UP))
          shown.append(", ").append(WORDS.getOrDefault(what, what)).append(' ').append(times);
      });
      return shown.toString();
    }
  }
}
