package communique.cli;

import communique.record.Restore;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// Publishes a page again.
@Command(
    name = "restore-page",
    mixinStandardHelpOptions = true,
    description = "Publishes a page again that was withdrawn or unpublished, as it was.")
final class RestorePageCommand extends PageCommand {
  @Override
  communique.record.Command command(String slug, @Nullable Locale locale) {
    return new Restore(slug, locale);
  }

  @Override
  String happened() {
    return "published again";
  }
}
