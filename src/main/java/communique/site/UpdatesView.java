package communique.site;

import communique.frame.Frame;
import communique.frame.Link;
import communique.language.Locales;
import communique.language.Messages;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.site.NewsAddress.Part;
import communique.site.UpdatesPage.Choice;
import communique.site.UpdatesPage.Compare;
import io.quarkus.qute.RawString;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Gathers what the page of all updates shows.
final class UpdatesView {
  private final Handle tx;
  private final Shown shown;
  private final Announcement announcement;
  private final Messages m;

  UpdatesView(Handle tx, Shown shown) {
    this.tx = tx;
    this.shown = shown;
    this.announcement = shown.announcement();
    this.m = shown.m();
  }

  UpdatesPage page() {
    boolean gone = shown.state() instanceof State.IsUnpublished;
    Optional<String> title =
        gone
            ? Optional.empty()
            : announcement
                .newest(shown.locale())
                .flatMap(edition -> Editions.content(tx, edition))
                .map(Content::title);
    String heading = title.orElseGet(() -> m.say("error.gone"));
    var history = new History(tx, shown);
    Frame frame =
        shown.frames().aside(shown.locale(), m.say("updates.title", heading), shown.updatesPath());
    boolean indexed = shown.state() instanceof State.IsPublished && title.isPresent();
    return new UpdatesPage(
        indexed ? frame : frame.notIndexed(),
        heading,
        lead(history),
        gone ? null : Link.to(shown.path(shown.locale()), m.say("updates.back")),
        history.all(),
        gone ? null : compare());
  }

  /// When it was published and how often it changed since; where some of it was taken down, only
  /// the dates, as not every version can be read.
  private RawString lead(History history) {
    if (shown.state() instanceof State.IsUnpublished unpublished)
      return m.html("error.gone-on", shown.day(unpublished.at()));
    RawString published = shown.day(announcement.firstPublishedAt());
    int languages = announcement.locales().size();
    return shown.readable().size() < languages
        ? m.html("announcement.published-on", published)
        : m.html("updates.lead", published, history.changesSince(), languages);
  }

  private @Nullable Compare compare() {
    List<Edition> editions = announcement.editions(shown.locale()).reversed();
    if (editions.size() < 2) return null;
    int newest = editions.getFirst().number();
    return new Compare(
        shown.path(shown.locale(), new Part.AskedPair()),
        choices(editions, newest - 1),
        choices(editions, newest));
  }

  private List<Choice> choices(List<Edition> editions, int chosen) {
    return editions.stream()
        .map(edition ->
            new Choice(
                edition.number(),
                m.say("updates.version", Locales.ownName(edition.locale()), edition.number()),
                edition.number() == chosen))
        .toList();
  }
}
