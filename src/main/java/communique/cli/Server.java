package communique.cli;

import communique.access.Tokens;
import communique.alerts.Sending;
import communique.alerts.Sent;
import communique.alerts.Told;
import communique.desk.DraftFiles;
import communique.files.KeptFiles;
import communique.platform.Database;
import communique.platform.Settings;
import communique.record.EditionFiles;
import communique.record.Newsroom;
import communique.record.Reading;
import communique.shelf.Headers;
import communique.shelf.PublicRoute;
import communique.shelf.PublicServer;
import communique.shelf.Shelf;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;

/// The process that `serve` runs: readers of the log and the public listener.
final class Server implements QuarkusApplication {
  /// The beginnings of the addresses that Quarkus' own routes answer, as they need a door-keeper or
  /// stream.
  private static final List<String> ROUTED = List.of("/api/desk/", "/api/changes");

  /// Those of pages whose forms Quarkus' own routes answer.
  private static final List<String> FORMS = List.of("/alerts");

  private static final long SWEEP_MILLIS = 6 * 60 * 60 * 1_000;

  private final Settings settings;
  private final Newsroom newsroom;
  private final Vertx vertx;
  private final Shelf shelf;
  private final PublicRoute.Faults faults;
  private final Reading reading;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Database database;
  private final KeptFiles files;
  private final Sending sending;
  private final Told told;

  @Inject
  Server(
      Settings settings,
      Newsroom newsroom,
      Vertx vertx,
      Shelf shelf,
      PublicRoute.Faults faults,
      Reading reading,
      InstantSource clock,
      MeterRegistry registry,
      Database database,
      KeptFiles files,
      Sending sending,
      Told told) {
    this.settings = settings;
    this.newsroom = newsroom;
    this.vertx = vertx;
    this.shelf = shelf;
    this.faults = faults;
    this.reading = reading;
    this.clock = clock;
    this.registry = registry;
    this.database = database;
    this.files = files;
    this.sending = sending;
    this.told = told;
  }

  @Override
  public int run(String... arguments) throws Exception {
    boolean secure = newsroom.url().startsWith("https:");
    var route =
        new PublicRoute(
            shelf,
            faults,
            request -> VertxHttpRecorder.getRootHandler().handle(request),
            ROUTED,
            FORMS,
            Headers.security(secure));
    Gauges.register(registry, reading, shelf, sending);
    reading.start();
    vertx.setPeriodic(SWEEP_MILLIS, timer -> Thread.startVirtualThread(this::sweep));
    int port = PublicServer.listen(vertx, settings.bind(), settings.port(), route, clock);
    reading.startApart();
    List<Sent> late = told.late();
    sending.start();
    sending.records().forEach(record -> System.err.println("To be published in DNS: " + record));
    if (!late.isEmpty()) System.err.println(SentLines.late(late));
    System.err.println("Serving " + newsroom.url() + " on port " + port + ".");
    ServeCommand.greeting().forEach(System.out::println);
    if (Boolean.getBoolean(Rehearsal.PROPERTY)) rehearse(port);
    else Quarkus.waitForExit();
    sending.close();
    reading.close();
    return 0;
  }

  private void rehearse(int port) throws IOException, InterruptedException {
    new Rehearsal(port, settings.managementPort()).run(new Tokens(database, clock));
  }

  /// Files that came for a draft or an edition that never was go a day later.
  private void sweep() {
    files.sweep(
        clock.instant(),
        digests ->
            database.reading(tx -> {
              var named = new HashSet<>(EditionFiles.named(tx, digests));
              named.addAll(DraftFiles.named(tx, digests));
              return named;
            }));
  }
}
