package communique.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token as the newsroom knows it; its secret is known to its holder alone.
///
/// @param organisation the slug of the organisation whose announcements it may write; empty for all
/// @param expires null when it lives until it is revoked
/// @param revoked null while it is not
public record Token(
    String id,
    String name,
    Role role,
    String organisation,
    Instant created,
    @Nullable Instant expires,
    @Nullable Instant revoked) {
  /// Who did what is done with it, as the record and drafts name them.
  public String actor() {
    return "token:" + name;
  }

  public boolean may(Right right) {
    return role.may(right);
  }

  /// Whether it may write an announcement that carries these organisations.
  public boolean mayWriteFor(List<String> organisations) {
    return organisation.isEmpty() || organisations.contains(organisation);
  }

  /// Whether it lets nobody in any more.
  public boolean ended(Instant now) {
    return revoked != null || (expires != null && !now.isBefore(expires));
  }
}
