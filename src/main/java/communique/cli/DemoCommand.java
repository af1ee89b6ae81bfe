package communique.cli;

import communique.files.KeptFiles;
import communique.importing.Demo;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Settings;
import communique.record.Bell;
import communique.record.Log;
import communique.record.Newsroom;
import communique.record.PublicRecord;
import communique.record.Receipt;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Serves a newsroom with example content.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Fills an empty COMMUNIQUE_DATA with the newsroom of an invented ministry, and serves it on COMMUNIQUE_PORT or the next free port.")
final class DemoCommand implements Callable<Integer> {
  private static final String NAME = "COMMUNIQUE_NAME";
  private static final String PORT = "COMMUNIQUE_PORT";
  private static final String MANAGEMENT_PORT = "COMMUNIQUE_MANAGEMENT_PORT";
  private static final String URL = "COMMUNIQUE_URL";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings before = Communique.settings();
    try (ServeLock lock = ServeLock.take(before)) {
      var file = new PropertiesFile(before.data().resolve(Settings.FILE));
      int exit = fill(before, file);
      if (exit != 0) return exit;

      Settings served = onFreePorts(Communique.settings(), file);
      var lines = new ArrayList<String>();
      lines.add("The newsroom of an invented ministry. Pages worth opening:");
      for (String path : Demo.WORTH_OPENING) lines.add("  " + served.url() + path);
      lines.add("Mails that would be sent:");
      lines.add("  http://localhost:" + served.managementPort() + "/outbox");
      return ServeCommand.serve(served, lock, lines);
    }
  }

  /// Fills the folder if it is empty; leaves one alone that holds the demonstration already.
  private int fill(Settings before, PropertiesFile file) throws IOException {
    Map<String, String> demo = PropertiesFile.parse(Demo.settings());
    try (Database database = Database.open(before)) {
      boolean isFilled = database.glance(Log::head) > 0;
      boolean isOther = isFilled && !database.reading(Demo::isIn);
      boolean isNamedOtherwise = file.exists() && !file.get(NAME).equals(demo.get(NAME));
      if (isOther || isNamedOtherwise) return another(before);
      // The settings come first: content without them would be a newsroom of another name.
      demo.forEach(file::putIfAbsent);
      file.write();
      if (isFilled) return 0;

      // A clock that stands before the last announcement could not record it.
      Instant now = InstantSource.system().instant();
      var clock = InstantSource.fixed(now.isAfter(Demo.end()) ? now : Demo.end());
      Newsroom newsroom = Newsroom.of(Communique.settings());
      var record = new PublicRecord(database, newsroom, clock, new Bell());
      return switch (Demo.fill(record, new KeptFiles(before.data()), newsroom, Store.SYSTEM)) {
        case Outcome.Done<List<Receipt>> done -> 0;
        case Outcome.Refused<List<Receipt>> refused ->
            new Console(spec.commandLine(), false).refused("", refused.refusals());
      };
    }
  }

  private int another(Settings settings) {
    spec.commandLine()
        .getErr()
        .println(
            "%s holds another newsroom, and nothing was changed there. Name an empty folder in COMMUNIQUE_DATA, or start this newsroom with: serve"
                .formatted(settings.data()));
    return 1;
  }

  /// The settings with ports that are free, which also go to the folder's own file, so that
  /// commands beside this process call its pages by the right address.
  private static Settings onFreePorts(Settings settings, PropertiesFile file) throws IOException {
    int port = Ports.next(settings.bind(), settings.port(), Set.of());
    int management = Ports.next("127.0.0.1", settings.managementPort(), Set.of(port));
    file.put(PORT, Integer.toString(port));
    file.put(MANAGEMENT_PORT, Integer.toString(management));
    // A port in the environment counts more than the file's; then only the whole address can say
    // where this newsroom is.
    boolean elsewhere = System.getenv(PORT) != null && port != settings.port();
    if (elsewhere) file.put(URL, "http://localhost:" + port);
    else if (file.get(URL).startsWith("http://localhost:")) file.remove(URL);
    file.write();
    return Communique.settings()
        .with(Map.of(PORT, Integer.toString(port), MANAGEMENT_PORT, Integer.toString(management)));
  }
}
