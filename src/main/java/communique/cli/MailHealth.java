package communique.cli;

import communique.alerts.Sending;
import communique.alerts.Sent;
import communique.alerts.Told;
import communique.outbound.Standing;
import communique.platform.Database;
import jakarta.inject.Singleton;
import java.util.List;
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
  private final Told told;

  MailHealth(Sending sending, Told told) {
    this.sending = sending;
    this.told = told;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("mail").up();
    List<Sent> late = late();
    if (!late.isEmpty()) response.withData("late", SentLines.late(late));
    sending.unread().ifPresent(why -> response.withData("bounces", "cannot be read: " + why));
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

  /// A store that is away has a health check of its own.
  private List<Sent> late() {
    try {
      return told.late();
    } catch (RuntimeException e) {
      if (Database.isAway(e)) return List.of();
      throw e;
    }
  }
}
