package communique.desk;

import communique.access.Right;
import communique.desk.DraftAttachments.Standing;
import communique.files.KeptFiles;
import communique.platform.Api;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.Attachment;
import communique.record.Newsroom;
import communique.record.Slug;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The authoring API of the files of a draft. A file comes as the body of a request, as it is: what
/// it is, its bytes say, whatever the request calls it. Its ETag is the SHA-256 of what is kept.
@Singleton
@Path(FileApi.PATH)
@Produces(Door.JSON)
@RunOnVirtualThread
public final class FileApi implements Api {
  static final String PATH = AnnouncementApi.PATH + "/{slug}/{locale}/files";

  /// What somebody gave us may run nothing and load nothing.
  private static final String POLICY =
      "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Door door;
  private final FileDesk desk;
  private final Newsroom newsroom;

  FileApi(Door door, FileDesk desk, Newsroom newsroom) {
    this.door = door;
    this.desk = desk;
    this.newsroom = newsroom;
  }

  @GET
  public Response list(
      @Context HttpServerRequest request,
      @PathParam("slug") String slug,
      @PathParam("locale") String tag) {
    return door.answer(
        request,
        Right.READ,
        caller ->
            Door.respond(
                Drafts.locale(slug, tag)
                    .flatMap(locale -> desk.all(slug, locale))
                    .map(Outcome::done)
                    .orElseGet(() -> Drafts.missing(slug, tag)),
                all ->
                    Door.ok(
                        Json.write(
                            Map.of(
                                "results",
                                all.stream().map(one -> told(one, slug, tag)).toList())))));
  }

  @GET
  @Path("{name}")
  @Produces(MediaType.WILDCARD)
  public Response get(
      @Context HttpServerRequest request,
      @PathParam("slug") String slug,
      @PathParam("locale") String tag,
      @PathParam("name") String name) {
    return door.answer(
        request,
        Right.READ,
        caller ->
            Door.respond(
                known(slug, tag, (known, locale) -> desk.file(known, locale, name)),
                found ->
                    Response.ok(found.path().toFile())
                        .type(type(found.standing().file().mediaType()))
                        .header("Content-Security-Policy", POLICY)
                        .header("Content-Disposition", "attachment")
                        .header("Cache-Control", "no-store")
                        .header("ETag", etag(found.standing()))
                        .build()));
  }

  @PUT
  @Path("{name}")
  @Consumes(MediaType.WILDCARD)
  public Response put(
      @Context HttpServerRequest request,
      @PathParam("slug") String slug,
      @PathParam("locale") String tag,
      @PathParam("name") String name,
      InputStream body) {
    return door.answer(
        request,
        Right.DRAFT,
        caller ->
            Door.respond(
                sized(name, request)
                    .then(fits ->
                        known(
                            slug,
                            tag,
                            (known, locale) ->
                                desk.put(
                                    caller.token(),
                                    known,
                                    locale,
                                    name,
                                    body,
                                    caller.precondition()))),
                put -> {
                  var answer =
                      Door.ok(put.created() ? 201 : 200, Json.write(told(put.now(), slug, tag)))
                          .header("ETag", etag(put.now()));
                  return put.created()
                      ? answer.header("Location", address(put.now(), slug, tag)).build()
                      : answer.build();
                }));
  }

  @DELETE
  @Path("{name}")
  public Response delete(
      @Context HttpServerRequest request,
      @PathParam("slug") String slug,
      @PathParam("locale") String tag,
      @PathParam("name") String name) {
    return door.answer(
        request,
        Right.DRAFT,
        caller ->
            Door.respond(
                known(
                    slug,
                    tag,
                    (known, locale) ->
                        desk.takeAway(caller.token(), known, locale, name, caller.precondition())),
                gone -> Response.noContent().header("Cache-Control", "no-store").build()));
  }

  /// Refuses at once what says itself that it is too long.
  private static Outcome<Boolean> sized(String name, HttpServerRequest request) {
    @Nullable String length = request.getHeader("Content-Length");
    boolean fits =
        length == null
            || !length.matches("[0-9]+")
            || (length.length() < 12 && Long.parseLong(length) <= KeptFiles.DOCUMENT_MAX);
    return fits
        ? Outcome.done(true)
        : Outcome.refused("", "file.too-long", Slug.shown(name), KeptFiles.DOCUMENT_MAX >> 20);
  }

  private static <T> Outcome<T> known(
      String slug, String tag, BiFunction<String, Locale, Outcome<T>> work) {
    return Drafts.locale(slug, tag)
        .map(locale -> work.apply(slug, locale))
        .orElseGet(() -> Drafts.missing(slug, tag));
  }

  private Map<String, Object> told(Standing standing, String slug, String tag) {
    Attachment file = standing.file();
    var members = new LinkedHashMap<String, Object>();
    members.put("name", file.name());
    members.put("mediaType", file.mediaType());
    members.put("bytes", file.bytes());
    members.put("sha256", file.digest());
    if (!file.title().isEmpty()) members.put("title", file.title());
    if (file.pages() > 0) members.put("pages", file.pages());
    if (file.isPicture()) {
      members.put("width", file.width());
      members.put("height", file.height());
    }
    DraftFiles.Put put = standing.put();
    members.put("state", put == null ? "published" : "draft");
    if (put != null) {
      members.put("savedAt", put.at().toString());
      members.put("savedBy", put.by());
    }
    members.put("etag", etag(standing));
    members.put("url", address(standing, slug, tag));
    return members;
  }

  private static String type(String mediaType) {
    return mediaType.startsWith("text/") ? mediaType + "; charset=utf-8" : mediaType;
  }

  private static String etag(Standing standing) {
    return '"' + standing.file().digest() + '"';
  }

  private String address(Standing standing, String slug, String tag) {
    return newsroom.url()
        + PATH.replace("{slug}", slug).replace("{locale}", tag)
        + "/"
        + standing.file().name();
  }
}
