package communique.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// How far a long command has come, on standard error: a bar on a terminal, now and then a line
/// elsewhere, and nothing for what is done at once.
final class Progress implements AutoCloseable {
  private static final long FEW = 50;
  private static final long LINE_MILLIS = 5_000;

  private final String what;
  private final long total;
  private final PrintWriter err;
  private final @Nullable ProgressBar bar;
  private long done;
  private long lineAt = System.nanoTime();

  private Progress(String what, long total, PrintWriter err, @Nullable ProgressBar bar) {
    this.what = what;
    this.total = total;
    this.err = err;
    this.bar = bar;
  }

  @SuppressWarnings(
      "SystemConsoleNull") // It is null again since JDK 25 where there is no terminal.
  static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  static Progress over(String what, long total, PrintWriter err) {
    boolean shown = total > FEW && isTerminal();
    return new Progress(
        what,
        total,
        err,
        shown
            ? new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .build()
            : null);
  }

  void step(long more) {
    done += more;
    if (bar != null) {
      bar.stepTo(done);
      return;
    }
    long now = System.nanoTime();
    if (total > FEW && now - lineAt > LINE_MILLIS * 1_000_000) {
      err.println(what + ": " + done + " of " + total);
      lineAt = now;
    }
  }

  @Override
  public void close() {
    if (bar != null) bar.close();
  }
}
