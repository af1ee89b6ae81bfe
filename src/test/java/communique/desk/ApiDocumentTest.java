package communique.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import communique.alerts.MailState;
import communique.alerts.Sent;
import communique.record.Described;
import communique.record.EngagementKind;
import communique.record.EngagementStatus;
import communique.record.Kind;
import communique.record.TagKind;
import communique.record.UpdateType;
import communique.site.ChangesApi;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The OpenAPI document says what the code does.
class ApiDocumentTest {
  private static final JsonNode DOCUMENT = document();

  @Test
  void every_call_that_is_answered_is_described_and_no_other() {
    var answered = new TreeSet<String>();
    for (Class<?> api :
        List.of(
            AnnouncementApi.class,
            FileApi.class,
            TagApi.class,
            EngagementApi.class,
            AlertApi.class,
            ChangesApi.class)) {
      String base = api.getAnnotation(Path.class).value();
      for (Method method : api.getDeclaredMethods()) {
        Path below = method.getAnnotation(Path.class);
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null)
            answered.add(http.value() + " " + base + (below == null ? "" : "/" + below.value()));
        }
      }
    }
    // These are makers of the shelf, which answers GET and HEAD alone.
    answered.addAll(
        List.of(
            "GET /api/announcements/{page}",
            "GET /api/engagements",
            "GET /api/content/news/{page}",
            "GET /api/openapi",
            "GET /api/search",
            "GET /api/suggestions"));

    var described = new TreeSet<String>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(name -> {
                  if (!name.equals("parameters"))
                    described.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }));
    assertThat(described).isEqualTo(answered);
  }

  @Test
  void its_members_and_words_are_those_that_are_read() {
    assertThat(names("Draft")).containsExactlyInAnyOrderElementsOf(Draft.MEMBERS);
    assertThat(names("AttachmentDescribed")).containsExactlyInAnyOrderElementsOf(Described.FIELDS);
    assertThat(names("EngagementStated"))
        .containsExactlyInAnyOrderElementsOf(EngagementMembers.MEMBERS);
    assertThat(names("Tag"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TagKind.values())
                .flatMap(kind -> TagMembers.of(kind).stream())
                .collect(Collectors.toSet()));
    assertThat(names("Tags"))
        .containsExactlyElementsOf(Arrays.stream(TagKind.values()).map(TagKind::plural).toList());
    assertThat(words("Kind"))
        .containsExactlyElementsOf(Arrays.stream(Kind.values()).map(Kind::slug).toList());
    assertThat(words("EngagementKind"))
        .containsExactlyElementsOf(
            Arrays.stream(EngagementKind.values()).map(EngagementKind::slug).toList());
    assertThat(words("EngagementStatus"))
        .containsExactlyElementsOf(
            Arrays.stream(EngagementStatus.values()).map(EngagementStatus::slug).toList());
    assertThat(words("UpdateType"))
        .containsExactlyElementsOf(
            Arrays.stream(UpdateType.values()).map(UpdateType::slug).toList());
    assertThat(words("MailState"))
        .containsExactlyElementsOf(Arrays.stream(MailState.values()).map(MailState::slug).toList());
    assertThat(words("AlertState"))
        .containsExactlyElementsOf(
            Arrays.stream(Sent.State.values()).map(Sent.State::slug).toList());
  }

  @Test
  void each_reference_leads_somewhere() {
    for (JsonNode reference : DOCUMENT.findValues("$ref")) {
      String pointer = reference.asText().substring(1);
      assertThat(DOCUMENT.at(pointer).isMissingNode()).as(pointer).isFalse();
    }
  }

  private static List<String> names(String schema) {
    var names = new ArrayList<String>();
    schema(schema).get("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> words(String schema) {
    var words = new ArrayList<String>();
    schema(schema).get("enum").forEach(word -> words.add(word.asText()));
    return words;
  }

  private static JsonNode schema(String name) {
    return DOCUMENT.at("/components/schemas/" + name);
  }

  private static JsonNode document() {
    try (InputStream in =
        Objects.requireNonNull(ApiDocumentTest.class.getResourceAsStream("/openapi.yaml"))) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
