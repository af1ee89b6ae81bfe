package communique.cli;

import communique.alerts.Sending;
import communique.outbound.Bounce;
import communique.record.Reading;
import communique.record.Reading.Standing;
import communique.shelf.Shelf;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The metrics of our own; docs/operate.md has a line for each.
final class Gauges {
  private Gauges() {}

  static void register(MeterRegistry registry, Reading reading, Shelf shelf, Sending sending) {
    Gauge.builder("communique.log.head", reading, Reading::head)
        .description("Number of the newest change that this process knows of")
        .register(registry);
    Gauge.builder("communique.shelf.answers", shelf, Shelf::size)
        .description("Answers on the shelf")
        .register(registry);
    mail(
        registry,
        sending,
        "accepted",
        "Mails that the server took",
        standing -> standing.accepted());
    mail(
        registry,
        sending,
        "deferred",
        "Mails put off for a while",
        standing -> standing.deferred());
    mail(registry, sending, "refused", "Mails refused for good", standing -> standing.refused());
    mail(
        registry,
        sending,
        "waiting",
        "Mails claimed and not begun",
        standing -> standing.waiting());
    mail(
        registry,
        sending,
        "unwell",
        "1 while the mail server does not serve us",
        standing -> standing.unwell().isPresent() ? 1 : 0);
    for (Bounce.Kind kind : Bounce.Kind.values())
      Gauge.builder("communique.mail.returned", sending, all -> all.returned(kind))
          .description("Mails that came back")
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
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

  private static void mail(
      MeterRegistry registry,
      Sending sending,
      String name,
      String description,
      ToDoubleFunction<communique.outbound.Standing> value) {
    Gauge.builder(
            "communique.mail." + name,
            sending,
            all -> all.standing().map(value::applyAsDouble).orElse(0.0))
        .description(description)
        .register(registry);
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
