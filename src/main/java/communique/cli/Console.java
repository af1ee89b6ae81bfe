package communique.cli;

import communique.platform.Json;
import communique.platform.Refusal;
import communique.record.Newsroom;
import communique.record.Receipt;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/// What a command says: its answer on standard output, everything else on standard error.
final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  /// @param json whether the answer is one JSON object a line
  Console(CommandLine command, boolean json) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.json = json;
  }

  /// Says of a page what happened to it.
  void happened(Newsroom newsroom, Receipt receipt, String what) {
    if (!json) {
      out.println(newsroom.url() + receipt.path() + "  " + what);
      return;
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("path", receipt.path());
    answer.put("url", newsroom.url() + receipt.path());
    answer.put("change", receipt.change());
    if (receipt.edition() > 0) answer.put("edition", receipt.edition());
    answer.put("unchanged", receipt.unchanged());
    out.println(Json.write(answer));
  }

  /// Says why something was refused, a line a reason, with its place and the mend.
  ///
  /// @param where the file, or empty
  /// @return the exit code of a refusal
  int refused(String where, List<Refusal> refusals) {
    for (Refusal refusal : refusals) {
      String place = written(refusal.place());
      err.println(
          (where.isEmpty() ? "" : where + ": ")
              + (place.isEmpty() ? "" : place + ": ")
              + refusal.detail()
              + " "
              + refusal.mend());
    }
    return 1;
  }

  /// A place as files and options write it: `change-note`, where JSON has `changeNote`.
  static String written(String place) {
    return place.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /// Says something that is no part of the answer.
  void note(String line) {
    err.println(line);
  }

  void answer(String line) {
    out.println(line);
  }

  /// What happened to something by a change, if anything did.
  static String changed(Receipt receipt, String done) {
    return receipt.unchanged() ? "unchanged" : done + " (change " + receipt.change() + ")";
  }

  static String published(Receipt receipt) {
    return receipt.unchanged()
        ? "unchanged: version " + receipt.edition() + " says this already"
        : "published version " + receipt.edition() + " (change " + receipt.change() + ")";
  }
}
