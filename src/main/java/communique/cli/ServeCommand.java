package communique.cli;

import communique.platform.Settings;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Runs the newsroom until it is told to stop.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the newsroom.",
    footerHeading =
        "%nSettings, in the environment or in communique.properties in the data folder:%n")
final class ServeCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return serve(Communique.settings());
  }

  /// Serves with these settings, and returns the exit code when it has stopped.
  static int serve(Settings settings) {
    System.setProperty("quarkus.management.port", Integer.toString(settings.managementPort()));
    // Names and values of our headers are our own constants; checking each anew for each answer
    // costs a tenth of its time.
    System.setProperty("vertx.disableHttpHeadersValidation", "true");
    int[] exit = new int[1];
    Quarkus.run(Server.class, (code, failure) -> exit[0] = code);
    return exit[0];
  }
}
