package communique.record;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import communique.record.Engagement.Step;
import communique.record.Engagement.Who;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The tables engagement, engagement_detail and engagement_tag.
public final class Engagements {
  /// Where they all stand.
  public static final String PATH = "/engagements";

  private static final String ROWS =
      """
      select e.id, e.slug, d.n, d.sequence, d.kind, d.status, d.detail from engagement e
      join engagement_detail d on d.engagement_id = e.id
      """;

  /// The row of an engagement that counts: what was said last, which is not always what was written
  /// last, as a past may be told later than what came after it. `^` stands for what narrows it.
  private static final String LAST =
      """
      (
        select x.n from engagement_detail x join change y on y.n = x.n
        where x.engagement_id = d.engagement_id ^
        order by coalesce(y.public_at, y.recorded_at) desc, x.n desc limit 1
      )
      """;

  private static final String NEWEST = " and d.n = " + LAST.replace("^", "");

  private Engagements() {}

  /// Which engagements are looked for; null or empty asks nothing.
  ///
  /// @param tags ids of tags, each of which must be named, be it as one that was merged into it
  /// @param from only what may be on this day or later
  /// @param to only what may be on this day or earlier
  /// @param coming only what is not over on this day
  /// @param over only what is over on this day
  public record Asked(
      @Nullable EngagementKind kind,
      @Nullable EngagementStatus status,
      List<String> tags,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable LocalDate coming,
      @Nullable LocalDate over) {
    /// Everything.
    public static final Asked ALL = new Asked(null, null, List.of(), null, null);

    public Asked {
      tags = List.copyOf(tags);
    }

    /// What there is, whether it is over or not.
    public Asked(
        @Nullable EngagementKind kind,
        @Nullable EngagementStatus status,
        List<String> tags,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
      this(kind, status, tags, from, to, null, null);
    }

    /// The same on these days alone.
    public Asked within(@Nullable LocalDate first, @Nullable LocalDate last) {
      return new Asked(kind, status, tags, first, last, coming, over);
    }

    /// Of the same what is still to come on `today`, or under way.
    public Asked coming(LocalDate today) {
      return new Asked(kind, status, tags, from, to, today, null);
    }

    /// Of the same what is over on `today`: it took place, or its last day has passed.
    public Asked over(LocalDate today) {
      return new Asked(kind, status, tags, from, to, null, today);
    }
  }

  /// A place in a list: that of the engagement which begins on that day and has that slug.
  public record Cursor(LocalDate day, String slug) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)_([a-z0-9-]+)");

    /// The place of an engagement.
    public static Cursor of(Engagement engagement) {
      return new Cursor(engagement.when().firstDay(), engagement.slug());
    }

    /// Reads what [#toString()] wrote; empty where it did not.
    public static Optional<Cursor> read(String text) {
      Matcher matcher = SHAPE.matcher(text);
      if (!matcher.matches()) return Optional.empty();
      try {
        return Optional.of(new Cursor(LocalDate.parse(matcher.group(1)), matcher.group(2)));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return day + "_" + slug;
    }
  }

  /// The engagement with this slug as it is known now.
  public static Optional<Engagement> find(Handle tx, String slug) {
    if (!Slug.isShaped(slug)) return Optional.empty();
    return one(tx, tx.createQuery(ROWS + " where e.slug = :slug" + NEWEST).bind("slug", slug));
  }

  /// The engagement with this slug as it was known at an instant; empty where that is before all
  /// that was said of it.
  static Optional<Engagement> find(Handle tx, String slug, Instant at) {
    if (!Slug.isShaped(slug)) return Optional.empty();
    String by = "and coalesce(y.public_at, y.recorded_at) <= :at";
    return one(
        tx,
        tx.createQuery(ROWS + " where e.slug = :slug and d.n = " + LAST.replace("^", by))
            .bind("slug", slug)
            .bind("at", at.toEpochMilli()));
  }

  /// The engagement with this id as it is known now.
  public static Optional<Engagement> byId(Handle tx, String id) {
    return one(tx, tx.createQuery(ROWS + " where e.id = :id" + NEWEST).bind("id", id));
  }

  /// The engagements behind `slug`, in order of their slugs, `limit` at most.
  public static List<Engagement> after(Handle tx, String slug, int limit) {
    return list(
        tx,
        tx.createQuery(ROWS + " where e.slug > :slug" + NEWEST + " order by e.slug limit :limit")
            .bind("slug", slug)
            .bind("limit", limit));
  }

  /// The tags that engagements name as they are known now, or those that these were merged into, by
  /// kind and slug; `limit` at most.
  public static List<Tag> tags(Handle tx, int limit) {
    return tx
        .createQuery(
            """
            select distinct t.tag_id from engagement_tag t
            join engagement_detail d on d.engagement_id = t.engagement_id and d.n = t.n
            where d.n = ^
            order by t.tag_id limit :limit
            """
                .replace("^", LAST.replace("^", "")))
        .bind("limit", limit)
        .mapTo(String.class)
        .stream()
        .map(id -> Tags.byId(tx, id).orElseThrow().standing())
        .distinct()
        .sorted(Comparator.comparing(Tag::kind).thenComparing(Tag::slug))
        .toList();
  }

  /// What is asked for, from the first that begins; `limit` at most.
  public static List<Engagement> first(Handle tx, Asked asked, int limit) {
    return first(tx, asked, null, limit);
  }

  /// The same behind a place in that order.
  public static List<Engagement> first(Handle tx, Asked asked, @Nullable Cursor cursor, int limit) {
    return ordered(tx, asked, cursor, ">", "order by d.first_day, e.slug limit :limit", limit);
  }

  /// What is asked for, from the one that begins last, or from the one before `cursor`; `limit` at
  /// most.
  public static List<Engagement> last(Handle tx, Asked asked, @Nullable Cursor cursor, int limit) {
    return ordered(
        tx, asked, cursor, "<", "order by d.first_day desc, e.slug desc limit :limit", limit);
  }

  private static List<Engagement> ordered(
      Handle tx, Asked asked, @Nullable Cursor cursor, String side, String order, int limit) {
    var where = new StringBuilder(" where 1 = 1");
    if (asked.kind() != null) where.append(" and d.kind = :kind");
    if (asked.status() != null) where.append(" and d.status = :status");
    if (asked.from() != null) where.append(" and d.last_day >= :from");
    if (asked.to() != null) where.append(" and d.first_day <= :to");
    if (asked.coming() != null)
      where.append(" and d.last_day >= :coming and d.status <> 'took-place'");
    if (asked.over() != null) where.append(" and (d.last_day < :over or d.status = 'took-place')");
    if (cursor != null)
      where.append(
          " and (d.first_day ^ :day or (d.first_day = :day and e.slug ^ :slug))"
              .replace("^", side));
    for (int i = 0; i < asked.tags().size(); i++)
      where
          .append(" and exists (select 1 from engagement_tag t where t.tag_id in (<tag")
          .append(i)
          .append(">) and t.engagement_id = d.engagement_id and t.n = d.n)");
    Query query = tx.createQuery(ROWS + where + NEWEST + " " + order).bind("limit", limit);
    if (asked.kind() != null) query.bind("kind", asked.kind().slug());
    if (asked.status() != null) query.bind("status", asked.status().slug());
    if (asked.from() != null) query.bind("from", asked.from().toEpochDay());
    if (asked.to() != null) query.bind("to", asked.to().toEpochDay());
    if (asked.coming() != null) query.bind("coming", asked.coming().toEpochDay());
    if (asked.over() != null) query.bind("over", asked.over().toEpochDay());
    if (cursor != null) query.bind("day", cursor.day().toEpochDay()).bind("slug", cursor.slug());
    if (!asked.tags().isEmpty()) {
      Mergers mergers = Tags.mergers(tx);
      for (int i = 0; i < asked.tags().size(); i++)
        query.bindList("tag" + i, mergers.family(asked.tags().get(i)));
    }
    return list(tx, query);
  }

  /// Whether any engagement, as it is known now, names a tag or one that was merged into it.
  public static boolean any(Handle tx, String tagId) {
    return !first(tx, new Asked(null, null, List.of(tagId), null, null), 1).isEmpty();
  }

  /// The engagements that an announcement told of by change `n`, as they were known then, in the
  /// order in which it came to tell of them.
  public static List<Engagement> toldBy(Handle tx, String documentId, long n) {
    String by =
        """
        and (coalesce(y.public_at, y.recorded_at) < :at
          or (coalesce(y.public_at, y.recorded_at) = :at and x.n <= :n))
        """;
    return list(
        tx,
        tx.createQuery(
                ROWS
                    + """
                    join (
                      select s.engagement_id as told, min(s.n * 100 + s.position) as place
                      from engagement_detail s
                      join change c on c.n = s.n
                      where c.document_id = :document and s.n <= :n
                      group by s.engagement_id
                    ) by_it on by_it.told = e.id
                    where d.n = ^
                    order by by_it.place
                    """
                        .replace("^", LAST.replace("^", by)))
            .bind("document", documentId)
            .bind("at", at(tx, documentId, n))
            .bind("n", n));
  }

  /// The latest instant of which an announcement told by change `n`, in milliseconds.
  private static long at(Handle tx, String documentId, long n) {
    if (n == Long.MAX_VALUE) return n;
    return tx.createQuery(
            """
            select coalesce(max(coalesce(public_at, recorded_at)), 0) from change
            where document_id = :document and n <= :n
            """)
        .bind("document", documentId)
        .bind("n", n)
        .mapTo(Long.class)
        .one();
  }

  /// Everything that was said of these engagements, by their ids, in the order in which it was
  /// public.
  public static Map<String, List<Step>> steps(Handle tx, Collection<String> ids) {
    var steps = new HashMap<String, List<Step>>();
    if (ids.isEmpty()) return steps;
    var tags = new HashMap<String, Tag>();
    tx.createQuery(
            """
            select e.id, e.slug, d.n, d.sequence, d.kind, d.status, d.detail, c.document_id, c.locale,
              c.public_at, c.recorded_at
            from engagement e
            join engagement_detail d on d.engagement_id = e.id
            join change c on c.n = d.n
            where e.id in (<ids>) order by coalesce(c.public_at, c.recorded_at), d.n
            """)
        .bindList("ids", List.copyOf(ids))
        .map((row, context) -> {
          String document = row.getString("document_id");
          String locale = row.getString("locale");
          var step =
              new Step(
                  row.getLong("n"),
                  document == null ? "" : document,
                  locale == null ? null : Locale.forLanguageTag(locale),
                  Log.instant(row, "public_at"),
                  Instant.ofEpochMilli(row.getLong("recorded_at")),
                  engagement(tx, row, tags));
          return steps.computeIfAbsent(row.getString("id"), id -> new ArrayList<>()).add(step);
        })
        .list();
    return steps;
  }

  /// Whether any change behind `after` up to `to` said something of an engagement.
  public static boolean spokenOf(Handle tx, long after, long to) {
    return tx.createQuery("select count(*) from engagement_detail where n > :after and n <= :to")
            .bind("after", after)
            .bind("to", to)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /// Whether an announcement told of an engagement.
  static boolean told(Handle tx, String id, String documentId) {
    return tx.createQuery(
                """
                select count(*) from engagement_detail d
                join change c on c.n = d.n
                where d.engagement_id = :id and c.document_id = :document
                """)
            .bind("id", id)
            .bind("document", documentId)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  static void add(Handle tx, long n, Engagement made) {
    tx.createUpdate("insert into engagement (id, slug, n) values (:id, :slug, :n)")
        .bind("id", made.id())
        .bind("slug", made.slug())
        .bind("n", n)
        .execute();
  }

  static void describe(Handle tx, long n, int position, int sequence, Engagement said) {
    tx.createUpdate(
            """
            insert into engagement_detail
              (engagement_id, n, position, sequence, kind, status, first_day, last_day, detail)
            values (:id, :n, :position, :sequence, :kind, :status, :first, :last, :detail)
            """)
        .bind("id", said.id())
        .bind("n", n)
        .bind("position", (long) position)
        .bind("sequence", (long) sequence)
        .bind("kind", said.kind().slug())
        .bind("status", said.status().slug())
        .bind("first", said.when().firstDay().toEpochDay())
        .bind("last", said.when().lastDay().toEpochDay())
        .bind("detail", json(said))
        .execute();
    tag(tx, n, 0, said.id(), said.where());
    for (int i = 0; i < said.participants().size(); i++)
      tag(tx, n, i + 1, said.id(), said.participants().get(i));
  }

  private static void tag(Handle tx, long n, int position, String id, @Nullable Who who) {
    if (who == null || who.tag() == null) return;
    tx.createUpdate(
            """
            insert into engagement_tag (engagement_id, n, position, tag_id)
            values (:id, :n, :position, :tag)
            """)
        .bind("id", id)
        .bind("n", n)
        .bind("position", (long) position)
        .bind("tag", who.tag().id())
        .execute();
  }

  private static String json(Engagement said) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("titles", new TreeMap<>(said.titles()));
    detail.put("edtf", said.when().edtf());
    if (!said.when().zone().isEmpty()) detail.put("zone", said.when().zone());
    if (!said.when().words().isEmpty()) detail.put("words", new TreeMap<>(said.when().words()));
    if (said.where() != null) detail.put("place", members(said.where()));
    detail.put("participants", said.participants().stream().map(Engagements::members).toList());
    return Json.write(detail);
  }

  private static Map<String, Object> members(Who who) {
    return who.tag() == null
        ? Map.of("words", new TreeMap<>(who.words()))
        : Map.of("tag", who.tag().id());
  }

  private static Optional<Engagement> one(Handle tx, Query query) {
    return query.map((row, context) -> engagement(tx, row, new HashMap<>())).findOne();
  }

  private static List<Engagement> list(Handle tx, Query query) {
    // Many engagements of one list name the same few tags.
    var tags = new HashMap<String, Tag>();
    return query.map((row, context) -> engagement(tx, row, tags)).list();
  }

  static Engagement engagement(Handle tx, ResultSet row, Map<String, Tag> tags)
      throws SQLException {
    JsonNode detail = Json.tree(row.getString("detail"));
    var participants = new ArrayList<Who>();
    for (JsonNode one : detail.path("participants")) participants.add(who(tx, one, tags));
    return new Engagement(
        row.getString("id"),
        row.getString("slug"),
        row.getLong("n"),
        row.getInt("sequence"),
        EngagementKind.read(row.getString("kind")).orElseThrow(),
        EngagementStatus.read(row.getString("status")).orElseThrow(),
        texts(detail.path("titles")),
        new When(
            detail.path("edtf").asText(),
            detail.path("zone").asText(),
            texts(detail.path("words"))),
        detail.has("place") ? who(tx, detail.path("place"), tags) : null,
        participants);
  }

  private static Who who(Handle tx, JsonNode node, Map<String, Tag> tags) {
    if (!node.has("tag")) return new Who(null, texts(node.path("words")));
    return new Who(
        tags.computeIfAbsent(node.path("tag").asText(), id -> Tags.byId(tx, id).orElseThrow()),
        Map.of());
  }

  private static Map<String, String> texts(JsonNode node) {
    var texts = new TreeMap<String, String>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return Map.copyOf(texts);
  }
}
