package communique.platform;

import communique.platform.Problem.Sort;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Says as problem details whatever the HTTP framework itself refuses (no such address, method or
/// media type), and what failed here; never more of a failure than where the log tells of it.
@Provider
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  private final AllowedMethods methods;
  private final UriInfo current;

  /// @param current stands for the request that is answered on the calling thread
  ProblemMapper(AllowedMethods methods, UriInfo current) {
    this.methods = methods;
    this.current = current;
  }

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException refused) {
      Response framework = refused.getResponse();
      return switch (framework.getStatus()) {
        case 404 -> answer(Problem.of(Sort.NOT_FOUND, "address.missing")).build();
        case 405 ->
            answer(Problem.of(Sort.METHOD, "method.refused"))
                .header("Allow", methods.of(current.getRequestUri().getRawPath()))
                .build();
        case 406 -> answer(Problem.of(Sort.NOT_ACCEPTABLE, "accept.refused")).build();
        case 413 -> answer(Problem.of(Sort.TOO_LARGE, "request.too-large", 0)).build();
        case 415 -> answer(Problem.of(Sort.MEDIA_TYPE, "media-type.refused")).build();
        default ->
            framework.getStatus() < 500
                ? answer(Problem.of(Sort.MALFORMED, "request.malformed")).build()
                : failed(failure);
      };
    }
    if (Database.isAway(failure)) {
      LOG.log(Level.WARNING, "event=api.away why=" + failure);
      return answer(Problem.of(Sort.AWAY, "away")).header("Retry-After", "60").build();
    }
    return failed(failure);
  }

  private static Response failed(Throwable failure) {
    String id = Ids.next();
    LOG.log(Level.ERROR, "event=api.failed id=" + id, failure);
    return answer(Problem.of(Sort.FAILED, "failed", id)).build();
  }

  private static Response.ResponseBuilder answer(Problem problem) {
    return Response.status(problem.sort().status())
        .type(Problem.MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .entity(problem.json());
  }
}
