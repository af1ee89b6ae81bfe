package communique.access;

import communique.platform.Database;
import communique.platform.Ids;
import communique.platform.Outcome;
import communique.platform.Refusals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables token and token_use: making, listing and revoking tokens.
public final class Tokens {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 ._-]*[A-Za-z0-9])?");
  private static final int NAME_MAX = 100;
  private static final int DAYS_MAX = 3_650;
  private static final int SECRET_BYTES = 32;
  private static final int PATH_MAX = 500;
  private static final Duration USES_KEPT = Duration.ofDays(366);
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final String COLUMNS =
      "select id, name, role, organisation, created_at, expires_at, revoked_at from token ";

  /// The beginning of each secret, by which scanners of repositories know one.
  static final String PREFIX = "communique_";

  private final Database database;
  private final InstantSource clock;

  public Tokens(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A token and how it was used.
  ///
  /// @param lastUsed null when it never was
  /// @param lastUse method and path of that use; empty when it never was
  /// @param uses how often, within the year that uses are kept
  public record Used(Token token, @Nullable Instant lastUsed, String lastUse, long uses) {}

  /// Makes a token.
  ///
  /// @param organisation a slug, or empty for all
  /// @param days how long it lives; null for ever
  /// @return its secret, which is stored nowhere
  public Outcome<String> create(
      String name, Role role, String organisation, @Nullable Integer days) {
    var refusals =
        new Refusals()
            .when(
                name.length() > NAME_MAX || !NAME.matcher(name).matches(),
                "name",
                "token.name",
                name)
            .when(
                days != null && (days < 1 || days > DAYS_MAX),
                "expires",
                "token.days",
                String.valueOf(days),
                DAYS_MAX);
    if (!refusals.none()) return refusals.or("");
    var random = new byte[SECRET_BYTES];
    CHANCE.nextBytes(random);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant now = clock.instant();
    // One statement decides, so that of two that are given the same name at once one is refused.
    int made =
        database.inTransaction(tx ->
            tx.createUpdate(
                    """
                    insert into token (id, name, role, organisation, digest, created_at, expires_at)
                    values (:id, :name, :role, :organisation, :digest, :created, :expires)
                    on conflict (name) where revoked_at is null do nothing
                    """)
                .bind("id", Ids.next())
                .bind("name", name)
                .bind("role", role.slug())
                .bind("organisation", organisation.isEmpty() ? null : organisation)
                .bind("digest", digest(secret))
                .bind("created", now.toEpochMilli())
                .bind(
                    "expires",
                    days == null ? null : (Long) now.plus(Duration.ofDays(days)).toEpochMilli())
                .execute());
    return made == 1 ? Outcome.done(secret) : Outcome.refused("name", "token.taken", name);
  }

  /// Takes every right from the token of that name, from now on.
  public Outcome<Token> revoke(String name) {
    Instant now = clock.instant();
    return database.inTransaction(tx -> {
      Optional<Token> token =
          tx.createQuery(COLUMNS + "where name = :name and revoked_at is null")
              .bind("name", name)
              .map((row, context) -> token(row))
              .findOne();
      if (token.isEmpty()) return Outcome.refused("name", "token.missing", name);
      tx.createUpdate("update token set revoked_at = :now where id = :id")
          .bind("now", now.toEpochMilli())
          .bind("id", token.get().id())
          .execute();
      return Outcome.done(token.get());
    });
  }

  /// Every token there ever was, the newest first.
  public List<Used> list() {
    return database.reading(tx ->
        tx.createQuery(
                """
                select t.id, t.name, t.role, t.organisation, t.created_at, t.expires_at, t.revoked_at,
                  u.used_at, u.method, u.path,
                  (select count(*) from token_use c where c.token_id = t.id) as uses
                from token t
                left join token_use u on u.id =
                  (select x.id from token_use x where x.token_id = t.id order by x.used_at desc, x.id desc limit 1)
                order by t.created_at desc, t.id desc
                """)
            .map((row, context) -> {
              Instant used = instant(row, "used_at");
              String use =
                  used == null ? "" : row.getString("method") + " " + row.getString("path");
              return new Used(token(row), used, use, row.getLong("uses"));
            })
            .list());
  }

  static Optional<Token> bySecret(Handle tx, String secret) {
    return tx.createQuery(COLUMNS + "where digest = :digest")
        .bind("digest", digest(secret))
        .map((row, context) -> token(row))
        .findOne();
  }

  /// Notes that a token was used, and forgets what is long past.
  static void used(Handle tx, Token token, Instant now, String method, String path) {
    tx.createUpdate(
            """
            insert into token_use (id, token_id, used_at, method, path)
            values (:id, :token, :at, :method, :path)
            """)
        .bind("id", Ids.next())
        .bind("token", token.id())
        .bind("at", now.toEpochMilli())
        .bind("method", method)
        .bind("path", path.length() > PATH_MAX ? path.substring(0, PATH_MAX) : path)
        .execute();
    tx.createUpdate("delete from token_use where used_at < :before")
        .bind("before", now.minus(USES_KEPT).toEpochMilli())
        .execute();
  }

  private static String digest(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Token token(ResultSet row) throws SQLException {
    String organisation = row.getString("organisation");
    return new Token(
        row.getString("id"),
        row.getString("name"),
        Role.read(row.getString("role")).orElseThrow(),
        organisation == null ? "" : organisation,
        Instant.ofEpochMilli(row.getLong("created_at")),
        instant(row, "expires_at"),
        instant(row, "revoked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
