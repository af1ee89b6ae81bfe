package communique.site;

import communique.frame.Frame;
import communique.frame.Frame.Feed;
import communique.frame.Frames;
import communique.frame.Html;
import communique.frame.Link;
import communique.frame.Suffixed;
import communique.frame.Words;
import communique.language.Days;
import communique.language.Locales;
import communique.language.Markup;
import communique.language.Messages;
import communique.platform.Database;
import communique.record.Appointment;
import communique.record.Engagements;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The pages of tags, `/people/{slug}[.{locale}]` and the like: what a tag is, who held which role
/// when, and the announcements that name it.
@Singleton
final class TagPages implements Maker {
  private final Database database;
  private final Frames frames;
  private final Rolls rolls;

  TagPages(Database database, Frames frames, Rolls rolls) {
    this.database = database;
    this.frames = frames;
    this.rolls = rolls;
  }

  /// @param kind what sort of tag it is, in words
  /// @param summary empty where there is none
  /// @param ending what became of an organisation that is no more; else empty
  /// @param successors who does its work since
  /// @param facts what it belongs to, what belongs to it, what it was
  /// @param description what it says of itself at length; empty where that is nothing
  /// @param descriptionTongue what the element around it says of its language
  /// @param press whom the press may ask, by telephone, email and hours; may be empty
  /// @param through the heading of `terms`
  /// @param other what the last column of `terms` holds
  /// @param terms a person's roles or a role's holders, the newest first; empty for other tags
  /// @param follow the heading of accounts and feeds
  /// @param engagements the address of those that name it; empty where none does
  /// @param sections the announcements; each role of a person has its own
  /// @param alerts where alerts of it are asked for
  /// @param earlier the address of what is older; empty where there is nothing
  /// @param newer the address of what is newer; empty on the first page
  @CheckedTemplate(basePath = "site", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record TagPage(
      Frame frame,
      String kind,
      Words title,
      Words summary,
      String ending,
      List<Link> successors,
      List<Fact> facts,
      RawString description,
      RawString descriptionTongue,
      List<Fact> press,
      String through,
      String other,
      List<Term> terms,
      String follow,
      List<Presence> accounts,
      List<Feed> feeds,
      String alerts,
      String engagements,
      List<Section> sections,
      String earlier,
      String newer)
      implements TemplateInstance {}

  /// A role held from a day to a day.
  ///
  /// @param until empty while it is held
  /// @param other the role of a person, or the person in a role
  record Term(String machineFrom, String from, String machineUntil, String until, Link other) {}

  /// Announcements under a heading.
  ///
  /// @param held how long a person held the role, or the roles, in which it is named in them; empty
  ///   in other lists
  record Section(RawString heading, List<Term> held, List<Rolled> roll) {}

  /// An account of an organisation.
  ///
  /// @param closed whether it can no longer be followed; its words then say since when, and lead
  ///   nowhere
  record Presence(boolean closed, RawString words) {}

  @Override
  public Optional<Response> make(Target target) {
    Locales locales = frames.newsroom().locales();
    String[] segments = target.path().split("/", 4);
    if (segments.length != 3) return Optional.empty();
    Optional<TagKind> kind = TagKind.read(segments[1]);
    Optional<Suffixed> name = Suffixed.read(segments[2], locales);
    if (kind.isEmpty() || name.isEmpty()) return Optional.empty();
    Optional<Cursor> from = Paging.from(target);
    if (from.isEmpty()) return Optional.empty();
    return database.reading(tx -> answer(tx, kind.get(), name.get(), from.get()));
  }

  private Optional<Response> answer(Handle tx, TagKind kind, Suffixed name, Cursor from) {
    Optional<Tag> tag = Tags.find(tx, kind, name.name());
    if (tag.isEmpty()) return Optional.empty();
    String path = path(tag.get(), name.locale());
    String asked = "/" + kind.plural() + "/" + name.written(frames.newsroom().locales());
    if (!name.canonical() || !path.equals(asked))
      return Optional.of(Response.redirect(301, path + Paging.query(from)));
    TagPage page = page(tx, tag.get(), name.locale(), from);
    if (page.sections().getFirst().roll().isEmpty() && !from.equals(Cursor.START))
      return Optional.empty();
    return Optional.of(Html.page(page, name.locale()));
  }

  TagPage page(Handle tx, Tag tag, Locale locale, Cursor from) {
    Newsroom newsroom = frames.newsroom();
    Messages m = Messages.in(locale);
    Words title = title(tag, locale);
    Words summary = summary(tag, locale);
    List<Appointment> appointments =
        switch (tag.kind()) {
          case PERSON -> Tags.ofPerson(tx, tag);
          case ROLE -> Tags.ofRole(tx, tag);
          case ORGANISATION, PLACE, TOPIC -> List.of();
        };
    Paging paging = Paging.of(Listings.tag(tx, tag.id()), from);
    List<Rolled> roll = rolls.roll(tx, paging.cursors(), locale, Rolls.Manner.TITLES);
    String path = path(tag, locale);
    List<Feed> feeds = Frames.feeds(path, m.say("feed.title-of", newsroom.name(), title.text()));
    Frame frame =
        frames
            .everywhere(
                locale,
                title.text(),
                summary.text(),
                other -> path(tag, other) + Paging.query(from))
            .feeds(feeds);
    var known = new TagFacts(tx, newsroom, tag, locale);
    TagFacts.Described described = known.described();
    return new TagPage(
        from.equals(Cursor.START) ? frame : frame.notIndexed(),
        m.say("tag." + tag.kind().slug()),
        title,
        summary,
        known.ending(),
        known.successors(),
        known.facts(),
        described.body(),
        described.tongue(),
        known.press(),
        tag.kind() == TagKind.PERSON
            ? m.say("tag.roles-through-time")
            : m.say("tag.holders-through-time"),
        tag.kind() == TagKind.PERSON ? m.say("tag.role") : m.say("tag.person"),
        terms(tag.kind(), appointments, locale),
        m.say("tag.follow", title.text()),
        accounts(tag, locale),
        feeds,
        frame.house().alertsPath() + "?" + tag.kind().slug() + "=" + tag.slug(),
        engagements(tx, tag, locale),
        tag.kind() == TagKind.PERSON && !appointments.isEmpty() && !roll.isEmpty()
            ? inRoles(appointments, roll, locale)
            : List.of(new Section(Markup.text(count(tx, tag, m)), List.of(), roll)),
        paging.earlier().map(path::concat).orElse(""),
        paging.newer().map(path::concat).orElse(""));
  }

  private String engagements(Handle tx, Tag tag, Locale locale) {
    return EngagementsAsked.KINDS.contains(tag.kind()) && Engagements.any(tx, tag.id())
        ? frames.house(locale).engagementsPath() + "?" + tag.kind().slug() + "=" + tag.slug()
        : "";
  }

  private List<Term> terms(TagKind kind, List<Appointment> appointments, Locale locale) {
    Days days = Days.in(locale, frames.newsroom().zone());
    Function<Appointment, Tag> other =
        kind == TagKind.PERSON ? Appointment::role : Appointment::person;
    return appointments.stream()
        .map(appointment -> {
          LocalDate until = appointment.until();
          Tag tag = other.apply(appointment);
          return new Term(
              appointment.from().toString(),
              days.day(appointment.from()),
              until == null ? "" : until.toString(),
              until == null ? "" : days.day(until),
              Link.to(path(tag, locale), title(tag, locale)));
        })
        .toList();
  }

  private static String count(Handle tx, Tag tag, Messages m) {
    long count = Listings.count(tx, tag.id());
    return count == 0 ? m.say("tag.none") : m.say("tag.all", count);
  }

  /// What was announced of a person in each of its roles: those that it held on the day.
  private List<Section> inRoles(List<Appointment> appointments, List<Rolled> roll, Locale locale) {
    Messages m = Messages.in(locale);
    var groups = new LinkedHashMap<List<Appointment>, List<Rolled>>();
    for (Rolled one : roll) {
      List<Appointment> held =
          appointments.stream().filter(appointment -> appointment.on(one.first())).toList();
      groups.computeIfAbsent(held, key -> new ArrayList<>()).add(one);
    }
    var sections = new ArrayList<Section>();
    groups.forEach((held, announcements) -> {
      List<RawString> titles =
          held.stream().map(one -> Markup.name(title(one.role(), locale).text())).toList();
      sections.add(
          new Section(
              titles.isEmpty() ? Markup.text(m.say("tag.at-other-times")) : m.list(titles),
              terms(TagKind.PERSON, held, locale),
              announcements));
    });
    return sections;
  }

  private List<Presence> accounts(Tag tag, Locale locale) {
    Days days = Days.in(locale, frames.newsroom().zone());
    Messages m = Messages.in(locale);
    return tag.accounts().stream()
        .map(account -> {
          LocalDate closed = account.closed();
          String name =
              account.handle().isBlank()
                  ? account.service()
                  : account.service() + ": " + account.handle();
          return closed == null
              ? new Presence(false, Markup.linkedName(account.address(), name))
              : new Presence(
                  true, m.html("announcement.closed-on", Markup.struck(name), days.day(closed)));
        })
        .toList();
  }

  private Words title(Tag tag, Locale locale) {
    Tag.Title title = tag.title(locale, frames.newsroom().locales().all());
    return Words.of(title.text(), title.locale(), locale);
  }

  private Words summary(Tag tag, Locale locale) {
    String own = tag.summaries().get(locale.toLanguageTag());
    if (own != null) return Words.of(own);
    for (Locale other : frames.newsroom().locales().all()) {
      String text = tag.summaries().get(other.toLanguageTag());
      if (text != null) return Words.of(text, other, locale);
    }
    return Words.of("");
  }

  private String path(Tag tag, Locale locale) {
    return tag.path(locale, frames.newsroom().locales());
  }
}
