package communique.outbound;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Other people's programs, run by the scripts of the tests.
final class Others {
  private static final Path SCRIPTS = Path.of("src", "test", "tools").toAbsolutePath();

  private Others() {}

  /// What a script says, run by Debian's own Python, which sees Debian's modules.
  static List<String> python(String script, Object... arguments)
      throws IOException, InterruptedException {
    return said("/usr/bin/python3", script, arguments);
  }

  /// What a script says, run by Node beside the packages that npm put there.
  static List<String> node(String script, Object... arguments)
      throws IOException, InterruptedException {
    return said("node", script, arguments);
  }

  private static List<String> said(String program, String script, Object... arguments)
      throws IOException, InterruptedException {
    var line = new ArrayList<String>();
    line.add(program);
    line.add(SCRIPTS.resolve(script).toString());
    for (Object argument : arguments) line.add(argument.toString());
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) throw new AssertionError(script + ": " + said);
    return said.lines().toList();
  }
}
