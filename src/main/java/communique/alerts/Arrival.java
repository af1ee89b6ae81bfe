package communique.alerts;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;

/// A [Carried] that [Arrivals] has checked and sealed, ready to be stored.
public final class Arrival {
  private final Carried carried;
  private final String mark;
  private final byte[] sealed;
  private final String search;

  /// @param search the one that stands for what is wanted, in its one form
  /// @param mark by which the address is found again
  /// @param sealed the address
  Arrival(Carried carried, String search, String mark, byte[] sealed) {
    this.carried = carried;
    this.search = search;
    this.mark = mark;
    this.sealed = sealed;
  }

  Carried carried() {
    return carried;
  }

  String mark() {
    return mark;
  }

  byte[] sealed() {
    return sealed;
  }

  String search() {
    return search;
  }

  /// By which this address and search are told from others: two share one once in many lives.
  long number() {
    // The mark is a digest itself, so its beginning is as good as chance.
    byte[] start = Base64.getUrlDecoder().decode(mark.substring(0, 12));
    return ByteBuffer.wrap(start).getLong() ^ search.hashCode() * 0x9E3779B97F4A7C15L;
  }

  /// What became of it.
  public enum Became {
    /// It stands from now on.
    SIGNED_UP,
    /// It is noted that it ended, so that nobody signs them up again.
    NOTED,
    /// It stands already, or what it was changed into does; nothing was changed.
    ALREADY,
    /// They left it, or everything, and were not signed up again.
    LEFT,
    /// Mails to them came back, or they complained; they were not signed up again.
    BOUNCED;

    /// As it stands in answers: `signed-up`.
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
