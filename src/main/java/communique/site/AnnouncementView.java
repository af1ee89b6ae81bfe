package communique.site;

import communique.frame.Frame;
import communique.frame.Frame.Feed;
import communique.frame.Frame.Property;
import communique.frame.Link;
import communique.frame.Words;
import communique.language.Locales;
import communique.language.Markup;
import communique.language.Messages;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Attachment;
import communique.record.Behind;
import communique.record.Change;
import communique.record.Change.Withdrawn;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.RolesHeld;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.shelf.Target;
import communique.site.AnnouncementPage.Further;
import communique.site.AnnouncementPage.Notice;
import communique.site.AnnouncementPage.Updates;
import communique.site.NewsAddress.Part;
import communique.text.Text;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Gathers what the page of an announcement shows, or that of one version of it.
final class AnnouncementView {
  /// A longer history is on the page of updates only.
  private static final int DISCLOSED_MAX = 30;

  private final Handle tx;
  private final Shown shown;
  private final Announcement announcement;
  private final Edition edition;
  private final Locale locale;
  private final Messages m;
  private final Optional<Behind> behind;

  /// @param edition the one that is shown; its content must not be that of an unpublished page
  AnnouncementView(Handle tx, Shown shown, Edition edition) {
    this.tx = tx;
    this.shown = shown;
    this.announcement = shown.announcement();
    this.edition = edition;
    this.locale = shown.locale();
    this.m = shown.m();
    this.behind =
        shown.state() instanceof State.IsPublished
            ? Behind.of(tx, announcement, locale)
            : Optional.empty();
  }

  /// The announcement's page; empty when its content was erased.
  Optional<AnnouncementPage> page() {
    return Editions.content(tx, edition).map(this::page);
  }

  /// The page of this version; empty when its content was erased.
  Optional<AnnouncementPage> version(Edition newest) {
    return Editions.content(tx, edition).map(content -> version(content, newest));
  }

  private AnnouncementPage page(Content content) {
    List<Tag> tags = Tags.of(tx, announcement.id(), Long.MAX_VALUE);
    List<Tag> organisations = organisations(tags);
    Optional<ImportedItem> imported = ImportedItem.of(tx, announcement, locale);
    var notices = new ArrayList<Notice>();
    var facts = new ArrayList<Fact>();
    if (!organisations.isEmpty())
      facts.add(new Fact(m.say("announcement.from"), shown.from(organisations)));
    imported.ifPresent(one -> facts.addAll(StatedFacts.of(one.item()).lines(shown)));
    Instant published = announcement.firstPublishedAt();
    Instant updated = updated();
    behind.map(this::lacks).ifPresent(notices::add);
    facts.add(new Fact(m.say("announcement.published"), shown.day(published)));
    RawString more = Markup.link("#updates", m.say("announcement.see-updates"));
    boolean withdrawn = false;
    if (shown.state() instanceof State.IsWithdrawn state) {
      withdrawn = true;
      notices.add(shown.notice(state, imported.map(ImportedItem::explanation).orElse("")));
      facts.add(new Fact(m.say("announcement.withdrawn"), beside(shown.day(state.at()), more)));
    } else if (updated.isAfter(published)) {
      facts.add(new Fact(m.say("announcement.updated"), beside(shown.day(updated), more)));
    }
    List<EngagementView.Slip> slips = slips(Long.MAX_VALUE);
    Body body = body(content, organisations, shown.path(locale));
    return new AnnouncementPage(
        frame(content, tags, slips, withdrawn),
        m.say("kind." + edition.kind().slug()),
        shown.tongues(),
        content.title(),
        content.summary(),
        List.copyOf(notices),
        List.copyOf(facts),
        body.html(),
        body.attached(),
        withdrawn ? m.say("announcement.kept") : "",
        slips,
        shown.groups(tx, tags),
        further(organisations),
        press(organisations),
        updates(published, updated),
        feeds(),
        shown.house().alertsPath() + Target.query(Map.of("path", List.of(shown.path(locale)))),
        recorded());
  }

  private AnnouncementPage version(Content content, Edition newest) {
    List<Tag> tags = Tags.of(tx, announcement.id(), edition.n());
    List<Tag> organisations = organisations(tags);
    Change change = announcement.changeOf(edition);
    var notices = new ArrayList<Notice>();
    notices.add(standing(change, newest));
    if (shown.state() instanceof State.IsWithdrawn state) notices.add(shown.notice(state, ""));
    var facts = new ArrayList<Fact>();
    if (!organisations.isEmpty())
      facts.add(new Fact(m.say("announcement.from"), shown.from(organisations)));
    facts.add(
        new Fact(m.say("edition.heading", edition.number()), shown.dayAndTime(publicAt(change))));
    String title = m.say("edition.title", content.title(), edition.number());
    Frame frame = shown.frames().aside(locale, title, shown.path(locale));
    String path = shown.path(locale, new Part.Version(edition.number()));
    Body body = body(content, organisations, path);
    return new AnnouncementPage(
        shown.state() instanceof State.IsWithdrawn ? frame.notIndexed() : frame,
        m.say("kind." + edition.kind().slug()),
        List.of(),
        content.title(),
        content.summary(),
        List.copyOf(notices),
        List.copyOf(facts),
        body.html(),
        body.attached(),
        "",
        slips(edition.n()),
        shown.groups(tx, tags),
        List.of(),
        List.of(),
        null,
        null,
        "",
        m.html("announcement.recorded", shown.entry(change)));
  }

  /// When it was last updated: a translation that lacks a change does not take that day for its
  /// own.
  private Instant updated() {
    return behind.isPresent()
        ? announcement.publicUpdatedAt(locale)
        : announcement.publicUpdatedAt();
  }

  /// That the original says more by now, and where.
  private Notice lacks(Behind behind) {
    Locale original = behind.newest().locale();
    int before = behind.before().number();
    var pair = new Part.Pair(before, behind.newest().number());
    return new Notice(
        true,
        m.html("announcement.behind", Locales.nameIn(original, locale), shown.day(behind.at())),
        List.of(
            Words.of(
                m.say(
                    behind.slight() ? "announcement.behind-slightly" : "announcement.behind-yet"))),
        null,
        List.of(
            Link.language(shown.path(original), original),
            Link.across(
                shown.path(original, pair),
                m.say("updates.changed-since", before),
                original,
                locale)));
  }

  /// Which version this is, and whether there is a newer one.
  private Notice standing(Change change, Edition newest) {
    var links = new ArrayList<Link>();
    RawString heading = m.html("edition.reading", edition.number(), shown.day(publicAt(change)));
    var paragraphs = new ArrayList<Words>();
    boolean isNewest = newest.number() == edition.number();
    if (isNewest) {
      paragraphs.add(Words.of(m.say("edition.newest")));
      links.add(Link.to(shown.path(locale), m.say("updates.back")));
    } else {
      String day = shown.days().day(publicAt(announcement.changeOf(newest)));
      links.add(
          Link.to(
              shown.path(locale),
              m.say("edition.newer", m.say("edition.newer-link", newest.number(), day))));
      links.add(
          Link.to(
              shown.path(locale, new Part.Pair(edition.number(), newest.number())),
              m.say("updates.changed-since", edition.number())));
    }
    links.add(Link.to(shown.updatesPath(), m.say("updates.all")));
    return new Notice(true, heading, List.copyOf(paragraphs), null, List.copyOf(links));
  }

  /// The words, and what of the attachments they do not show themselves.
  private record Body(RawString html, Attached attached) {}

  private Body body(Content content, List<Tag> organisations, String path) {
    RawString whom = ask(organisations);
    var around =
        new RolesHeld(tx, shown.frames().newsroom(), announcement, locale, content, path)
            .asking(whom);
    var html = new RawString(Text.parse(content.body()).toPage(around));
    var view = new AttachmentsView(shown, content, path);
    return new Body(html, view.attached(around.named(), around.asks(), whom));
  }

  /// Whom to ask for another form of a file: the press office of the leading organisation, else the
  /// organisation itself, else the newsroom.
  private RawString ask(List<Tag> organisations) {
    if (organisations.isEmpty())
      return Markup.link(shown.house().homePath(), shown.house().name().text());
    Tag lead = organisations.getFirst();
    return new TagFacts(tx, shown.frames().newsroom(), lead.standing(), locale)
        .asked()
        .orElseGet(() -> shown.linked(lead));
  }

  private List<EngagementView.Slip> slips(long n) {
    return new EngagementView(tx, shown.frames().newsroom(), locale).slips(announcement.id(), n);
  }

  private static List<Tag> organisations(List<Tag> tags) {
    return tags.stream().filter(tag -> tag.kind() == TagKind.ORGANISATION).toList();
  }

  private static RawString beside(RawString date, RawString link) {
    return new RawString(date + " " + link);
  }

  private Frame frame(
      Content content, List<Tag> tags, List<EngagementView.Slip> slips, boolean withdrawn) {
    String title = withdrawn ? m.say("feed.withdrawn", content.title()) : content.title();
    var properties =
        new ArrayList<>(
            List.of(
                new Property(
                    "article:published_time",
                    shown.days().machine(announcement.firstPublishedAt())),
                new Property("article:modified_time", shown.days().machine(updated()))));
    content.lead().ifPresent(lead -> properties.addAll(image(lead)));
    List<Locale> published = shown.published();
    Locale first = shown.frames().newsroom().locales().first();
    Frame frame =
        shown
            .frames()
            .article(
                locale,
                title,
                content.summary(),
                withdrawn ? List.of() : published,
                published.contains(first) || published.isEmpty() ? first : otherwise(published),
                shown::path,
                properties,
                new StructuredData(shown, tags, slips).of(content, updated()));
    return withdrawn ? frame.notIndexed() : frame;
  }

  /// The picture that stands for it where it is shared.
  private List<Property> image(Attachment lead) {
    Attachment.Size size = lead.shown();
    var image = new ArrayList<Property>();
    image.add(new Property("og:image", shown.frames().newsroom().url() + size.path()));
    image.add(new Property("og:image:width", Integer.toString(size.width())));
    image.add(new Property("og:image:height", Integer.toString(lead.heightAt(size.width()))));
    if (!lead.alt().isEmpty()) image.add(new Property("og:image:alt", lead.alt()));
    return image;
  }

  private Locale otherwise(List<Locale> published) {
    return published.contains(announcement.original())
        ? announcement.original()
        : published.getFirst();
  }

  /// Whom the press may ask at the leading organisation, or at the one that stands for it now.
  private List<Fact> press(List<Tag> organisations) {
    if (organisations.isEmpty()) return List.of();
    Tag lead = organisations.getFirst().standing();
    return new TagFacts(tx, shown.frames().newsroom(), lead, locale).press();
  }

  /// Where the leading organisation can be followed, and could be once.
  private List<Further> further(List<Tag> organisations) {
    var further = new ArrayList<Further>();
    if (!organisations.isEmpty()) {
      Tag lead = organisations.getFirst();
      for (Tag.Account account : lead.accounts()) further.add(further(lead, account));
    }
    Feed atom = shown.house().feeds().getFirst();
    further.add(
        new Further(
            false,
            m.html(
                "announcement.subscribe",
                Markup.link(atom.path(), m.say("announcement.subscribe-feed")))));
    return List.copyOf(further);
  }

  private Further further(Tag lead, Tag.Account account) {
    if (account.closed() != null)
      return new Further(
          true,
          m.html(
              "announcement.closed-on",
              Markup.struck(account.service()),
              shown.days().day(account.closed())));
    RawString name = Markup.name(lead.title(locale, List.of()).text());
    return new Further(
        false,
        account.handle().isBlank()
            ? m.html("announcement.follow", name, Markup.link(account.address(), account.service()))
            : m.html(
                "announcement.follow-as",
                name,
                account.service(),
                Markup.linkedName(account.address(), account.handle())));
  }

  private Updates updates(Instant published, Instant updated) {
    RawString dates =
        updated.isAfter(published)
            ? m.html("announcement.published-and-updated", shown.day(published), shown.day(updated))
            : m.html("announcement.published-on", shown.day(published));
    List<Entry> told = new History(tx, shown).told();
    boolean disclosed = told.size() > 1 && told.size() <= DISCLOSED_MAX;
    return new Updates(
        dates,
        disclosed ? m.say("updates.show", told.size()) : "",
        disclosed ? told : List.of(),
        Link.to(shown.updatesPath(), m.say("updates.all")));
  }

  private RawString feeds() {
    Object[] links =
        shown.house().feeds().stream().map(feed -> Markup.link(feed.path(), feed.name())).toArray();
    return m.html("announcement.feeds", links);
  }

  private RawString recorded() {
    RawString entry = shown.entry(announcement.changeOf(edition));
    if (shown.state() instanceof State.IsWithdrawn)
      for (Change change : announcement.history())
        if (change.what() instanceof Withdrawn
            && (change.locale() == null || change.locale().equals(locale)))
          return m.html("announcement.recorded-withdrawn", entry, shown.entry(change));
    return m.html("announcement.recorded", entry);
  }

  private static Instant publicAt(Change change) {
    return change.publicAt() == null ? change.recordedAt() : change.publicAt();
  }
}
