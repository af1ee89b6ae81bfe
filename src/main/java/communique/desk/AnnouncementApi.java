package communique.desk;

import communique.access.Right;
import communique.desk.Door.Caller;
import communique.desk.Drafts.Listed;
import communique.desk.Drafts.Saved;
import communique.language.Locales;
import communique.platform.Api;
import communique.platform.Outcome;
import communique.record.Command;
import communique.record.Newsroom;
import communique.record.Restore;
import communique.record.Retag;
import communique.record.Slug;
import communique.record.TagKind;
import communique.record.Unpublish;
import communique.record.Withdraw;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The authoring API of announcements: drafts, and what is done with what is public. The OpenAPI
/// document at `/api/openapi` describes each call.
@Singleton
@Path(AnnouncementApi.PATH)
@Produces(Door.JSON)
@RunOnVirtualThread
public final class AnnouncementApi implements Api {
  static final String PATH = "/api/desk/v1/announcements";

  private final Door door;
  private final Desk desk;
  private final Newsroom newsroom;

  AnnouncementApi(Door door, Desk desk, Newsroom newsroom) {
    this.door = door;
    this.desk = desk;
    this.newsroom = newsroom;
  }

  @GET
  public Response list(@Context HttpServerRequest request) {
    return door.answer(
        request,
        Right.READ,
        caller -> Door.respond(caller.limit().then(limit -> list(caller, limit)), r -> r));
  }

  private Outcome<Response> list(Caller caller, int limit) {
    String after = caller.parameter("after");
    String[] cursor = after.isEmpty() ? new String[] {"", ""} : after.split("/", 3);
    boolean fits =
        after.isEmpty() || (cursor.length == 2 && Drafts.locale(cursor[0], cursor[1]).isPresent());
    if (!fits) return Outcome.refused("", "parameter.cursor", "after");
    List<Listed> found = desk.drafts(cursor[0], cursor[1], limit + 1);
    return Outcome.done(
        Door.page(
            PATH,
            found,
            limit,
            this::listed,
            one -> one.saved().slug() + "/" + one.saved().locale().toLanguageTag()));
  }

  @GET
  @Path("{slug}/{locale}")
  public Response get(
      @Context HttpServerRequest request,
      @PathParam("slug") String slug,
      @PathParam("locale") String tag) {
    return door.answer(
        request,
        Right.READ,
        caller ->
            Door.respond(
                Drafts.locale(slug, tag)
                    .flatMap(locale -> desk.draft(slug, locale))
                    .map(Outcome::done)
                    .orElseGet(() -> Drafts.missing(slug, tag)),
                saved -> draft(200, saved).build()));
  }

  @PUT
  @Path("{slug}/{locale}")
  @Consumes(Door.JSON)
  public Response save(
      @Context HttpServerRequest request,
      @PathParam("slug") String slug,
      @PathParam("locale") String tag,
      InputStream body) {
    return door.answer(
        request,
        Right.DRAFT,
        body,
        (caller, bytes) ->
            Door.respond(
                locale(tag)
                    .then(locale ->
                        Draft.read(bytes, slug, locale.toLanguageTag())
                            .then(draft ->
                                desk.save(
                                    caller.token(), slug, locale, draft, caller.precondition()))),
                put ->
                    put.created()
                        ? draft(201, put.now()).header("Location", address(put.now())).build()
                        : draft(200, put.now()).build()));
  }

  @POST
  @Path("{slug}/{locale}/publish")
  @Consumes(Door.JSON)
  public Response publish(
      @Context HttpServerRequest request,
      @PathParam("slug") String slug,
      @PathParam("locale") String tag,
      InputStream body) {
    return door.answer(
        request,
        Right.PUBLISH,
        body,
        (caller, bytes) -> {
          Optional<Locale> locale = Drafts.locale(slug, tag);
          if (locale.isEmpty()) return Door.respond(Drafts.<String>missing(slug, tag), Door::ok);
          return Door.respond(
              door.asked(caller, bytes)
                  .then(asked ->
                      Members.read(bytes, List.of("updateType", "changeNote", "reason"))
                          .then(members -> publish(asked, slug, locale.get(), members, caller))),
              Door::ok);
        });
  }

  private Outcome<String> publish(
      Answers.Asked asked, String slug, Locale locale, Members members, Caller caller) {
    var how = new Draft.Publication(Draft.updateType(members), members.text("changeNote"));
    String reason = members.text("reason");
    members
        .refusals()
        .when(reason.length() > 1_000, "reason", "explanation.too-long", reason.length(), 1_000);
    return members
        .refusals()
        .or(how)
        .then(publication ->
            desk.publish(asked, slug, locale, publication, reason, caller.precondition()));
  }

  @POST
  @Path("{slug}/withdraw")
  @Consumes(Door.JSON)
  public Response withdraw(
      @Context HttpServerRequest request, @PathParam("slug") String slug, InputStream body) {
    return withdraw(request, slug, null, body);
  }

  @POST
  @Path("{slug}/{locale}/withdraw")
  @Consumes(Door.JSON)
  public Response withdraw(
      @Context HttpServerRequest request,
      @PathParam("slug") String slug,
      @PathParam("locale") @Nullable String tag,
      InputStream body) {
    return change(
        request,
        slug,
        tag,
        body,
        List.of("explanation"),
        (members, locale) -> new Withdraw(slug, locale, members.text("explanation")));
  }

  @POST
  @Path("{slug}/unpublish")
  @Consumes(Door.JSON)
  public Response unpublish(
      @Context HttpServerRequest request, @PathParam("slug") String slug, InputStream body) {
    return unpublish(request, slug, null, body);
  }

  @POST
  @Path("{slug}/{locale}/unpublish")
  @Consumes(Door.JSON)
  public Response unpublish(
      @Context HttpServerRequest request,
      @PathParam("slug") String slug,
      @PathParam("locale") @Nullable String tag,
      InputStream body) {
    return change(
        request,
        slug,
        tag,
        body,
        List.of("type", "to", "explanation"),
        (members, locale) -> {
          String type = members.text("type");
          String to = members.text("to");
          boolean gone = type.equals("gone");
          members
              .refusals()
              .when(!gone && !type.equals("redirect"), "type", "unpublish.type", Slug.shown(type))
              .when(gone && !to.isEmpty(), "to", "unpublish.to")
              .when(!gone && to.isEmpty(), "to", "unpublish.to-missing");
          return new Unpublish(slug, locale, to, members.text("explanation"));
        });
  }

  @POST
  @Path("{slug}/restore")
  @Consumes(Door.JSON)
  public Response restore(
      @Context HttpServerRequest request, @PathParam("slug") String slug, InputStream body) {
    return restore(request, slug, null, body);
  }

  @POST
  @Path("{slug}/{locale}/restore")
  @Consumes(Door.JSON)
  public Response restore(
      @Context HttpServerRequest request,
      @PathParam("slug") String slug,
      @PathParam("locale") @Nullable String tag,
      InputStream body) {
    return change(
        request, slug, tag, body, List.of(), (members, locale) -> new Restore(slug, locale));
  }

  @POST
  @Path("{slug}/retag")
  @Consumes(Door.JSON)
  public Response retag(
      @Context HttpServerRequest request, @PathParam("slug") String slug, InputStream body) {
    List<String> kinds = Arrays.stream(TagKind.values()).map(TagKind::plural).toList();
    return change(
        request,
        slug,
        null,
        body,
        kinds,
        (members, locale) -> {
          var tags = new TreeMap<TagKind, List<String>>();
          for (TagKind kind : TagKind.values())
            if (members.has(kind.plural())) tags.put(kind, members.texts(kind.plural()));
          return new Retag(slug, tags, false);
        });
  }

  /// Makes the command of what was sent; what is wrong with it goes to the members' refusals.
  private interface Reads {
    Command command(Members members, @Nullable Locale locale);
  }

  private Response change(
      HttpServerRequest request,
      String slug,
      @Nullable String tag,
      InputStream body,
      List<String> known,
      Reads reads) {
    return door.answer(
        request,
        Right.PUBLISH,
        body,
        (caller, bytes) -> {
          Optional<Locale> locale = Drafts.locale(slug, tag == null ? "en" : tag);
          if (locale.isEmpty())
            return Door.respond(
                Outcome.<String>refused("slug", "page.missing", Slug.shown(slug)), Door::ok);
          return Door.respond(
              door.asked(caller, bytes)
                  .then(asked ->
                      Members.read(bytes, known)
                          .then(members -> {
                            Command command =
                                reads.command(members, tag == null ? null : locale.get());
                            return members
                                .refusals()
                                .or(command)
                                .then(checked -> desk.change(asked, slug, checked));
                          })),
              Door::ok);
        });
  }

  private static Outcome<Locale> locale(String tag) {
    return Locales.read(tag)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused("locale", "locale.malformed", Slug.shown(tag)));
  }

  private Map<String, Object> listed(Listed listed) {
    Saved saved = listed.saved();
    var published = listed.published();
    boolean isPublic = published != null && published.version() == saved.version();
    var members = new LinkedHashMap<String, Object>();
    members.put("slug", saved.slug());
    members.put("locale", saved.locale().toLanguageTag());
    members.put("title", saved.draft().title());
    members.put("state", isPublic ? "published" : "draft");
    members.put("etag", Precondition.etag(saved.version()));
    members.put("savedAt", saved.savedAt().toString());
    members.put("savedBy", saved.savedBy());
    if (published != null) {
      var last = new LinkedHashMap<String, Object>();
      last.put("change", published.n());
      last.put("edition", published.edition());
      members.put("published", last);
    }
    members.put("url", address(saved));
    return members;
  }

  private static Response.ResponseBuilder draft(int status, Saved saved) {
    return Door.ok(status, saved.draft().json()).header("ETag", Precondition.etag(saved.version()));
  }

  private String address(Saved saved) {
    return newsroom.url() + PATH + "/" + saved.slug() + "/" + saved.locale().toLanguageTag();
  }
}
