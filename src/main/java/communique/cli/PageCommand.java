package communique.cli;

import communique.language.Locales;
import communique.platform.Refusal;
import communique.record.Command;
import communique.record.Slug;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A command that changes the state of a page, in one locale or in all.
abstract class PageCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SLUG", description = "The announcement, as in /news/SLUG.")
  private String slug = "";

  @Option(
      names = "--locale",
      paramLabel = "LOCALE",
      description = "Only its page in this locale; else all of them.")
  private String locale = "";

  @Option(names = "--json", description = "Answer with a line of JSON.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private CommandSpec spec;

  /// What is to be done.
  abstract Command command(String slug, @Nullable Locale locale);

  /// What then has happened, in a few words.
  abstract String happened();

  @Override
  public final Integer call() {
    var console = new Console(spec.commandLine(), json);
    Optional<Locale> in = Locales.read(locale);
    if (!locale.isEmpty() && in.isEmpty())
      return console.refused(
          "", List.of(new Refusal("locale", "locale.malformed", List.of(Slug.shown(locale)))));
    try (Store store = Store.open()) {
      return store.does(
          console, command(slug, in.orElse(null)), receipt -> Console.changed(receipt, happened()));
    }
  }
}
