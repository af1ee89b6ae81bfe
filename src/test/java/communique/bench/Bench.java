package communique.bench;

import communique.alerts.Queues;
import communique.matching.Matches;
import communique.outbound.Handovers;
import communique.platform.Database;
import communique.whole.Crowds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `communique bench [NAME] [--json] [--size N]`.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Prints figures, each beside a reference measured in the same run.")
public final class Bench implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description =
          "pages, publish, render, start, import, search, match or alerts; all where none is named")
  private List<String> names = new ArrayList<>();

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  @Option(
      names = "--size",
      defaultValue = "100000",
      description = "how many announcements (default: 100000)")
  private int size;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "how long one round of requests takes (default: 4)")
  private int seconds;

  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Map<String, Callable<List<Figure>>> all = new LinkedHashMap<>();
    all.put("start", () -> new Starts(size).run());
    all.put("pages", () -> new Pages(size, seconds).run());
    all.put("publish", () -> new Publishes(size).run());
    all.put("render", () -> new Renders().run());
    all.put("import", this::imports);
    all.put("search", () -> new Searches(size, seconds).run());
    all.put("match", () -> matches(10 * size));
    all.put("alerts", this::alerts);
    for (String name : names)
      if (!all.containsKey(name)) {
        System.err.println(
            "There is no figure '"
                + name
                + "'; there are "
                + String.join(", ", all.keySet())
                + ".");
        return 2;
      }
    for (var bench : all.entrySet()) {
      if (!names.isEmpty() && !names.contains(bench.getKey())) continue;
      for (Figure figure : bench.getValue().call())
        System.out.println(json ? figure.json() : figure.line());
    }
    return 0;
  }

  private List<Figure> imports() throws Exception {
    var figures = new ArrayList<Figure>(new Imports(size).run());
    for (Database.Kind kind : Database.Kind.values())
      figures.addAll(new Carries(10 * size).run(kind));
    return figures;
  }

  private static List<Figure> matches(int searches) {
    Matches.Measured measured = new Matches(searches).run();
    return List.of(
        new Figure(
            "match.change", measured.millis(), "ms p95", "MemoryIndex", measured.plainMillis()),
        new Figure("match.change.cpu", measured.cpu(), "ms p95", "limit", 5),
        new Figure("match.told.cpu", measured.toldCpu(), "ms p95", "limit", 5),
        new Figure("match.found", measured.found(), "searches", "all", searches),
        new Figure("match.heap", measured.bytes(), "bytes", "limit", 300),
        new Figure("match.start", measured.seconds(), "s", "limit", 5),
        new Figure("match.start.cpu", measured.startCpu(), "s", "two cores for 5 s", 10));
  }

  private List<Figure> alerts() throws Exception {
    var figures = new ArrayList<Figure>();
    for (Database.Kind kind : Database.Kind.values()) {
      Queues.Measured queues = Queues.run(kind, 10 * size);
      String name = "alerts." + kind.name().toLowerCase(Locale.ROOT);
      figures.add(new Figure(name + ".queued", queues.queued(), "s", "limit", 3));
      figures.add(new Figure(name + ".first", queues.first(), "s", "limit", 0.5));
      figures.add(new Figure(name + ".accounted", queues.rate(), "mails/s", "aim", 7_000));
      Crowds.Measured crowd = Crowds.run(kind, 10 * size, seconds);
      figures.add(new Figure(name + ".left", crowd.first(), "s", "limit", 0.5));
      figures.add(new Figure(name + ".page.p99", crowd.sending(), "ms", "quiet", crowd.quiet()));
      figures.add(
          new Figure(name + ".cpu", crowd.cpu(), "µs a mail", "two cores", 2e6 / crowd.rate()));
      Queues.Steps steps = queues.steps();
      var parts = new LinkedHashMap<String, Double>();
      parts.put("queue", steps.queue());
      parts.put("claim", steps.claim());
      parts.put("make", steps.make());
      parts.put("settle", steps.settle());
      parts.forEach((step, micros) ->
          figures.add(new Figure(name + ".cpu." + step, micros, "µs a mail", "all", crowd.cpu())));
    }
    figures.addAll(handovers());
    return figures;
  }

  private static List<Figure> handovers() throws Exception {
    Handovers.Measured measured = new Handovers(40_000, 5).run();
    return List.of(
        new Figure(
            "alerts.handover", measured.handover(), "mails/s", "smtp-source", measured.source()),
        new Figure(
            "alerts.handover.cpu",
            measured.handoverCpu(),
            "µs a mail",
            "two cores",
            2e6 / measured.handover()),
        new Figure(
            "alerts.signed", measured.signed(), "mails/s", "libraries", measured.signatures()),
        new Figure(
            "alerts.signed.cpu",
            measured.signedCpu(),
            "µs a mail",
            "two cores",
            2e6 / measured.signed()));
  }
}
