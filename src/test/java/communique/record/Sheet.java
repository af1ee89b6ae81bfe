package communique.record;

import communique.text.Body;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a press officer hands in, with everything filled in that a test says nothing of. Title,
/// summary and body hold the slug, the locale and a word that the test may change, so that two
/// sheets say the same exactly where these are the same. Each method gives a changed copy.
public final class Sheet implements Cloneable {
  private final String slug;
  private Locale locale = Locale.ENGLISH;
  private boolean original;
  private @Nullable Kind kind;
  private String word = "first";
  private @Nullable String title;
  private @Nullable String summary;
  private @Nullable Body body;
  private UpdateType update = UpdateType.MAJOR;
  private String note = "";
  private Map<TagKind, List<String>> tags = Map.of();
  private boolean createTags;
  private List<EngagementStated> engagements = List.of();
  private List<Attachment> attachments = List.of();

  private Sheet(String slug) {
    this.slug = slug;
  }

  /// The first version of an announcement in English.
  public static Sheet of(String slug) {
    return new Sheet(slug);
  }

  public Sheet in(String tag) {
    Sheet sheet = copy();
    sheet.locale = Locale.forLanguageTag(tag);
    return sheet;
  }

  /// Begins an announcement in its locale.
  public Sheet original() {
    Sheet sheet = copy();
    sheet.original = true;
    return sheet;
  }

  public Sheet kind(Kind kind) {
    Sheet sheet = copy();
    sheet.kind = kind;
    return sheet;
  }

  /// Says something else.
  public Sheet saying(String word) {
    Sheet sheet = copy();
    sheet.word = word;
    return sheet;
  }

  public Sheet title(String title) {
    Sheet sheet = copy();
    sheet.title = title;
    return sheet;
  }

  public Sheet summary(String summary) {
    Sheet sheet = copy();
    sheet.summary = summary;
    return sheet;
  }

  public Sheet body(String govspeak) {
    return body(new Body(Body.Dialect.GOVSPEAK, govspeak));
  }

  public Sheet body(Body body) {
    Sheet sheet = copy();
    sheet.body = body;
    return sheet;
  }

  public Sheet minor() {
    Sheet sheet = copy();
    sheet.update = UpdateType.MINOR;
    return sheet;
  }

  public Sheet note(String note) {
    Sheet sheet = copy();
    sheet.note = note;
    return sheet;
  }

  public Sheet tag(TagKind kind, String... slugs) {
    Sheet sheet = copy();
    sheet.tags = new HashMap<>(tags);
    sheet.tags.put(kind, List.of(slugs));
    return sheet;
  }

  /// Makes the tags that do not exist.
  public Sheet createTags() {
    Sheet sheet = copy();
    sheet.createTags = true;
    return sheet;
  }

  /// Tells of engagements.
  public Sheet tells(EngagementStated... stated) {
    Sheet sheet = copy();
    sheet.engagements = List.of(stated);
    return sheet;
  }

  public Sheet attached(Attachment... attachments) {
    Sheet sheet = copy();
    sheet.attachments = List.of(attachments);
    return sheet;
  }

  /// The command.
  public Publish publish() {
    String about = slug + " in " + locale.toLanguageTag() + ", " + word;
    return new Publish(
        slug,
        locale,
        original,
        kind,
        new Content(
            title == null ? "Title of " + about : title,
            summary == null ? "Summary of " + about + "." : summary,
            body == null ? new Body(Body.Dialect.GOVSPEAK, "Body of " + about + ".\n") : body,
            attachments,
            ""),
        update,
        note,
        tags,
        createTags,
        engagements);
  }

  private Sheet copy() {
    try {
      return (Sheet) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
