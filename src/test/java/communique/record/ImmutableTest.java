package communique.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.platform.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The database itself refuses to change what was made public, whoever asks it.
@EachDatabase
class ImmutableTest {
  /// Every table of the record that holds rows for ever, with a column of each.
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("document", "slug"),
          Map.entry("edition", "kind"),
          Map.entry("tag", "slug"),
          Map.entry("tag_detail", "detail"),
          Map.entry("appointment", "from_day"),
          Map.entry("change", "note"),
          Map.entry("tag_slug", "slug"),
          Map.entry("tag_tie", "tie"),
          Map.entry("tagging", "document_id"),
          Map.entry("engagement", "slug"),
          Map.entry("engagement_detail", "status"),
          Map.entry("engagement_tag", "tag_id"),
          Map.entry("origin", "path"));

  @BeforeEach
  void something_of_everything_is_public(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "minister", "Minister").tag(TagKind.TOPIC, "sea", "Sea");
    newsroom.execute(
        new DefineTag(TagKind.TOPIC, "harbours", About.titled(Map.of("en", "Harbours")))
            .tied(Tie.BROADER, List.of("sea")));
    newsroom.execute(
        new DefineTag(TagKind.PERSON, "jane-doe", About.titled(Map.of("en", "Jane Doe")))
            .appointed(
                List.of(new DefineTag.Appointed("minister", LocalDate.of(2020, 1, 1), null))));
    newsroom.publish(
        Sheet.of("visit")
            .tag(TagKind.PERSON, "jane-doe")
            .tells(
                new EngagementStated(
                    "visit",
                    EngagementKind.VISIT,
                    Map.of("en", "A visit"),
                    new When("2026-12", "", Map.of()),
                    null,
                    List.of(EngagementStated.Who.somebody("jane-doe")),
                    null)));
    Instant past = Instant.parse("2017-10-13T10:00:00Z");
    newsroom.execute(
        new Bring(
            "",
            Sheet.of("brought").publish(),
            past,
            past,
            List.of(),
            0,
            null,
            Origin.of("/there/brought", "1f", "/news/brought", "en", null),
            null));
  }

  @Test
  void no_row_is_updated(TestNewsroom newsroom) {
    COLUMNS.forEach((table, column) ->
        refused(newsroom, table, "update " + table + " set " + column + " = " + column));
  }

  @Test
  void no_row_is_deleted(TestNewsroom newsroom) {
    for (String table : COLUMNS.keySet()) refused(newsroom, table, "delete from " + table);
    refused(newsroom, "edition_content", "delete from edition_content");
    refused(newsroom, "log_head", "delete from log_head");
  }

  @Test
  void no_table_is_truncated(TestNewsroom newsroom) {
    // SQLite has no truncate; a delete without a condition is refused above.
    if (newsroom.database().kind() == Database.Kind.SQLITE) return;
    for (String table : COLUMNS.keySet())
      refused(newsroom, table, "truncate table " + table + " cascade");
    refused(newsroom, "edition_content", "truncate table edition_content");
    refused(newsroom, "log_head", "truncate table log_head");
  }

  @Test
  void no_row_is_replaced_by_another(TestNewsroom newsroom) {
    // PostgreSQL has `on conflict do update`, which is an update; SQLite has this besides.
    if (newsroom.database().kind() == Database.Kind.POSTGRESQL) return;
    for (String table : COLUMNS.keySet())
      refused(newsroom, table, "insert or replace into " + table + " select * from " + table);
    refused(
        newsroom, "edition_content", "replace into edition_content select * from edition_content");
    refused(newsroom, "log_head", "replace into log_head (one, n) values (1, 0)");
    refused(
        newsroom,
        "edition",
        """
        insert or replace into edition (id, n, document_id, locale, number, kind)
        select 'another', 99, document_id, locale, number, kind from edition
        """);
    refused(
        newsroom,
        "document",
        """
        insert or replace into document (id, slug, original_locale, n)
        select 'another', slug, original_locale, n from document
        """);
    refused(newsroom, "tag", "insert or replace into tag select 'another', kind, slug, n from tag");
  }

  @Test
  void a_row_is_not_overwritten_where_another_would_conflict(TestNewsroom newsroom) {
    refused(
        newsroom,
        "change",
        """
        insert into change (n, what, recorded_at, made_by, tells)
        select n, what, recorded_at, 'somebody else', tells from change where true
        on conflict (n) do update set made_by = 'somebody else'
        """);
    refused(
        newsroom,
        "document",
        """
        insert into document (id, slug, original_locale, n)
        select id, 'elsewhere', original_locale, n from document where true
        on conflict (id) do update set slug = 'elsewhere'
        """);
  }

  @Test
  void the_head_of_the_log_rises_by_one_and_never_falls(TestNewsroom newsroom) {
    refused(newsroom, "log_head", "update log_head set n = n - 1");
    refused(newsroom, "log_head", "update log_head set n = 0");
    refused(newsroom, "log_head", "update log_head set n = n + 2");
    assertThatThrownBy(() ->
            newsroom
                .database()
                .inTransaction(tx -> tx.execute("insert into log_head (one, n) values (2, 0)")))
        .isInstanceOf(JdbiException.class);
  }

  @Test
  void the_content_of_an_edition_is_emptied_and_nothing_else(TestNewsroom newsroom) {
    refused(newsroom, "edition_content", "update edition_content set content = '{}'");
    refused(newsroom, "edition_content", "update edition_content set salt = 'guessed'");
    refused(newsroom, "edition_content", "update edition_content set content = null");
    refused(newsroom, "edition_content", "update edition_content set salt = null");
    refused(
        newsroom,
        "edition_content",
        "update edition_content set edition_id = 'x', salt = null, content = null");

    newsroom
        .database()
        .inTransaction(tx -> tx.execute("update edition_content set salt = null, content = null"));
    refused(newsroom, "edition_content", "update edition_content set salt = 'a', content = '{}'");

    Announcement visit = newsroom.announcement("visit");
    Edition edition = visit.newest(TestNewsroom.locale("en")).orElseThrow();
    assertThat(newsroom.<Boolean>read(tx -> Editions.content(tx, edition).isEmpty())).isTrue();
    assertThat(newsroom.<Map<String, Content>>read(tx -> Editions.contents(tx, List.of(edition))))
        .isEmpty();
    assertThat(visit.history()).hasSize(1);
  }

  /// Tries a statement that must be refused, and looks whether the table is what it was.
  private static void refused(TestNewsroom newsroom, String table, String sql) {
    List<String> before = rows(newsroom, table);
    assertThat(before).as(table).isNotEmpty();
    assertThatThrownBy(() -> newsroom.database().inTransaction(tx -> tx.execute(sql)))
        .as(sql)
        .isInstanceOf(JdbiException.class)
        .hasMessageContaining("the record is append-only");
    assertThat(rows(newsroom, table)).as(sql).isEqualTo(before);
  }

  private static List<String> rows(TestNewsroom newsroom, String table) {
    return newsroom.read(tx ->
        tx
            .createQuery("select * from " + table)
            .mapToMap()
            .map(row ->
                row.entrySet().stream()
                    .map(cell -> cell.getKey() + "=" + cell.getValue())
                    .sorted()
                    .collect(Collectors.joining(" ")))
            .stream()
            .sorted()
            .toList());
  }
}
