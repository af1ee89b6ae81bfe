package communique.record;

import com.fasterxml.jackson.databind.JsonNode;
import communique.record.Attachment.Film;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Attachments as they stand in the content of an edition: what is empty, 0 or false is left out.
final class Attachments {
  private Attachments() {}

  static Map<String, Object> members(Attachment attachment) {
    var members = new LinkedHashMap<String, Object>();
    members.put("name", attachment.name());
    members.put("mediaType", attachment.mediaType());
    text(members, "digest", attachment.digest());
    number(members, "bytes", attachment.bytes());
    text(members, "title", attachment.title());
    number(members, "pages", attachment.pages());
    if (attachment.accessible()) members.put("accessible", true);
    number(members, "width", attachment.width());
    number(members, "height", attachment.height());
    text(members, "alt", attachment.alt());
    text(members, "caption", attachment.caption());
    text(members, "credit", attachment.credit());
    if (attachment.lead()) members.put("lead", true);
    text(members, "address", attachment.address());
    if (!attachment.widths().isEmpty()) members.put("widths", attachment.widths());
    Film film = attachment.film();
    if (film != null) {
      var said = new LinkedHashMap<String, Object>();
      text(said, "length", film.length());
      text(said, "poster", film.poster());
      text(said, "transcript", film.transcript());
      members.put("film", said);
    }
    return members;
  }

  static List<Attachment> read(JsonNode list) {
    var attachments = new ArrayList<Attachment>();
    for (JsonNode one : list)
      attachments.add(
          new Attachment(
              one.path("name").asText(),
              one.path("digest").asText(),
              one.path("mediaType").asText(),
              one.path("bytes").asLong(),
              one.path("title").asText(),
              one.path("pages").asInt(),
              one.path("accessible").asBoolean(),
              one.path("width").asInt(),
              one.path("height").asInt(),
              one.path("alt").asText(),
              one.path("caption").asText(),
              one.path("credit").asText(),
              one.path("lead").asBoolean(),
              one.path("address").asText(),
              widths(one.path("widths")),
              film(one.path("film"))));
    return attachments;
  }

  private static List<Integer> widths(JsonNode list) {
    var widths = new ArrayList<Integer>();
    for (JsonNode width : list) widths.add(width.asInt());
    return widths;
  }

  private static @Nullable Film film(JsonNode film) {
    return film.isMissingNode()
        ? null
        : new Film(
            film.path("length").asText(),
            film.path("poster").asText(),
            film.path("transcript").asText());
  }

  private static void text(Map<String, Object> members, String name, String text) {
    if (!text.isEmpty()) members.put(name, text);
  }

  private static void number(Map<String, Object> members, String name, long number) {
    if (number != 0) members.put(name, number);
  }
}
