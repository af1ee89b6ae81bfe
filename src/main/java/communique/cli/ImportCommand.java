package communique.cli;

import communique.importing.Importing;
import communique.importing.Importing.Place;
import communique.importing.Result;
import communique.importing.Survey;
import communique.platform.Refusal;
import communique.record.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings in what was published elsewhere.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Brings in announcements that were published elsewhere, with their dates and history, and tells no one; or subscribers, with the date on which they agreed. What is here already stays as it is.")
final class ImportCommand implements Callable<Integer> {
  /// Of more than that, only the summary is said, and what was refused.
  private static final int NAMED_MAX = 100;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Files, or folders of them: GOV.UK content items (JSON, a list of them, or one a line), Atom and RSS feeds with the archives beside them, WordPress exports, Markdown (an export of a newsroom, or a blog), the plain text of captured pages (visit.txt, visit.ru.txt).")
  private List<Path> paths = List.of();

  @Option(
      names = "--subscribers",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Instead of announcements, subscribers: CSV of listmonk, Mailman, GovDelivery, email-alert-api, or of 'export --subscribers'.")
  private List<Path> subscribers = List.of();

  @Option(
      names = "--lists",
      paramLabel = "MAPPING",
      description = "Of subscribers: the YAML file that says which search each list becomes.")
  private @Nullable Path lists;

  @Option(names = "--dry-run", description = "Only say what would be imported.")
  private boolean dryRun;

  @Option(names = "--tell", description = "Tell readers of what comes in, as of any other change.")
  private boolean tell;

  @Option(
      names = "--refusals",
      paramLabel = "FILE",
      description = "Write what is refused to this file too, a line of JSON each.")
  private @Nullable Path refusals;

  @Option(
      names = "--slug",
      paramLabel = "SLUG",
      description = "The slug of a captured page, else its file's name.")
  private String slug = "";

  @Option(
      names = "--locale",
      paramLabel = "LOCALE",
      description =
          "The locale of captured pages, else the one in the file's name or the newsroom's default.")
  private String locale = "";

  @Option(names = "--json", description = "Answer with a line of JSON for each item.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (paths.isEmpty() == subscribers.isEmpty())
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Name files of announcements, or files behind --subscribers.");
    if (lists != null && subscribers.isEmpty())
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--lists belongs to --subscribers.");
    var console = new Console(spec.commandLine(), json);
    Path folder = refusals == null ? null : refusals.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder))
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--refusals: the folder %s is not there. Make it, or name a file in another."
              .formatted(folder));
    if (!subscribers.isEmpty())
      return new SubscribersImporting(spec.commandLine(), json, dryRun)
          .run(subscribers, lists, refusals);
    try (Store store = Store.open();
        var file = RefusalFile.at(refusals)) {
      var importing =
          new Importing(
              store.record(), store.newsroom(), store.files(), Store.SYSTEM, tell, dryRun);
      Survey survey = importing.survey(paths, slug, locale);
      if (!slug.isEmpty() && survey.items() != 1)
        return console.refused(
            "", List.of(new Refusal("slug", "import.slug", List.of(survey.items()))));
      var telling = new Telling(console, store, survey, file);
      for (Survey.Broken broken : survey.broken())
        telling.refused(new Place(broken.file(), broken.place(), "file"), broken.why());
      try (var progress = Progress.over("Importing", survey.items(), spec.commandLine().getErr())) {
        importing.bring(
            survey,
            (place, result) -> {
              progress.step(1);
              telling.told(place, result);
            });
      }
      return telling.sum();
    }
  }

  /// Says what became of each item, and counts.
  private final class Telling {
    private final Console console;
    private final Store store;
    private final Survey survey;
    private final RefusalFile file;
    private final Map<String, Count> counts = new TreeMap<>();
    private final Map<String, Integer> kept = new TreeMap<>();
    private int tags;

    Telling(Console console, Store store, Survey survey, RefusalFile file) {
      this.console = console;
      this.store = store;
      this.survey = survey;
      this.file = file;
    }

    void told(Place place, Result result) {
      Count count = count(place);
      switch (result) {
        case Result.Brought done -> {
          count.imported++;
          tags += done.tags();
          done.kept().forEach(name -> kept.merge(name, 1, Integer::sum));
          brought(place, done);
        }
        case Result.Placed placed -> {
          count.imported++;
          tags += placed.tags();
          placed.kept().forEach(name -> kept.merge(name, 1, Integer::sum));
          if (named())
            console.happened(
                store.newsroom(), new Receipt(0, 0, placed.path(), false), place.sort());
        }
        case Result.Unchanged same -> {
          count.unchanged++;
          if (named())
            console.happened(store.newsroom(), same.receipt(), Console.published(same.receipt()));
        }
        case Result.Refused not -> refused(place, not.refusals());
      }
    }

    void refused(Place place, List<Refusal> why) {
      count(place).refused++;
      console.refused(place.shown(), why);
      for (Refusal one : why) {
        var where = new LinkedHashMap<String, Object>();
        where.put("file", place.file());
        where.put("place", place.place());
        where.put("pointer", one.pointer());
        file.write(where, one);
      }
    }

    /// The sums, and what somebody who moves house must know besides.
    int sum() {
      counts.forEach((sort, count) -> {
        if (counts.size() > 1) console.note(sort + ": " + count.shown(dryRun) + ".");
      });
      if (tags > 0) console.note("Tags made: " + tags + ".");
      if (!kept.isEmpty()) {
        console.note("Kept in the record without a counterpart here, by field and how often:");
        kept.forEach((name, times) -> console.note("  " + name + ": " + times));
      }
      for (String over : survey.passedOver())
        console.note(over + ": passed over, nothing here reads it.");
      var all = new Count();
      counts.values().forEach(all::add);
      console.note(
          "%s: %d, unchanged: %d, refused: %d."
              .formatted(
                  dryRun ? "Would be imported" : "Imported",
                  all.imported,
                  all.unchanged,
                  all.refused));
      return all.refused == 0 ? 0 : 1;
    }

    private void brought(Place place, Result.Brought done) {
      if (!done.namesake().isEmpty())
        console.note(
            "%s: its id belongs to /news/%s, so %s has one of its own."
                .formatted(place.shown(), done.namesake(), done.receipt().path()));
      if (!named()) return;
      String history = done.notes() == 1 ? "1 note" : done.notes() + " notes";
      console.happened(
          store.newsroom(),
          done.receipt(),
          dryRun
              ? "would be imported, with " + history + " of its history"
              : "imported, with %s of its history (change %d)"
                  .formatted(history, done.receipt().change()));
    }

    private boolean named() {
      return json || survey.items() <= NAMED_MAX;
    }

    private Count count(Place place) {
      return counts.computeIfAbsent(place.sort(), key -> new Count());
    }
  }

  private static final class Count {
    private long imported;
    private long unchanged;
    private long refused;

    void add(Count other) {
      imported += other.imported;
      unchanged += other.unchanged;
      refused += other.refused;
    }

    String shown(boolean dryRun) {
      return "%s %d, unchanged %d, refused %d"
          .formatted(dryRun ? "would be imported" : "imported", imported, unchanged, refused);
    }
  }
}
