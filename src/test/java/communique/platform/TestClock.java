package communique.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands until it is moved.
public final class TestClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void set(String instant) {
    now = Instant.parse(instant);
  }

  public void pass(Duration duration) {
    now = now.plus(duration);
  }
}
