package communique.site;

import communique.files.KeptFiles;
import communique.frame.FaultPage;
import communique.frame.Frame;
import communique.frame.Frames;
import communique.frame.Html;
import communique.frame.Link;
import communique.frame.Words;
import communique.platform.Database;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Announcements;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Newsroom;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.site.AnnouncementPages.Answer.Leads;
import communique.site.AnnouncementPages.Answer.Shows;
import communique.site.NewsAddress.Part;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// `/news/{slug}[.{locale}]` and what stands below it: updates, editions, comparisons.
///
/// What is withdrawn stays readable, marked. Of what was unpublished nothing is shown but that it
/// was here, when and why it went: its page leads elsewhere or is a 410, and so are its versions.
@Singleton
final class AnnouncementPages implements Maker {
  private final Database database;
  private final Newsroom newsroom;
  private final Frames frames;
  private final KeptFiles files;

  AnnouncementPages(Database database, Newsroom newsroom, Frames frames, KeptFiles files) {
    this.database = database;
    this.newsroom = newsroom;
    this.frames = frames;
    this.files = files;
  }

  /// What stands at one of these addresses.
  sealed interface Answer {
    /// A page.
    ///
    /// @param bounded whether there are few enough of its sort to be shelved
    record Shows(int status, TemplateInstance page, Locale locale, boolean bounded)
        implements Answer {}

    /// Another address.
    record Leads(int status, String to) implements Answer {}
  }

  @Override
  public Optional<Response> make(Target target) {
    return answer(target)
        .map(answer ->
            switch (answer) {
              case Shows shows -> {
                Response page = Html.page(shows.page(), shows.locale()).status(shows.status());
                yield shows.bounded() ? page : page.passing();
              }
              case Leads leads -> Response.redirect(leads.status(), leads.to());
            });
  }

  Optional<Answer> answer(Target target) {
    return NewsAddress.read(target.path(), newsroom.locales())
        .flatMap(address ->
            database.reading(tx ->
                Announcements.bySlug(tx, address.slug())
                    .flatMap(found -> answer(tx, found, address, target))));
  }

  private Optional<Answer> answer(
      Handle tx, Announcement announcement, NewsAddress address, Target target) {
    if (!address.canonical()) return Optional.of(new Leads(301, address.path(newsroom.locales())));
    var shown = new Shown(frames, announcement, address.locale());
    Optional<Edition> newest = announcement.newest(address.locale());
    if (newest.isEmpty()) return elsewhere(shown, address.part());
    return switch (address.part()) {
      case Part.Itself itself -> Optional.of(itself(tx, shown, newest.get()));
      case Part.Updates updates -> Optional.of(shows(shown, new UpdatesView(tx, shown).page()));
      case Part.Version(int number) ->
          announcement
              .edition(address.locale(), number)
              .map(edition -> version(tx, shown, edition, newest.get()));
      case Part.Pair(int before, int after) ->
          announcement
              .edition(address.locale(), before)
              .flatMap(a ->
                  announcement.edition(address.locale(), after).map(b -> pair(tx, shown, a, b)));
      case Part.Annex(int version, String name) ->
          (version == 0 ? newest : announcement.edition(address.locale(), version))
              .flatMap(edition -> annex(tx, shown, edition, version, name));
      case Part.AskedPair asked -> Optional.of(asked(shown, target.parameters()));
    };
  }

  private Answer itself(Handle tx, Shown shown, Edition newest) {
    if (shown.state() instanceof State.IsUnpublished unpublished)
      return unpublished.redirectTo().isEmpty()
          ? gone(shown, unpublished)
          : new Leads(301, unpublished.redirectTo());
    return new AnnouncementView(tx, shown, newest)
        .page()
        .map(page -> shows(shown, page))
        .orElseGet(() -> erased(shown));
  }

  private Answer version(Handle tx, Shown shown, Edition edition, Edition newest) {
    if (shown.state() instanceof State.IsUnpublished unpublished) return gone(shown, unpublished);
    return new AnnouncementView(tx, shown, edition)
        .version(newest)
        .map(page -> shows(shown, page))
        .orElseGet(() -> erased(shown));
  }

  private Optional<Answer> annex(
      Handle tx, Shown shown, Edition edition, int version, String name) {
    Optional<Content> content = Editions.content(tx, edition);
    Optional<Attachment> annex =
        content.flatMap(said ->
            said.attachments().stream()
                .filter(one -> one.isAnnex() && one.stem().equals(name))
                .findFirst());
    if (annex.isEmpty()) return Optional.empty();
    if (shown.state() instanceof State.IsUnpublished unpublished)
      return Optional.of(
          new Shows(410, gonePage(shown, why(shown, unpublished)), shown.locale(), true));
    return Optional.of(
        shows(shown, new AnnexView(tx, shown, files).page(content.get(), annex.get(), version)));
  }

  /// There are as many pairs as the square of the versions, so they are not shelved.
  private Answer pair(Handle tx, Shown shown, Edition before, Edition after) {
    if (shown.state() instanceof State.IsUnpublished unpublished)
      return new Shows(410, gonePage(shown, why(shown, unpublished)), shown.locale(), false);
    return new CompareView(tx, shown, before, after)
        .page()
        .<Answer>map(page -> new Shows(200, page, shown.locale(), false))
        .orElseGet(() -> new Shows(410, gonePage(shown, erasure(shown)), shown.locale(), false));
  }

  /// The form's answer; what it cannot take leads back to it.
  private Answer asked(Shown shown, Map<String, String> parameters) {
    Optional<Integer> a = asked(shown, parameters.getOrDefault("a", ""));
    Optional<Integer> b = asked(shown, parameters.getOrDefault("b", ""));
    return new Leads(
        302,
        a.isPresent() && b.isPresent()
            ? shown.path(shown.locale(), new Part.Pair(a.get(), b.get()))
            : shown.updatesPath());
  }

  private Optional<Integer> asked(Shown shown, String number) {
    return NewsAddress.number(number)
        .filter(n -> shown.announcement().edition(shown.locale(), n).isPresent());
  }

  /// There is no version in this language, but there are others. The numbers in an address are then
  /// anybody's choice, so only addresses without any are shelved.
  private Optional<Answer> elsewhere(Shown shown, Part part) {
    List<Link> languages = shown.others();
    if (languages.isEmpty()) return Optional.empty();
    String heading = shown.m().say("error.no-language");
    Frame frame = frames.aside(shown.locale(), heading, "").notIndexed();
    var page =
        new FaultPage(
            frame,
            heading,
            List.of(),
            shown.m().say("error.read-in"),
            languages,
            List.of(FaultPage.announcements(frame)));
    boolean bounded = part instanceof Part.Itself || part instanceof Part.Updates;
    return Optional.of(new Shows(404, page, shown.locale(), bounded));
  }

  private Answer gone(Shown shown, State.IsUnpublished unpublished) {
    return new Shows(410, gonePage(shown, why(shown, unpublished)), shown.locale(), true);
  }

  private Answer erased(Shown shown) {
    return new Shows(410, gonePage(shown, erasure(shown)), shown.locale(), true);
  }

  private static List<Words> why(Shown shown, State.IsUnpublished unpublished) {
    var why = new ArrayList<Words>();
    why.add(Words.of(shown.m().say("error.gone-on", shown.days().day(unpublished.at()))));
    why.addAll(shown.explanation(unpublished.explanation(), unpublished.explainedIn()));
    return List.copyOf(why);
  }

  private static List<Words> erasure(Shown shown) {
    return List.of(Words.of(shown.m().say("error.erased")));
  }

  private FaultPage gonePage(Shown shown, List<Words> why) {
    String heading = shown.m().say("error.gone");
    Frame frame = frames.aside(shown.locale(), heading, "").notIndexed();
    return new FaultPage(
        frame,
        heading,
        why,
        shown.m().say("error.read-in"),
        shown.others(),
        List.of(
            Link.to(shown.updatesPath(), shown.m().say("updates.all")),
            FaultPage.announcements(frame)));
  }

  private static Answer shows(Shown shown, TemplateInstance page) {
    return new Shows(200, page, shown.locale(), true);
  }
}
