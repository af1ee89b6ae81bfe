package communique.record;

import communique.language.Locales;
import communique.platform.Settings;
import java.time.ZoneId;

/// The newsroom that this process serves.
///
/// @param locales in which it publishes, the default one first
/// @param zone in which its days begin
/// @param url its public address, without a slash at its end
public record Newsroom(String name, Locales locales, ZoneId zone, String url) {
  /// @throws IllegalArgumentException when its locales make no sense; the message says which
  public static Newsroom of(Settings settings) {
    return new Newsroom(
        settings.name(), Locales.parse(settings.locales()), settings.zone(), settings.url());
  }
}
