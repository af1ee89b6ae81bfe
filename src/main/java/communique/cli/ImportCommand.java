package communique.cli;

import communique.importing.CapturedFile;
import communique.importing.Importing;
import communique.importing.Importing.Result;
import communique.platform.Refusal;
import communique.record.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
        "Brings in announcements that were published elsewhere, with their dates and history, and tells no one. What is here already stays as it is.")
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "The plain text of a captured page (visit.txt, visit.ru.txt), or a folder of such.")
  private List<Path> paths = List.of();

  @Option(names = "--dry-run", description = "Only say what would be imported.")
  private boolean dryRun;

  @Option(names = "--slug", paramLabel = "SLUG", description = "Its slug, else the file's name.")
  private String slug = "";

  @Option(
      names = "--locale",
      paramLabel = "LOCALE",
      description = "Its locale, else the one in the file's name or the newsroom's default.")
  private String locale = "";

  @Option(names = "--json", description = "Answer with a line of JSON for each page.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private CommandSpec spec;

  private int brought;
  private int unchanged;
  private int refused;

  @Override
  public Integer call() throws IOException {
    var console = new Console(spec.commandLine(), json);
    List<Path> files = files();
    if (!slug.isEmpty() && files.size() != 1)
      return console.refused(
          "", List.of(new Refusal("slug", "import.slug", List.of(files.size()))));
    try (Store store = Store.open();
        var progress = Progress.over("Importing", files.size(), spec.commandLine().getErr())) {
      var importing = new Importing(store.record(), store.newsroom(), Store.SYSTEM);
      for (List<Path> batch : Importing.batches(files)) {
        List<CapturedFile> captured =
            batch.stream()
                .map(file -> CapturedFile.read(file, slug, locale, store.newsroom().locales()))
                .toList();
        List<Result> results = importing.bring(captured, dryRun);
        progress.step(batch.size());
        for (int i = 0; i < results.size(); i++)
          say(console, store, captured.get(i).name(), results.get(i));
      }
    }
    console.note(
        "%s: %d, unchanged: %d, refused: %d."
            .formatted(dryRun ? "Would be imported" : "Imported", brought, unchanged, refused));
    return refused == 0 ? 0 : 1;
  }

  private void say(Console console, Store store, String name, Result result) {
    switch (result) {
      case Result.Brought done -> {
        brought++;
        Receipt receipt = done.receipt();
        String history = done.notes() == 1 ? "1 note" : done.notes() + " notes";
        console.happened(
            store.newsroom(),
            receipt,
            dryRun
                ? "would be imported, with " + history + " of its history"
                : "imported, with %s of its history (change %d)"
                    .formatted(history, receipt.change()));
      }
      case Result.Unchanged same -> {
        unchanged++;
        console.happened(store.newsroom(), same.receipt(), Console.published(same.receipt()));
      }
      case Result.Refused not -> {
        refused++;
        console.refused(name, not.refusals());
      }
    }
  }

  /// The files that were named, and those that can be read in the folders that were named.
  private List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.walk(path)) {
        inside
            .filter(Files::isRegularFile)
            .filter(CapturedFile::isOne)
            .sorted(Comparator.naturalOrder())
            .forEach(files::add);
      }
    }
    return files;
  }
}
