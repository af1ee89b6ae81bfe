package communique.platform;

import com.github.f4b6a3.uuid.UuidCreator;

/// New identifiers.
public final class Ids {
  private Ids() {}

  /// A UUIDv7 (RFC 9562 §5.7) in lower case: rising within this process, also inside a millisecond
  /// and when the clock steps back.
  public static String next() {
    return UuidCreator.getTimeOrderedEpochPlus1().toString();
  }

  /// The name-based UUID (RFC 9562 §5.5, version 5) of a name: the same name gives the same id for
  /// ever.
  public static String ofName(String name) {
    return UuidCreator.getNameBasedSha1(name).toString();
  }
}
