package communique.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private static final Proxies OURS = Proxies.parse("127.0.0.1, 10.1.0.0/16, 2001:db8::/32");

  @Test
  void a_stranger_is_not_believed() {
    assertThat(OURS.origin("192.0.2.1", List.of(), List.of("198.51.100.7"))).isEqualTo("192.0.2.1");
    assertThat(Proxies.parse("").origin("127.0.0.1", List.of("for=1.2.3.4"), List.of("1.2.3.4")))
        .isEqualTo("127.0.0.1");
  }

  @Test
  void of_a_way_through_our_proxies_the_last_step_that_is_not_ours_counts() {
    assertThat(from("203.0.113.9, 198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(from("203.0.113.9, 198.51.100.7, 10.1.255.3")).isEqualTo("198.51.100.7");
    assertThat(from("10.1.0.9")).isEqualTo("10.1.0.9");
    assertThat(from("10.2.0.9")).isEqualTo("10.2.0.9");
    assertThat(from("198.51.100.7:4711")).isEqualTo("198.51.100.7");
    assertThat(OURS.origin("2001:db8:1::1", List.of(), List.of("2001:dead::7")))
        .isEqualTo("2001:dead::7");
  }

  @Test
  void what_a_client_says_in_the_standard_header_does_not_count_where_the_other_is() {
    for (String said : List.of("for=203.0.113.9", "for=\"[2001:dead::7]\", for=10.1.0.1", ""))
      assertThat(OURS.origin("127.0.0.1", List.of(said), List.of("203.0.113.1, 192.0.2.99")))
          .as(said)
          .isEqualTo("192.0.2.99");
  }

  @Test
  void the_standard_header_counts_where_it_is_alone() {
    assertThat(
            OURS.origin(
                "127.0.0.1",
                List.of("for=203.0.113.9;proto=https, FOR=\"[2001:dead::7]:4711\""),
                List.of()))
        .isEqualTo("2001:dead::7");
    assertThat(OURS.origin("127.0.0.1", List.of("proto=http;for=192.0.2.43"), List.of()))
        .isEqualTo("192.0.2.43");
  }

  @Test
  void what_is_no_address_ends_the_way() {
    for (String wrong : List.of("", "unknown", "_hidden", "localhost", "1.2.3.4.5", "' or 1", "%s"))
      assertThat(from(wrong)).as(wrong).isEqualTo("127.0.0.1");
    assertThat(from("198.51.100.7, unknown, 10.1.2.3")).isEqualTo("10.1.2.3");
    assertThat(from("1.1.1.1," + "10.1.0.1,".repeat(10_000) + "10.1.0.1")).isEqualTo("10.1.0.1");
  }

  @Test
  void a_list_that_is_wrong_is_refused_by_what_is_wrong_in_it() {
    for (String wrong : List.of("x", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "example.org"))
      assertThatThrownBy(() -> Proxies.parse("127.0.0.1," + wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(wrong);
  }

  private static String from(String forwardedFor) {
    return OURS.origin("127.0.0.1", List.of(), List.of(forwardedFor));
  }
}
