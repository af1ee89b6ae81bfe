package communique.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is wrong with a request, as RFC 9457 tells it to a program.
///
/// @param detail says the place and the mend, in English
/// @param refusals one for each thing that is wrong, as the member `errors`; may be empty
public record Problem(Sort sort, String detail, List<Refusal> refusals) {
  /// The media type of [#json()].
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPES = "urn:problem-type:communique:";

  public Problem {
    refusals = List.copyOf(refusals);
  }

  /// The sorts of problems; the URI of each stays for ever, as programs compare it.
  public enum Sort {
    MALFORMED(400, "malformed", "The request is malformed"),
    UNKNOWN_CALLER(401, "unknown-caller", "Nobody knows who is asking"),
    FORBIDDEN(403, "forbidden", "That is not allowed"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    METHOD(405, "method", "The method does not fit the address"),
    NOT_ACCEPTABLE(406, "not-acceptable", "There is no form of it that was asked for"),
    CONFLICT(409, "conflict", "It stands otherwise by now"),
    GONE(410, "gone", "It was here and is gone"),
    STALE(412, "stale", "Somebody else changed it first"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    MEDIA_TYPE(415, "media-type", "The request is in a form that is not read here"),
    REFUSED(422, "refused", "What was sent cannot be taken"),
    VERSION_DUE(428, "version-due", "The request must say what it replaces"),
    FAILED(500, "failed", "Something went wrong here"),
    AWAY(503, "away", "It cannot be answered now");

    private final int status;
    private final String name;
    private final String title;

    Sort(int status, String name, String title) {
      this.status = status;
      this.name = name;
      this.title = title;
    }

    public int status() {
      return status;
    }

    /// The URI that names it.
    public String type() {
      return TYPES + name;
    }
  }

  /// A problem with one reason or several, told by the first.
  public static Problem of(Sort sort, List<Refusal> refusals) {
    Refusal first = refusals.getFirst();
    String more = refusals.size() == 1 ? "" : " (There is more in errors.)";
    return new Problem(sort, first.detail() + " " + first.mend() + more, refusals);
  }

  /// A problem of the request as a whole; the words are a refusal's.
  public static Problem of(Sort sort, String key, Object... arguments) {
    return of(sort, List.of(new Refusal("", key, List.of(arguments))));
  }

  /// The problem as JSON.
  public String json() {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", sort.type());
    members.put("title", sort.title);
    members.put("status", sort.status);
    members.put("detail", detail);
    var errors = new ArrayList<Map<String, String>>();
    for (Refusal refusal : refusals) {
      var error = new LinkedHashMap<String, String>();
      error.put("pointer", refusal.pointer());
      error.put("detail", refusal.detail());
      error.put("mend", refusal.mend());
      errors.add(error);
    }
    if (!errors.isEmpty()) members.put("errors", errors);
    return Json.write(members);
  }
}
