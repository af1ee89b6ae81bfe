package communique.site;

import communique.platform.Api;
import communique.platform.Database;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Problem;
import communique.platform.Problem.Sort;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.Change.EngagementDefined;
import communique.record.Change.Noted;
import communique.record.Change.OfTag;
import communique.record.Change.Published;
import communique.record.Change.Restored;
import communique.record.Change.Retagged;
import communique.record.Change.TagDefined;
import communique.record.Change.TagMerged;
import communique.record.Change.TagRenamed;
import communique.record.Change.Unpublished;
import communique.record.Change.Withdrawn;
import communique.record.Edition;
import communique.record.Engagement;
import communique.record.Engagements;
import communique.record.Log;
import communique.record.Newsroom;
import communique.record.Page;
import communique.record.Tags;
import communique.shelf.Target;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// `/api/changes?after={n}`: the change log as JSON lines, for programs that follow the newsroom.
/// Whoever made a change is not named here.
///
/// The lines after *n* up to *m* never become others, so *n* and *m* are the entity tag, and a
/// program that has read everything is told so by one look at the head of the log.
@Singleton
@Path("/api/changes")
@RunOnVirtualThread
public final class ChangesApi implements Api {
  private static final String LINES = "application/jsonl";
  private static final int LIMIT = 1_000;
  private static final int LIMIT_MAX = 10_000;
  private static final int BATCH = 256;
  private static final long NUMBER_MAX = 999_999_999_999_999_999L;

  private final Database database;
  private final Newsroom newsroom;

  ChangesApi(Database database, Newsroom newsroom) {
    this.database = database;
    this.newsroom = newsroom;
  }

  @GET
  public Response after(@Context HttpServerRequest request) {
    var parameters =
        new Target("", request.query() == null ? "" : request.query(), "").parameters();
    return switch (number(parameters, "after", 0, 0, NUMBER_MAX)
        .then(after ->
            number(parameters, "limit", LIMIT, 1, LIMIT_MAX)
                .then(limit -> Outcome.done(lines(request, after, limit))))) {
      case Outcome.Done<Response> done -> done.value();
      case Outcome.Refused<Response> refused ->
          Response.status(Sort.MALFORMED.status())
              .type(Problem.MEDIA_TYPE)
              .header("Cache-Control", "no-store")
              .entity(Problem.of(Sort.MALFORMED, refused.refusals()).json())
              .build();
    };
  }

  private Response lines(HttpServerRequest request, long after, long limit) {
    long head = database.glance(Log::head);
    long last = after >= head ? after : Math.min(head, after + limit);
    String etag = "\"" + after + "-" + last + "\"";
    var answer =
        Response.ok()
            .header("ETag", etag)
            .header("Cache-Control", "no-cache")
            .header("Access-Control-Allow-Origin", "*")
            .header("Link", "</api/changes?after=" + last + ">; rel=\"next\"");
    if (isKnown(request.getHeader("If-None-Match"), etag)) return answer.status(304).build();
    StreamingOutput lines =
        out -> {
          for (long n = after; n < last; n += BATCH) {
            int size = (int) Math.min(BATCH, last - n);
            long from = n;
            String batch = database.reading(tx -> batch(tx, from, size));
            out.write(batch.getBytes(StandardCharsets.UTF_8));
          }
        };
    return answer.type(LINES).entity(lines).build();
  }

  private String batch(Handle tx, long after, int size) {
    List<Change> changes = Log.after(tx, after, size);
    Map<String, Announcement> announcements =
        Announcements.byIds(
            tx,
            changes.stream()
                .map(Change::documentId)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet()));
    var lines = new StringBuilder();
    for (Change change : changes) {
      var line = line(change);
      if (change.what() instanceof OfTag ofTag) tag(tx, line, change.n(), ofTag);
      else if (change.what() instanceof EngagementDefined defined)
        engagement(line, Engagements.byId(tx, defined.engagementId()).orElseThrow());
      else
        announcement(line, change, Objects.requireNonNull(announcements.get(change.documentId())));
      lines.append(Json.write(line)).append('\n');
    }
    return lines.toString();
  }

  private static Map<String, Object> line(Change change) {
    var line = new LinkedHashMap<String, Object>();
    line.put("n", change.n());
    line.put("what", change.what().slug());
    instant(line, "publicAt", change.publicAt());
    line.put("recordedAt", change.recordedAt().toString());
    if (change.locale() != null) line.put("locale", change.locale().toLanguageTag());
    switch (change.what()) {
      case Published published -> {
        line.put("updateType", published.updateType().slug());
        text(line, "changeNote", published.note());
        instant(line, "firstPublishedAt", published.firstPublishedAt());
        instant(line, "publicUpdatedAt", published.publicUpdatedAt());
      }
      case Noted noted -> text(line, "changeNote", noted.note());
      case Withdrawn withdrawn -> text(line, "explanation", withdrawn.explanation());
      case Unpublished unpublished -> {
        text(line, "redirectTo", unpublished.redirectTo());
        text(line, "explanation", unpublished.explanation());
      }
      case Restored restored -> {}
      case Retagged retagged -> {}
      case OfTag ofTag -> {}
      case EngagementDefined defined -> {}
    }
    return line;
  }

  private void announcement(Map<String, Object> line, Change change, Announcement announcement) {
    line.put("id", announcement.id());
    line.put("slug", announcement.slug());
    announcement.editionOf(change).ifPresent(edition -> line.put("edition", edition.number()));
    line.put(
        "paths",
        announcement.locales().stream()
            .filter(locale -> concerns(change, announcement, locale))
            .filter(newsroom.locales()::has)
            .map(locale -> new Page(announcement.slug(), locale).path(newsroom.locales()))
            .toList());
  }

  /// Whether a change was about the page in `locale`: the one that it names, else all that there
  /// were by then.
  private static boolean concerns(Change change, Announcement announcement, Locale locale) {
    if (change.locale() != null) return change.locale().equals(locale);
    return announcement.editions(locale).stream()
        .mapToLong(Edition::n)
        .anyMatch(n -> n < change.n());
  }

  private static void tag(Handle tx, Map<String, Object> line, long n, OfTag what) {
    Map<String, Object> tag = named(tx, what.tagId(), n);
    line.put("tag", tag);
    line.put("paths", List.of("/" + tag.get("kind") + "/" + tag.get("slug")));
    switch (what) {
      case TagDefined defined -> {}
      case TagRenamed renamed -> line.put("from", renamed.from());
      case TagMerged merged -> line.put("into", named(tx, merged.intoId(), n));
    }
  }

  /// A tag by the slug that it had when change `n` was the newest.
  private static Map<String, Object> named(Handle tx, String id, long n) {
    var members = new LinkedHashMap<String, Object>();
    members.put("kind", Tags.byId(tx, id).orElseThrow().kind().plural());
    members.put("slug", Tags.slugAt(tx, id, n));
    return members;
  }

  private static void engagement(Map<String, Object> line, Engagement engagement) {
    line.put("engagement", Map.of("id", engagement.id(), "slug", engagement.slug()));
    line.put("paths", List.of(Engagements.PATH));
  }

  private static void instant(Map<String, Object> line, String name, @Nullable Instant instant) {
    if (instant != null) line.put(name, instant.toString());
  }

  private static void text(Map<String, Object> line, String name, String text) {
    if (!text.isEmpty()) line.put(name, text);
  }

  private static boolean isKnown(@Nullable String known, String etag) {
    return known != null
        && Arrays.stream(known.split(",", 50))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
  }

  private static Outcome<Long> number(
      Map<String, String> parameters, String name, long otherwise, long min, long max) {
    String text = parameters.getOrDefault(name, "");
    if (text.isEmpty() && !parameters.containsKey(name)) return Outcome.done(otherwise);
    if (text.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) return Outcome.done(number);
    }
    return Outcome.refused("", "parameter.number", name, min, max);
  }
}
