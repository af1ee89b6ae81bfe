package communique.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Set;

/// Looks at ports before they are listened on, so that one that is taken is a sentence and not a
/// failure in the midst of a start.
final class Ports {
  private static final int MAX = 65_535;

  private Ports() {}

  /// @throws IllegalStateException saying which setting names a port that cannot be listened on
  static void check(String setting, String host, int port) {
    if (!isFree(host, port))
      throw new IllegalStateException(
          "Port %d of %s is taken by another program. Stop that one, or give another port in %s."
              .formatted(port, host, setting));
  }

  /// The first port from `port` on that is free and not among `others`.
  static int next(String host, int port, Set<Integer> others) {
    for (int next = port; next <= MAX; next++)
      if (!others.contains(next) && isFree(host, next)) return next;
    throw new IllegalStateException("There is no free port from %d on.".formatted(port));
  }

  private static boolean isFree(String host, int port) {
    try (var socket = new ServerSocket()) {
      // As the server itself does: a port whose last connections are still closing is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          "COMMUNIQUE_BIND is '%s', which is no address of this machine.".formatted(host), e);
    } catch (IOException e) {
      return false;
    }
  }
}
