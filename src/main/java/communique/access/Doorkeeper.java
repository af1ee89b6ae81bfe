package communique.access;

import communique.platform.Database;
import communique.platform.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks each request for its token (RFC 6750 §2.1), and notes that it was used.
@Singleton
public final class Doorkeeper {
  private static final Pattern BEARER =
      Pattern.compile("bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

  private final Database database;
  private final InstantSource clock;

  public Doorkeeper(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What came of asking.
  public sealed interface Admission {
    /// The token is known and lives. What it may do is another question: [Token#may(Right)].
    record Admitted(Token token) implements Admission {}

    /// Nobody is let in.
    ///
    /// @param presented whether there was a token at all, which HTTP's challenge tells apart
    record Turned(Refusal why, boolean presented) implements Admission {}
  }

  /// Lets the holder of a token in.
  ///
  /// @param authorization the header of that name; null when there was none
  /// @param path what was asked for, without its query
  public Admission admit(@Nullable String authorization, String method, String path) {
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    if (!bearer.matches()) return turned(false, "token.none");
    Instant now = clock.instant();
    Optional<Token> found = database.glance(tx -> Tokens.bySecret(tx, bearer.group(1)));
    if (found.isEmpty()) return turned(true, "token.unknown");
    Token token = found.get();
    if (token.revoked() != null)
      return turned(true, "token.revoked", token.name(), shown(token.revoked()));
    if (token.expires() != null && token.ended(now))
      return turned(true, "token.expired", token.name(), shown(token.expires()));
    database.inTransaction(tx -> {
      Tokens.used(tx, token, now, method, path);
      return token;
    });
    return new Admission.Admitted(token);
  }

  private static Admission turned(boolean presented, String key, Object... arguments) {
    return new Admission.Turned(new Refusal("", key, List.of(arguments)), presented);
  }

  private static String shown(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
