package communique.platform;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The proxies whose word is taken for where a request came from. What anybody else says of that is
/// not looked at, as everybody can say it.
public final class Proxies {
  private static final int BELIEVED_MAX = 20;
  private static final Pattern FOR =
      Pattern.compile("(?i)(?:^|[;\\s])for=(?:\"([^\"]*)\"|([^;\\s]*))");

  private final List<Range> trusted;

  private Proxies(List<Range> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /// @param bits how many of the first ones count
  @SuppressWarnings("ArrayRecordComponent") // Compared by its bits, never as a whole.
  private record Range(byte[] address, int bits) {
    boolean has(byte[] other) {
      if (other.length != address.length) return false;
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> (i % 8);
        if ((address[i / 8] & mask) != (other[i / 8] & mask)) return false;
      }
      return true;
    }
  }

  /// Reads a list such as `10.0.0.0/8, 2001:db8::1`; empty text is nobody.
  ///
  /// @throws IllegalArgumentException naming what is no address and no network
  public static Proxies parse(String list) {
    var trusted = new ArrayList<Range>();
    for (String one : list.isBlank() ? new String[0] : list.split(",", -1)) {
      String[] parts = one.strip().split("/", -1);
      Optional<byte[]> address = address(parts[0]);
      int most = address.map(bytes -> bytes.length * 8).orElse(-1);
      boolean fits =
          parts.length == 1
              || (parts.length == 2
                  && parts[1].matches("[0-9]{1,3}")
                  && Integer.parseInt(parts[1]) <= most);
      if (address.isEmpty() || !fits) throw new IllegalArgumentException(one.strip());
      trusted.add(new Range(address.get(), parts.length == 1 ? most : Integer.parseInt(parts[1])));
    }
    return new Proxies(trusted);
  }

  /// Where a request came from: the last one on its way that is no proxy of ours.
  ///
  /// @param peer the IP address at the other end of the connection
  /// @param forwarded the values of `Forwarded` (RFC 7239), in their order, which count where there
  ///   is none of the other: most proxies add to that one and pass on whatever a client says in
  ///   this one
  /// @param forwardedFor the values of `X-Forwarded-For`, in their order
  /// @return an IP address; that of the peer where nobody trusted says another
  public String origin(String peer, List<String> forwarded, List<String> forwardedFor) {
    if (!trusts(peer)) return peer;
    List<String> way = forwardedFor.isEmpty() ? named(forwarded) : split(forwardedFor);
    String last = peer;
    // The nearest stands last. Whatever a stranger wrote stands before what our own proxies added.
    for (int i = way.size() - 1; i >= Math.max(0, way.size() - BELIEVED_MAX); i--) {
      Optional<String> step = literal(way.get(i));
      if (step.isEmpty()) return last;
      last = step.get();
      if (!trusts(last)) return last;
    }
    return last;
  }

  private boolean trusts(String address) {
    return !trusted.isEmpty()
        && address(address)
            .filter(bytes -> trusted.stream().anyMatch(r -> r.has(bytes)))
            .isPresent();
  }

  private static List<String> split(List<String> values) {
    return List.of(String.join(",", values).split(",", -1));
  }

  private static List<String> named(List<String> values) {
    var named = new ArrayList<String>();
    for (String element : split(values)) {
      Matcher found = FOR.matcher(element.strip());
      named.add(!found.find() ? "" : found.group(1) == null ? found.group(2) : found.group(1));
    }
    return named;
  }

  /// The address alone: without brackets and port.
  private static Optional<String> literal(String node) {
    String text = node.strip();
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) text = text.substring(1, bracket);
    else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0)
      text = text.substring(0, text.indexOf(':'));
    String alone = text;
    return address(alone).map(bytes -> alone);
  }

  /// The bytes of an address that is written as one; no name is looked up.
  private static Optional<byte[]> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
