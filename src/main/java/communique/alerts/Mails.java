package communique.alerts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import communique.alerts.Alerts.Page;
import communique.alerts.Deliveries.Delivery;
import communique.alerts.Gathering.For;
import communique.alerts.Letter.Length;
import communique.alerts.Letters.Order;
import communique.alerts.Mailings.Kind;
import communique.alerts.Mailings.Mailing;
import communique.alerts.Subscribers.Recipient;
import communique.language.Days;
import communique.outbound.Content;
import communique.outbound.Hole;
import communique.outbound.Mail;
import communique.outbound.Template;
import communique.record.Newsroom;
import communique.search.Search;
import io.quarkus.qute.TemplateInstance;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Puts mails together: once for all who get the same for the same searches, then filled for each.
final class Mails {
  private static final String TO = "to";
  private static final String ID = "id";

  /// Octets of a mail as it is made here; signatures and what relays write above it make it 60 kB.
  static final int MAIL_MAX = 57_000;

  /// What fills a hole: a token or a day, in text and in HTML, as base64.
  private static final int FILL_MAX = 300;

  private final Newsroom newsroom;
  private final AlertKeys keys;
  private final Links links;
  private final Letters letters;

  private final Function<TemplateInstance, String> printer;

  /// The newsroom's own address, and the domain in it.
  private final String from;

  private final String host;

  /// What is the same in many mails. The holes stand for what is not.
  private final Cache<Key, Optional<Template>> templates =
      Caffeine.newBuilder().maximumSize(200).executor(Runnable::run).build();

  /// @param locale of its words
  /// @param searches by whose holes it differs
  private record Key(long mailing, Locale locale, List<Integer> searches, List<Page> pages) {}

  /// @param printer makes HTML of a template
  Mails(
      Newsroom newsroom,
      AlertKeys keys,
      Links links,
      Function<TemplateInstance, String> printer,
      String from) {
    this.newsroom = newsroom;
    this.keys = keys;
    this.links = links;
    this.letters = new Letters(newsroom);
    this.printer = printer;
    this.from = from;
    this.host = from.substring(from.lastIndexOf('@') + 1);
  }

  /// A mail to somebody.
  ///
  /// @param why what it is sent for; none where they asked for the mail itself
  /// @param pages that it tells of
  /// @return empty where there is nothing to say any more
  Optional<Mail> mail(
      Handle tx,
      Mailing mailing,
      Delivery delivery,
      Recipient to,
      List<For> why,
      List<Page> pages) {
    List<Integer> searches = why.stream().map(For::search).distinct().sorted().toList();
    Locale locale = locale(mailing, to, pages);
    var key = new Key(mailing.id(), locale, searches, pages);
    // What one person asked for is said once.
    Optional<Template> template =
        mailing.kind().isPersonal()
            ? made(tx, mailing, key)
            : templates.get(key, asked -> made(tx, mailing, asked));
    if (template.isEmpty()) return Optional.empty();
    String address = keys.open(to.address());
    String returns = links.bounce(delivery.id());
    var values = new HashMap<String, String>();
    values.put(TO, address);
    values.put(ID, returns);
    if (mailing.kind().isPersonal())
      token(mailing).ifPresent(token -> values.put(Letters.TOKEN, token));
    else values.put(Letters.LEAVE, links.leave(delivery.id()));
    Days days = Days.in(locale, clock(mailing));
    for (For one : why)
      Letters.fill(values, one, days.day(one.askedAt()), links.end(one.subscription()));
    // Where there is no room for all reasons, some have no hole.
    values.keySet().retainAll(template.get().holes());
    return Optional.of(
        new Mail(
            delivery.id(),
            delivery.attempts(),
            "bounce+" + returns + "@" + host,
            address,
            new Filled(template.get(), values, isWide(address))));
  }

  /// In which language a mail is: what was asked for in the one that it was asked in, what tells of
  /// one page in that page's.
  private static Locale locale(Mailing mailing, Recipient to, List<Page> pages) {
    if (mailing.kind() == Kind.ALERT && !pages.isEmpty()) return pages.getFirst().locale();
    return mailing.locale() == null ? to.locale() : mailing.locale();
  }

  /// By which a digest comes; the newsroom's of any other mail.
  private ZoneId clock(Mailing mailing) {
    return Digests.clock(mailing.zone(), newsroom.zone());
  }

  private Optional<Template> made(Handle tx, Mailing mailing, Key key) {
    return letter(tx, mailing, key).map(letter -> fitting(letter, mailing));
  }

  private Template fitting(Letter whole, Mailing mailing) {
    Letter letter = whole.within(Length.MOST);
    Template template = template(letter, mailing);
    for (Length less : Length.LESS) {
      if (template.size() + FILL_MAX * template.holes().size() <= MAIL_MAX) break;
      letter = letter.within(less);
      template = template(letter, mailing);
    }
    return template;
  }

  private static boolean isWide(String address) {
    return !StandardCharsets.US_ASCII.newEncoder().canEncode(address);
  }

  private record Filled(Template template, Map<String, String> values, boolean smtputf8)
      implements Content {
    @Override
    public byte[] make() {
      return template.filled(values);
    }
  }

  private Optional<String> token(Mailing mailing) {
    return switch (mailing.kind()) {
      case CONFIRM -> Optional.of(links.confirm(mailing.about()));
      case MOVE -> Optional.of(links.move(mailing.id()));
      case LINK -> Optional.of(links.manage(mailing.subscriber()));
      case ALERT, DAILY, WEEKLY -> Optional.empty();
    };
  }

  private Optional<Letter> letter(Handle tx, Mailing mailing, Key key) {
    Map<Integer, Search> reasons = new TreeMap<>();
    StandingSearches.texts(tx, key.searches())
        .forEach((id, text) -> reasons.put(id, Search.read(text)));
    return switch (mailing.kind()) {
      case CONFIRM ->
          SubscriptionRows.subscription(tx, mailing.about())
              .filter(row -> row.endedWhy() == null)
              .map(row -> new Order(row.subscription().wish(), clock(tx, row.subscriber())))
              .map(order -> letters.confirm(tx, order, mailing.madeAt(), key.locale()));
      case MOVE -> Optional.of(move(tx, mailing, key.locale()));
      case LINK -> Optional.of(letters.link(key.locale()));
      case ALERT ->
          key.pages().isEmpty()
              ? Optional.empty()
              : letters.alert(tx, mailing.n(), key.locale(), reasons);
      case DAILY -> digest(tx, mailing, key, "mail.daily.subject", reasons);
      case WEEKLY -> digest(tx, mailing, key, "mail.weekly.subject", reasons);
    };
  }

  private Letter move(Handle tx, Mailing mailing, Locale locale) {
    // Who has alerts already keeps the clock that they have.
    boolean first = SubscriptionRows.standing(tx, mailing.subscriber()).isEmpty();
    ZoneId clock = clock(tx, first ? mailing.about() : mailing.subscriber());
    List<Order> orders =
        SubscriptionRows.standing(tx, mailing.about()).stream()
            .map(row -> new Order(row.subscription().wish(), clock))
            .toList();
    return letters.move(tx, orders, mailing.madeAt(), locale);
  }

  private ZoneId clock(Handle tx, long subscriber) {
    return Subscribers.byId(tx, subscriber)
        .map(one -> Digests.clock(one.zone(), newsroom.zone()))
        .orElse(newsroom.zone());
  }

  private Optional<Letter> digest(
      Handle tx, Mailing mailing, Key key, String subject, Map<Integer, Search> reasons) {
    if (key.pages().isEmpty()) return Optional.empty();
    return Optional.of(
        letters.digest(
            tx, subject, mailing.madeAt(), clock(mailing), key.pages(), key.locale(), reasons));
  }

  /// The headers of RFC 5322, and of mails to many: RFC 2369, 2919, 3834, 8058.
  private Template template(Letter letter, Mailing mailing) {
    Template.Builder mail =
        Template.of()
            .date(mailing.madeAt())
            .mailbox("From", newsroom.name(), from)
            .mailbox("To", "", new Hole(TO).mark())
            .text("Subject", letter.subject())
            .raw("Message-ID", "<" + new Hole(ID).mark() + "@" + host + ">")
            .language(letter.locale())
            .raw("Auto-Submitted", "auto-generated");
    if (!mailing.kind().isPersonal())
      mail.raw("List-Id", "<alerts." + URI.create(newsroom.url()).getHost() + ">")
          .raw(
              "List-Unsubscribe",
              "<" + newsroom.url() + "/alerts/unsubscribe/" + new Hole(Letters.LEAVE).mark() + ">")
          .raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
          .raw("Feedback-ID", mailing.id() + ":" + mailing.kind().slug() + ":alerts:" + host);
    return mail.plain(letter.plain()).html(letter.html(printer)).build();
  }
}
