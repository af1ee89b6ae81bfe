package communique.bench;

import java.util.Locale;

/// One measured figure.
///
/// @param name such as `pages.hot`
/// @param value in `unit`
/// @param reference what it stands beside: `nginx`
/// @param referenceValue in the same unit
record Figure(String name, double value, String unit, String reference, double referenceValue) {
  double ratio() {
    return value / referenceValue;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%s %s %s | %s %s | %.2f",
        name,
        number(value),
        unit,
        reference,
        number(referenceValue),
        ratio());
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"reference\":%s,\"ratio\":%.4f}",
        name,
        number(value),
        unit,
        number(referenceValue),
        ratio());
  }

  private static String number(double value) {
    return value >= 1_000
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
