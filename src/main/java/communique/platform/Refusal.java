package communique.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/// One reason why input was not taken.
///
/// @param place the field, in camel case as the API names it; empty when it is the whole
/// @param key names two lines of `refusals.properties`: what is wrong (`title.empty`) and the mend
///   (`title.empty.mend`)
/// @param arguments what stands in those lines at `{0}`, `{1}`…
public record Refusal(String place, String key, List<Object> arguments) {
  private static final Properties WORDS = words();

  public Refusal {
    arguments = List.copyOf(arguments);
    if (!WORDS.containsKey(key)) throw new IllegalArgumentException("no words for refusal " + key);
  }

  /// What is wrong, as one English sentence.
  public String detail() {
    return format(key);
  }

  /// How it is put right, as one English sentence.
  public String mend() {
    return format(key + ".mend");
  }

  /// The place as a JSON Pointer (RFC 6901) into what was sent, which says nothing of a version
  /// itself: that stands in a header.
  public String pointer() {
    return place.isEmpty() || overtaken() ? "" : "/" + place.replace('.', '/');
  }

  /// Whether somebody else's change came first, which HTTP says with a status of its own.
  public boolean overtaken() {
    return place.equals("version");
  }

  private String format(String name) {
    String pattern = Objects.requireNonNull(WORDS.getProperty(name), name);
    return new MessageFormat(pattern, Locale.ROOT).format(arguments.toArray());
  }

  private static Properties words() {
    var words = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Refusal.class.getResourceAsStream("/refusals.properties"))) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
