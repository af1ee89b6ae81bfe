package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;

import communique.alerts.Arrivals;
import communique.alerts.Carried;
import communique.alerts.Roll;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscribersImportTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  @TempDir Path folder;
  private TestNewsroom newsroom;

  @BeforeEach
  void begin() {
    newsroom = TestNewsroom.open(Database.Kind.SQLITE);
    newsroom.tag(TagKind.PLACE, "france", "France");
    newsroom.tag(TagKind.ORGANISATION, "foreign-office", "Foreign Office");
  }

  @AfterEach
  void end() {
    newsroom.close();
  }

  @Test
  void listmonk_has_a_file_for_each_list() throws IOException {
    Path file =
        file(
            "news.csv",
            """
            uuid,email,name,attributes,status,created_at,updated_at
            5c1a7c11-0000-4000-8000-000000000001,Anna@Example.org,Anna Jones,"{""lang"": ""cy"", ""city"": ""Cardiff, Wales""}",enabled,2021-04-05 06:07:08.123456 +0000 UTC,2024-01-01 00:00:00 +0000 UTC
            5c1a7c11-0000-4000-8000-000000000002,bo@example.org,"Bo ""B""
            Lines",{},enabled,2021-04-05 06:07:08.5 +0530 IST,2024-01-01 00:00:00 +0000 UTC
            5c1a7c11-0000-4000-8000-000000000003,cy@example.org,Cy,"{""lang"": ""de""}",enabled,2021-04-05 06:07:08 +0000 UTC,2024-01-01 00:00:00 +0000 UTC
            5c1a7c11-0000-4000-8000-000000000004,no@example.org,No,{},blocklisted,2021-04-05 06:07:08 +0000 UTC,2024-01-01 00:00:00 +0000 UTC
            5c1a7c11-0000-4000-8000-000000000005,no2@example.org,No,{},disabled,2021-04-05 06:07:08 +0000 UTC,2024-01-01 00:00:00 +0000 UTC
            5c1a7c11-0000-4000-8000-000000000006,no3@example.org,No,{},gone,2021-04-05 06:07:08 +0000 UTC,2024-01-01 00:00:00 +0000 UTC
            """);
    assertThat(bring("news: organisation:foreign-office", file))
        .startsWith("2  subscribers.confirmed");
    assertThat(
            bring(
                "news: {search: 'organisation:foreign-office', frequency: daily, confirmed: true}",
                file))
        .containsExactly(
            "2 signed-up",
            "3 signed-up",
            "5 signed-up",
            "6 blocked",
            "7 blocked",
            "8 status subscribers.value");
    assertThat(roll())
        .containsExactly(
            "Anna@example.org organisation:foreign-office [cy] daily cy 2021-04-05T06:07:08.123Z news.csv",
            "bo@example.org organisation:foreign-office [en] daily en 2021-04-05T00:37:08.500Z news.csv",
            "cy@example.org organisation:foreign-office [en] daily en 2021-04-05T06:07:08Z news.csv");
  }

  @Test
  void mailman_has_an_address_a_line_and_no_date() throws IOException {
    Path two =
        file(
            "press-l",
            """
            anna@example.org
            "Jones, Bo" <bo@example.org>

            Cy O'Neill <cy+lists@example.org>
            not an address
            """);
    Path three = file("travel.csv", "dan@example.org\r\neve@example.org\r\n");
    assertThat(
            bring(
                """
                press-l: {everything: true, since: 2018-05-25, frequency: weekly}
                travel.csv: place:france
                """,
                two,
                three))
        .containsExactly(
            "1 signed-up",
            "2 signed-up",
            "4 signed-up",
            "5 address mail.at",
            "1 signed-up",
            "2 signed-up");
    assertThat(roll())
        .containsExactly(
            "anna@example.org  [en] weekly en 2018-05-24T23:00:00Z press-l",
            "bo@example.org  [en] weekly en 2018-05-24T23:00:00Z press-l",
            "cy+lists@example.org  [en] weekly en 2018-05-24T23:00:00Z press-l",
            "dan@example.org place:france [en] at-once en 2026-11-26T10:00:00Z travel.csv",
            "eve@example.org place:france [en] at-once en 2026-11-26T10:00:00Z travel.csv");
  }

  @Test
  void govdelivery_says_how_often_in_another_file() throws IOException {
    Path topics =
        file(
            "topics.csv",
            """
            TOPIC_ID,TOPIC_NAME,TOPIC_CODE,TOPIC_VISIBILITY,SUBSCRIBER_ID,DESTINATION
            12345,Travel: São Tomé,UKGOVUK_111,1,1111111111,foo@example.com
            12345,Travel: São Tomé,UKGOVUK_111,1,222222222,bar@example.com
            67890,Second,UKGOVUK_222,1,1111111111,foo@example.com
            67890,Second,UKGOVUK_222,1,333333333,baz@example.com
            11111,Third,UKGOVUK_333,1,333333333,baz@example.com
            22222,Fourth,UKGOVUK_444,1,333333333,baz@example.com
            12345,Travel: São Tomé,UKGOVUK_111,1,4444444,16125550100
            """);
    Path digests =
        file(
            "digests.csv",
            """
            "DESTINATION","SUBSCRIBER_TYPE","DIGEST_FOR"
            "FOO@example.com","EmailSubscriber",0
            "bar@example.com","EmailSubscriber",1
            "other@example.com","EmailSubscriber",30
            """);
    assertThat(
            bring(
                """
                UKGOVUK_111: {search: place:france, frequency: weekly}
                Second: {search: organisation:foreign-office, frequency: weekly}
                "22222": {leave-out: true}
                """,
                topics,
                digests))
        .containsExactly(
            "2 read for the other file",
            "3 read for the other file",
            "4 digest_for subscribers.value",
            "2 signed-up",
            "3 signed-up",
            "4 signed-up",
            "5 signed-up",
            "6  subscribers.list",
            "7 left out",
            "8 address mail.at");
    assertThat(roll())
        .containsExactly(
            "foo@example.com place:france [en] at-once en 2026-11-26T10:00:00Z topics.csv",
            "foo@example.com organisation:foreign-office [en] at-once en 2026-11-26T10:00:00Z topics.csv",
            "bar@example.com place:france [en] daily en 2026-11-26T10:00:00Z topics.csv",
            "baz@example.com organisation:foreign-office [en] weekly en 2026-11-26T10:00:00Z topics.csv");
  }

  @Test
  void email_alert_api_keeps_what_ended() throws IOException {
    Path file =
        file(
            "subscriptions.csv",
            """
            address,slug,title,frequency,source,created_at,ended_at,ended_reason,language
            anna@example.org,fco,Foreign Office,immediately,user_signed_up,2019-03-04 10:22:33.123456,,,
            anna@example.org,france,Travel advice,daily,frequency_changed,2019-03-04 10:22:33,,,cy
            bo@example.org,fco,Foreign Office,weekly,user_signed_up,2019-03-04 10:22:33,2020-01-01 00:00:00,unsubscribed,
            ,fco,Foreign Office,weekly,user_signed_up,2019-03-04 10:22:33,2020-01-01 00:00:00,unsubscribed,
            cy@example.org,fco,Foreign Office,weekly,user_signed_up,2019-03-04 10:22:33,2020-01-01 00:00:00,non_existent_email,
            dan@example.org,fco,Foreign Office,weekly,user_signed_up,2019-03-04 10:22:33,2020-01-01 00:00:00,frequency_changed,
            dan@example.org,fco,Foreign Office,daily,frequency_changed,2020-01-01 00:00:00,,,
            eve@example.org,fco,Foreign Office,hourly,user_signed_up,2019-03-04 10:22:33,,,
            eve@example.org,fco,Foreign Office,daily,user_signed_up,04/03/2019,,,
            eve@example.org,fco,Foreign Office,daily,user_signed_up,2031-01-01 00:00:00,,,
            eve@example.org,fco,Foreign Office,daily,user_signed_up,2019-03-04 10:22:33,,,de
            """);
    assertThat(
            bring(
                """
                fco: {search: organisation:foreign-office, languages: [en, cy]}
                Travel advice: place:france
                """,
                file))
        .containsExactly(
            "2 signed-up",
            "3 signed-up",
            "4 unsubscribed",
            "5 erased",
            "6 bounced",
            "7 changed",
            "8 signed-up",
            "9 frequency subscribers.value",
            "10 created_at subscribers.moment",
            "11 created_at subscribers.future",
            "12 languages alerts.language");
    assertThat(roll())
        .containsExactly(
            "anna@example.org organisation:foreign-office [cy, en] at-once en 2019-03-04T10:22:33.123Z subscriptions.csv (user_signed_up)",
            "anna@example.org place:france [cy] daily en 2019-03-04T10:22:33Z subscriptions.csv (frequency_changed)",
            "dan@example.org organisation:foreign-office [cy, en] daily en 2020-01-01T00:00:00Z subscriptions.csv (frequency_changed)");
  }

  @Test
  void other_separators_and_a_mark_of_the_byte_order_are_read() throws IOException {
    String csv =
        """
        uuid;email;name;attributes;status;created_at;updated_at
        1;anna@example.org;"Jones; Anna";{};enabled;2021-04-05;2021-04-05
        2;bo@example.org;"more
        lines";{};enabled;2021-04-05;2021-04-05
        3;wrong;;{};enabled;2021-04-05;2021-04-05
        """
            .replace("\n", "\r\n");
    List<String> expected = List.of("2 signed-up", "3 signed-up", "5 address mail.at");
    assertThat(
            bring(
                "news: {search: 'place:france', confirmed: true}",
                file("news.csv", "\ufeff" + csv)))
        .isEqualTo(expected);
    Path tabs = Files.createDirectory(folder.resolve("tabs")).resolve("news.csv");
    Files.writeString(tabs, csv.replace(';', '\t').replace("example.org", "example.com"));
    assertThat(bring("news: {search: 'place:france', confirmed: true}", tabs)).isEqualTo(expected);
  }

  @Test
  void what_no_system_writes_is_refused_before_anything_is_stored() throws IOException {
    assertThat(header("name,mail\nanna,anna@example.org\n")).isEqualTo("subscribers.header");
    assertThat(header("anna@example.org,Anna\n")).isEqualTo("subscribers.header");
    assertThat(header("email\nanna@example.org\n")).isEqualTo("subscribers.header");
    assertThat(header("uuid,email,email,status,created_at\n")).isEqualTo("subscribers.header");
    assertThat(header("\n\n")).isEqualTo("subscribers.empty");
    assertThat(header("")).isEqualTo("subscribers.empty");
    assertThat(header("\0\0\0\n")).isEqualTo("subscribers.charset");
    assertThat(header("uuid,email,status,created_at\n".getBytes(StandardCharsets.UTF_16)))
        .isEqualTo("subscribers.charset");
  }

  @Test
  void lines_that_are_no_utf_8_or_have_other_columns_are_refused_by_themselves()
      throws IOException {
    String csv =
        """
        TOPIC_ID,TOPIC_NAME,TOPIC_CODE,DESTINATION
        1,France,F,anna@example.org
        1,São Tomé,F,bo@example.org
        1,France,F
        1,France,F,cy@example.org,more
        1,Fra\0nce,F,dan@example.org
        1,France,F,"eve@example.org
        Bcc: x@example.org"
        1,France,F,fay@example.org
        """;
    Path file = folder.resolve("topics.csv");
    Files.write(file, csv.getBytes(Charset.forName("windows-1252")));
    assertThat(bring("F: place:france", file))
        .containsExactly(
            "2 signed-up",
            "3  subscribers.charset",
            "4  subscribers.columns",
            "5  subscribers.columns",
            "6  subscribers.charset",
            "7 address mail.local",
            "9 signed-up");
  }

  @Test
  void a_quotation_mark_that_nothing_closes_is_named_with_its_line() throws IOException {
    Path file =
        file(
            "topics.csv",
            "TOPIC_CODE,DESTINATION\nF,anna@example.org\nF,\"two\nlines@example.org\"\nF,\"bo@example.org\n"
                + "F,x@example.org\n".repeat(200_000));
    List<String> told = bring("F: place:france", file);
    assertThat(told).startsWith("2 signed-up").endsWith("5  subscribers.broken").hasSize(3);
  }

  @Test
  void a_lists_file_is_refused_whole_with_a_place_for_each_thing() {
    assertThat(lists("a: place:narnia\nb: {search: visit, languages: [de]}\nc: place:france\n"))
        .containsExactly("a: search subscribers.tag", "b: languages alerts.language");
    assertThat(lists("a:\nb: {search: x, everything: true}\nc: {frequency: hourly, search: x}\n"))
        .containsExactly(
            "a: search subscribers.no-search",
            "b: search subscribers.two-searches",
            "c: frequency alerts.frequency");
    assertThat(lists("a: {search: x, since: yesterday}\nb: {serch: x}\n"))
        .containsExactly(
            "a: since subscribers.moment", "b yaml.misspelt", "b: search subscribers.no-search");
    assertThat(lists("a: [x\n")).containsExactly(" yaml.malformed");
    assertThat(lists("a: x\na: y\n")).containsExactly(" yaml.malformed");
    assertThat(lists("- a\n")).containsExactly(" yaml.malformed");
    assertThat(lists("a: place:france\n")).isEmpty();
  }

  @Test
  void a_list_that_is_nearly_named_so_is_named() throws IOException {
    Path file = file("foreign-ofice.csv", "anna@example.org\n");
    assertThat(bring("foreign-office: place:france", file))
        .containsExactly("1  subscribers.list-near");
  }

  @Test
  void once_more_changes_nothing_and_a_dry_run_stores_nothing() throws IOException {
    var addresses = new StringBuilder();
    for (int i = 0; i < 25_000; i++) addresses.append("reader-").append(i).append("@example.org\n");
    addresses.append("reader-7@example.org\nREADER-24999@example.org\n");
    Path file = file("news", addresses.toString());
    List<String> rehearsed = bring("news: {search: 'place:france', confirmed: true}", true, file);
    assertThat(
            newsroom
                .read(tx ->
                    tx.createQuery("select count(*) from subscriber").mapTo(Integer.class).one())
                .intValue())
        .isZero();
    List<String> told = bring("news: {search: 'place:france', confirmed: true}", file);
    assertThat(told).isEqualTo(rehearsed).hasSize(25_002);
    assertThat(told.subList(25_000, 25_002)).containsExactly("25001 already", "25002 already");
    assertThat(told.subList(0, 25_000)).allMatch(one -> one.endsWith("signed-up"));
    assertThat(bring("news: {search: 'place:france', confirmed: true}", file))
        .allMatch(one -> one.endsWith("already"));
    assertThat(roll()).hasSize(25_000);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private String header(String text) throws IOException {
    return header(text.getBytes(StandardCharsets.UTF_8));
  }

  private String header(byte[] text) throws IOException {
    Path file = Files.write(folder.resolve("some.csv"), text);
    return SubscribersImport.survey(List.of(file)).refused().values().stream()
        .flatMap(List::stream)
        .map(Refusal::key)
        .reduce("", String::concat);
  }

  private Arrivals arrivals() {
    return new Arrivals(
        newsroom.database(), TestNewsroom.NEWSROOM, () -> NOW, newsroom.store().folder());
  }

  private List<String> lists(String yaml) {
    return switch (ListsFile.read(yaml, arrivals(), TestNewsroom.NEWSROOM, NOW)) {
      case Outcome.Done<ListsFile> done -> List.of();
      case Outcome.Refused<ListsFile> refused ->
          refused.refusals().stream().map(one -> one.place() + " " + one.key()).toList();
    };
  }

  private List<String> bring(String yaml, Path... files) throws IOException {
    return bring(yaml, false, files);
  }

  private List<String> bring(String yaml, boolean dryRun, Path... files) throws IOException {
    Arrivals arrivals = arrivals();
    ListsFile lists =
        ((Outcome.Done<ListsFile>) ListsFile.read(yaml, arrivals, TestNewsroom.NEWSROOM, NOW))
            .value();
    var told = new ArrayList<String>();
    new SubscribersImport(arrivals, TestNewsroom.NEWSROOM, NOW, dryRun)
        .bring(
            SubscribersImport.survey(List.of(files)),
            lists,
            (file, line, result) -> told.add(line + " " + said(result)));
    return told;
  }

  private static String said(SubscriberResult result) {
    return switch (result) {
      case SubscriberResult.Taken(var became) -> became.slug();
      case SubscriberResult.PassedOver(String why) -> why;
      case SubscriberResult.Refused(List<Refusal> why) ->
          String.join(", ", why.stream().map(one -> one.place() + " " + one.key()).toList());
    };
  }

  /// Everybody who is signed up, a line each.
  private List<String> roll() {
    var all = new ArrayList<Carried>();
    new Roll(newsroom.database(), newsroom.store().folder()).read(part -> all.addAll(part.all()));
    return all.stream()
        .map(one ->
            Stream.of(
                    one.address(),
                    one.wish().search(),
                    one.wish().languages(),
                    one.wish().frequency().slug(),
                    one.locale(),
                    one.confirmedAt(),
                    one.source())
                .map(Object::toString)
                .reduce((a, b) -> a + " " + b)
                .orElseThrow())
        .toList();
  }
}
