package communique.outbound;

import com.ibm.icu.text.IDNA;
import communique.platform.Outcome;
import communique.platform.Refusals;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mail address (RFC 5321 §4.1.2, RFC 6531 §3.3), as it was typed and as it is written to.
///
/// @param typed without white space around it
/// @param local what stands before the @: composed (NFC), in quotation marks only where it needs
///   them; its case is kept, as only its own server may fold it
/// @param domain in lower case, as A-labels (RFC 5891)
public record Address(String typed, String local, String domain) {
  private static final int LOCAL_MAX = 64;
  private static final int MAX = 254;
  private static final int DOMAIN_MAX = 253;
  private static final int TYPED_MAX = 1_000;
  private static final String WIDE = "[^\\x00-\\x7f\\p{Cntrl}\\p{Z}\\p{C}]";
  private static final Pattern ATOMS =
      Pattern.compile(
          "(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|"
              + WIDE
              + ")+"
              + "(?:\\.(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|"
              + WIDE
              + ")+)*");
  private static final Pattern QUOTED =
      Pattern.compile(
          "\"((?:[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\\x20-\\x7e]|" + WIDE + ")*)\"");
  private static final Pattern AROUND = Pattern.compile("^[\\p{Z}\\p{C}]+|[\\p{Z}\\p{C}]+$");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.NONTRANSITIONAL_TO_ASCII);

  /// Reads an address as people type it.
  ///
  /// @param place the field it was typed in
  /// @return refused with `mail.empty`, `mail.at`, `mail.local`, `mail.local-too-long`,
  ///   `mail.too-long`, `mail.domain` or `mail.literal`
  public static Outcome<Address> of(String place, String typed) {
    var refusals = new Refusals();
    // Longer ones are not read, as reading them may take long, or more stack than there is.
    if (typed.length() > TYPED_MAX) return refusals.when(true, place, "mail.too-long").or(none());
    String text = AROUND.matcher(typed).replaceAll("");
    if (text.isEmpty()) return refusals.when(true, place, "mail.empty").or(none());
    int at = text.lastIndexOf('@');
    if (at < 1 || at == text.length() - 1)
      return refusals.when(true, place, "mail.at", text).or(none());
    String before = Normalizer.normalize(text.substring(0, at), Normalizer.Form.NFC);
    String after = text.substring(at + 1);
    Optional<String> local = local(before);
    Optional<String> domain = after.startsWith("[") ? Optional.empty() : domain(after);
    refusals
        .when(local.isEmpty(), place, "mail.local", text)
        .when(octets(before) > LOCAL_MAX, place, "mail.local-too-long")
        .when(after.startsWith("["), place, "mail.literal")
        .when(!after.startsWith("[") && domain.isEmpty(), place, "mail.domain", after);
    if (local.isEmpty() || domain.isEmpty()) return refusals.or(none());
    var address = new Address(text, local.get(), domain.get());
    return refusals.when(octets(address.canonical()) > MAX, place, "mail.too-long").or(address);
  }

  private static Address none() {
    return new Address("", "", "");
  }

  /// The form by which two addresses are the same, and in which it is written to.
  public String canonical() {
    return local + "@" + domain;
  }

  /// Whether only servers with SMTPUTF8 can take mails for it: what stands before the @ is not in
  /// ASCII.
  public boolean smtputf8() {
    return local.chars().anyMatch(c -> c >= 0x80);
  }

  private static Optional<String> local(String before) {
    if (ATOMS.matcher(before).matches()) return Optional.of(before);
    var quoted = QUOTED.matcher(before);
    if (!quoted.matches()) return Optional.empty();
    // The marks are no part of the name (RFC 5321 §4.1.2): "a"@x is a@x.
    String name = quoted.group(1).replaceAll("\\\\(.)", "$1");
    if (ATOMS.matcher(name).matches()) return Optional.of(name);
    return Optional.of('"' + name.replaceAll("([\"\\\\])", "\\\\$1") + '"');
  }

  /// The name as A-labels; empty when no mail domain can have it.
  static Optional<String> domain(String name) {
    // Longer names are not read, as reading them may take long.
    if (name.length() > DOMAIN_MAX) return Optional.empty();
    var info = new IDNA.Info();
    String ascii =
        UTS46.nameToASCII(name, new StringBuilder(), info).toString().toLowerCase(Locale.ROOT);
    if (info.hasErrors() || ascii.length() > DOMAIN_MAX) return Optional.empty();
    String[] labels = ascii.split("\\.", -1);
    if (labels.length < 2) return Optional.empty();
    for (String label : labels) if (!LABEL.matcher(label).matches()) return Optional.empty();
    // No top level domain is a number, but addresses of machines end in one.
    return labels[labels.length - 1].matches("[0-9]+") ? Optional.empty() : Optional.of(ascii);
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// The form in which it is written to.
  @Override
  public String toString() {
    return canonical();
  }
}
