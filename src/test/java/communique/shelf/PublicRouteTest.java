package communique.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import communique.shelf.Shelf.Encoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PublicRouteTest {
  private static final String ETAG = "\"abc-gz\"";

  @Test
  void the_best_coding_that_a_client_takes_is_chosen() {
    Map<String, Encoding> chosen =
        Map.ofEntries(
            Map.entry("", Encoding.PLAIN),
            Map.entry("identity", Encoding.PLAIN),
            Map.entry("gzip", Encoding.GZIP),
            Map.entry("GZip", Encoding.GZIP),
            Map.entry("br", Encoding.BROTLI),
            Map.entry("gzip, deflate, br, zstd", Encoding.BROTLI),
            Map.entry("br;q=0.1, gzip;q=1.0", Encoding.BROTLI),
            Map.entry("deflate", Encoding.PLAIN),
            Map.entry("*", Encoding.GZIP),
            Map.entry("gzip;q=1", Encoding.GZIP));
    chosen.forEach((header, encoding) ->
        assertThat(PublicRoute.accepted(header)).as(header).isEqualTo(encoding));
    assertThat(PublicRoute.accepted(null)).isEqualTo(Encoding.PLAIN);
  }

  @Test
  void a_coding_that_a_client_refuses_is_not_sent() {
    for (String header :
        List.of(
            "gzip;q=0",
            "gzip;q=0.0",
            "gzip;q=0.000",
            "gzip; q=0",
            "gzip ;\tq = 0",
            "gzip;Q=0",
            "br;q=0, gzip;q=0",
            "gzip;q=0, *",
            "*, gzip;q=0",
            "*;q=0",
            "identity;q=1, *;q=0"))
      assertThat(PublicRoute.accepted(header)).as(header).isEqualTo(Encoding.PLAIN);
    assertThat(PublicRoute.accepted("br;q=0, gzip")).isEqualTo(Encoding.GZIP);
    assertThat(PublicRoute.accepted("gzip;q=0, br")).isEqualTo(Encoding.BROTLI);
    // Less than one is still taken.
    assertThat(PublicRoute.accepted("gzip;q=0.001")).isEqualTo(Encoding.GZIP);
  }

  @Test
  @Timeout(10)
  void a_senseless_wish_is_no_harm() {
    for (String header :
        List.of(
            ",",
            ";",
            ",,,;;;",
            "q=0",
            ";q=0",
            "gzip;",
            "\u0000",
            "br\u0000",
            "gzipbr",
            "ＢＲ",
            "İ",
            ",".repeat(16_000),
            "gzip;".repeat(3_000),
            "q=0." + "0".repeat(16_000) + "x",
            "a,".repeat(8_000) + "br"))
      assertThat(PublicRoute.accepted(header)).isIn(Encoding.PLAIN, Encoding.GZIP);
  }

  @Test
  void a_client_that_knows_this_representation_is_told_so() {
    for (String known :
        List.of(
            ETAG,
            "*",
            " * ",
            "W/" + ETAG,
            "\"other\", " + ETAG,
            ETAG + ",\"other\"",
            "\"other\",W/" + ETAG + " , \"third\"",
            "  " + ETAG + "  ")) assertThat(PublicRoute.matches(known, ETAG)).as(known).isTrue();
  }

  @Test
  void a_client_that_knows_another_representation_gets_this_one() {
    for (String known :
        List.of(
            "",
            " ",
            "\"abc\"",
            "\"abc-br\"",
            "abc-gz",
            "\"abc-gz",
            "\"xabc-gz\"",
            "\"ABC-GZ\"",
            "w/" + ETAG,
            "W/W/" + ETAG,
            "\"other\"",
            ",",
            "**",
            "\"*\"",
            "\u0000".repeat(20))) assertThat(PublicRoute.matches(known, ETAG)).as(known).isFalse();
  }

  @Test
  void a_list_of_validators_costs_little_however_long_it_is() {
    String hostile = "\"x\",".repeat(4_000);
    long start = System.nanoTime();
    for (int i = 0; i < 1_000; i++) assertThat(PublicRoute.matches(hostile, ETAG)).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
