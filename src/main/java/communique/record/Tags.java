package communique.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Tags, and who carries them, as they can be read from the record.
public final class Tags {
  /// A tag with the newest of what was said of it, the slug that it has now, and the tag that it
  /// was merged into.
  private static final String COLUMNS =
      " t.id, t.kind, coalesce(r.to_slug, t.slug) as slug, d.n, d.detail, m.into_tag_id ";

  private static final String JOINED =
      """
      join tag_detail d on d.n = (select max(x.n) from tag_detail x where x.tag_id = t.id)
      left join change r on r.n = (
        select max(y.n) from change y where y.tag_id = t.id and y.to_slug is not null)
      left join change m on m.tag_id = t.id and m.into_tag_id is not null
      """;

  private static final String TAGS = "select" + COLUMNS + "from tag t " + JOINED;

  /// The appointments that the newest change of each person stated.
  private static final String APPOINTMENTS =
      """
      select a.person_id, a.role_id, a.from_day, a.until_day from appointment a
      where a.n = (select max(d.n) from tag_detail d where d.tag_id = a.person_id)
      """;

  private Tags() {}

  /// The tag that tells of what has, or ever had, that slug: it may have another by now, or be the
  /// one that such a tag was merged into.
  public static Optional<Tag> find(Handle tx, TagKind kind, String slug) {
    return named(tx, kind, slug).map(Tag::standing);
  }

  /// The tag that has, or ever had, that slug, also where it was merged since.
  public static Optional<Tag> named(Handle tx, TagKind kind, String slug) {
    if (!Slug.isShaped(slug)) return Optional.empty();
    return tx.createQuery(
            TAGS
                + " where t.id = (select s.tag_id from tag_slug s where s.kind = :kind and s.slug = :slug)")
        .bind("kind", kind.slug())
        .bind("slug", slug)
        .map((row, context) -> tag(tx, row))
        .findOne();
  }

  /// The tag of that id, also where it was merged since.
  public static Optional<Tag> byId(Handle tx, String id) {
    return tx.createQuery(TAGS + " where t.id = :id")
        .bind("id", id)
        .map((row, context) -> tag(tx, row))
        .findOne();
  }

  /// The tags of a kind behind `slug`, in order of their slugs, `limit` at most; none that was
  /// merged.
  public static List<Tag> after(Handle tx, TagKind kind, String slug, int limit) {
    return tx.createQuery(
            TAGS
                + """
                where t.kind = :kind and m.into_tag_id is null and coalesce(r.to_slug, t.slug) > :slug
                order by coalesce(r.to_slug, t.slug) limit :limit
                """)
        .bind("kind", kind.slug())
        .bind("slug", slug)
        .bind("limit", limit)
        .map((row, context) -> tag(tx, row))
        .list();
  }

  /// Every tag, by kind and slug; none that was merged.
  public static List<Tag> all(Handle tx) {
    return tx.createQuery(
            TAGS + " where m.into_tag_id is null order by t.kind, coalesce(r.to_slug, t.slug)")
        .map((row, context) -> tag(tx, row))
        .list();
  }

  /// The newest change that said something of a tag; 0 when there is none.
  public static long newest(Handle tx) {
    return tx.createQuery("select coalesce(max(n), 0) from tag_detail").mapTo(Long.class).one();
  }

  /// The tags that a document carried when change `n` was the newest, in the author's order:
  /// organisations first, the leading one before the others. One that was merged since is still
  /// itself.
  public static List<Tag> of(Handle tx, String documentId, long n) {
    return of(tx, List.of(documentId), n).getOrDefault(documentId, List.of());
  }

  /// The same for several documents, by document; one without tags is missing.
  public static Map<String, List<Tag>> of(Handle tx, Collection<String> documentIds, long n) {
    if (documentIds.isEmpty()) return Map.of();
    record Row(String document, Tag tag) {}
    return tx
        .createQuery(
            "select g.document_id,"
                + COLUMNS
                + "from tagging g join tag t on t.id = g.tag_id "
                + JOINED
                + """
                where g.document_id in (<documents>)
                  and g.n = (select max(y.n) from tagging y where y.document_id = g.document_id and y.n <= :n)
                order by g.document_id, g.position
                """)
        .bindList("documents", List.copyOf(documentIds))
        .bind("n", n)
        .map((row, context) -> new Row(row.getString("document_id"), tag(tx, row)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Row::document, Collectors.mapping(Row::tag, Collectors.toList())));
  }

  /// The ids of the tags that documents carried, by document and by the change since which they
  /// did, in the author's order.
  public static Map<String, NavigableMap<Long, List<String>>> history(
      Handle tx, Collection<String> documentIds) {
    var history = new HashMap<String, NavigableMap<Long, List<String>>>();
    if (documentIds.isEmpty()) return history;
    tx.createQuery(
            """
            select document_id, n, tag_id from tagging
            where document_id in (<documents>)
            order by document_id, n, position
            """)
        .bindList("documents", List.copyOf(documentIds))
        .map((row, context) -> {
          List<String> ids =
              history
                  .computeIfAbsent(row.getString(1), id -> new TreeMap<>())
                  .computeIfAbsent(row.getLong(2), n -> new ArrayList<>());
          String tag = row.getString(3);
          return tag == null || ids.add(tag);
        })
        .list();
    return history;
  }

  /// The documents that carried one of these tags when change `n` was the newest.
  public static Set<String> carrying(Handle tx, Collection<String> tagIds, long n) {
    if (tagIds.isEmpty()) return Set.of();
    return tx.createQuery(
            """
            select distinct g.document_id from tagging g
            where g.tag_id in (<tags>) and g.n = (
              select max(y.n) from tagging y where y.document_id = g.document_id and y.n <= :n)
            """)
        .bindList("tags", List.copyOf(tagIds))
        .bind("n", n)
        .mapTo(String.class)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The mergers of all tags.
  public static Mergers mergers(Handle tx) {
    return Mergers.read(tx);
  }

  /// The paths, without a locale, of every page that leads to one of these tags or to what it was
  /// merged into.
  public static Set<String> paths(Handle tx, Collection<String> tagIds) {
    Mergers mergers = mergers(tx);
    var ids = new TreeSet<String>();
    for (String id : tagIds) ids.add(mergers.standing(id, Long.MAX_VALUE));
    if (ids.isEmpty()) return Set.of();
    return tx.createQuery("select kind, slug from tag_slug where tag_id in (<tags>)")
        .bindList("tags", List.copyOf(ids))
        .map((row, context) -> path(TagKind.ofSlug(row.getString(1)), row.getString(2)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The slugs that lead to each tag that stands for itself, by its id, in order.
  public static Map<String, List<String>> slugs(Handle tx) {
    Mergers mergers = mergers(tx);
    var slugs = new HashMap<String, List<String>>();
    tx.createQuery("select tag_id, slug from tag_slug order by slug")
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .forEach(row ->
            slugs
                .computeIfAbsent(
                    mergers.standing(row.getKey(), Long.MAX_VALUE), id -> new ArrayList<>())
                .add(row.getValue()));
    return slugs;
  }

  /// The appointments of a person, the newest first.
  public static List<Appointment> ofPerson(Handle tx, Tag person) {
    return appointments(
        tx, " and a.person_id in (<ids>) order by a.from_day desc", List.of(person.id()));
  }

  /// Who held a role, or one that was merged into it, the newest first.
  public static List<Appointment> ofRole(Handle tx, Tag role) {
    return appointments(
            tx,
            " and a.role_id in (<ids>) order by a.from_day desc, a.person_id",
            mergers(tx).family(role.id()))
        .stream()
        .filter(appointment -> appointment.person().into() == null)
        .toList();
  }

  /// Who held which role when, as the newest change of each person states it, the newest first.
  public static List<Held> held(Handle tx) {
    return tx.createQuery(APPOINTMENTS + " order by a.from_day desc, a.person_id, a.role_id")
        .map((row, context) ->
            new Held(
                row.getString("person_id"),
                row.getString("role_id"),
                LocalDate.parse(row.getString("from_day")),
                day(row.getString("until_day"))))
        .list();
  }

  /// The roles that a person held on `day`, the one held longest by then last.
  public static List<Appointment> heldOn(Handle tx, Tag person, LocalDate day) {
    return ofPerson(tx, person).stream().filter(appointment -> appointment.on(day)).toList();
  }

  /// Who held a role on `day`, whoever took it over that day first.
  public static List<Appointment> holdersOn(Handle tx, Tag role, LocalDate day) {
    return ofRole(tx, role).stream().filter(appointment -> appointment.on(day)).toList();
  }

  /// Those that a tag says it is tied to, by how it is, in its order; what was merged since stands
  /// as what it was merged into.
  public static Map<Tie, List<Tag>> ties(Handle tx, Tag tag) {
    var ties = new EnumMap<Tie, List<Tag>>(Tie.class);
    tx.createQuery(
            """
            select tie, other_id from tag_tie where n = (select max(n) from tag_detail where tag_id = :id)
            order by position
            """)
        .bind("id", tag.id())
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .forEach(row -> {
          Tag other = byId(tx, row.getValue()).orElseThrow().standing();
          List<Tag> others =
              ties.computeIfAbsent(Tie.ofSlug(row.getKey()), tie -> new ArrayList<>());
          if (!other.id().equals(tag.id()) && !others.contains(other)) others.add(other);
        });
    return ties;
  }

  /// Those that say they are tied to `tag`, or to what was merged into it, in order of their slugs.
  public static List<Tag> tiedTo(Handle tx, Tie tie, Tag tag) {
    List<String> family = mergers(tx).family(tag.id());
    return tx
        .createQuery(
            "select distinct"
                + COLUMNS
                + "from tag_tie e join tag t on t.id = e.tag_id "
                + JOINED
                + """
                where e.other_id in (<ids>) and e.tie = :tie and e.n = d.n and m.into_tag_id is null
                order by slug
                """)
        .bindList("ids", family)
        .bind("tie", tie.slug())
        .map((row, context) -> tag(tx, row))
        .stream()
        .filter(other -> !other.id().equals(tag.id()))
        .toList();
  }

  /// The tags that were merged into `tag` itself, each with the change that did it, in order.
  public static Map<Tag, Long> mergedInto(Handle tx, Tag tag) {
    var merged = new LinkedHashMap<Tag, Long>();
    for (var merger : mergers(tx).into(tag.id()))
      merged.put(byId(tx, merger.id()).orElseThrow(), merger.n());
    return merged;
  }

  /// The slug that a tag had when change `n` was the newest.
  public static String slugAt(Handle tx, String id, long n) {
    return tx.createQuery(
            """
            select from_slug from change where tag_id = :id and to_slug is not null and n > :n
            order by n limit 1
            """)
        .bind("id", id)
        .bind("n", n)
        .mapTo(String.class)
        .findOne()
        .orElseGet(() -> byId(tx, id).orElseThrow().slug());
  }

  static String path(TagKind kind, String slug) {
    return "/" + kind.plural() + "/" + slug;
  }

  private static List<Appointment> appointments(Handle tx, String where, List<String> ids) {
    record Row(String person, String role, LocalDate from, @Nullable LocalDate until) {}
    var rows =
        tx.createQuery(APPOINTMENTS + where)
            .bindList("ids", ids)
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

  private static Tag tag(Handle tx, ResultSet row) throws SQLException {
    TagKind kind = TagKind.ofSlug(row.getString("kind"));
    String into = row.getString("into_tag_id");
    return new Tag(
        row.getString("id"),
        kind,
        row.getString("slug"),
        Abouts.read(kind, row.getString("detail")),
        into == null ? null : byId(tx, into).orElseThrow().standing(),
        row.getLong("n"));
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
