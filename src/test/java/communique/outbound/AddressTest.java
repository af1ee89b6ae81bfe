package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What people type where an address is asked for.
class AddressTest {
  @Test
  void an_address_is_written_to_in_one_form() {
    Map<String, String> forms =
        Map.ofEntries(
            Map.entry("reader@example.org", "reader@example.org"),
            Map.entry("  reader@EXAMPLE.org\n", "reader@example.org"),
            Map.entry("\u200breader@example.org\u00a0", "reader@example.org"),
            Map.entry("First.Last+news@example.org", "First.Last+news@example.org"),
            Map.entry(
                "o'brien!#$%&*/=?^_`{|}~-@example.org", "o'brien!#$%&*/=?^_`{|}~-@example.org"),
            Map.entry("\"reader\"@example.org", "reader@example.org"),
            Map.entry("\"first last\"@example.org", "\"first last\"@example.org"),
            Map.entry("\"a\\\"b\\c@d\"@example.org", "\"a\\\"bc@d\"@example.org"),
            Map.entry("reader@bücher.example", "reader@xn--bcher-kva.example"),
            Map.entry("reader@BÜCHER.example", "reader@xn--bcher-kva.example"),
            Map.entry("reader@XN--BCHER-KVA.example", "reader@xn--bcher-kva.example"),
            Map.entry("reader@straße.example", "reader@xn--strae-oqa.example"),
            Map.entry("reader@пример.рф", "reader@xn--e1afmkfd.xn--p1ai"),
            Map.entry("reader@例え.テスト", "reader@xn--r8jz45g.xn--zckzah"),
            Map.entry("читатель@пример.рф", "читатель@xn--e1afmkfd.xn--p1ai"),
            Map.entry("jose\u0301@example.org", "jos\u00e9@example.org"),
            Map.entry("reader@mail.1und1.de", "reader@mail.1und1.de"));
    forms.forEach((typed, form) -> {
      var address = done(typed);
      assertThat(address.canonical()).as(typed).isEqualTo(form);
      assertThat(done(form).canonical()).as(form).isEqualTo(form);
      assertThat(address.smtputf8()).as(typed).isEqualTo(form.chars().anyMatch(c -> c > 0x7f));
    });
    assertThat(done(" Reader@BÜCHER.example ").typed()).isEqualTo("Reader@BÜCHER.example");
  }

  @Test
  void what_is_none_is_refused_with_its_reason() {
    Map<String, List<String>> refused =
        Map.ofEntries(
            Map.entry("mail.empty", List.of("", "  ", "\u200b")),
            Map.entry("mail.at", List.of("reader", "@example.org", "reader@", "@")),
            Map.entry(
                "mail.local",
                List.of(
                    ".reader@example.org",
                    "reader.@example.org",
                    "a..b@example.org",
                    "a b@example.org",
                    "a,b@example.org",
                    "Name <a@example.org",
                    "a\r\nBcc:b@example.org",
                    "a\u0000b@example.org",
                    "a\u202eb@example.org",
                    "a@b@example.org",
                    "\"a\"b\"@example.org",
                    "\"a\r\nb\"@example.org",
                    "(comment)a@example.org")),
            Map.entry(
                "mail.domain",
                List.of(
                    "a@example",
                    "a@localhost",
                    "a@.example.org",
                    "a@example..org",
                    "a@example.org.",
                    "a@-example.org",
                    "a@example-.org",
                    "a@exa_mple.org",
                    "a@exa mple.org",
                    "a@example.org>",
                    "a@192.0.2.1",
                    "a@xn--a.example",
                    "a@" + "x".repeat(64) + ".org",
                    "a@" + "x.".repeat(200) + "org",
                    "a@\u202eexample.org")),
            Map.entry("mail.literal", List.of("a@[192.0.2.1]", "a@[IPv6:2001:db8::1]")),
            Map.entry(
                "mail.local-too-long",
                List.of("a".repeat(65) + "@example.org", "я".repeat(33) + "@example.org")),
            Map.entry(
                "mail.too-long",
                List.of(
                    "a".repeat(64) + "@" + ("x".repeat(37) + ".").repeat(5) + "example",
                    "a".repeat(5_000) + "@example.org",
                    "a" + " ".repeat(1_000_000) + "@example.org")));
    refused.forEach((key, addresses) -> {
      for (String typed : addresses) {
        assertThat(Address.of("address", typed)).as(typed).isInstanceOf(Outcome.Refused.class);
        var reasons = ((Outcome.Refused<Address>) Address.of("address", typed)).refusals();
        assertThat(reasons).as(typed).extracting(reason -> reason.key()).containsExactly(key);
        assertThat(reasons.getFirst().place()).isEqualTo("address");
      }
    });
    assertThat(done("a".repeat(64) + "@example.org").local()).hasSize(64);
  }

  @Test
  void no_address_can_end_a_line_or_hold_two() {
    String signs = "ab.@\"\\ <>,;:()[]\r\n\t\0é\u202e\u2028x-_";
    for (int seed = 0; seed < 20_000; seed++) {
      var chance = new Random(seed);
      var typed = new StringBuilder();
      int length = chance.nextInt(14);
      for (int i = 0; i < length; i++) typed.append(signs.charAt(chance.nextInt(signs.length())));
      typed.append(chance.nextBoolean() ? "@example.org" : "");
      if (!(Address.of("address", typed.toString()) instanceof Outcome.Done<Address> done))
        continue;
      String form = done.value().canonical();
      assertThat(form)
          .as("seed %d", seed)
          .matches("(\"([^\"\\\\\\p{Cc}]|\\\\.)*\"|[^\\p{Cc}\\p{Z}\"@<>,;:()\\[\\]]+)@[a-z0-9.-]+");
      assertThat(done(form).canonical()).as("seed %d", seed).isEqualTo(form);
    }
  }

  private static Address done(String typed) {
    if (Address.of("address", typed) instanceof Outcome.Done<Address> done) return done.value();
    throw new AssertionError(typed + ": " + Address.of("address", typed));
  }
}
