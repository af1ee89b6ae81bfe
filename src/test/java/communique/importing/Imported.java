package communique.importing;

import communique.files.KeptFiles;
import communique.platform.Refusal;
import communique.record.Newsroom;
import communique.record.TestNewsroom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What became of an import in a test, in words.
record Imported(List<String> results, Set<String> kept) {
  /// Imports files as `communique import` does.
  static Imported of(TestNewsroom newsroom, Path... paths) throws IOException {
    return of(newsroom, TestNewsroom.NEWSROOM, false, paths);
  }

  static Imported of(TestNewsroom newsroom, Newsroom house, boolean dryRun, Path... paths)
      throws IOException {
    var importing =
        new Importing(
            newsroom.record(),
            house,
            new KeptFiles(java.nio.file.Path.of("target/no-files")),
            "importer",
            false,
            dryRun);
    Survey survey = importing.survey(List.of(paths), "", "");
    var results = new ArrayList<String>();
    var kept = new TreeSet<String>();
    for (Survey.Broken broken : survey.broken()) results.add("broken: " + words(broken.why()));
    int before = results.size();
    importing.bring(
        survey,
        (place, result) ->
            results.add(
                switch (result) {
                  case Result.Brought brought -> {
                    kept.addAll(brought.kept());
                    yield "brought " + brought.receipt().path();
                  }
                  case Result.Placed placed -> "placed " + placed.path();
                  case Result.Unchanged unchanged -> "unchanged";
                  case Result.Refused refused -> place.place() + ": " + words(refused.refusals());
                }));
    for (String over : survey.passedOver())
      results.add(before++, "passed over: " + Path.of(over).getFileName());
    return new Imported(results, kept);
  }

  static Path file(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String words(List<Refusal> why) {
    var words = new ArrayList<String>();
    for (Refusal one : why) words.add((one.place().isEmpty() ? "" : one.place() + " ") + one.key());
    return String.join(", ", words);
  }
}
