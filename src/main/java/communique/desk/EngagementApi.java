package communique.desk;

import communique.access.Right;
import communique.platform.Api;
import communique.record.DefineEngagement;
import communique.record.Newsroom;
import communique.record.Slug;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/// The authoring API of engagements that no announcement tells of. What there are is public:
/// `/api/engagements`. The OpenAPI document at `/api/openapi` describes the call.
@Singleton
@Path(EngagementApi.PATH)
@Produces(Door.JSON)
@RunOnVirtualThread
public final class EngagementApi implements Api {
  static final String PATH = "/api/desk/v1/engagements";

  private final Door door;
  private final Desk desk;
  private final Newsroom newsroom;

  EngagementApi(Door door, Desk desk, Newsroom newsroom) {
    this.door = door;
    this.desk = desk;
    this.newsroom = newsroom;
  }

  @POST
  @Path("{slug}")
  @Consumes(Door.JSON)
  public Response define(
      @Context HttpServerRequest request, @PathParam("slug") String slug, InputStream body) {
    return door.answer(
        request,
        Right.PUBLISH,
        body,
        (caller, bytes) ->
            Door.respond(
                Slug.checked("slug", slug)
                    .then(checked -> door.asked(caller, bytes))
                    .then(asked ->
                        Members.read(bytes, EngagementMembers.MEMBERS)
                            .then(members -> {
                              String given = members.text("slug");
                              members
                                  .refusals()
                                  .when(
                                      !given.isEmpty() && !given.equals(slug),
                                      "slug",
                                      "path.differs",
                                      Slug.shown(given),
                                      slug);
                              var stated =
                                  EngagementMembers.read(
                                      members, slug, newsroom.locales().first().toLanguageTag());
                              return members
                                  .refusals()
                                  .or(new DefineEngagement(stated, false))
                                  .then(define -> desk.engage(asked, define));
                            })),
                Door::ok));
  }
}
