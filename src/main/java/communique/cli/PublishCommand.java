package communique.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "publish", mixinStandardHelpOptions = true, description = "Publishes files.")
final class PublishCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
