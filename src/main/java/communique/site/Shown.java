package communique.site;

import communique.frame.Frame.House;
import communique.frame.Frame.Language;
import communique.frame.Frames;
import communique.frame.Link;
import communique.frame.Words;
import communique.language.Days;
import communique.language.Locales;
import communique.language.Markup;
import communique.language.Messages;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Change;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.site.AnnouncementPage.Notice;
import communique.site.AnnouncementPage.TagGroup;
import communique.site.NewsAddress.Part;
import communique.text.Body;
import communique.text.Surroundings;
import communique.text.Text;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// An announcement as the pages of one locale show it: the pieces that several of them share.
final class Shown {
  private static final Part ITSELF = new Part.Itself();
  private static final Pattern EMPTY_LINE = Pattern.compile("\\R\\s*\\R");

  private final Frames frames;
  private final Announcement announcement;
  private final Locale locale;
  private final Locales locales;
  private final House house;
  private final List<Locale> readable;

  Shown(Frames frames, Announcement announcement, Locale locale) {
    this.frames = frames;
    this.announcement = announcement;
    this.locale = locale;
    this.locales = frames.newsroom().locales();
    this.house = frames.house(locale);
    List<Locale> now = announcement.readable();
    this.readable = locales.all().stream().filter(now::contains).toList();
  }

  Frames frames() {
    return frames;
  }

  Announcement announcement() {
    return announcement;
  }

  Locale locale() {
    return locale;
  }

  Messages m() {
    return house.m();
  }

  Days days() {
    return house.days();
  }

  House house() {
    return house;
  }

  State state() {
    return announcement.state(locale);
  }

  /// The path of its page in a locale.
  String path(Locale in) {
    return path(in, ITSELF);
  }

  /// The path of one of its pages in a locale.
  String path(Locale in, Part part) {
    return NewsAddress.path(announcement.slug(), in, part, locales);
  }

  String updatesPath() {
    return path(locale, new Part.Updates());
  }

  /// The locales in which it can be read, as far as the newsroom still has them, in the newsroom's
  /// order: so they stand in the same order on every page.
  List<Locale> readable() {
    return readable;
  }

  /// Those whose page is published, and neither withdrawn nor gone.
  List<Locale> published() {
    return readable.stream()
        .filter(other -> announcement.state(other) instanceof State.IsPublished)
        .toList();
  }

  /// The languages that it stands in, this one marked.
  List<Language> tongues() {
    return readable().stream()
        .map(other -> new Language(Link.language(path(other), other), other.equals(locale)))
        .toList();
  }

  /// The languages that it stands in besides this one.
  List<Link> others() {
    return readable().stream()
        .filter(other -> !other.equals(locale))
        .map(other -> Link.language(path(other), other))
        .toList();
  }

  /// A tag's page in this locale, under the name that it had on the announcement's day.
  Link link(Tag tag) {
    Tag.Title title = tag.titleOn(day(), locale, locales.all());
    return Link.to(tag.path(locale, locales), Words.of(title.text(), title.locale(), locale));
  }

  RawString linked(Tag tag) {
    Link link = link(tag);
    return Markup.link(link.href(), link.text(), link.attributes());
  }

  /// The organisations that it comes from: the first leads, the others support it.
  RawString from(List<Tag> organisations) {
    RawString lead = linked(organisations.getFirst());
    if (organisations.size() == 1) return lead;
    List<RawString> others =
        organisations.subList(1, organisations.size()).stream().map(this::linked).toList();
    return m().html("announcement.from-with", lead, m().list(others));
  }

  /// A role with whoever held it on the announcement's day.
  private Link held(Handle tx, Tag role) {
    Link link = link(role);
    List<String> holders =
        Tags.holdersOn(tx, role.standing(), day()).stream()
            .map(held -> held.person().titleOn(day(), locale, locales.all()).text())
            .distinct()
            .toList();
    return holders.isEmpty()
        ? link
        : new Link(
            link.href(),
            m().say("announcement.role-held", link.text(), String.join(", ", holders)),
            link.attributes());
  }

  /// The day that names and roles are those of.
  private LocalDate day() {
    return days().date(announcement.firstPublishedAt());
  }

  /// Its tags by their kinds.
  List<TagGroup> groups(Handle tx, List<Tag> tags) {
    var groups = new ArrayList<TagGroup>();
    for (TagKind kind : TagKind.values()) {
      List<Link> links =
          tags.stream()
              .filter(tag -> tag.kind() == kind)
              .map(tag -> kind == TagKind.ROLE ? held(tx, tag) : link(tag))
              .toList();
      if (!links.isEmpty())
        groups.add(new TagGroup(m().say("announcement." + kind.plural(), links.size()), links));
    }
    return List.copyOf(groups);
  }

  RawString day(Instant time) {
    return Markup.time(days().machine(time), days().day(time));
  }

  /// A midnight was hardly ever a time: it stands for a day of which no more is known.
  RawString dayAndTime(Instant time) {
    return days().startsDay(time)
        ? day(time)
        : Markup.time(days().machine(time), days().dayAndTime(time));
  }

  /// The words of somebody who explained something, paragraph by paragraph.
  List<Words> explanation(String text, Locale in) {
    return EMPTY_LINE
        .splitAsStream(text)
        .filter(paragraph -> !paragraph.isBlank())
        .map(paragraph -> Words.of(paragraph.strip(), in, locale))
        .toList();
  }

  /// The notice on a page that was withdrawn.
  ///
  /// @param html the explanation as it came with an import; empty where it was written here
  Notice notice(State.IsWithdrawn withdrawn, String html) {
    var heading = m().html("announcement.withdrawn-on", day(withdrawn.at()));
    String cleaned = cleaned(html, withdrawn.explainedIn());
    return cleaned.isEmpty()
        ? new Notice(
            false,
            heading,
            explanation(withdrawn.explanation(), withdrawn.explainedIn()),
            null,
            List.of())
        : new Notice(false, heading, List.of(), new RawString(cleaned), List.of());
  }

  /// HTML of others as it may stand on a page; empty where nothing of it can be read.
  static String cleaned(String html, Locale locale) {
    var body = new Body(Body.Dialect.HTML, html);
    return html.isBlank() || Text.problem(body).isPresent()
        ? ""
        : Text.parse(body).toPage(Surroundings.none(locale)).strip();
  }

  /// Where a change stands on the page of all updates.
  RawString entry(Change change) {
    return Markup.link(
        updatesPath() + "#" + anchor(change),
        m().say("announcement.entry", days().number(change.n())));
  }

  static String anchor(Change change) {
    return "entry-" + change.n();
  }
}
