package communique.cli;

import communique.importing.FilesToPublish;
import communique.importing.FilesToPublish.Answer;
import communique.importing.MarkdownFile;
import communique.record.Act;
import communique.record.Receipt;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Publishes files: all of them or none.
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description =
        "Publishes Markdown files with front matter. All are checked before the first is published; then all are published, or none.")
final class PublishCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Such as visit.md, or visit.ru.md for its Russian translation.")
  private List<Path> files = List.of();

  @Option(names = "--create-tags", description = "Make the tags that do not exist.")
  private boolean createTags;

  @Option(names = "--json", description = "Answer with a line of JSON for each file.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private CommandSpec spec;

  @Override
  public Integer call() {
    var console = new Console(spec.commandLine(), json);
    try (Store store = Store.open()) {
      var locales = store.newsroom().locales();
      List<MarkdownFile> read =
          files.stream()
              .map(file -> MarkdownFile.read(file, locales, createTags, store.files()))
              .toList();
      var publishing = new FilesToPublish(store.record(), locales);
      return switch (publishing.publish(Act.now(Store.SYSTEM), read)) {
        case Answer.Done done -> {
          for (Receipt receipt : done.receipts())
            console.happened(store.newsroom(), receipt, Console.published(receipt));
          yield 0;
        }
        case Answer.Refused refused -> {
          refused.refusals().forEach(console::refused);
          console.note("Nothing was published.");
          yield 1;
        }
      };
    }
  }
}
