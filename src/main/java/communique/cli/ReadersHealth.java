package communique.cli;

import communique.record.Reading;
import communique.record.Reading.Standing;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Whether every reader of the log goes on; names the change that one cannot handle. Pages are
/// served all the same.
@Readiness
@Singleton
final class ReadersHealth implements HealthCheck {
  private final Reading reading;

  ReadersHealth(Reading reading) {
    this.reading = reading;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("readers").withData("head", reading.head());
    boolean up = true;
    for (var entry : reading.standing().entrySet()) {
      Standing standing = entry.getValue();
      response.withData(entry.getKey(), standing.position());
      if (standing.stuckAt() == 0) continue;
      up = false;
      response.withData(entry.getKey() + ".stuck", standing.stuckAt());
      response.withData(entry.getKey() + ".tries", standing.tries());
      response.withData(entry.getKey() + ".why", standing.why());
    }
    return response.status(up).build();
  }
}
