package communique.cli;

import communique.alerts.Sending;
import communique.platform.Database;
import communique.platform.Settings;
import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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

  private static volatile @Nullable FutureTask<Database> opening;

  private static volatile List<String> greeting = List.of();

  /// The settings of the serving process: those that a command chose for it, else the usual ones.
  static Settings settings() {
    Settings settings = chosen;
    return settings == null ? Communique.settings() : settings;
  }

  /// The store of the serving process, which was being opened while everything else started: that
  /// is a third of a start.
  ///
  /// @throws RuntimeException as [Database#open(Settings)] does
  static Database database() {
    FutureTask<Database> task = opening;
    if (task == null) return Database.open(settings());
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The start was interrupted.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failed) throw failed;
      throw new IllegalStateException(e.getCause());
    }
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
    Sending.check(settings);
    chosen = settings;
    greeting = List.copyOf(lines);
    System.setProperty("quarkus.management.port", Integer.toString(settings.managementPort()));
    // Names and values of our headers are our own constants; checking each anew for each answer
    // costs a tenth of its time.
    System.setProperty("vertx.disableHttpHeadersValidation", "true");
    var task = new FutureTask<>(() -> Database.open(settings));
    opening = task;
    Thread.ofPlatform().name("opening").daemon().start(task);
    int[] exit = new int[1];
    try {
      Quarkus.run(Server.class, (code, failure) -> exit[0] = code);
    } finally {
      // Nobody else closes it where the start ended before anybody asked for it.
      if (task.state() == Future.State.SUCCESS) task.resultNow().close();
    }
    return exit[0];
  }
}
