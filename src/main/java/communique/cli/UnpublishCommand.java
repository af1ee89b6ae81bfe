package communique.cli;

import communique.record.Unpublish;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Takes a page away.
@Command(
    name = "unpublish",
    mixinStandardHelpOptions = true,
    description = "Takes an announcement's page away: it is gone, or leads to another page.")
final class UnpublishCommand extends PageCommand {
  /// The two ways; one of them is due.
  static final class Way {
    @Option(names = "--gone", required = true, description = "Readers are told that it is gone.")
    private boolean gone;

    @Option(
        names = "--redirect",
        required = true,
        paramLabel = "TO",
        description =
            "Readers are led to this page: the slug or path of an announcement here, or an address that begins with https://.")
    private String to = "";
  }

  @ArgGroup(multiplicity = "1")
  private Way way = new Way();

  @Option(
      names = "--explanation",
      paramLabel = "TEXT",
      description = "Why, for readers; it stands in the history.")
  private String explanation = "";

  @Override
  communique.record.Command command(String slug, @Nullable Locale locale) {
    String to = way.to.matches("[a-z0-9-]+") ? "/news/" + way.to : way.to;
    return new Unpublish(slug, locale, way.gone ? "" : to, explanation);
  }

  @Override
  String happened() {
    return way.gone ? "unpublished: it is gone" : "unpublished: it leads to " + way.to;
  }
}
