package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.outbound.Bounce;
import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.platform.Outcome;
import communique.record.EachDatabase;
import communique.record.Retag;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Withdraw;
import communique.search.Asked;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

@EachDatabase
class PostTest {
  private static final Locale EN = Locale.ENGLISH;
  private static final Pattern LINK = Pattern.compile("/alerts/([a-z]+)/([0-9a-f]+)");

  @Test
  void the_mail_that_asks_holds_the_link_that_confirms(TestNewsroom newsroom) throws Exception {
    var room = new Room(newsroom);
    newsroom.tag(TagKind.PLACE, "kolm", "Kolm");
    room.doors.subscriptions.ask(
        Room.wish("زيارة place:kolm", Frequency.AT_ONCE, "ar"),
        "anna@example.org",
        Locale.forLanguageTag("ar"),
        "192.0.2.1");
    Mail mail = room.only();
    assertThat(mail.recipient()).isEqualTo("anna@example.org");
    MimeMessage message = message(mail);
    assertThat(message.getSubject()).isEqualTo("أكّدوا تنبيهاتكم بالبريد الإلكتروني");
    assertThat(message.getHeader("Content-Language")).containsExactly("ar");
    assertThat(message.getHeader("List-Unsubscribe")).isNull();
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    String html = part(message, 1);
    assertThat(html).contains("dir=\"rtl\"", "Kolm", "زيارة");
    String token = token(part(message, 0), "confirm");
    assertThat(html).contains("/alerts/confirm/" + token + ".ar\"");
    assertThat(room.doors.subscriptions.confirm(token).orElseThrow().subscriptions()).hasSize(1);
    room.accept(mail);
    assertThat(room.claim()).isEmpty();
    assertThat(states(newsroom)).containsExactly("confirm done 2");
  }

  @Test
  void the_mail_that_asks_says_how_often_and_in_which_languages(TestNewsroom newsroom)
      throws Exception {
    var room = new Room(newsroom);
    String daily = "How often: Once a day (18:00, United Kingdom Time)";
    asksFor(room, "visit", Frequency.DAILY, "anna@example.org", "ar", "en");
    assertAsks(room, daily, "Languages: English and \u2068العربية\u2069");
    asksFor(room, "", Frequency.AT_ONCE, "anna@example.org", "en");
    String everything = assertAsks(room, "How often: At once", "Language: English");
    assertThat(flat(everything))
        .contains("asked to be told of every announcement. How often: At once Language: English");
    room.doors.subscriptions.confirm(room.doors.links.confirm(1));
    room.doors.subscriptions.confirm(room.doors.links.confirm(2));
    room.doors.holdings.dwell(room.doors.links.manage(1), "Asia/Tokyo");
    // Who is known is asked by the clock that they chose, and takes it along to another address.
    asksFor(room, "ice", Frequency.WEEKLY, "anna@example.org", "fr");
    assertAsks(
        room, "How often: Once a week (Friday 18:00, Japan Time)", "Language: \u2068Français");
    room.doors.holdings.changeAddress(room.doors.links.manage(1), "berta@example.org");
    assertThat(assertAsks(room, daily.replace("United Kingdom", "Japan"), "How often: At once"))
        .contains("  – every announcement\r\n    How often: At once\r\n");
    asksFor(room, "fish", Frequency.DAILY, "carl@example.org", "en");
    String fish = assertAsks(room, daily, "Language: English");
    assertThat(room.doors.subscriptions.confirm(token(fish, "confirm"))).isPresent();
    room.doors.holdings.changeAddress(room.doors.links.manage(1), "carl@example.org");
    assertAsks(room, daily, "How often: At once");
  }

  private static void asksFor(
      Room room, String words, Frequency frequency, String address, String... languages) {
    var wish =
        new Wish(Asked.words(words).search(), frequency, new TreeSet<>(Arrays.asList(languages)));
    room.doors.subscriptions.ask(wish, address, EN, "192.0.2.1");
  }

  /// @return the text
  private static String assertAsks(Room room, String often, String languages) throws Exception {
    MimeMessage message = message(room.acceptOnly());
    assertThat(part(message, 0)).contains("    " + often + "\r\n", "    " + languages);
    assertThat(Jsoup.parse(part(message, 1)).text())
        .contains(often, languages.replaceAll("[\u2068\u2069]", ""));
    return part(message, 0);
  }

  @Test
  void whoever_asked_twice_gets_one_mail_that_names_both(TestNewsroom newsroom) throws Exception {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    room.subscribed("anna@example.org", "ice", Frequency.AT_ONCE);
    room.subscribed("anna@example.org", "fish", Frequency.AT_ONCE);
    room.subscribed("berta@example.org", "fish", Frequency.AT_ONCE);
    newsroom.publish(
        Sheet.of("a").title("A visit to the ice").body("Said in **full**, with “quotes”."));
    Mail mail = room.only();
    MimeMessage message = message(mail);
    assertThat(message.getSubject()).isEqualTo("A visit to the ice");
    String text = part(message, 0);
    assertThat(text).contains("visit", "ice", "Said in full").doesNotContain("fish");
    assertThat(part(message, 1)).contains("<strong>full</strong>", "A visit to the ice");
    String header = String.join("", message.getHeader("List-Unsubscribe"));
    assertThat(message.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    assertThat(message.getHeader("List-Id")).containsExactly("<alerts.news.example.org>");
    assertThat(mail.returnPath()).startsWith("bounce+").hasSizeLessThan(64 + 20);
    assertThat(room.doors.subscriptions.leave(token(header, "unsubscribe")).orElseThrow())
        .hasSize(2);
    newsroom.publish(Sheet.of("b").title("A visit, ice and fish"));
    room.accept(mail);
    assertThat(room.claim())
        .extracting(Mail::recipient)
        .containsExactlyInAnyOrder("anna@example.org", "berta@example.org");
  }

  @Test
  void an_update_says_what_changed_and_a_withdrawal_says_so(TestNewsroom newsroom)
      throws Exception {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.accept(room.only());
    newsroom.publish(Sheet.of("a").title("A visit on Friday").note("Moved to Friday."));
    MimeMessage updated = message(room.acceptOnly());
    assertThat(updated.getSubject()).isEqualTo("Updated: A visit on Friday");
    assertThat(part(updated, 0)).contains("Moved to Friday.", "/news/a/compare/1..2");
    newsroom.execute(new Withdraw("a", EN, "It was called off."));
    MimeMessage withdrawn = message(room.acceptOnly());
    assertThat(withdrawn.getSubject()).isEqualTo("Withdrawn: A visit on Friday");
    assertThat(part(withdrawn, 0)).contains("It was called off.");
  }

  @Test
  void whoever_asked_for_one_announcement_is_told_of_its_updates_alone(TestNewsroom newsroom)
      throws Exception {
    var room = new Room(newsroom);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    asksFor(room, "announcement:a", Frequency.AT_ONCE, "anna@example.org", "en");
    assertThat(flat(assertAsks(room, "How often: At once", "Language: English")))
        .contains("told of corrections and updates of this announcement alone: – A visit How");
    room.doors.subscriptions.confirm(room.doors.links.confirm(1));
    newsroom.pass(Duration.ofHours(1));
    newsroom.publish(Sheet.of("b").title("Another visit"));
    assertThat(room.claim()).isEmpty();
    newsroom.publish(Sheet.of("a").title("A visit on Friday").note("Moved to Friday."));
    MimeMessage updated = message(room.acceptOnly());
    assertThat(updated.getSubject()).isEqualTo("Updated: A visit on Friday");
    assertThat(flat(part(updated, 0)))
        .contains("for corrections and updates of this announcement: – A visit on Friday End this");
  }

  /// As if lines had no ends.
  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }

  @Test
  void whoever_asked_for_everything_is_not_told_of_conditions(TestNewsroom newsroom)
      throws Exception {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    MimeMessage message = message(room.acceptOnly());
    assertThat(flat(part(message, 0))).contains(" for every announcement. End this alert: http");
    assertThat(Jsoup.parse(part(message, 1)).select("ul")).isEmpty();
  }

  @Test
  void what_is_not_wanted_any_more_is_not_sent(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    String manage = room.doors.links.manage(1);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    room.doors.holdings.pause(
        manage,
        Optional.of(
            LocalDate.ofInstant(newsroom.clock().instant(), TestNewsroom.NEWSROOM.zone())
                .plusDays(2)));
    assertThat(room.claim()).isEmpty();
    room.doors.holdings.pause(manage, Optional.empty());
    newsroom.publish(Sheet.of("b").title("A visit"));
    room.queue();
    newsroom.execute(new Withdraw("b", EN, "No."));
    room.queue();
    List<Mail> withdrawal = room.claim();
    assertThat(withdrawal).hasSize(1);
    room.accept(withdrawal.getFirst());
    newsroom.publish(Sheet.of("c").title("A visit"));
    room.queue();
    room.doors.holdings.endAll(room.doors.links.manage(1));
    assertThat(room.claim()).isEmpty();
    newsroom.publish(Sheet.of("d").title("A visit"));
    room.queue();
    room.doors.holdings.erase(room.doors.links.manage(1));
    assertThat(room.claim()).isEmpty();
    assertThat(replies(newsroom))
        .containsExactly("paused", "left or withdrawn", "ok", "left or withdrawn");
  }

  @Test
  void who_subscribes_is_not_told_of_what_was_published_before(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    room.subscribed("berta@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    // The reader of the log comes later than the subscription.
    room.confirmed("anna@example.org", "visit", Frequency.AT_ONCE);
    room.queue();
    assertThat(room.claim().stream().filter(Room::isAlert))
        .extracting(Mail::recipient)
        .containsExactly("berta@example.org");
  }

  @Test
  void digests_gather_once_across_a_change_of_frequency(TestNewsroom newsroom) throws Exception {
    var room = new Room(newsroom);
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-01T10:00:00Z")));
    room.queue();
    room.subscribed("anna@example.org", "visit", Frequency.DAILY);
    newsroom.publish(Sheet.of("a").title("Visit one"));
    newsroom.publish(Sheet.of("b").title("Visit two"));
    newsroom.publish(Sheet.of("b").title("Visit two, again").note("Again."));
    newsroom.publish(Sheet.of("c").title("Visit three"));
    newsroom.execute(new Withdraw("c", EN, "No."));
    room.queue();
    assertThat(room.claim()).isEmpty();
    room.doors.holdings.change(
        room.doors.links.manage(1), 1, Frequency.AT_ONCE, new TreeSet<>(List.of("en")));
    newsroom.publish(Sheet.of("d").title("Visit four"));
    MimeMessage atOnce = message(room.acceptOnly());
    assertThat(atOnce.getSubject()).isEqualTo("Visit four");
    newsroom.pass(Duration.ofHours(9));
    MimeMessage digest = message(room.acceptOnly());
    assertThat(digest.getSubject()).isEqualTo("Your daily alerts, 1 December 2026");
    assertThat(part(digest, 0))
        .contains("Visit one", "Visit two, again", "Again.")
        .doesNotContain("Visit three")
        .doesNotContain("Visit four");
    newsroom.pass(Duration.ofDays(3));
    room.queue();
    assertThat(room.claim()).isEmpty();
  }

  @Test
  void what_a_killed_process_had_claimed_comes_again_and_to_it_alone(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    for (int i = 0; i < 10; i++)
      room.subscribed("a" + i + "@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    List<Mail> claimed = room.post.claim(4);
    room.accept(claimed.getFirst());
    assertThat(room.other().claim(100)).hasSize(6);
    List<Mail> again = room.again().claim(100);
    assertThat(again)
        .extracting(Mail::id)
        .containsExactlyElementsOf(claimed.stream().skip(1).map(Mail::id).toList());
    assertThat(bytes(again.getFirst())).isEqualTo(bytes(claimed.get(1)));
  }

  @Test
  void a_long_mailing_does_not_hold_up_a_short_one_and_what_is_waited_for_comes_first(
      TestNewsroom newsroom) {
    var room = new Room(newsroom);
    for (int i = 0; i < 40; i++)
      room.subscribed("a" + i + "@example.org", "visit", Frequency.AT_ONCE);
    room.subscribed("b@example.org", "ice", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    newsroom.publish(Sheet.of("b").title("The ice"));
    room.queue();
    room.doors.holdings.ask("b@example.org", EN, "192.0.2.99");
    List<Mail> first = room.post.claim(10);
    assertThat(first.getFirst().recipient()).isEqualTo("b@example.org");
    assertThat(first.stream().filter(mail -> mail.recipient().equals("b@example.org"))).hasSize(2);
    assertThat(first).hasSizeGreaterThan(5);
  }

  @Test
  void what_was_deferred_comes_when_it_is_due(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    Mail mail = room.only();
    Instant later = newsroom.clock().instant().plusSeconds(60);
    room.post.settle(List.of(new Fate.Deferred(mail.id(), "451 busy", Fate.Why.BUSY, 1, later)));
    assertThat(room.claim()).isEmpty();
    newsroom.pass(Duration.ofSeconds(61));
    Mail again = room.only();
    assertThat(again.attempts()).isOne();
    assertThat(bytes(again)).isEqualTo(bytes(mail));
    room.post.settle(List.of(new Fate.Refused(again.id(), "550 no such", Fate.Why.REFUSED)));
    newsroom.pass(Duration.ofDays(1));
    assertThat(room.claim()).isEmpty();
  }

  @Test
  void a_change_of_all_languages_is_one_mail_in_the_reader_s(TestNewsroom newsroom)
      throws Exception {
    newsroom.tag(TagKind.TOPIC, "ice", "Ice");
    var room = new Room(newsroom);
    room.both("anna@example.org", "topic:ice", "en");
    room.both("berta@example.org", "topic:ice", "fr");
    room.subscribed("carl@example.org", "topic:ice", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    newsroom.publish(Sheet.of("a").in("fr").title("Une visite"));
    newsroom.execute(new Retag("a", Map.of(TagKind.TOPIC, List.of("ice")), false));
    List<Mail> mails = room.claim();
    var subjects = new TreeMap<String, String>();
    for (Mail mail : mails) subjects.put(mail.recipient(), message(mail).getSubject());
    assertThat(mails).hasSize(3);
    assertThat(subjects)
        .containsExactly(
            Map.entry("anna@example.org", "A visit"),
            Map.entry("berta@example.org", "Une visite"),
            Map.entry("carl@example.org", "A visit"));
  }

  @Test
  void digests_come_by_the_reader_s_clock_and_a_move_loses_and_repeats_nothing(
      TestNewsroom newsroom) throws Exception {
    var room = new Room(newsroom);
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-01T10:00:00Z")));
    room.queue();
    room.subscribed("anna@example.org", "visit", Frequency.DAILY);
    newsroom.publish(Sheet.of("a").title("Visit one"));
    room.doors.holdings.dwell(room.doors.links.manage(1), "Asia/Tokyo");
    newsroom.publish(Sheet.of("b").title("Visit two"));
    // 18:00 in Tokyo comes first, at 09:00 UTC.
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-01T18:00:01Z")));
    assertThat(part(message(room.acceptOnly()), 0)).contains("Visit one").doesNotContain("two");
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-02T08:59:00Z")));
    assertThat(room.claim()).isEmpty();
    newsroom.pass(Duration.ofMinutes(2));
    MimeMessage second = message(room.acceptOnly());
    assertThat(part(second, 0)).contains("Visit two").doesNotContain("one");
    assertThat(second.getSubject()).isEqualTo("Your daily alerts, 2 December 2026");
    newsroom.pass(Duration.ofDays(2));
    assertThat(room.claim()).isEmpty();
    assertThat(room.doors.holdings.dwell(room.doors.links.manage(1), "Mars/Olympus"))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void times_are_those_of_the_clock_that_a_digest_comes_by_and_name_it(TestNewsroom newsroom)
      throws Exception {
    var room = new Room(newsroom);
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-01T17:30:00Z")));
    room.queue();
    room.subscribed("anna@example.org", "visit", Frequency.DAILY);
    room.subscribed("berta@example.org", "visit", Frequency.DAILY);
    room.subscribed("carl@example.org", "visit", Frequency.AT_ONCE);
    room.doors.holdings.dwell(room.doors.links.manage(1), "Asia/Tokyo");
    newsroom.publish(Sheet.of("a").title("A visit"));
    Instant out = newsroom.clock().instant();
    assertThat(out).isBetween(at("2026-12-01T20:30:00Z"), at("2026-12-01T20:31:00Z"));
    String london = "1 December 2026, 20:30 (United Kingdom Time)";
    String tokyo = "2 December 2026, 05:30 (Japan Time)";
    assertSays(room.acceptOnly(), "carl@example.org", london, "1 December 2026", "Japan");
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-02T09:01:00Z")));
    assertSays(room.acceptOnly(), "anna@example.org", tokyo, "2 December 2026", "Kingdom");
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-02T18:01:00Z")));
    assertSays(room.acceptOnly(), "berta@example.org", london, "1 December 2026", "Japan");
  }

  private static void assertSays(Mail mail, String to, String time, String asked, String never)
      throws Exception {
    assertThat(mail.recipient()).isEqualTo(to);
    for (int part = 0; part < 2; part++)
      assertThat(part(message(mail), part))
          .contains(" · " + time, "because you asked on " + asked)
          .doesNotContain(never);
  }

  @Test
  void a_day_without_a_time_stays_the_newsroom_s_day(TestNewsroom newsroom) throws Exception {
    var room = new Room(newsroom);
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-11-30T20:30:00Z")));
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-01T00:00:00Z")));
    newsroom.publish(Sheet.of("a").title("A visit"));
    assertThat(part(message(room.acceptOnly()), 0))
        .contains(" · 1 December 2026\r\n")
        .doesNotContain("(United Kingdom Time)");
  }

  @Test
  void a_digest_after_one_that_was_left_out_asks_a_person(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-01T10:00:00Z")));
    room.queue();
    room.subscribed("anna@example.org", "visit", Frequency.DAILY);
    newsroom.publish(Sheet.of("a").title("Visit one"));
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-02T18:30:00Z")));
    assertThat(room.claim()).isEmpty();
    assertThat(room.told().late()).hasSize(1);
    room.told().resumeAll();
    assertThat(room.claim()).hasSize(1);
  }

  @Test
  void a_digest_tells_of_forty_and_leads_to_the_others(TestNewsroom newsroom) throws Exception {
    var room = new Room(newsroom);
    newsroom.pass(Duration.between(newsroom.clock().instant(), at("2026-12-01T10:00:00Z")));
    room.queue();
    room.subscribed("anna@example.org", "visit", Frequency.DAILY);
    for (int i = 100; i < 143; i++)
      newsroom.publish(
          Sheet.of("a" + i).title("Visit number " + i).summary("Somebody comes to see " + i + "."));
    newsroom.pass(Duration.ofHours(9));
    MimeMessage digest = message(room.acceptOnly());
    String text = part(digest, 0);
    assertThat(text)
        .contains(
            "43 announcements that you asked for.",
            "3 earlier ones had no room in this mail.\r\nAll announcements:\r\nhttps://news.example.org/\r\n")
        .doesNotContain("Visit number 102")
        .contains("Visit number 103", "Somebody comes to see 142.");
    assertThat(text.indexOf("number 103")).isLessThan(text.indexOf("number 142"));
    assertThat(part(digest, 1))
        .contains("3 earlier ones had no room", "Visit number 142")
        .doesNotContain("Visit number 102");
  }

  @Test
  void no_mail_is_longer_than_sixty_kilobytes(TestNewsroom newsroom) throws Exception {
    var room = new Room(newsroom);
    room.queue();
    String word = "المفاوضات ";
    long asked = 0;
    for (int i = 0; i < 30; i++)
      for (Frequency frequency : List.of(Frequency.DAILY, Frequency.AT_ONCE)) {
        String words = word + "OR " + "ملاحظات".repeat(40) + i;
        room.doors.subscriptions.ask(
            Room.wish(words, frequency, "ar"),
            frequency.slug() + "@example.org",
            Locale.forLanguageTag("ar"),
            "192.0.2.1");
        room.doors.subscriptions.confirm(room.doors.links.confirm(++asked));
        room.claim().forEach(room::accept);
        newsroom.pass(Duration.ofHours(3));
      }
    for (int i = 0; i < 60; i++)
      newsroom
          .publish(Sheet.of("a" + i))
          .publish(
              Sheet.of("a" + i)
                  .in("ar")
                  .title((word + i + " ").repeat(22).strip())
                  .summary((word.repeat(4) + "يوم الجمعة. ").repeat(18).strip())
                  .body((word.repeat(20) + "\n\n").repeat(40)));
    var mails = new ArrayList<>(room.claim());
    newsroom.pass(Duration.ofDays(1));
    mails.addAll(room.claim());
    assertThat(mails).hasSize(61);
    for (Mail mail : mails) {
      MimeMessage message = message(mail);
      boolean digest = mail.recipient().equals("daily@example.org");
      assertThat(bytes(mail)).hasSizeBetween(10_000, Mails.MAIL_MAX);
      for (int part = 0; part < 2; part++)
        assertThat(part(message, part))
            .containsPattern("و\\d+ تنبيه")
            .contains("/alerts/manage.ar", "المفاوضات")
            .contains(digest ? "لم تتسع لها هذه الرسالة" : "/news/a");
      room.accept(mail);
    }
    // Whoever takes all of them over is asked about some of them.
    room.doors.holdings.changeAddress(room.doors.links.manage(1), "new@example.org");
    Mail move = room.only();
    assertThat(bytes(move)).hasSizeLessThan(Mails.MAIL_MAX);
    assertThat(part(message(move), 0)).containsPattern("و\\d+ تنبيه");
  }

  @Test
  void what_somebody_waits_for_is_tried_again_before_a_crowd(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    for (int i = 0; i < 20; i++)
      room.subscribed("a" + i + "@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    room.doors.holdings.ask("a3@example.org", EN, "192.0.2.99");
    Instant soon = newsroom.clock().instant().plusSeconds(60);
    List<Mail> mails = room.claim();
    for (Mail mail : mails)
      room.post.settle(
          List.of(
              new Fate.Deferred(
                  mail.id(),
                  "451 busy",
                  Fate.Why.BUSY,
                  1,
                  Room.isAlert(mail) ? soon : soon.plusSeconds(5))));
    newsroom.pass(Duration.ofSeconds(70));
    assertThat(Room.isAlert(room.claim(4).getFirst())).isFalse();
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  private static byte[] bytes(Mail mail) {
    return mail.content().make();
  }

  private static MimeMessage message(Mail mail) throws Exception {
    return new MimeMessage(null, new ByteArrayInputStream(bytes(mail)));
  }

  private static String part(MimeMessage message, int part) throws Exception {
    return ((Multipart) message.getContent()).getBodyPart(part).getContent().toString();
  }

  private static String token(String text, String what) {
    Matcher found = LINK.matcher(text.replaceAll("\\s", ""));
    var tokens = new ArrayList<String>();
    while (found.find()) if (found.group(1).equals(what)) tokens.add(found.group(2));
    assertThat(tokens).isNotEmpty();
    return tokens.getFirst();
  }

  private static List<String> states(TestNewsroom newsroom) {
    return newsroom.read(tx ->
        tx.createQuery(
                """
                select m.kind, m.state, d.state from mailing m join delivery d
                  on d.id = m.id * 4294967296 + m.subscriber_id order by m.id
                """)
            .map((row, context) -> row.getString(1) + " " + row.getString(2) + " " + row.getInt(3))
            .list());
  }

  private static List<String> replies(TestNewsroom newsroom) {
    return newsroom.read(tx ->
        tx.createQuery(
                """
                select d.reply from delivery d join mailing m
                  on d.id > m.id * 4294967296 and d.id < (m.id + 1) * 4294967296
                where m.kind = 'alert' order by d.id
                """)
            .mapTo(String.class)
            .list());
  }

  @Test
  void two_machines_claim_no_mail_twice(TestNewsroom newsroom) throws Exception {
    var room = new Room(newsroom);
    for (int i = 0; i < 60; i++)
      room.subscribed("a" + i + "@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    var claimed = new ConcurrentLinkedQueue<Long>();
    var machines = new ArrayList<Thread>();
    for (Post post : List.of(room.post, room.other()))
      machines.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 15; i++) for (Mail mail : post.claim(3)) claimed.add(mail.id());
              }));
    for (Thread machine : machines) machine.join();
    assertThat(claimed).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void what_could_not_be_claimed_or_whose_answer_was_lost_comes_again(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    for (int i = 0; i < 4; i++)
      room.subscribed("a" + i + "@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    newsroom.breakNextCommit();
    assertThatThrownBy(() -> room.post.claim(2)).isNotNull();
    List<Mail> first = room.post.claim(2);
    assertThat(first).hasSize(2);
    newsroom.breakAfterNextCommit();
    assertThatThrownBy(() -> room.post.claim(2)).isNotNull();
    assertThat(room.post.claim(9))
        .hasSize(2)
        .extracting(Mail::id)
        .doesNotContain(first.get(0).id(), first.get(1).id());
  }

  @Test
  void what_was_kept_while_the_answer_was_lost_is_not_given_twice(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    Mail mail = room.only();
    Fate held =
        new Fate.Deferred(mail.id(), "paused", Fate.Why.HELD, 0, newsroom.clock().instant());
    newsroom.breakAfterNextCommit();
    assertThatThrownBy(() -> room.post.settle(List.of(held))).isNotNull();
    newsroom.pass(Duration.ofSeconds(1));
    assertThat(room.claim()).isEmpty();
    room.post.settle(List.of(held));
    room.accept(room.only());
    newsroom.pass(Duration.ofHours(1));
    assertThat(room.claim()).isEmpty();
    assertThat(room.told().newest(Long.MAX_VALUE, "a", 1).getFirst().accounts())
        .isEqualTo(new Accounts(1, 0, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void what_was_deferred_is_held_up_and_ended_with_its_mailing(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    room.subscribed("berta@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    Told told = room.told();
    for (Mail mail : room.post.claim(9)) {
      Instant soon = newsroom.clock().instant().plusSeconds(60);
      room.post.settle(List.of(new Fate.Deferred(mail.id(), "451 busy", Fate.Why.BUSY, 1, soon)));
    }
    told.pauseAll();
    newsroom.pass(Duration.ofMinutes(5));
    assertThat(room.claim()).isEmpty();
    told.resumeAll();
    newsroom.pass(Duration.ofMinutes(5));
    Mail mail = room.claim().getFirst();
    assertThat(mail.attempts()).isOne();
    for (Sent sent : told.newest(Long.MAX_VALUE, "", 9)) told.stop(sent.id());
    newsroom.pass(Duration.ofMinutes(5));
    assertThat(room.again().claim(9)).isEmpty();
    assertThat(replies(newsroom)).containsOnly("stopped");
  }

  @Test
  void mails_that_come_back_end_what_is_sent_there(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    for (String name : List.of("hard", "soft", "angry"))
      room.subscribed(name + "@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    List<Mail> mails = room.claim();
    assertThat(mails).hasSize(3);
    for (Mail mail : mails) room.accept(mail);
    var returned = new Returned(newsroom.database(), newsroom.clock(), room.doors.links);
    returned.read("1", bounce(mails.get(0), Bounce.Kind.HARD));
    for (int i = 0; i < 5; i++) {
      // The same mail read again after a crash counts once.
      returned.read("2", bounce(mails.get(1), Bounce.Kind.SOFT));
      returned.read("2", bounce(mails.get(1), Bounce.Kind.SOFT));
    }
    returned.read("3", bounce(mails.get(2), Bounce.Kind.COMPLAINT));
    returned.read("4", new Bounce(List.of("bounce+00@example.org"), Bounce.Kind.HARD, "", "", ""));
    returned.read("5", bounce(mails.get(1), Bounce.Kind.DELAYED));
    assertThat(Arrays.stream(Bounce.Kind.values()).map(returned::count))
        .containsExactly(1L, 10L, 1L, 1L);
    newsroom.publish(Sheet.of("b").title("A visit"));
    assertThat(room.claim()).extracting(Mail::recipient).containsExactly("soft@example.org");
    for (int i = 0; i < 5; i++) {
      newsroom.pass(Duration.ofDays(1));
      returned.read("6" + i, bounce(mails.get(1), Bounce.Kind.SOFT));
    }
    newsroom.publish(Sheet.of("c").title("A visit"));
    assertThat(room.claim()).isEmpty();
    Managed managed = room.doors.holdings.managed(room.doors.links.manage(1)).orElseThrow();
    assertThat(managed.suspended()).contains("550 5.1.1 no such user");
  }

  private static Bounce bounce(Mail mail, Bounce.Kind kind) {
    return new Bounce(
        List.of("<" + mail.returnPath() + ">"), kind, "failed", "5.1.1", "550 5.1.1 no such user");
  }
}
