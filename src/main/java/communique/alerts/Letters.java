package communique.alerts;

import communique.alerts.Gathering.For;
import communique.alerts.Letter.Anchor;
import communique.alerts.Letter.Asked;
import communique.alerts.Letter.Because;
import communique.alerts.Letter.Item;
import communique.alerts.Letter.Left;
import communique.alerts.Letter.Length;
import communique.frame.Link;
import communique.frame.Words;
import communique.language.Days;
import communique.language.Locales;
import communique.language.Markup;
import communique.language.Messages;
import communique.outbound.Hole;
import communique.record.Announcement;
import communique.record.Announcement.State.IsWithdrawn;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Newsroom;
import communique.record.Page;
import communique.record.RolesHeld;
import communique.search.Field;
import communique.search.Search;
import communique.text.Text;
import communique.text.TextRefused;
import io.quarkus.qute.RawString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Puts into words what mails say. What differs between subscribers is a hole: the tokens of their
/// links, and the days on which they asked.
final class Letters {
  /// The hole of the token that ends what the mail was sent for.
  static final String LEAVE = "leave";

  /// The hole of the token behind a button.
  static final String TOKEN = "token";

  /// A body of more octets than this is left to the page.
  private static final int BODY_MAX = 20_000;

  private final Newsroom newsroom;

  Letters(Newsroom newsroom) {
    this.newsroom = newsroom;
  }

  /// The hole of the token that ends a subscription to a search.
  static String end(int search) {
    return "end-" + search;
  }

  /// The hole of the day on which a search was asked for.
  static String since(int search) {
    return "since-" + search;
  }

  /// Something that is asked for.
  ///
  /// @param clock by which it comes, where it is gathered
  record Order(Wish wish, ZoneId clock) {}

  /// Asks whether it was they who asked.
  ///
  /// @param now when it is asked
  Letter confirm(Handle tx, Order order, Instant now, Locale locale) {
    Messages m = Messages.in(locale);
    return own(
        locale,
        "mail.confirm.subject",
        "mail.confirm.lead" + Gist.scope(shown(order.wish().search())).ending(),
        m.say("mail.confirm.heading"),
        List.of(ordered(order, asked(tx, order.wish().search(), locale), now, locale)),
        "/alerts/confirm/",
        m.say("mail.confirm.button"),
        m.say("mail.confirm.foot"));
  }

  /// Asks whether everything of another address shall come to theirs.
  Letter move(Handle tx, List<Order> orders, Instant now, Locale locale) {
    Messages m = Messages.in(locale);
    return own(
        locale,
        "mail.move.subject",
        "mail.move.lead",
        m.say("mail.move.heading"),
        orders.stream()
            .map(order -> ordered(order, listed(tx, order.wish().search(), locale), now, locale))
            .toList(),
        "/alerts/confirm/",
        m.say("mail.confirm.button"),
        m.say("mail.move.foot"));
  }

  /// Brings the link to everything of an address.
  Letter link(Locale locale) {
    Messages m = Messages.in(locale);
    return own(
        locale,
        "mail.link.subject",
        "mail.link.lead",
        m.say("mail.link.subject"),
        List.of(),
        "/alerts/manage/",
        m.say("mail.link.button"),
        m.say("mail.link.foot"));
  }

  private Letter own(
      Locale locale,
      String subject,
      String lead,
      String heading,
      List<Asked> lists,
      String path,
      String button,
      String foot) {
    Messages m = Messages.in(locale);
    return new Letter(
        m.locale(),
        m.say(subject),
        home(m.locale()),
        "",
        Anchor.to("", heading),
        m.say(lead, newsroom.name()),
        List.of(),
        lists,
        Left.NOTHING,
        Anchor.to(newsroom.url() + path + new Hole(TOKEN).mark() + suffix(locale), button),
        List.of(),
        List.of(),
        Anchor.none(),
        List.of(foot));
  }

  /// Tells of one page.
  ///
  /// @param reasons the searches that it was sent for, by their ids
  /// @return empty where the page cannot be read any more
  Optional<Letter> alert(Handle tx, long n, Locale locale, Map<Integer, Search> reasons) {
    // One mail for all readers, wherever they are.
    Optional<Told> told = told(tx, n, locale, newsroom.zone(), true);
    if (told.isEmpty()) return Optional.empty();
    Messages m = Messages.in(locale);
    Item item = told.get().item();
    List<Anchor> also =
        told.get().announcement().readable().stream()
            .filter(newsroom.locales()::has)
            .filter(other -> !other.equals(locale))
            .map(other -> anchor(Link.language(url(told.get().announcement(), other), other)))
            .toList();
    return Optional.of(
        new Letter(
            locale,
            told.get().subject(),
            home(locale),
            "",
            Anchor.none(),
            "",
            List.of(item),
            List.of(),
            Left.NOTHING,
            Anchor.to(item.title().href(), m.say("mail.read")),
            also,
            because(tx, reasons, locale),
            manage(locale),
            List.of(m.say("mail.quiet"))));
  }

  /// Gathers several pages: the newest, as many as a mail has room for, in the order of the log.
  ///
  /// @param key `mail.daily.subject` or the like
  /// @param at when it was made
  /// @param clock by which it comes, and shows times
  Letter digest(
      Handle tx,
      String key,
      Instant at,
      ZoneId clock,
      List<Alerts.Page> pages,
      Locale locale,
      Map<Integer, Search> reasons) {
    Messages m = Messages.in(locale);
    String subject = m.say(key, Days.in(locale, clock).day(at));
    var items = new ArrayDeque<Item>();
    int earlier = pages.size();
    while (earlier > 0 && items.size() < Length.MOST.items()) {
      Alerts.Page page = pages.get(--earlier);
      told(tx, page.n(), page.locale(), clock, false)
          .map(told -> told.item().in(page.locale(), locale))
          .ifPresent(items::addFirst);
    }
    return new Letter(
        locale,
        subject,
        home(locale),
        "",
        Anchor.to("", subject),
        m.say("mail.digest.lead", earlier + items.size()),
        List.copyOf(items),
        List.of(),
        new Left(earlier, Anchor.to(home(locale).href(), m.say("mail.digest.all")), 0),
        Anchor.none(),
        List.of(),
        because(tx, reasons, locale),
        manage(locale),
        List.of(m.say("mail.quiet")));
  }

  /// What is told of a page.
  private record Told(Announcement announcement, String subject, Item item) {}

  private Optional<Told> told(Handle tx, long n, Locale locale, ZoneId clock, boolean whole) {
    Optional<Alerts.Row> alert = Alerts.find(tx, new Alerts.Page(n, locale));
    if (alert.isEmpty()) return Optional.empty();
    Optional<Announcement> found = Announcements.byId(tx, alert.get().documentId());
    if (found.isEmpty() || !found.get().readable().contains(locale)) return Optional.empty();
    Announcement announcement = found.get();
    Announcement then = announcement.asOf(n);
    Optional<Edition> edition = then.newest(locale);
    Optional<Content> content = edition.flatMap(one -> Editions.content(tx, one));
    if (edition.isEmpty() || content.isEmpty()) return Optional.empty();
    Messages m = Messages.in(locale);
    String title = Hole.free(content.get().title());
    String href = url(announcement, locale);
    boolean withdrawn = alert.get().what() == Alerts.What.WITHDRAWN;
    boolean updated = alert.get().what() == Alerts.What.UPDATED;
    String changed = "";
    Anchor compare = Anchor.none();
    Instant at = then.publicUpdatedAt(locale);
    if (withdrawn && then.state(locale) instanceof IsWithdrawn state) {
      changed = state.explanation();
      at = state.at();
    }
    if (updated) {
      changed = note(announcement, n);
      int number = edition.get().number();
      if (number > 1)
        compare =
            Anchor.to(
                href + "/compare/" + (number - 1) + ".." + number,
                m.say("compare.versions", number - 1, number));
    }
    Optional<Body> body =
        whole && !withdrawn ? body(tx, then, locale, content.get()) : Optional.empty();
    String kicker =
        (withdrawn ? m.say("announcement.withdrawn") + " · " : "")
            + m.say("kind." + edition.get().kind().slug())
            + " · "
            + time(at, locale, clock);
    var item =
        new Item(
            new RawString(""),
            kicker,
            Anchor.to(href, title),
            Hole.free(content.get().summary()),
            m.say(withdrawn ? "mail.why-withdrawn" : "mail.what-changed"),
            Hole.free(changed),
            compare,
            new RawString(Hole.free(body.map(Body::html).orElse(""))),
            Hole.free(body.map(Body::plain).orElse("")));
    String subject =
        withdrawn ? m.say("mail.withdrawn", title) : updated ? m.say("mail.updated", title) : title;
    return Optional.of(new Told(announcement, subject, item));
  }

  /// When something came out, with the clock that says so, as a mail may be read anywhere. A
  /// midnight of the newsroom's stands for a day of which no more is known, as on its pages.
  private String time(Instant at, Locale locale, ZoneId clock) {
    Days home = Days.in(locale, newsroom.zone());
    if (home.startsDay(at)) return home.day(at);
    Days days = Days.in(locale, clock);
    return Messages.in(locale).say("edtf.time-in", days.dayAndTime(at), days.zone(clock, at));
  }

  private static String note(Announcement announcement, long n) {
    return announcement.changes().stream()
        .filter(change -> change.n() == n)
        .map(change -> change.what() instanceof Change.Published published ? published.note() : "")
        .findFirst()
        .orElse("");
  }

  private record Body(String html, String plain) {}

  private Optional<Body> body(Handle tx, Announcement then, Locale locale, Content content) {
    try {
      Text text = Text.parse(content.body());
      String path = new Page(then.slug(), locale).path(newsroom.locales());
      var around = new RolesHeld(tx, newsroom, then, locale, content, path);
      String html = text.toMail(around, newsroom.url() + path);
      return html.getBytes(StandardCharsets.UTF_8).length > BODY_MAX
          ? Optional.empty()
          : Optional.of(new Body(html, absolute(text.toPlain(around))));
    } catch (TextRefused e) {
      // What was published before a limit was drawn more closely is read on its page.
      return Optional.empty();
    }
  }

  /// Text in which addresses of ours say where they are.
  private String absolute(String text) {
    return text.replace(" (/", " (" + newsroom.url() + "/");
  }

  private List<Because> because(Handle tx, Map<Integer, Search> reasons, Locale locale) {
    Messages m = Messages.in(locale);
    var because = new ArrayList<Because>();
    reasons.forEach((id, search) ->
        because.add(
            new Because(
                m.say(
                    "mail.because" + Gist.scope(shown(search)).ending(),
                    new Hole(since(id)).mark()),
                asked(tx, search, locale),
                Anchor.to(
                    newsroom.url()
                        + "/alerts/unsubscribe/"
                        + new Hole(end(id)).mark()
                        + suffix(locale),
                    m.say("mail.end")))));
    return because;
  }

  /// The language of a page that is told of says itself.
  private static Search shown(Search search) {
    return search.values(Field.LOCALE).size() == 1
        ? search.with(Field.LOCALE, Collections.emptySortedSet())
        : search;
  }

  /// What stands below a sentence that says its scope; nothing for everything.
  private List<RawString> asked(Handle tx, Search search, Locale locale) {
    Search shown = shown(search);
    return switch (Gist.scope(shown)) {
      case ALL -> List.of();
      case ONE -> List.of(Gist.title(tx, shown, locale, newsroom));
      case SOME -> Gist.lines(tx, shown, locale, newsroom);
    };
  }

  /// The same where no sentence says it: one of several lists.
  private List<RawString> listed(Handle tx, Search search, Locale locale) {
    Messages m = Messages.in(locale);
    Search shown = shown(search);
    return switch (Gist.scope(shown)) {
      case ALL -> List.of(m.html("mail.everything"));
      case ONE -> List.of(m.html("mail.one", Gist.title(tx, shown, locale, newsroom)));
      case SOME -> Gist.lines(tx, shown, locale, newsroom);
    };
  }

  private Asked ordered(Order order, List<RawString> lines, Instant now, Locale locale) {
    Messages m = Messages.in(locale);
    Wish wish = order.wish();
    List<RawString> languages =
        newsroom.locales().all().stream()
            .filter(in -> wish.languages().contains(in.toLanguageTag()))
            .map(in -> Markup.strong(Locales.ownName(in), Words.tongue(in, locale)))
            .toList();
    var how = new ArrayList<RawString>();
    how.add(
        m.html(
            "alerts.gist.field",
            m.say("alerts.how-often"),
            Markup.strong(Hours.often(wish.frequency(), order.clock(), m, now))));
    // What the newsroom has no longer is not promised.
    if (!languages.isEmpty())
      how.add(
          m.html(
              "alerts.gist.field",
              m.say(languages.size() == 1 ? "site.language" : "alerts.languages"),
              m.list(languages)));
    return new Asked(lines, how);
  }

  private Anchor manage(Locale locale) {
    return Anchor.to(
        newsroom.url() + "/alerts/manage" + suffix(locale), Messages.in(locale).say("mail.manage"));
  }

  /// So that the page behind a link speaks as the mail does; a locale that the newsroom has no
  /// longer gets the page in its first.
  private String suffix(Locale locale) {
    return newsroom.locales().has(locale) ? newsroom.locales().suffix(locale) : "";
  }

  private Anchor home(Locale locale) {
    Locale first = newsroom.locales().first();
    boolean plain = locale.equals(first) || !newsroom.locales().has(locale);
    String path = plain ? "/" : "/" + locale.toLanguageTag();
    return new Anchor(newsroom.url() + path, newsroom.name(), Words.tongue(first, locale));
  }

  private String url(Announcement announcement, Locale locale) {
    return newsroom.url() + new Page(announcement.slug(), locale).path(newsroom.locales());
  }

  private static Anchor anchor(Link link) {
    return new Anchor(link.href(), link.text(), link.attributes());
  }

  /// What fills the holes of those whom a mail is for.
  ///
  /// @param day words for the day on which they asked
  static void fill(Map<String, String> values, For why, String day, String endToken) {
    values.put(since(why.search()), day);
    values.put(end(why.search()), endToken);
  }
}
