package communique.desk;

import communique.access.Token;
import communique.platform.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// The table answer: what was answered to requests that carried an `Idempotency-Key`, so that one
/// that is repeated gets the first answer again and does nothing. An answer is stored in the
/// transaction of the change that it tells of; a refusal is not stored, as it changed nothing.
final class Answers {
  private static final Duration KEPT = Duration.ofDays(30);

  private Answers() {}

  /// A request that may come twice.
  ///
  /// @param key empty when it carries none
  /// @param digest of its body
  record Asked(Token token, String key, String path, String digest) {}

  /// The first answer to `asked`, or what `work` answers now.
  static Outcome<String> once(Handle tx, Asked asked, Instant now, Supplier<Outcome<String>> work) {
    if (asked.key().isEmpty()) return work.get();
    record Given(String path, String digest, String body) {}
    var given =
        tx.createQuery(
                """
                select path, digest, body from answer
                where token_id = :token and idempotency_key = :key
                """)
            .bind("token", asked.token().id())
            .bind("key", asked.key())
            .map((row, context) ->
                new Given(row.getString("path"), row.getString("digest"), row.getString("body")))
            .findOne();
    if (given.isPresent()) {
      boolean same =
          given.get().path().equals(asked.path()) && given.get().digest().equals(asked.digest());
      return same ? Outcome.done(given.get().body()) : Outcome.refused("", "idempotency.reused");
    }
    return work.get()
        .then(body -> {
          store(tx, asked, now, body);
          return Outcome.done(body);
        });
  }

  private static void store(Handle tx, Asked asked, Instant now, String body) {
    tx.createUpdate("delete from answer where answered_at < :before")
        .bind("before", now.minus(KEPT).toEpochMilli())
        .execute();
    tx.createUpdate(
            """
            insert into answer (token_id, idempotency_key, path, digest, body, answered_at)
            values (:token, :key, :path, :digest, :body, :at)
            """)
        .bind("token", asked.token().id())
        .bind("key", asked.key())
        .bind("path", asked.path())
        .bind("digest", asked.digest())
        .bind("body", body)
        .bind("at", now.toEpochMilli())
        .execute();
  }
}
