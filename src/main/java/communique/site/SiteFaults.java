package communique.site;

import communique.shelf.PublicRoute;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;

@Singleton
final class SiteFaults implements PublicRoute.Faults {
  @Override
  public Response notFound(Target target) {
    return Response.ok("text/plain", "not found").status(404).passing();
  }

  @Override
  public Response failed(Target target, Throwable why) {
    return Response.ok("text/plain", "failed " + why).status(500).passing();
  }

  @Override
  public Response notAllowed(Target target) {
    return Response.ok("text/plain", "not allowed").status(405).passing();
  }
}
