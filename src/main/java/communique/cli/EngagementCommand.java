package communique.cli;

import communique.importing.EngagementsFile;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.Act;
import communique.record.Receipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        case Outcome.Done<EngagementsFile> done -> define(console, store, done.value());
      };
    }
  }

  private int define(Console console, Store store, EngagementsFile engagements) {
    if (engagements.commands().isEmpty()) return 0;
    return switch (store.record().execute(Act.now(Store.SYSTEM), engagements.commands())) {
      case Outcome.Done<List<Receipt>> done -> {
        for (Receipt receipt : done.value())
          console.happened(
              store.newsroom(),
              receipt,
              receipt.unchanged() ? "unchanged" : "said (change " + receipt.change() + ")");
        yield 0;
      }
      case Outcome.Refused<List<Receipt>> refused -> {
        var inFile = new ArrayList<Refusal>();
        for (Refusal refusal : refused.refusals()) inFile.add(engagements.inFile(refusal));
        console.refused(file.toString(), inFile);
        console.note("Nothing was changed.");
        yield 1;
      }
    };
  }
}
