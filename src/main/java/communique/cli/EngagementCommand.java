package communique.cli;

import communique.importing.EngagementsFile;
import communique.platform.Outcome;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes engagements, or says something of them anew, without an announcement.
@Command(
    name = "engagement",
    mixinStandardHelpOptions = true,
    description =
        "Makes the engagements in a YAML file, or says anew what it states of them: a list under engagements, as in front matter. What is not named stays as it is. All of them or none.")
final class EngagementCommand implements Callable<Integer> {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "A list under engagements.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path file;

  @Option(names = "--create-tags", description = "Make the tags that do not exist.")
  private boolean createTags;

  @Option(names = "--json", description = "Answer with a line of JSON for each engagement.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private CommandSpec spec;

  @Override
  public Integer call() {
    var console = new Console(spec.commandLine(), json);
    try (Store store = Store.open()) {
      return switch (EngagementsFile.read(file, store.newsroom().locales().first(), createTags)) {
        case Outcome.Refused<EngagementsFile> refused ->
            console.refused(file.toString(), refused.refusals());
        case Outcome.Done<EngagementsFile> done ->
            store.does(
                console,
                file,
                done.value().commands(),
                done.value()::inFile,
                receipt -> Console.changed(receipt, "said"));
      };
    }
  }
}
