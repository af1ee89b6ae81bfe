package communique.record;

import communique.platform.Refusals;
import communique.text.Body;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes an edition public: of a new announcement, a new version of one, or a translation.
///
/// @param original whether it begins the announcement, in a locale other than the newsroom's
///   default
/// @param kind null for the announcement's own, or a news story where it begins one
/// @param note the change note; empty for none
/// @param tags the kinds of tags that it states, by slug; a kind that is not named stays as it is
/// @param createTags whether a tag that does not exist is made, titled after its slug
public record Publish(
    String slug,
    Locale locale,
    boolean original,
    @Nullable Kind kind,
    String title,
    String summary,
    Body body,
    UpdateType update,
    String note,
    Map<TagKind, List<String>> tags,
    boolean createTags)
    implements Command {
  static final int TITLE_MAX = 300;
  static final int SUMMARY_MAX = 1_000;
  static final int NOTE_MAX = 1_000;

  /// What can be wrong with it whatever the record holds.
  Refusals checked() {
    var refusals = new Refusals().with(Slug.checked("slug", slug));
    refusals.when(title.isBlank(), "title", "title.empty");
    Line.check(refusals, "title", "title", title, TITLE_MAX);
    refusals.when(summary.isBlank(), "summary", "summary.empty");
    Line.check(refusals, "summary", "summary", summary, SUMMARY_MAX);
    Line.check(refusals, "changeNote", "change-note", note, NOTE_MAX);
    refusals.when(update == UpdateType.MINOR && !note.isBlank(), "changeNote", "change-note.minor");
    tags.forEach((tagKind, slugs) -> {
      for (int i = 0; i < slugs.size(); i++) {
        String place = tagKind.plural() + "." + i;
        refusals.with(Slug.checked(place, slugs.get(i)));
        refusals.when(
            slugs.indexOf(slugs.get(i)) < i, place, "tag.twice", Slug.shown(slugs.get(i)));
      }
    });
    return refusals;
  }

  Content content() {
    return new Content(title.strip(), summary.strip(), body);
  }
}
