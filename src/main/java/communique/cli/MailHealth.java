package communique.cli;

import communique.alerts.Sending;
import communique.outbound.Standing;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// How handing mails over goes. A mail server that is unwell takes nothing from readers of pages,
/// so this says it and stays up; the metric `communique_mail_unwell` is there to be watched.
@Readiness
@Singleton
final class MailHealth implements HealthCheck {
  private final Sending sending;

  MailHealth(Sending sending) {
    this.sending = sending;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("mail").up();
    Optional<Standing> found = sending.standing();
    if (found.isEmpty()) return response.withData("server", "kept in the outbox").build();
    Standing standing = found.get();
    response
        .withData("server", standing.unwell().isPresent() ? "unwell" : "well")
        .withData("sessions", standing.sessions());
    standing.unwell().ifPresent(unwell -> response.withData("why", unwell.why()));
    if (standing.stuck()) response.withData("fates", "cannot be kept, so nothing is sent");
    return response.build();
  }
}
