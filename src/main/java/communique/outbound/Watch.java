package communique.outbound;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Closes the connections whose server takes too long: the one way to end a read or a write of a
/// blocking socket that also holds against a server which sends an octet from time to time, or
/// takes one.
final class Watch implements AutoCloseable {
  private static final int LOOK_MILLIS = 50;

  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closed;

  Watch() {
    thread = Thread.ofVirtual().name("mail-watch").start(this::look);
  }

  void add(Wire wire) {
    wires.add(wire);
  }

  void remove(Wire wire) {
    wires.remove(wire);
  }

  /// Breaks every connection that is open.
  void cutAll() {
    wires.forEach(Wire::cut);
  }

  int size() {
    return wires.size();
  }

  private void look() {
    while (!closed) {
      long now = System.nanoTime();
      for (Wire wire : wires) wire.cutIfLate(now);
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
