package communique.cli;

import communique.platform.Database;
import communique.record.Log;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Whether the database answers. While it does not, what is on the shelf is served and the rest is
/// a 503.
@Readiness
@Singleton
final class DatabaseHealth implements HealthCheck {
  private final Database database;

  DatabaseHealth(Database database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("database").withData("kind", database.kind().name());
    try {
      return response.withData("head", database.glance(Log::head)).up().build();
    } catch (RuntimeException e) {
      return response.withData("why", e.getClass().getSimpleName()).down().build();
    }
  }
}
