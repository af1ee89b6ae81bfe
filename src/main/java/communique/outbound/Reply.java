package communique.outbound;

import java.util.List;

/// What a server answers (RFC 5321 §4.2).
///
/// @param code 200 to 599
/// @param lines what stands after the code in each line; at least one
record Reply(int code, List<String> lines) {
  private static final int TEXT_MAX = 500;

  boolean good() {
    return code / 100 == 2;
  }

  boolean passing() {
    return code / 100 == 4;
  }

  /// In one line, cut to 500 characters; without controls, so that it can stand in a log and in a
  /// table.
  String text() {
    return cleaned(code + " " + String.join(" ", lines));
  }

  static String cleaned(String text) {
    String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    if (clean.length() <= TEXT_MAX) return clean;
    int end = Character.isHighSurrogate(clean.charAt(TEXT_MAX - 1)) ? TEXT_MAX - 1 : TEXT_MAX;
    return clean.substring(0, end);
  }
}
