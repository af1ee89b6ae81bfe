package communique.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.language.Markup;
import communique.language.Messages;
import communique.platform.DateTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an imported speech or statistics announcement says of itself beside its words.
///
/// @param deliveredOn when a speech was held or an article was written; null where that is not
///   known
/// @param isWritten whether it is an article
/// @param location where a speech was held, in words; empty where that is not known
/// @param releaseDate when statistics come out, in words as its author wrote them; may be empty
/// @param releaseState `provisional`, `confirmed` or `cancelled`; empty of anything but statistics
/// @param cancelledBecause why statistics do not come out, in words; may be empty
record StatedFacts(
    @Nullable Instant deliveredOn,
    boolean isWritten,
    String location,
    String releaseDate,
    String releaseState,
    String cancelledBecause) {
  private static final Set<String> STATES = Set.of("provisional", "confirmed", "cancelled");
  private static final StatedFacts NONE = new StatedFacts(null, false, "", "", "", "");

  /// Those of an item.
  static StatedFacts of(ObjectNode item) {
    JsonNode details = item.path("details");
    return switch (item.path("schema_name").asText()) {
      case "speech" ->
          new StatedFacts(
              details.path("delivered_on").isTextual()
                  ? DateTimes.instant(details.path("delivered_on").textValue())
                  : null,
              item.path("document_type").asText().equals("authored_article"),
              text(details, "location"),
              "",
              "",
              "");
      case "statistics_announcement" -> {
        String state = text(details, "state");
        yield new StatedFacts(
            null,
            false,
            "",
            text(details, "display_date"),
            STATES.contains(state) ? state : "",
            text(details, "cancellation_reason"));
      }
      default -> NONE;
    };
  }

  /// Lines for the page, in its language.
  List<Fact> lines(Shown shown) {
    Messages m = shown.m();
    var lines = new ArrayList<Fact>();
    if (deliveredOn != null)
      lines.add(
          new Fact(
              m.say(isWritten ? "announcement.written" : "announcement.delivered"),
              shown.day(deliveredOn)));
    if (!location.isEmpty())
      lines.add(new Fact(m.say("announcement.location"), Markup.name(location)));
    if (!releaseDate.isEmpty())
      lines.add(
          new Fact(
              m.say("announcement.release"),
              releaseState.isEmpty()
                  ? Markup.name(releaseDate)
                  : m.html(
                      "announcement.release-stands",
                      Markup.name(releaseDate),
                      m.say("announcement.release-" + releaseState))));
    if (!cancelledBecause.isEmpty())
      lines.add(
          new Fact(m.say("announcement.release-cancelled-because"), Markup.name(cancelledBecause)));
    return lines;
  }

  /// Adds the same for programs: `delivery` and `release`, each only where it says something.
  void putInto(Map<String, @Nullable Object> document) {
    var delivery = new LinkedHashMap<String, String>();
    if (deliveredOn != null) delivery.put("at", deliveredOn.toString());
    if (!location.isEmpty()) delivery.put("location", location);
    if (!delivery.isEmpty()) document.put("delivery", delivery);
    var release = new LinkedHashMap<String, String>();
    if (!releaseDate.isEmpty()) release.put("date", releaseDate);
    if (!releaseState.isEmpty()) release.put("state", releaseState);
    if (!cancelledBecause.isEmpty()) release.put("cancelledBecause", cancelledBecause);
    if (!release.isEmpty()) document.put("release", release);
  }

  private static String text(JsonNode details, String name) {
    return details.path(name).isTextual() ? details.path(name).textValue().strip() : "";
  }
}
