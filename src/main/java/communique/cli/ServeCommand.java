package communique.cli;

import communique.platform.Settings;
import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Runs the newsroom until it is told to stop.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the newsroom.",
    footerHeading =
        "%nSettings, in the environment or in the data folder's communique.properties%n(there all but COMMUNIQUE_DATA):%n")
final class ServeCommand implements Callable<Integer> {
  /// What [Wiring] finds when this process serves; written once, before Quarkus starts.
  private static volatile @Nullable Settings chosen;

  private static volatile List<String> greeting = List.of();

  /// The settings of the serving process: those that a command chose for it, else the usual ones.
  static Settings settings() {
    Settings settings = chosen;
    return settings == null ? Communique.settings() : settings;
  }

  /// Lines for standard output when the newsroom can be visited.
  static List<String> greeting() {
    return greeting;
  }

  /// Adds the list of all settings to the command's help.
  static void describe(CommandLine serve) {
    serve
        .getCommandSpec()
        .usageMessage()
        .footer(
            Settings.KNOWN.entrySet().stream()
                .map(entry -> "  " + entry.getKey() + "%n      " + entry.getValue())
                .toArray(String[]::new));
  }

  @Override
  public Integer call() {
    Settings settings = Communique.settings();
    try (ServeLock lock = ServeLock.take(settings)) {
      return serve(settings, lock, List.of());
    }
  }

  /// Serves with these settings, and returns the exit code when it has stopped.
  ///
  /// @param lock that of the settings' folder, which is held until then
  /// @param lines for standard output when the newsroom can be visited
  static int serve(Settings settings, ServeLock lock, List<String> lines) {
    Ports.check("COMMUNIQUE_PORT", settings.bind(), settings.port());
    Ports.check("COMMUNIQUE_MANAGEMENT_PORT", "127.0.0.1", settings.managementPort());
    chosen = settings;
    greeting = List.copyOf(lines);
    System.setProperty("quarkus.management.port", Integer.toString(settings.managementPort()));
    // Names and values of our headers are our own constants; checking each anew for each answer
    // costs a tenth of its time.
    System.setProperty("vertx.disableHttpHeadersValidation", "true");
    int[] exit = new int[1];
    Quarkus.run(Server.class, (code, failure) -> exit[0] = code);
    return exit[0];
  }
}
