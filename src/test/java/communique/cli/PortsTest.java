package communique.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final String LOOPBACK = "127.0.0.1";

  @Test
  void a_port_that_is_taken_is_named_with_its_setting() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.check("COMMUNIQUE_PORT", LOOPBACK, taken.getLocalPort()))
          .hasMessageContaining(Integer.toString(taken.getLocalPort()))
          .hasMessageContaining("COMMUNIQUE_PORT");
    }
  }

  @Test
  void the_next_free_port_is_none_that_is_taken_or_spoken_for() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      int next = Ports.next(LOOPBACK, port, Set.of());
      assertThat(next).isGreaterThan(port);
      assertThat(Ports.next(LOOPBACK, port, Set.of(next))).isGreaterThan(next);
    }
  }

  @Test
  void an_address_that_is_none_of_this_machine_is_named_with_its_setting() {
    assertThatThrownBy(() -> Ports.check("COMMUNIQUE_PORT", "no.such.host.invalid", 0))
        .hasMessageContaining("COMMUNIQUE_BIND");
  }
}
