package communique.site;

import communique.frame.Frame;
import communique.frame.Frame.Language;
import communique.frame.Link;
import communique.frame.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An announcement, or one version of it, as readers see it.
///
/// @param tongues the languages that it stands in
/// @param notices what must be known before reading: that it was withdrawn, that there is a newer
///   version, that its original was changed since
/// @param attached what belongs to it besides its words
/// @param kept why a withdrawn one is still here; empty for all others
/// @param slips the engagements that it tells of
/// @param further where its organisations can be followed
/// @param press whom the press may ask at the leading organisation; may be empty
/// @param updates null on the page of one version
/// @param feeds the formats of the feed, put in words; null on the page of one version
/// @param alerts where alerts are asked for; empty on the page of one version
/// @param recorded where it stands in the record
@CheckedTemplate(basePath = "site", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AnnouncementPage(
    Frame frame,
    String kind,
    List<Language> tongues,
    String title,
    String summary,
    List<Notice> notices,
    List<Fact> facts,
    RawString body,
    Attached attached,
    String kept,
    List<EngagementView.Slip> slips,
    List<TagGroup> tags,
    List<Further> further,
    List<Fact> press,
    @Nullable Updates updates,
    @Nullable RawString feeds,
    String alerts,
    RawString recorded)
    implements TemplateInstance {
  /// @param calm whether it is no warning
  /// @param html an explanation that came with an import, instead of paragraphs; else null
  record Notice(
      boolean calm,
      RawString heading,
      List<Words> paragraphs,
      @Nullable RawString html,
      List<Link> links) {}

  /// Tags of one kind.
  record TagGroup(String sort, List<Link> links) {}

  /// @param closed whether it is an account that can no longer be followed
  record Further(boolean closed, RawString words) {}

  /// @param dates the sentence that says when
  /// @param show the words that open the list; empty where there is nothing more to open
  /// @param entries the newest first
  /// @param all the page with every change
  record Updates(RawString dates, String show, List<Entry> entries, Link all) {}
}
