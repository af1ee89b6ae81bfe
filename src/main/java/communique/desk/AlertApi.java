package communique.desk;

import communique.access.Right;
import communique.alerts.Sent;
import communique.alerts.Told;
import communique.alerts.ToldMail;
import communique.desk.Door.Caller;
import communique.platform.Api;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.Slug;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/// Who was told: email alerts and digests with their accounts, each of their mails, and holding
/// them up. Addresses are shown to who may publish. The OpenAPI document at `/api/openapi`
/// describes each call.
@Singleton
@Path(AlertApi.PATH)
@Produces(Door.JSON)
@RunOnVirtualThread
public final class AlertApi implements Api {
  static final String PATH = "/api/desk/v1/alerts";

  private final Door door;
  private final AlertDesk desk;
  private final Told told;

  AlertApi(Door door, AlertDesk desk, Told told) {
    this.door = door;
    this.desk = desk;
    this.told = told;
  }

  @GET
  public Response list(@Context HttpServerRequest request) {
    return door.answer(
        request,
        Right.READ,
        caller ->
            Door.respond(
                caller
                    .limit()
                    .then(limit -> number(caller).then(after -> list(caller, after, limit))),
                r -> r));
  }

  private Outcome<Response> list(Caller caller, long after, int limit) {
    String slug = caller.parameter("announcement");
    String path = slug.isEmpty() ? PATH : PATH + "?announcement=" + slug;
    return desk.newest(caller.token(), after == 0 ? Long.MAX_VALUE : after, slug, limit + 1)
        .then(found ->
            Outcome.done(
                Door.page(path, found, limit, Sent::members, one -> Long.toString(one.id()))));
  }

  @GET
  @Path("{id}")
  public Response get(@Context HttpServerRequest request, @PathParam("id") String id) {
    return door.answer(
        request,
        Right.READ,
        caller ->
            Door.respond(
                id(id).then(number -> desk.one(caller.token(), number)), AlertApi::answered));
  }

  @GET
  @Path("{id}/mails")
  public Response mails(@Context HttpServerRequest request, @PathParam("id") String id) {
    return door.answer(
        request,
        Right.PUBLISH,
        caller ->
            Door.respond(
                id(id)
                    .then(number ->
                        caller
                            .limit()
                            .then(limit ->
                                number(caller).then(after -> mails(caller, number, after, limit)))),
                r -> r));
  }

  private Outcome<Response> mails(Caller caller, long id, long after, int limit) {
    String state = caller.parameter("state");
    String path = PATH + "/" + id + "/mails" + (state.isEmpty() ? "" : "?state=" + state);
    return desk.mails(caller.token(), id, state, caller.parameter("address"), after, limit + 1)
        .then(found ->
            Outcome.done(
                Door.page(
                    path, found, limit, ToldMail::members, one -> Long.toString(one.cursor()))));
  }

  @POST
  @Path("{id}/pause")
  public Response pause(@Context HttpServerRequest request, @PathParam("id") String id) {
    return move(request, id, told::pause);
  }

  @POST
  @Path("{id}/resume")
  public Response resume(@Context HttpServerRequest request, @PathParam("id") String id) {
    return move(request, id, told::resume);
  }

  @POST
  @Path("{id}/stop")
  public Response stop(@Context HttpServerRequest request, @PathParam("id") String id) {
    return move(request, id, told::stop);
  }

  private Response move(HttpServerRequest request, String id, LongFunction<Outcome<Sent>> move) {
    return door.answer(
        request,
        Right.PUBLISH,
        caller ->
            Door.respond(
                id(id).then(number -> desk.move(caller.token(), number, move)),
                AlertApi::answered));
  }

  @POST
  @Path("pause")
  public Response pauseAll(@Context HttpServerRequest request) {
    return moveAll(request, Told::pauseAll);
  }

  @POST
  @Path("resume")
  public Response resumeAll(@Context HttpServerRequest request) {
    return moveAll(request, Told::resumeAll);
  }

  private Response moveAll(HttpServerRequest request, Function<Told, List<Long>> move) {
    return door.answer(
        request,
        Right.PUBLISH,
        caller ->
            Door.respond(
                desk.moveAll(caller.token(), move),
                changed -> Door.ok(Json.write(Map.of("changed", changed)))));
  }

  private static Response answered(Sent sent) {
    return Door.ok(Json.write(sent.members()));
  }

  private static Outcome<Long> id(String id) {
    return id.matches("[1-9][0-9]{0,17}")
        ? Outcome.done(Long.parseLong(id))
        : Outcome.refused("", "alert.missing", Slug.shown(id));
  }

  /// The parameter `after`; 0 where it is not given.
  private static Outcome<Long> number(Caller caller) {
    String after = caller.parameter("after");
    if (after.isEmpty()) return Outcome.done(0L);
    return after.matches("[1-9][0-9]{0,9}")
        ? Outcome.done(Long.parseLong(after))
        : Outcome.refused("", "parameter.cursor", "after");
  }
}
