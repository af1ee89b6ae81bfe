package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import communique.frame.Rendered;
import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.platform.Doorbell;
import communique.record.TestNewsroom;
import communique.search.Asked;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// The room with everything in it, on a newsroom's store.
public final class Room {
  final TestNewsroom newsroom;
  final Doors doors;
  final AlertReader reader;
  final Mails mails;
  final Post post;
  private int asked;

  /// The watch of all its processes.
  long nanos;

  public Room(TestNewsroom newsroom) {
    this.newsroom = newsroom;
    doors = Doors.of(newsroom);
    reader =
        new AlertReader(
            newsroom.database(), TestNewsroom.NEWSROOM, newsroom.clock(), new Doorbell());
    mails =
        new Mails(
            TestNewsroom.NEWSROOM,
            doors.keys,
            doors.links,
            Rendered::html,
            "newsroom@news.example.org");
    post = again();
  }

  Post again() {
    return post("one");
  }

  Post other() {
    return post("two");
  }

  private Post post(String node) {
    Post post = silent(node);
    post.beat();
    return post;
  }

  /// One that has not counted yet.
  Post silent(String node) {
    var making = new Making(TestNewsroom.NEWSROOM, mails);
    return new Post(newsroom.database(), newsroom.clock(), making, nodes(node));
  }

  Nodes nodes(String node) {
    return new Nodes(newsroom.database(), node, newsroom.clock(), () -> nanos);
  }

  public Told told() {
    return new Told(newsroom.database(), TestNewsroom.NEWSROOM, newsroom.clock(), doors.keys);
  }

  public void queue() {
    post.beat();
    newsroom.readAll(reader);
    var filling = new Filling(newsroom.database(), TestNewsroom.NEWSROOM, newsroom.clock());
    while (filling.step()) {
      // Each step is one transaction.
    }
  }

  List<Mail> claim() {
    return claim(1_000);
  }

  List<Mail> claim(int most) {
    queue();
    return post.claim(most);
  }

  Mail only() {
    List<Mail> mails = claim();
    assertThat(mails).hasSize(1);
    return mails.getFirst();
  }

  Mail acceptOnly() {
    Mail mail = only();
    accept(mail);
    return mail;
  }

  void accept(Mail mail) {
    post.settle(List.of(new Fate.Accepted(mail.id(), "ok")));
  }

  void confirmed(String address, String words, Frequency frequency) {
    doors.subscriptions.ask(
        wish(words, frequency, "en"), address, Locale.ENGLISH, "192.0.2." + asked % 200);
    asked++;
    doors.subscriptions.confirm(doors.links.confirm(asked));
  }

  /// Confirmed, and without the mail that asks.
  public void subscribed(String address, String words, Frequency frequency) {
    confirmed(address, words, frequency);
    for (Mail mail : claim()) accept(mail);
    post.claim(1);
    newsroom.pass(Duration.ofHours(1));
  }

  /// Confirmed in English and French, and asked for on a page in one of them.
  void both(String address, String words, String page) {
    doors.subscriptions.ask(
        new Wish(
            Asked.words(words).search(), Frequency.AT_ONCE, new TreeSet<>(List.of("en", "fr"))),
        address,
        Locale.forLanguageTag(page),
        "192.0.2." + asked % 200);
    asked++;
    doors.subscriptions.confirm(doors.links.confirm(asked));
    for (Mail mail : claim()) accept(mail);
    newsroom.pass(Duration.ofHours(1));
  }

  static boolean isAlert(Mail mail) {
    return new String(mail.content().make(), StandardCharsets.ISO_8859_1).contains("List-Id");
  }

  static Wish wish(String words, Frequency frequency, String language) {
    return new Wish(Asked.words(words).search(), frequency, new TreeSet<>(List.of(language)));
  }
}
