package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import communique.frame.Frames;
import communique.frame.Rendered;
import communique.frame.SiteFiles;
import communique.platform.Json;
import communique.platform.Settings;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.search.TestFinder;
import communique.shelf.PublicRoute;
import communique.shelf.Response;
import communique.shelf.Target;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

/// The pages and forms of alerts, from asking to leaving.
@EachDatabase
class AlertPagesTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String HERE = "192.0.2.7";
  private static final String ASK =
      "q=rescue&frequency=at-once&languages=en&languages=ar&address=anna%40example.org";

  @Test
  void one_asks_confirms_changes_and_leaves_by_forms_alone(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      Document asked = room.post("/alerts", ASK, 200);
      assertThat(asked.select("h1").text()).isEqualTo("Look in your mail");
      assertThat(asked.text()).doesNotContain("anna");

      String confirm = "/alerts/confirm/" + room.doors.links.confirm(1);
      Document before = room.get(confirm, 200);
      assertThat(before.select("form[method=post]").attr("action")).isEqualTo(confirm);
      assertThat(before.select(".slip").text())
          .isEqualTo("It has the word rescue. At once English العربية");
      assertThat(room.get(confirm, 200).select("button").text()).isEqualTo("Begin the alerts");
      assertThat(room.post(confirm, "", 200).select("h1").text())
          .isEqualTo("Your alerts have begun");
      for (Document again : List.of(room.get(confirm, 200), room.post(confirm, "", 200)))
        assertThat(again.select("main").text())
            .isEqualTo(
                "Your alerts have begun already There is nothing else to do."
                    + " Go to the announcements");

      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      assertThat(room.get(manage, 200).select("main").text())
          .contains("These alerts go to anna@example.org.", "It has the word rescue.");
      Document changed =
          room.post(manage, "do=change&subscription=1&frequency=daily&languages=ru", 200);
      assertThat(changed.select("[role=status]").text())
          .isEqualTo(
              "Saved. This alert is now: It has the word rescue. Once a day (18:00) Русский");
      assertThat(changed.select("section .line").text()).isEqualTo("Once a day (18:00) Русский");

      String leave = "/alerts/unsubscribe/" + room.doors.links.end(1);
      assertThat(room.get(leave, 200).select("button").text()).isEqualTo("End the alerts");
      assertThat(room.get(manage, 200).select("main").text()).contains("It has the word rescue.");
      Document left = room.post(leave, "List-Unsubscribe=One-Click", 200);
      assertThat(left.select("h1").text()).isEqualTo("These alerts have ended");
      assertThat(left.select("a[href^=/alerts/new?]").attr("href"))
          .isEqualTo("/alerts/new?q=rescue&locale=ru");
      assertThat(room.get(manage, 200).select("main").text())
          .contains("No alerts go to anna@example.org.");
      assertThat(room.get(leave, 200).select("button")).isEmpty();
      assertThat(room.get(confirm, 404).text()).contains("works once");
      assertThat(room.post(confirm, "", 404).select("h1").text())
          .isEqualTo("This link does not work any more");
    }
  }

  @Test
  void a_link_from_another_address_says_that_alerts_move_there(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      room.post(manage, "do=address&address=new%40example.org", 200);
      String move = "/alerts/confirm/" + room.doors.links.move(2);
      Document before = room.get(move, 200);
      assertThat(before.select("h1").text()).isEqualTo("Let these alerts come here");
      assertThat(before.select(".slip").text())
          .isEqualTo("It has the word rescue. At once English العربية");
      assertThat(before.select("form[method=post]").attr("action")).isEqualTo(move);
      assertThat(before.select("form[method=post] button").text()).isEqualTo("Use this address");
      assertThat(before.select("main").text()).doesNotContainIgnoringCase("begin");
      Document after = room.post(move, "", 200);
      assertThat(after.select("h1").text()).isEqualTo("Your alerts come to this address now");
      assertThat(after.select(".slip").text()).contains("It has the word rescue.");
      assertThat(after.select("main").text()).doesNotContainIgnoringCase("begun");
      for (Document again : List.of(room.get(move, 200), room.post(move, "", 200)))
        assertThat(again.select("main").text())
            .startsWith("Your alerts come to this address now There is nothing else to do.")
            .doesNotContain("rescue");
      assertThat(room.get("/alerts/manage/" + room.doors.links.manage(2), 200).text())
          .contains("These alerts go to new@example.org.");
    }
  }

  @Test
  void a_program_leaves_by_one_post_in_either_form_without_a_cookie(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      for (int i = 1; i <= 2; i++) {
        room.confirmed(i, "q=word" + i);
        String leave = "/alerts/unsubscribe/" + room.doors.links.end(i);
        Reply.Page reply =
            i == 1
                ? room.sent(leave, FORM, "List-Unsubscribe=One-Click")
                : room.sent(
                    leave,
                    "multipart/form-data; boundary=x",
                    "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(room.doors.subscriptions.leaving(room.doors.links.end(i)).orElseThrow())
            .allSatisfy(one -> assertThat(one.endedAt()).isPresent());
      }
    }
  }

  @Test
  void everything_that_is_wrong_is_said_at_its_place_and_nothing_is_sent(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      Document wrong = room.post("/alerts", "q=rescue&frequency=at-once&address=a.reader", 422);
      assertThat(wrong.select("#wrong-address").text())
          .isEqualTo("There is no @ in this address. Write it as name@example.org.");
      assertThat(wrong.select("#wrong-languages").text())
          .isEqualTo("Choose one language at least.");
      assertThat(wrong.select("#address").attr("value")).isEqualTo("a.reader");
      assertThat(wrong.select("input[name=q]").attr("value")).isEqualTo("rescue");

      Document never = room.post("/alerts", "frequency=hourly", 422);
      assertThat(never.select("#wrong-often").text()).isEqualTo("Choose how often.");
      assertThat(never.select("#wrong-address").text()).startsWith("There is no address.");

      Document arabic =
          room.post("/alerts.ar", "frequency=weekly&languages=xx&address=a%40b.example", 422);
      assertThat(arabic.select("html").attr("dir")).isEqualTo("rtl");
      assertThat(arabic.select("#wrong-languages").text()).contains("xx");

      for (String address :
          List.of(
              "a%40" + "b".repeat(5_000) + ".example",
              "a%40b.example%0D%0ABcc%3A+c%40d.example",
              "a+b%40c.example",
              "%3Cscript%3E%40c.example")) {
        Document page =
            room.post("/alerts", "frequency=daily&languages=en&address=" + address, 422);
        assertThat(page.select("#wrong-address").text()).as(address).isNotEmpty();
        assertThat(page.select("main script")).isEmpty();
      }
      assertThat(room.post("/alerts/manage", "address=x", 422).select("#wrong-address").text())
          .startsWith("There is no @");
    }
  }

  @Test
  void nobody_learns_whether_an_address_is_known(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      String known = room.post("/alerts/manage", "address=anna%40example.org", 200).html();
      String unknown = room.post("/alerts/manage", "address=nobody%40example.org", 200).html();
      assertThat(known).isEqualTo(unknown);
      String again = room.post("/alerts", ASK, 200).html();
      String first = room.post("/alerts", ASK.replace("anna", "berit"), 200).html();
      assertThat(again).isEqualTo(first);
    }
  }

  @Test
  void links_that_are_forged_cut_off_or_old_say_what_to_do(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      String manage = room.doors.links.manage(1);
      for (String token : List.of("x", "%00", "a/b", manage.substring(1), "é", "0".repeat(3_000)))
        for (String page : List.of("confirm", "unsubscribe", "manage")) {
          Document said = room.get("/alerts/" + page + "/" + token, 404);
          assertThat(said.select("main a").attr("href")).as(token).startsWith("/alerts/");
          room.post("/alerts/" + page + "/" + token, "do=erase", 404);
        }
      // Someone else's purpose.
      room.post("/alerts/unsubscribe/" + manage, "", 404);
      newsroom.pass(Duration.ofMinutes(61));
      assertThat(room.get("/alerts/manage/" + manage, 404).text()).contains("works for an hour");
      room.post("/alerts/manage/" + manage, "do=erase", 404);
    }
  }

  @Test
  void all_that_an_address_has_can_be_paused_ended_taken_along_and_erased(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      room.confirmed(2, "q=ice");
      String manage = "/alerts/manage/" + room.doors.links.manage(1);

      assertThat(room.get(manage, 200).select("input[name=until]").attr("min")).isNotEmpty();
      String day = newsroom.clock().instant().plus(Duration.ofDays(9)).toString().substring(0, 10);
      Document paused = room.post(manage, "do=pause&until=" + day, 200);
      assertThat(paused.select("[role=status]").text()).startsWith("Your alerts are paused until ");
      assertThat(paused.select(".notice.calm").text()).startsWith("Nothing is sent before");
      for (String no : List.of("", "2020-01-01", "9999-01-01", "soon")) {
        Document wrong = room.post(manage, "do=pause&until=" + no, 422);
        assertThat(wrong.select("#wrong-until").text())
            .isEqualTo("Choose a day within the next year.");
        assertThat(wrong.select("#until").attr("value")).isEqualTo(no);
        assertLeads(wrong);
      }
      Document resumed = room.post(manage, "do=resume", 200);
      assertThat(resumed.select("[role=status]").text())
          .isEqualTo("Your alerts are sent again from now on.");
      assertThat(resumed.select(".notice")).isEmpty();

      Document silent = room.post(manage, "do=change&subscription=2&frequency=daily", 422);
      assertThat(silent.select("#wrong-languages-2").text())
          .isEqualTo("Choose one language at least.");
      assertThat(silent.select("details[open]")).hasSize(1);
      assertThat(silent.select("details[open] input[checked]").eachAttr("value"))
          .containsExactly("daily");
      assertLeads(silent);
      Document never =
          room.post(manage, "do=change&subscription=1&frequency=hourly&languages=en", 422);
      assertThat(never.select("#wrong-often-1").text()).isEqualTo("Choose how often.");
      assertLeads(never);
      Document address = room.post(manage, "do=address&address=x", 422);
      assertThat(address.select("#wrong-address").text()).startsWith("There is no @");
      assertThat(address.select("#address").attr("value")).isEqualTo("x");
      assertLeads(address);
      assertThat(room.post(manage, "do=address&address=new%40example.org", 200).text())
          .contains("A mail is on its way to the new address.", "go to anna@example.org");

      Document ended = room.post(manage, "do=end&subscription=1", 200);
      assertThat(ended.select("[role=status]").text())
          .startsWith("This alert has ended: It has the word rescue.");
      assertThat(ended.select("section .gist b").eachText()).containsExactly("ice");
      Response data = ((Reply.Made) room.reply(manage, FORM, "do=download")).response();
      assertThat(
              Json.tree(new String(data.body(), StandardCharsets.UTF_8)).path("address").asText())
          .isEqualTo("anna@example.org");
      assertThat(data.headers().get("Content-Disposition")).startsWith("attachment");
      Document last = room.post(manage, "do=end-all-now", 200);
      assertThat(last.select("[role=status]").text()).isEqualTo("All alerts have ended.");
      assertThat(last.text()).contains("No alerts go to");
      Document sure = room.post(manage, "do=erase", 200);
      assertThat(sure.select("main").text()).contains("It cannot be undone.", "a fingerprint");
      assertThat(sure.select("main a").eachAttr("href")).containsExactly(manage + ".en");
      room.get(manage, 200);
      assertThat(sure.select("button").attr("name")).isEqualTo("do");
      Document erased = room.post(manage, "do=" + sure.select("button").attr("value"), 200);
      assertThat(erased.select("h1").text()).isEqualTo("Your address is erased");
      assertThat(erased.select("main").text()).contains("no longer kept", "a fingerprint");
      room.get(manage, 404);
    }
  }

  @Test
  void all_alerts_end_only_when_it_was_said_which_they_are(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      // Of one, its own button says the same.
      assertThat(room.get(manage, 200).select("button[value^=end]").eachAttr("value"))
          .containsExactly("end");
      room.confirmed(2, "q=ice");
      assertThat(room.get(manage, 200).select("button[value^=end]").eachAttr("value"))
          .containsExactly("end", "end", "end-all");
      Document sure = room.post(manage, "do=end-all", 200);
      assertThat(sure.select(".gist b").eachText()).containsExactly("rescue", "ice");
      assertThat(sure.select("main a").eachAttr("href")).containsExactly(manage + ".en");
      assertThat(room.get(manage, 200).select(".gist b").eachText())
          .containsExactly("rescue", "ice");
      Document ended = room.post(manage, "do=" + sure.select("button").attr("value"), 200);
      assertThat(ended.select("[role=status]").text()).isEqualTo("All alerts have ended.");
      assertThat(ended.select(".gist b")).isEmpty();
    }
  }

  @Test
  void who_has_no_alerts_is_shown_how_to_get_some_and_what_is_kept(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      String day = newsroom.clock().instant().plus(Duration.ofDays(9)).toString().substring(0, 10);
      room.post(manage, "do=pause&until=" + day, 200);
      room.post(manage, "do=end&subscription=1", 200);
      Document none = room.get(manage + ".ar", 200);
      assertThat(none.select("main button").eachAttr("value"))
          .containsExactly("resume", "download", "erase");
      assertThat(none.select("main a").eachAttr("href")).containsExactly("/alerts/new.ar");
      assertThat(none.select("main :is(select, input)")).isEmpty();
      assertThat(room.post(manage, "do=resume", 200).select("main button").eachAttr("value"))
          .containsExactly("download", "erase");
      Document late = room.post(manage, "do=pause&until=soon", 422);
      assertThat(late.select("[role=alert]").text()).contains("Choose a day");
      assertThat(late.select("[role=alert] a")).isEmpty();
      assertThat(room.post(manage, "do=end-all", 200).text()).contains("No alerts go to");
    }
  }

  @Test
  void who_sends_too_many_forms_is_told_when_to_come_back(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      for (int i = 0; i < 30; i++) room.post("/alerts/manage", "address=nobody%40example.org", 200);
      newsroom.pass(Duration.ofMinutes(20));
      for (String form : List.of("/alerts/manage", "/alerts")) {
        var later = (Reply.Later) room.reply(form, FORM, ASK);
        assertThat(later.page().status()).isEqualTo(429);
        assertThat(later.rest()).isEqualTo(Duration.ofMinutes(40));
        Document page = Rendered.page(later.page().page());
        assertThat(page.select("[role=alert] h2").text()).isEqualTo("Nothing was sent");
        assertThat(page.select("[role=alert] p").text()).contains("Try again in an hour.");
        assertThat(page.select("#address").attr("value")).isEqualTo("anna@example.org");
        assertThat(page.select("[aria-invalid], .why")).isEmpty();
      }
      newsroom.pass(Duration.ofMinutes(40));
      room.post("/alerts/manage", ASK, 200);
    }
  }

  @Test
  void an_old_page_changes_and_ends_what_its_alert_became(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      room.confirmed(2, "q=ice");
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      room.post(manage, "do=change&subscription=1&frequency=daily&languages=en", 200);
      // Each change takes a new number, and the other window has the first one still.
      Document changed =
          room.post(manage, "do=change&subscription=1&frequency=weekly&languages=en", 200);
      assertThat(changed.select("section .line").eachText().getFirst()).startsWith("Once a week");
      assertThat(changed.select("[role=status]").text()).contains("rescue", "Once a week");
      Document ended = room.post(manage, "do=end&subscription=3", 200);
      assertThat(ended.select("[role=status]").text())
          .startsWith("This alert has ended: It has the word rescue. Once a week");
      assertThat(ended.select("section .gist b").eachText()).containsExactly("ice");
      Document again = room.post(manage, "do=end&subscription=1", 200);
      assertThat(again.select("[role=status]").text())
          .startsWith("This alert had ended already: It has the word rescue.");
      Document late =
          room.post(manage, "do=change&subscription=3&frequency=daily&languages=en", 422);
      assertThat(late.select("[role=alert]").text())
          .startsWith("Nothing was changed This alert had ended already");
      assertThat(late.select("[role=status]")).isEmpty();
      assertThat(room.get(manage, 200).select("section .gist b").eachText()).containsExactly("ice");
    }
  }

  @Test
  void what_is_not_ones_own_is_neither_changed_nor_ended(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      room.post("/alerts", ASK.replace("anna", "berit"), 200);
      room.doors.subscriptions.confirm(room.doors.links.confirm(2));
      // Asked for, and not confirmed.
      room.post("/alerts", ASK.replace("rescue", "ice"), 200);
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      for (String number : List.of("2", "3", "99", "", "x", "-1"))
        for (String act : List.of("do=end", "do=change&frequency=daily&languages=en")) {
          Document no = room.post(manage, act + "&subscription=" + number, 422);
          assertThat(no.select("[role=alert]").text())
              .as(number)
              .contains("Nothing was changed", "is not one of those that go to this address");
          assertThat(no.select("[role=status]")).isEmpty();
        }
      room.post(manage, "do=end", 422);
      for (int subscriber = 1; subscriber <= 2; subscriber++)
        assertThat(
                room.doors
                    .holdings
                    .managed(room.doors.links.manage(subscriber))
                    .orElseThrow()
                    .subscriptions())
            .singleElement()
            .extracting(one -> one.wish().frequency())
            .isEqualTo(Frequency.AT_ONCE);
    }
  }

  @Test
  void an_alert_that_goes_elsewhere_is_not_ended_from_the_address_it_left(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      room.post(manage, "do=address&address=new%40example.org", 200);
      room.post("/alerts/confirm/" + room.doors.links.move(2), "", 200);
      room.post(manage, "do=end&subscription=1", 422);
      assertThat(room.get("/alerts/manage/" + room.doors.links.manage(2), 200).text())
          .contains("It has the word rescue.");
    }
  }

  @Test
  void alerts_do_not_move_to_where_they_go_already(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      for (String same : List.of("anna%40example.org", "+Anna%40Example.org+")) {
        Document page = room.post(manage, "do=address&address=" + same, 422);
        assertThat(page.select("#wrong-address").text())
            .isEqualTo("That is the address you have already. Give another one.");
        assertThat(page.select("[role=status]")).isEmpty();
        assertLeads(page);
      }
    }
  }

  /// What is wrong is said once more above, and leads to the field, which names it.
  private static void assertLeads(Document page) {
    Elements link = page.select("[role=alert] a");
    Elements field = page.select(link.attr("href"));
    assertThat(field).as(link.outerHtml()).hasSize(1);
    assertThat(page.select("#" + field.attr("aria-describedby")).text()).isEqualTo(link.text());
  }

  @Test
  void digests_come_by_a_clock_that_is_chosen_from_a_list(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.confirmed(1, "q=rescue");
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      Document before = room.get(manage, 200);
      assertThat(before.select("#zone option").size()).isGreaterThan(300);
      assertThat(before.select("#zone option[value=]").text())
          .isEqualTo("The newsroom (United Kingdom Time)");
      assertThat(before.select("#zone option[selected]")).isEmpty();
      assertThat(before.select("section[aria-labelledby=when] li").eachText())
          .containsExactly(
              "One mail a day, at 18:00, when there is something in it.",
              "One mail a week (Friday 18:00), when there is something in it.");
      assertThat(before.select("optgroup[label=Asia] option[value=Asia/Tokyo]").text())
          .isEqualTo("Tokyo");
      assertThat(room.get(manage + ".ru", 200).select("option[value=Asia/Tokyo]").text())
          .isEqualTo("Токио");

      Document moved = room.post(manage, "do=zone&zone=Asia%2FTokyo", 200);
      assertThat(moved.select("[role=status]").text())
          .isEqualTo("Daily and weekly mails now come by this clock: Japan Time.");
      assertThat(moved.select("#zone option[selected]").text()).isEqualTo("Tokyo");
      assertThat(room.doors.holdings.managed(room.doors.links.manage(1)).orElseThrow().zone())
          .isEqualTo("Asia/Tokyo");
      room.post(manage, "do=bogus", 400);
      Document mars = room.post(manage, "do=zone&zone=Mars%2FOlympus", 422);
      assertThat(mars.select("#wrong-zone").text()).isEqualTo("Choose a time zone from the list.");
      assertThat(mars.select("#zone option[selected]").text()).isEqualTo("Tokyo");
      assertLeads(mars);
      // An old name is kept, though the list has another.
      Document old = room.post(manage, "do=zone&zone=Asia%2FCalcutta", 200);
      assertThat(old.select("#zone option[selected]").attr("value")).isEqualTo("Asia/Calcutta");
      assertThat(room.post(manage, "do=zone&zone=", 200).select("#zone option[selected]"))
          .isEmpty();
    }
  }

  @Test
  void who_chose_a_clock_is_not_told_that_mails_come_by_the_newsroom_s(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      String daily = ASK.replace("at-once", "daily");
      room.post("/alerts", daily, 200);
      String first = "/alerts/confirm/" + room.doors.links.confirm(1);
      assertThat(room.get(first, 200).select("main").text())
          .contains("by the newsroom’s clock (United Kingdom Time)");
      room.post(first, "", 200);
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      room.post(manage, "do=zone&zone=Asia%2FTokyo", 200);
      room.post("/alerts", daily.replace("rescue", "ice"), 200);
      // The change of the clock made one of its own.
      String second = "/alerts/confirm/" + room.doors.links.confirm(3);
      assertThat(room.get(second, 200).select("main").text())
          .contains("It has the word ice.")
          .doesNotContain("clock", "Kingdom");
    }
  }

  @Test
  void what_was_changed_stays_where_it_stood(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      for (int i = 1; i <= 3; i++) room.confirmed(i, "q=word" + i);
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      List<String> order = room.get(manage, 200).select("section .gist b").eachText();
      assertThat(order).containsExactly("word1", "word2", "word3");
      Document changed =
          room.post(manage, "do=change&subscription=1&frequency=daily&languages=ru", 200);
      assertThat(changed.select("section .gist b").eachText()).isEqualTo(order);
      Document twice =
          room.post(manage, "do=change&subscription=4&frequency=weekly&languages=ru", 200);
      assertThat(twice.select("section .gist b").eachText()).isEqualTo(order);
      assertThat(
              room.post(manage, "do=zone&zone=Asia%2FTokyo", 200)
                  .select("section .gist b")
                  .eachText())
          .isEqualTo(order);
      // What is asked for once more takes the place that it had.
      room.post("/alerts", ASK.replace("q=rescue", "q=word2"), 200);
      room.doors.subscriptions.confirm(room.doors.links.confirm(7));
      assertThat(room.get(manage, 200).select("section .gist b").eachText()).isEqualTo(order);
    }
  }

  @Test
  void a_page_behind_a_link_stands_in_every_language(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.post("/alerts.ar", ASK, 200);
      String confirm = "/alerts/confirm/" + room.doors.links.confirm(1);
      assertThat(room.get(confirm + ".ar", 200).select(".langs a").eachAttr("href"))
          .contains(confirm, confirm + ".ru");
      room.post(confirm + ".ar", "", 200);
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      Document page = room.get(manage, 200);
      assertThat(page.select(".langs a[aria-current]").attr("lang")).isEqualTo("ar");
      // The newsroom's first is named as well: without a name it is the subscriber's.
      String english = page.select(".langs a[lang=en]").attr("href");
      assertThat(english).isEqualTo(manage + ".en");
      Document inEnglish = room.get(english, 200);
      assertThat(inEnglish.select("html").attr("lang")).isEqualTo("en");
      Document paused = room.post(inEnglish.select("form").attr("action"), "do=end-all-now", 200);
      assertThat(paused.select("html").attr("lang")).isEqualTo("en");
      assertThat(page.select("link[rel=canonical], link[rel=alternate][hreflang]")).isEmpty();
    }
  }

  @Test
  void a_link_without_a_locale_speaks_the_subscribers_language(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      room.post("/alerts.ar", ASK, 200);
      room.doors.subscriptions.confirm(room.doors.links.confirm(1));
      String manage = "/alerts/manage/" + room.doors.links.manage(1);
      assertThat(room.get(manage, 200).select("html").attr("lang")).isEqualTo("ar");
      assertThat(room.get(manage + ".ru", 200).select("html").attr("lang")).isEqualTo("ru");
      assertThat(room.get(manage + ".ru", 200).select("form").attr("action"))
          .isEqualTo(manage + ".ru");
    }
  }

  @Test
  void what_cannot_be_read_is_refused_before_it_is_looked_at(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      assertThat(room.sent("/alerts", FORM, "address=" + "a".repeat(70_000)).status())
          .isEqualTo(413);
      for (String type : List.of("application/json", "text/plain", "", "multipart/form-data"))
        assertThat(room.sent("/alerts", type, ASK).status()).as(type).isEqualTo(415);
      assertThat(room.sent("/alerts/unsubscribe/x", "application/json", "{}").status())
          .isEqualTo(415);
      for (String path : List.of("/alerts/new", "/alerts/", "/alertsx", "/alerts/manage/")) {
        var made = (Reply.Made) room.reply(path, FORM, "x=1");
        assertThat(made.response().status()).as(path).isEqualTo(405);
        assertThat(made.response().headers().get("Allow")).isEqualTo("GET, HEAD");
      }
    }
  }

  @Test
  void no_page_is_kept_listed_or_told_of(TestNewsroom newsroom) {
    try (var room = new Room(newsroom)) {
      var moved = (Reply.Made) room.pages.reply(new Target("/alerts.ar", "q=a", "")).orElseThrow();
      Response response = moved.response();
      assertThat(response.headers())
          .containsEntry("Location", "/alerts/new.ar?q=a")
          .containsEntry("Cache-Control", "no-store")
          .containsEntry("Referrer-Policy", "no-referrer")
          .containsEntry("X-Robots-Tag", "noindex");
      assertThat(response.keep()).isEqualTo(Response.Keep.NEVER);
      assertThat(room.get("/alerts/manage", 200).select("meta[name=robots]").attr("content"))
          .isEqualTo("noindex");
      assertThat(room.pages.reply(new Target("/alerts/new", "path=/none", ""))).isEmpty();
      assertThat(room.pages.reply(new Target("/alertsx", "", ""))).isEmpty();
    }
  }

  @Test
  void of_an_announcement_one_chooses_what_to_hear_of(TestNewsroom newsroom) {
    newsroom
        .tag(TagKind.PLACE, "vesmark", "Vesmark")
        .publish(Sheet.of("visit").title("A <visit>").tag(TagKind.PLACE, "vesmark"));
    try (var room = new Room(newsroom)) {
      Document choice = room.get("/alerts/new.ru?path=/news/visit", 200);
      assertThat(choice.select("main a").eachAttr("href"))
          .contains(
              "/news/visit",
              "/alerts/new.ru?announcement=visit",
              "/alerts/new.ru?place=vesmark",
              "/alerts/new.ru");
      assertThat(choice.select("main a[hreflang=en]").text()).isEqualTo("A <visit>");
    }
  }

  /// The room of alerts on a test's newsroom.
  private static final class Room implements AutoCloseable {
    final Doors doors;
    final AlertPages pages;
    private final AlertForms forms;
    private final TestFinder finder;

    Room(TestNewsroom newsroom) {
      doors = Doors.of(newsroom);
      var frames = new Frames(TestNewsroom.NEWSROOM, new SiteFiles());
      finder = new TestFinder(newsroom).caughtUp();
      var asking = new Asking(newsroom.database(), frames, finder.finder(), newsroom.clock());
      var steps = new Steps(newsroom.database(), frames, newsroom.clock());
      var managing = new Managing(doors.holdings, steps, frames, newsroom.clock());
      pages =
          new AlertPages(newsroom.database(), frames, asking, doors.subscriptions, steps, managing);
      forms =
          new AlertForms(
              newsroom.database(),
              frames,
              asking,
              doors.subscriptions,
              doors.holdings,
              steps,
              managing,
              doors.rations,
              newsroom.clock(),
              new Faulty(),
              Settings.from(Map.of()));
    }

    /// Asks for something as Anna and confirms it.
    ///
    /// @param id that it will have
    void confirmed(long id, String what) {
      post("/alerts", ASK.replace("q=rescue", what), 200);
      assertThat(doors.subscriptions.confirm(doors.links.confirm(id))).isPresent();
    }

    Document get(String address, int status) {
      String[] parts = address.split("\\?", 2);
      var page =
          (Reply.Page)
              pages.reply(new Target(parts[0], parts.length < 2 ? "" : parts[1], "")).orElseThrow();
      assertThat(page.status()).as(address).isEqualTo(status);
      return Rendered.page(page.page());
    }

    Document post(String path, String body, int status) {
      Reply.Page page = sent(path, FORM, body);
      assertThat(page.status()).as(path + " " + body).isEqualTo(status);
      return Rendered.page(page.page());
    }

    Reply.Page sent(String path, String type, String body) {
      return (Reply.Page) reply(path, type, body);
    }

    Reply reply(String path, String type, String body) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return forms.reply(new Target(path, "", ""), type, new ByteArrayInputStream(bytes), HERE);
    }

    @Override
    public void close() {
      finder.close();
    }
  }

  /// Says what is wrong by the status alone.
  private static final class Faulty implements PublicRoute.Faults {
    @Override
    public Response notFound(Target target) {
      return Response.ok("text/plain", "").status(404);
    }

    @Override
    public Response failed(Target target, Throwable why) {
      throw new AssertionError(why);
    }

    @Override
    public Response notAllowed(Target target) {
      return Response.ok("text/plain", "").status(405);
    }
  }
}
