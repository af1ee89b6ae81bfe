package communique.shelf;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// Listens for the public: one listener for each core on one port, with limits on everything a
/// client may send.
public final class PublicServer {
  private static final int HEADERS_MAX_BYTES = 16 << 10;
  private static final int IDLE_SECONDS = 60;

  private PublicServer() {}

  /// Begins to listen, and returns when it does.
  ///
  /// @return the port, which was chosen by the system where `port` is 0
  /// @throws java.util.concurrent.CompletionException when the port is taken
  public static int listen(
      Vertx vertx, String host, int port, PublicRoute route, InstantSource clock) {
    vertx.setPeriodic(500, timer -> route.tick(clock.instant()));
    int instances = Math.max(1, Runtime.getRuntime().availableProcessors());
    var options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setReuseAddress(true)
            .setTcpNoDelay(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxHeaderSize(HEADERS_MAX_BYTES)
            .setMaxInitialLineLength(HEADERS_MAX_BYTES)
            .setMaxFormAttributeSize(HEADERS_MAX_BYTES)
            .setHandle100ContinueAutomatically(true)
            // An upgrade to h2c is ignored, as RFC 9110 §7.8 lets us: it slips past a proxy's
            // rules.
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(false)
            .setAcceptBacklog(1024);
    if (port != 0) {
      var deployed =
          vertx.deployVerticle(
              () -> new Listener(options, route), new DeploymentOptions().setInstances(instances));
      deployed.toCompletionStage().toCompletableFuture().join();
      return port;
    }
    // A port of the system's choice is one listener's; the others would each be given another.
    var server = vertx.createHttpServer(options).requestHandler(route);
    return server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
  }

  private static final class Listener extends AbstractVerticle {
    private final HttpServerOptions options;
    private final PublicRoute route;

    Listener(HttpServerOptions options, PublicRoute route) {
      this.options = options;
      this.route = route;
    }

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer(options)
          .requestHandler(route)
          .listen()
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
