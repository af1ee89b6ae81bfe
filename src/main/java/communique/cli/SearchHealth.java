package communique.cli;

import communique.search.Finder;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// What the index of this machine does: whether it is up to date, catches up, is made anew, or
/// cannot be written. Searches are answered all the same, from what it has.
@Readiness
@Singleton
final class SearchHealth implements HealthCheck {
  private final Finder finder;

  SearchHealth(Finder finder) {
    this.finder = finder;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("search");
    try {
      Finder.Standing standing = finder.standing();
      response
          .withData("index", standing.doing().toString())
          .withData("read", standing.place())
          .withData("of", standing.head());
      if (!standing.why().isEmpty()) response.withData("why", standing.why());
      return response.status(standing.doing() != Finder.Doing.STUCK).build();
    } catch (RuntimeException e) {
      // The database is away, without which nobody knows how much there is to read.
      return response.withData("why", e.getClass().getSimpleName()).down().build();
    }
  }
}
