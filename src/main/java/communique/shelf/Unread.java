package communique.shelf;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Takes in, for a moment, what a client still sends when it has its answer already, as a refusal
/// does not wait for the body.
///
/// Left unread, the rest would stand before the next request on that connection, which then waits
/// for ever; closed at once, the connection would lose the answer (RFC 9112 §9.6).
@Singleton
final class Unread {
  private static final int FIRST = 1_000;
  private static final long MOMENT_MILLIS = 2_000;

  private final Vertx vertx;

  Unread(Vertx vertx) {
    this.vertx = vertx;
  }

  void register(@Observes Filters filters) {
    filters.register(this::watch, FIRST);
  }

  private void watch(RoutingContext context) {
    HttpServerRequest request = context.request();
    context.addEndHandler(sent -> {
      if (request.isEnded()) return;
      request.resume();
      vertx.setTimer(
          MOMENT_MILLIS,
          passed -> {
            if (!request.isEnded()) request.connection().close();
          });
    });
    context.next();
  }
}
