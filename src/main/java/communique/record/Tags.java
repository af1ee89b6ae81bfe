package communique.record;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import communique.record.Tag.Account;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables tag, tag_detail, appointment and tagging.
public final class Tags {
  /// A tag with the newest of what was said of it.
  private static final String TAGS =
      """
      select t.id, t.kind, t.slug, d.n, d.detail from tag t
      join tag_detail d on d.n = (select max(x.n) from tag_detail x where x.tag_id = t.id)
      """;

  /// The appointments that the newest change of each person stated.
  private static final String APPOINTMENTS =
      """
      select a.person_id, a.role_id, a.from_day, a.until_day from appointment a
      where a.n = (select max(d.n) from tag_detail d where d.tag_id = a.person_id)
      """;

  private Tags() {}

  public static Optional<Tag> find(Handle tx, TagKind kind, String slug) {
    if (!Slug.isShaped(slug)) return Optional.empty();
    return tx.createQuery(TAGS + " where t.kind = :kind and t.slug = :slug")
        .bind("kind", kind.slug())
        .bind("slug", slug)
        .map((row, context) -> tag(row))
        .findOne();
  }

  public static Optional<Tag> byId(Handle tx, String id) {
    return tx.createQuery(TAGS + " where t.id = :id")
        .bind("id", id)
        .map((row, context) -> tag(row))
        .findOne();
  }

  /// The tags of a kind behind `slug`, in order of their slugs, `limit` at most.
  public static List<Tag> after(Handle tx, TagKind kind, String slug, int limit) {
    return tx.createQuery(
            TAGS + " where t.kind = :kind and t.slug > :slug order by t.slug limit :limit")
        .bind("kind", kind.slug())
        .bind("slug", slug)
        .bind("limit", limit)
        .map((row, context) -> tag(row))
        .list();
  }

  /// Every tag, by kind and slug.
  public static List<Tag> all(Handle tx) {
    return tx.createQuery(TAGS + " order by t.kind, t.slug").map((row, context) -> tag(row)).list();
  }

  /// The newest change that said something of a tag; 0 when there is none.
  public static long newest(Handle tx) {
    return tx.createQuery("select coalesce(max(n), 0) from tag_detail").mapTo(Long.class).one();
  }

  /// The tags that a document carried when change `n` was the newest, in the author's order:
  /// organisations first, the leading one before the others.
  public static List<Tag> of(Handle tx, String documentId, long n) {
    return tx.createQuery(
            TAGS
                + """
                join tagging g on g.tag_id = t.id
                where g.document_id = :document
                  and g.n = (select max(y.n) from tagging y where y.document_id = :document and y.n <= :n)
                order by g.position
                """)
        .bind("document", documentId)
        .bind("n", n)
        .map((row, context) -> tag(row))
        .list();
  }

  /// The same for several documents, by document; one without tags is missing.
  public static Map<String, List<Tag>> of(Handle tx, Collection<String> documentIds, long n) {
    if (documentIds.isEmpty()) return Map.of();
    record Row(String document, Tag tag) {}
    return tx
        .createQuery(
            """
            select g.document_id, t.id, t.kind, t.slug, d.n, d.detail from tagging g
            join tag t on t.id = g.tag_id
            join tag_detail d on d.n = (select max(x.n) from tag_detail x where x.tag_id = t.id)
            where g.document_id in (<documents>)
              and g.n = (select max(y.n) from tagging y where y.document_id = g.document_id and y.n <= :n)
            order by g.document_id, g.position
            """)
        .bindList("documents", List.copyOf(documentIds))
        .bind("n", n)
        .map((row, context) -> new Row(row.getString("document_id"), tag(row)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Row::document, Collectors.mapping(Row::tag, Collectors.toList())));
  }

  /// The paths of the tags that documents carried, by document and by the change since which they
  /// did, in the author's order.
  public static Map<String, NavigableMap<Long, List<String>>> history(
      Handle tx, Collection<String> documentIds) {
    var history = new HashMap<String, NavigableMap<Long, List<String>>>();
    if (documentIds.isEmpty()) return history;
    tx.createQuery(
            """
            select g.document_id, g.n, t.kind, t.slug from tagging g
            left join tag t on t.id = g.tag_id
            where g.document_id in (<documents>)
            order by g.document_id, g.n, g.position
            """)
        .bindList("documents", List.copyOf(documentIds))
        .map((row, context) -> {
          List<String> paths =
              history
                  .computeIfAbsent(row.getString(1), id -> new TreeMap<>())
                  .computeIfAbsent(row.getLong(2), n -> new ArrayList<>());
          String kind = row.getString(3);
          return kind == null || paths.add(path(TagKind.ofSlug(kind), row.getString(4)));
        })
        .list();
    return history;
  }

  /// The paths of the tags that documents carry now, by document, in the author's order; a document
  /// without tags is missing.
  public static Map<String, List<String>> paths(Handle tx, Collection<String> documentIds) {
    if (documentIds.isEmpty()) return Map.of();
    record Row(String document, String path) {}
    return tx
        .createQuery(
            """
            select g.document_id, t.kind, t.slug from tagging g
            join tag t on t.id = g.tag_id
            where g.document_id in (<documents>)
              and g.n = (select max(y.n) from tagging y where y.document_id = g.document_id)
            order by g.document_id, g.position
            """)
        .bindList("documents", List.copyOf(documentIds))
        .map((row, context) ->
            new Row(row.getString(1), path(TagKind.ofSlug(row.getString(2)), row.getString(3))))
        .stream()
        .collect(
            Collectors.groupingBy(
                Row::document, Collectors.mapping(Row::path, Collectors.toList())));
  }

  /// The appointments of a person, the newest first.
  public static List<Appointment> ofPerson(Handle tx, Tag person) {
    return appointments(tx, " and a.person_id = :id order by a.from_day desc", person.id());
  }

  /// Who held a role, the newest first.
  public static List<Appointment> ofRole(Handle tx, Tag role) {
    return appointments(tx, " and a.role_id = :id order by a.from_day desc", role.id());
  }

  /// The roles that a person held on `day`, the one held longest by then last.
  public static List<Appointment> heldOn(Handle tx, Tag person, LocalDate day) {
    return ofPerson(tx, person).stream().filter(appointment -> appointment.on(day)).toList();
  }

  static String path(TagKind kind, String slug) {
    return "/" + kind.plural() + "/" + slug;
  }

  static void add(Handle tx, long n, String id, TagKind kind, String slug) {
    tx.createUpdate("insert into tag (id, kind, slug, n) values (:id, :kind, :slug, :n)")
        .bind("id", id)
        .bind("kind", kind.slug())
        .bind("slug", slug)
        .bind("n", n)
        .execute();
  }

  static void describe(Handle tx, long n, String tagId, DefineTag said) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("titles", said.titles());
    detail.put("summaries", said.summaries());
    detail.put("accounts", said.accounts().stream().map(Tags::asMap).toList());
    tx.createUpdate("insert into tag_detail (n, tag_id, detail) values (:n, :tag, :detail)")
        .bind("n", n)
        .bind("tag", tagId)
        .bind("detail", Json.write(detail))
        .execute();
  }

  static void appoint(
      Handle tx,
      long n,
      int position,
      String personId,
      String roleId,
      LocalDate from,
      @Nullable LocalDate until) {
    tx.createUpdate(
            """
            insert into appointment (n, position, person_id, role_id, from_day, until_day)
            values (:n, :position, :person, :role, :from, :until)
            """)
        .bind("n", n)
        .bind("position", (long) position)
        .bind("person", personId)
        .bind("role", roleId)
        .bind("from", from.toString())
        .bind("until", until == null ? null : until.toString())
        .execute();
  }

  /// The tags that a document carries since change `n`.
  record Carried(long n, String documentId, List<Tag> tags) {}

  static void carry(Handle tx, long n, String documentId, List<Tag> tags) {
    carry(tx, List.of(new Carried(n, documentId, tags)));
  }

  static void carry(Handle tx, List<Carried> many) {
    if (many.isEmpty()) return;
    var batch =
        tx.prepareBatch(
            "insert into tagging (n, position, document_id, tag_id) values (:n, :position, :document, :tag)");
    for (Carried one : many) {
      for (int i = 0; i < one.tags().size(); i++)
        batch
            .bind("n", one.n())
            .bind("position", (long) i)
            .bind("document", one.documentId())
            .bind("tag", one.tags().get(i).id())
            .add();
      if (one.tags().isEmpty())
        batch
            .bind("n", one.n())
            .bind("position", 0L)
            .bind("document", one.documentId())
            .bindNull("tag", Types.VARCHAR)
            .add();
    }
    batch.execute();
  }

  private static List<Appointment> appointments(Handle tx, String where, String id) {
    record Row(String person, String role, LocalDate from, @Nullable LocalDate until) {}
    var rows =
        tx.createQuery(APPOINTMENTS + where)
            .bind("id", id)
            .map((row, context) ->
                new Row(
                    row.getString("person_id"),
                    row.getString("role_id"),
                    LocalDate.parse(row.getString("from_day")),
                    day(row.getString("until_day"))))
            .list();
    var known = new LinkedHashMap<String, Tag>();
    var appointments = new ArrayList<Appointment>();
    for (Row row : rows) {
      Tag person = known.computeIfAbsent(row.person(), key -> byId(tx, key).orElseThrow());
      Tag role = known.computeIfAbsent(row.role(), key -> byId(tx, key).orElseThrow());
      appointments.add(new Appointment(person, role, row.from(), row.until()));
    }
    return appointments;
  }

  private static Tag tag(ResultSet row) throws SQLException {
    JsonNode detail = Json.tree(row.getString("detail"));
    var accounts = new ArrayList<Account>();
    for (JsonNode account : detail.get("accounts"))
      accounts.add(
          new Account(
              account.get("service").asText(),
              account.get("handle").asText(),
              account.get("address").asText(),
              day(account.path("opened").textValue()),
              day(account.path("closed").textValue())));
    return new Tag(
        row.getString("id"),
        TagKind.ofSlug(row.getString("kind")),
        row.getString("slug"),
        strings(detail.get("titles")),
        strings(detail.get("summaries")),
        List.copyOf(accounts),
        row.getLong("n"));
  }

  private static Map<String, Object> asMap(Account account) {
    var map = new LinkedHashMap<String, Object>();
    map.put("service", account.service());
    map.put("handle", account.handle());
    map.put("address", account.address());
    if (account.opened() != null) map.put("opened", account.opened().toString());
    if (account.closed() != null) map.put("closed", account.closed().toString());
    return map;
  }

  private static Map<String, String> strings(JsonNode node) {
    return Json.MAPPER.convertValue(node, new TypeReference<LinkedHashMap<String, String>>() {});
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
