package communique.desk;

import communique.access.Right;
import communique.desk.Desk.Described;
import communique.desk.Door.Caller;
import communique.platform.Api;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.Command;
import communique.record.MergeTag;
import communique.record.Newsroom;
import communique.record.RenameTag;
import communique.record.Slug;
import communique.record.Tag;
import communique.record.TagKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// The authoring API of tags. The OpenAPI document at `/api/openapi` describes each call.
@Singleton
@Path(TagApi.PATH)
@Produces(Door.JSON)
@RunOnVirtualThread
public final class TagApi implements Api {
  static final String PATH = "/api/desk/v1/tags";

  private final Door door;
  private final Desk desk;
  private final Newsroom newsroom;

  TagApi(Door door, Desk desk, Newsroom newsroom) {
    this.door = door;
    this.desk = desk;
    this.newsroom = newsroom;
  }

  @GET
  @Path("{kind}")
  public Response list(@Context HttpServerRequest request, @PathParam("kind") String plural) {
    return door.answer(
        request,
        Right.READ,
        caller ->
            Door.respond(
                kind(plural).then(kind -> caller.limit().then(limit -> list(caller, kind, limit))),
                r -> r));
  }

  private Outcome<Response> list(Caller caller, TagKind kind, int limit) {
    String after = caller.parameter("after");
    if (!after.isEmpty() && !isSlug(after)) return Outcome.refused("", "parameter.cursor", "after");
    List<Tag> found = desk.tags(kind, after, limit + 1);
    return Outcome.done(
        Door.page(PATH + "/" + kind.plural(), found, limit, this::listed, Tag::slug));
  }

  @GET
  @Path("{kind}/{slug}")
  public Response get(
      @Context HttpServerRequest request,
      @PathParam("kind") String plural,
      @PathParam("slug") String slug) {
    return door.answer(
        request,
        Right.READ,
        caller -> Door.respond(kind(plural).then(kind -> find(kind, slug)), r -> r));
  }

  private Outcome<Response> find(TagKind kind, String slug) {
    if (!isSlug(slug)) return Outcome.refused("", "tag.unknown", kind.slug(), Slug.shown(slug));
    return desk.tag(kind, slug)
        .map(described -> Outcome.done(tag(200, described).build()))
        .orElseGet(() -> Outcome.refused("", "tag.unknown", kind.slug(), slug));
  }

  @PUT
  @Path("{kind}/{slug}")
  @Consumes(Door.JSON)
  public Response define(
      @Context HttpServerRequest request,
      @PathParam("kind") String plural,
      @PathParam("slug") String slug,
      InputStream body) {
    return door.answer(
        request,
        Right.PUBLISH,
        body,
        (caller, bytes) ->
            Door.respond(
                kind(plural)
                    .then(kind ->
                        Members.read(bytes, TagMembers.of(kind))
                            .then(members -> TagMembers.read(members, kind, slug)))
                    .then(define -> desk.define(caller.token(), define, caller.precondition())),
                put ->
                    put.created()
                        ? tag(201, put.now()).header("Location", address(put.now().tag())).build()
                        : tag(200, put.now()).build()));
  }

  @POST
  @Path("{kind}/{slug}/rename")
  @Consumes(Door.JSON)
  public Response rename(
      @Context HttpServerRequest request,
      @PathParam("kind") String plural,
      @PathParam("slug") String slug,
      InputStream body) {
    return move(request, plural, "to", body, (kind, to) -> new RenameTag(kind, slug, to));
  }

  @POST
  @Path("{kind}/{slug}/merge")
  @Consumes(Door.JSON)
  public Response merge(
      @Context HttpServerRequest request,
      @PathParam("kind") String plural,
      @PathParam("slug") String slug,
      InputStream body) {
    return move(request, plural, "into", body, (kind, into) -> new MergeTag(kind, slug, into));
  }

  private Response move(
      HttpServerRequest request,
      String plural,
      String member,
      InputStream body,
      BiFunction<TagKind, String, Command> command) {
    return door.answer(
        request,
        Right.PUBLISH,
        body,
        (caller, bytes) ->
            Door.respond(
                kind(plural)
                    .then(kind ->
                        Members.read(bytes, List.of(member))
                            .then(members -> {
                              String other = members.slug(member);
                              return members.refusals().or(command.apply(kind, other));
                            }))
                    .then(move -> door.asked(caller, bytes).then(asked -> desk.move(asked, move))),
                Door::ok));
  }

  private static Outcome<TagKind> kind(String plural) {
    return TagKind.read(plural)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused("", "tag.kind", Slug.shown(plural)));
  }

  private static boolean isSlug(String slug) {
    return Slug.checked("slug", slug) instanceof Outcome.Done<String>;
  }

  private Map<String, Object> listed(Tag tag) {
    var members = new LinkedHashMap<String, Object>();
    members.put("slug", tag.slug());
    members.put("titles", tag.titles());
    members.put("etag", Precondition.etag(tag.n()));
    members.put("url", address(tag));
    return members;
  }

  private static Response.ResponseBuilder tag(int status, Described described) {
    return Door.ok(status, Json.write(TagMembers.written(described.says())))
        .header("ETag", Precondition.etag(described.tag().n()));
  }

  private String address(Tag tag) {
    return newsroom.url() + PATH + "/" + tag.kind().plural() + "/" + tag.slug();
  }
}
