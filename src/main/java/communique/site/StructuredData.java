package communique.site;

import communique.frame.Link;
import communique.platform.Json;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Content;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.record.TagKind;
import communique.site.EngagementView.Slip;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Describes an announcement to programs, by schema.org's vocabulary as JSON-LD. It says nothing
/// that the reader cannot see.
final class StructuredData {
  private final Shown shown;
  private final List<Tag> tags;
  private final List<Slip> slips;
  private final Newsroom newsroom;

  StructuredData(Shown shown, List<Tag> tags, List<Slip> slips) {
    this.shown = shown;
    this.tags = tags;
    this.slips = slips;
    this.newsroom = shown.frames().newsroom();
  }

  /// The description, safe within a script element.
  ///
  /// @param updated when it was last updated, as its page says it
  RawString of(Content content, Instant updated) {
    Announcement announcement = shown.announcement();
    Locale locale = shown.locale();
    var article = new LinkedHashMap<String, Object>();
    article.put("@context", "https://schema.org");
    article.put("@type", "NewsArticle");
    article.put("@id", url(shown.path(locale)));
    article.put("url", url(shown.path(locale)));
    article.put("headline", content.title());
    article.put("description", content.summary());
    content
        .lead()
        .ifPresent(lead -> {
          var image = thing("ImageObject", "", url(lead.path()));
          image.remove("name");
          image.put("width", lead.width());
          image.put("height", lead.height());
          article.put("image", image);
        });
    article.put("inLanguage", locale.toLanguageTag());
    article.put("datePublished", shown.days().machine(announcement.firstPublishedAt()));
    article.put("dateModified", shown.days().machine(updated));
    if (shown.state() instanceof State.IsWithdrawn)
      article.put("creativeWorkStatus", shown.m().say("updates.withdrawn"));
    article.put("publisher", thing("Organization", newsroom.name(), url("/")));
    List<Map<String, Object>> authors = things(TagKind.ORGANISATION, "Organization");
    if (!authors.isEmpty()) article.put("author", authors);
    var mentions = new ArrayList<Map<String, Object>>();
    mentions.addAll(things(TagKind.PERSON, "Person"));
    mentions.addAll(things(TagKind.PLACE, "Place"));
    for (Slip slip : slips) mentions.add(event(slip.engaged()));
    if (!mentions.isEmpty()) article.put("mentions", mentions);
    List<Map<String, Object>> about = things(TagKind.TOPIC, "Thing");
    if (!about.isEmpty()) article.put("about", about);
    translations(article);
    // Within a script element, HTML sees the end of it also inside a JSON string.
    return new RawString(Json.write(article).replace("<", "\\u003c"));
  }

  private void translations(Map<String, Object> article) {
    Locale original = shown.announcement().original();
    List<Locale> readable = shown.readable();
    if (!shown.locale().equals(original)) {
      if (readable.contains(original))
        article.put("translationOfWork", Map.of("@id", url(shown.path(original))));
      return;
    }
    List<Map<String, String>> others =
        readable.stream()
            .filter(other -> !other.equals(original))
            .map(other -> Map.of("@id", url(shown.path(other))))
            .toList();
    if (!others.isEmpty()) article.put("workTranslation", others);
  }

  private List<Map<String, Object>> things(TagKind kind, String type) {
    return tags.stream()
        .filter(tag -> tag.kind() == kind)
        .map(tag -> {
          Link link = shown.link(tag);
          return thing(type, link.text(), url(link.href()));
        })
        .toList();
  }

  /// An engagement. A date that is not said plainly has no form there, so it is left out.
  private Map<String, Object> event(Engaged engaged) {
    var event = new LinkedHashMap<String, Object>();
    event.put("@type", "Event");
    event.put("name", engaged.title().text());
    if (!engaged.machine().isEmpty()) event.put("startDate", engaged.machine());
    event.put("eventStatus", "https://schema.org/" + engaged.event());
    Link place = engaged.place();
    if (place != null) {
      var location = new LinkedHashMap<String, Object>();
      location.put("@type", "Place");
      location.put("name", place.text());
      if (!place.href().isEmpty()) location.put("url", url(place.href()));
      event.put("location", location);
    }
    return event;
  }

  private static Map<String, Object> thing(String type, String name, String url) {
    var thing = new LinkedHashMap<String, Object>();
    thing.put("@type", type);
    thing.put("name", name);
    thing.put("url", url);
    return thing;
  }

  private String url(String path) {
    return newsroom.url() + path;
  }
}
