package communique.cli;

import com.zaxxer.hikari.pool.HikariPool;
import communique.platform.Settings;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Where the process begins: reads the command line and runs one command.
///
/// Exit code 0 says that it was done, 1 that something was refused (each with place and mend on
/// standard error), 2 that the command line is wrong.
@QuarkusMain
@Command(
    name = "communique",
    description = "A newsroom for official announcements.",
    mixinStandardHelpOptions = true,
    versionProvider = Communique.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:It was done.",
      "1:Something was refused or could not be done; standard error says what, and the mend.",
      "2:The command line is wrong."
    },
    footer = {
      "",
      "In a clone, './communique test' runs every test, and './communique bench' prints the figures."
    })
public final class Communique {
  /// In the order in which help lists them.
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          ServeCommand.class,
          PublishCommand.class,
          WithdrawCommand.class,
          UnpublishCommand.class,
          RestorePageCommand.class,
          TagCommand.class,
          EngagementCommand.class,
          ImportCommand.class,
          AlertsCommand.class,
          TokenCommand.class,
          RenderCommand.class,
          ExportCommand.class);

  private Communique() {}

  public static void main(String[] arguments) {
    // Commands log before Quarkus has set logging up, or without it: the libraries' warnings only.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    Logger.getLogger("").setLevel(Level.WARNING);
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    var communique = new CommandLine(new Communique());
    // The models of all commands take a tenth of a start; only help and mistakes need the others'.
    List<Class<?>> asked =
        COMMANDS.stream()
            .filter(one -> arguments.length > 0 && name(one).equals(arguments[0]))
            .toList();
    (asked.isEmpty() ? COMMANDS : asked).forEach(one -> communique.addSubcommand(one));
    CommandLine serve = communique.getSubcommands().get("serve");
    if (serve != null) ServeCommand.describe(serve);
    return communique
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Communique::failed)
        .execute(arguments);
  }

  private static String name(Class<?> command) {
    return Objects.requireNonNull(command.getAnnotation(Command.class)).name();
  }

  static Settings settings() {
    return Settings.from(System.getenv());
  }

  /// What could not be done for a reason outside: said in one line, without a stack trace.
  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println(said(e).lines().findFirst().orElse(""));
    if (System.getenv("COMMUNIQUE_TRACE") != null) e.printStackTrace(command.getErr());
    return 1;
  }

  /// What the exceptions at the edge say, in a sentence where they have only a name.
  private static String said(Exception e) {
    if (e instanceof HikariPool.PoolInitializationException && e.getCause() != null)
      return "The database cannot be opened: " + e.getCause().getMessage();
    if (e.getCause() instanceof FileSystemException at) return said(at);
    if (e instanceof FileSystemException at) return said(at);
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String said(FileSystemException at) {
    String why =
        switch (at) {
          case NoSuchFileException missing -> "it is not there, and cannot be made";
          case AccessDeniedException denied -> "this user may not";
          case FileAlreadyExistsException other -> "a file is there, not a folder";
          default -> at.getReason() == null ? at.getClass().getSimpleName() : at.getReason();
        };
    return "%s cannot be read and written: %s. Mend that, or name another folder in COMMUNIQUE_DATA."
        .formatted(at.getFile(), why);
  }

  /// The version that the build wrote into the jar.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Communique.class.getPackage().getImplementationVersion();
      return new String[] {"communique " + (version == null ? "(not packaged)" : version)};
    }
  }
}
