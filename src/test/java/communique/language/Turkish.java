package communique.language;

import java.util.Locale;

/// A machine whose own language has a dotted capital İ, where `"ID".toLowerCase()` is not `"id"`.
final class Turkish {
  private Turkish() {}

  static void machine(Runnable work) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try {
      work.run();
    } finally {
      Locale.setDefault(before);
    }
  }
}
