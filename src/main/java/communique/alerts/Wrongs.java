package communique.alerts;

import communique.alerts.AskPage.Wrong;
import communique.language.Messages;
import communique.platform.Refusal;
import java.util.List;

/// Refusals in the words of a form, which speaks the language of its page.
final class Wrongs {
  /// The same in every language.
  private static final String EXAMPLE = "name@example.org";

  private Wrongs() {}

  /// What is wrong and how it is put right.
  static String words(Refusal refusal, Messages m) {
    String key =
        switch (refusal.key()) {
          case "mail.local-too-long" -> "mail.too-long";
          case "mail.literal" -> "mail.domain";
          default -> refusal.key();
        };
    if (key.startsWith("mail.")) return m.say("refused." + key, EXAMPLE);
    return m.say("refused." + key, refusal.arguments().toArray());
  }

  /// Each where the form has a place for it; what has none stands above it.
  static Wrong placed(List<Refusal> refusals, Messages m) {
    return new Wrong(
        at("", refusals, m),
        at("search", refusals, m),
        at("frequency", refusals, m),
        at("languages", refusals, m),
        at("address", refusals, m));
  }

  private static String at(String place, List<Refusal> refusals, Messages m) {
    return refusals.stream()
        .filter(one -> one.place().equals(place))
        .findFirst()
        .map(one -> words(one, m))
        .orElse("");
  }
}
