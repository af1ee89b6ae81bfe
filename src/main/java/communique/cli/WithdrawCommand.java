package communique.cli;

import communique.record.Withdraw;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Marks a page as withdrawn.
@Command(
    name = "withdraw",
    mixinStandardHelpOptions = true,
    description =
        "Withdraws an announcement: its page stays readable, with a banner that says why.")
final class WithdrawCommand extends PageCommand {
  @Option(
      names = "--explanation",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for readers; it stands on the page.")
  private String explanation = "";

  @Override
  communique.record.Command command(String slug, @Nullable Locale locale) {
    return new Withdraw(slug, locale, explanation);
  }

  @Override
  String happened() {
    return "withdrawn";
  }
}
