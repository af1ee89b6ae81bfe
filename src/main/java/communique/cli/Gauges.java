package communique.cli;

import communique.record.Reading;
import communique.record.Reading.Standing;
import communique.shelf.Shelf;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/// The metrics of our own; docs/operate.md has a line for each.
final class Gauges {
  private Gauges() {}

  static void register(MeterRegistry registry, Reading reading, Shelf shelf) {
    Gauge.builder("communique.log.head", reading, Reading::head)
        .description("Number of the newest change that this process knows of")
        .register(registry);
    Gauge.builder("communique.shelf.answers", shelf, Shelf::size)
        .description("Answers on the shelf")
        .register(registry);
    for (String reader : reading.standing().keySet()) {
      of(
          registry,
          reading,
          reader,
          "communique.reader.lag.changes",
          "Changes that the reader has yet to read",
          standing -> Math.max(0, reading.head() - standing.position()));
      of(
          registry,
          reading,
          reader,
          "communique.reader.stuck.change",
          "The change that the reader cannot handle, or 0",
          standing -> standing.stuckAt());
      of(
          registry,
          reading,
          reader,
          "communique.reader.stuck.tries",
          "How often it has tried that change",
          standing -> standing.tries());
    }
  }

  private static void of(
      MeterRegistry registry,
      Reading reading,
      String reader,
      String name,
      String description,
      ToDoubleFunction<Standing> value) {
    Gauge.builder(
            name,
            reading,
            all ->
                value.applyAsDouble(all.standing().getOrDefault(reader, new Standing(0, 0, 0, ""))))
        .description(description)
        .tag("reader", reader)
        .register(registry);
  }
}
