package communique.record;

import com.fasterxml.jackson.databind.util.RawValue;
import communique.platform.Json;
import communique.text.Body;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The tables edition and edition_content.
public final class Editions {
  private static final int SALT_BYTES = 32;
  private static final SecureRandom CHANCE = new SecureRandom();

  private Editions() {}

  /// The edition with this id.
  public static Optional<Edition> byId(Handle tx, String id) {
    return tx.createQuery(
            "select id, n, document_id, locale, number, kind from edition where id = :id")
        .bind("id", id)
        .map((row, context) -> edition(row))
        .findOne();
  }

  /// What an edition says; empty when it was erased.
  public static Optional<Content> content(Handle tx, Edition edition) {
    return tx.createQuery("select content from edition_content where edition_id = :id")
        .bind("id", edition.id())
        .map((row, context) -> Optional.ofNullable(row.getString("content")))
        .one()
        .map(Editions::content);
  }

  /// What these editions say, by their ids; one that was erased is missing.
  public static Map<String, Content> contents(Handle tx, Collection<Edition> editions) {
    if (editions.isEmpty()) return Map.of();
    record Row(String id, String content) {}
    return tx
        .createQuery(
            """
            select edition_id, content from edition_content
            where edition_id in (<editions>) and content is not null
            """)
        .bindList("editions", editions.stream().map(Edition::id).toList())
        .map((row, context) -> new Row(row.getString(1), row.getString(2)))
        .stream()
        .collect(Collectors.toMap(Row::id, row -> content(row.content())));
  }

  static List<Edition> of(Handle tx, Collection<String> documentIds) {
    return tx.createQuery(
            """
            select id, n, document_id, locale, number, kind from edition
            where document_id in (<documents>) order by n
            """)
        .bindList("documents", List.copyOf(documentIds))
        .map((row, context) -> edition(row))
        .list();
  }

  static List<Edition> of(Handle tx, String documentId) {
    return tx.createQuery(
            "select id, n, document_id, locale, number, kind from edition where document_id = :document order by n")
        .bind("document", documentId)
        .map((row, context) -> edition(row))
        .list();
  }

  /// An edition to be added, with what it says.
  record Said(Edition edition, Content content) {}

  static void add(Handle tx, Edition edition, Content content) {
    add(tx, List.of(new Said(edition, content)));
  }

  static void add(Handle tx, List<Said> rows) {
    if (rows.isEmpty()) return;
    var editions =
        tx.prepareBatch(
            """
            insert into edition (id, n, document_id, locale, number, kind)
            values (:id, :n, :document, :locale, :number, :kind)
            """);
    var contents =
        tx.prepareBatch(
            "insert into edition_content (edition_id, salt, content) values (:id, :salt, :content)");
    for (Said row : rows) {
      Edition edition = row.edition();
      editions
          .bind("id", edition.id())
          .bind("n", edition.n())
          .bind("document", edition.documentId())
          .bind("locale", edition.locale().toLanguageTag())
          .bind("number", (long) edition.number())
          .bind("kind", edition.kind().slug())
          .add();
      // A bare digest of a short text can be guessed; the salt goes with the content when it is
      // erased.
      var salt = new byte[SALT_BYTES];
      CHANCE.nextBytes(salt);
      contents
          .bind("id", edition.id())
          .bind("salt", Base64.getUrlEncoder().withoutPadding().encodeToString(salt))
          .bind("content", json(row.content()))
          .add();
    }
    editions.execute();
    contents.execute();
    for (Said row : rows) EditionFiles.add(tx, row.edition(), row.content());
  }

  private static String json(Content content) {
    var json =
        new TreeMap<String, Object>(
            Map.of(
                "title", content.title(),
                "summary", content.summary(),
                "dialect", content.body().dialect().key(),
                "body", content.body().source()));
    if (!content.attachments().isEmpty())
      json.put("attachments", content.attachments().stream().map(Attachments::members).toList());
    if (!content.kept().isEmpty()) json.put("kept", new RawValue(content.kept()));
    return Json.write(json);
  }

  private static Content content(String json) {
    var tree = Json.tree(json);
    var dialect = Body.Dialect.of(tree.get("dialect").asText()).orElseThrow();
    return new Content(
        tree.get("title").asText(),
        tree.get("summary").asText(),
        new Body(dialect, tree.get("body").asText()),
        tree.has("attachments") ? Attachments.read(tree.get("attachments")) : List.of(),
        tree.has("kept") ? Json.write(tree.get("kept")) : "");
  }

  private static Edition edition(ResultSet row) throws SQLException {
    return new Edition(
        row.getString("id"),
        row.getLong("n"),
        row.getString("document_id"),
        Locale.forLanguageTag(row.getString("locale")),
        row.getInt("number"),
        Kind.read(row.getString("kind")).orElseThrow());
  }
}
