package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two programs of other people read every calendar of the demonstration, and read the same.
class CalendarsIT {
  private static final List<String> PATHS =
      List.of(
          "/engagements.ics",
          "/engagements.cy.ics",
          "/engagements.ru.ics",
          "/engagements.ar.ics",
          "/engagements.zh-Hans.ics",
          "/engagements.ur.ics",
          "/people/ingrid-hallvard/engagements.ics",
          "/roles/minister-of-foreign-affairs/engagements.fr.ics",
          "/organisations/red-lanterns/engagements.es.ics",
          "/places/port-kestrel/engagements.ics");

  @Test
  void ical_js_and_icalendar_read_the_same_in_every_calendar() {
    var files = new ArrayList<Path>();
    var arguments = new ArrayList<String>(List.of(Tools.FOLDER.toString()));
    for (String path : PATHS) {
      Answer answer = Demo.shared().newsroom().get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.header("Content-Type")).as(path).isEqualTo("text/calendar; charset=utf-8");
      Path file = Tools.leave("calendars" + path.replace("/", "-"), answer.body());
      files.add(file);
      arguments.add(file.toString());
    }
    Map<String, JsonNode> script =
        read(Tools.node("calendars.mjs", arguments.toArray(String[]::new)).done().out());
    Map<String, JsonNode> python = read(Tools.python("calendars.py", files).done().out());

    assertThat(script).hasSameSizeAs(PATHS);
    assertThat(python.keySet()).isEqualTo(script.keySet());
    script.forEach((file, one) -> {
      JsonNode other = python.getOrDefault(file, one);
      assertThat(one.path("why").asText()).as(file).isEmpty();
      assertThat(other.path("why").asText()).as(file).isEmpty();
      assertThat(one.path("events").size()).as(file).isPositive();
      assertThat(other.path("events")).as(file).hasSameSizeAs(one.path("events"));
      assertThat(other.path("name")).as(file).isEqualTo(one.path("name"));
      for (int i = 0; i < one.path("events").size(); i++) {
        JsonNode mine = one.path("events").path(i);
        JsonNode theirs = other.path("events").path(i);
        assertThat(theirs.path("errors")).as(file).isEmpty();
        for (String member :
            List.of("uid", "summary", "description", "sequence", "status", "allDay", "start"))
          assertThat(theirs.path(member)).as("%s %s", file, member).isEqualTo(mine.path(member));
        if (mine.path("allDay").asBoolean())
          assertThat(theirs.path("end")).as(file).isEqualTo(mine.path("end"));
      }
    });
  }

  private static Map<String, JsonNode> read(String out) {
    var read = new HashMap<String, JsonNode>();
    for (String line : out.lines().toList()) {
      JsonNode one = Json.tree(line);
      read.put(one.path("file").asText(), one);
    }
    return read;
  }
}
