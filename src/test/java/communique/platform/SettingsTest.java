package communique.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path data;

  @Test
  void everything_has_a_default() {
    Settings settings = Settings.from(Map.of());

    assertThat(settings.data()).isAbsolute().endsWithRaw(Path.of("data"));
    assertThat(settings.database()).isEmpty();
    assertThat(settings.bind()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.managementPort()).isEqualTo(9000);
    assertThat(settings.url()).isEqualTo("http://localhost:8080");
    assertThat(settings.name()).isEqualTo("Communiqué");
    assertThat(settings.locales()).isEqualTo("en");
    assertThat(settings.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(settings.securityContact()).isEmpty();
  }

  @Test
  void the_environment_goes_before_the_file_of_the_data_folder() throws IOException {
    write("COMMUNIQUE_NAME=Ministère\nCOMMUNIQUE_PORT = 8081 \n");

    Settings settings = from("COMMUNIQUE_PORT", " 8082 ");
    assertThat(settings.name()).isEqualTo("Ministère");
    assertThat(settings.port()).isEqualTo(8082);
    assertThat(from("COMMUNIQUE_PORT", " ").port()).isEqualTo(8081);
    assertThat(settings.with(Map.of("COMMUNIQUE_PORT", "8083")).port()).isEqualTo(8083);
  }

  @Test
  void a_port_of_the_systems_choice_stands_in_the_address() {
    assertThat(from("COMMUNIQUE_PORT", "9999").url()).isEqualTo("http://localhost:9999");
    assertThat(from("COMMUNIQUE_URL", "https://news.example.org/").url())
        .isEqualTo("https://news.example.org");
  }

  @Test
  void an_unknown_setting_in_the_file_is_named() throws IOException {
    write("COMMUNIQUE_PROT=8081\n");
    assertThatThrownBy(() -> from("COMMUNIQUE_NAME", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("COMMUNIQUE_PROT")
        .hasMessageContaining("communique.properties");
    // Where the folder lies cannot stand in the folder.
    write("COMMUNIQUE_DATA=elsewhere\n");
    assertThatThrownBy(() -> from("COMMUNIQUE_NAME", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_value_without_sense_is_named_with_its_mend() {
    refused("COMMUNIQUE_PORT", "eighty", "'eighty'");
    refused("COMMUNIQUE_PORT", "65536", "between 0 and 65535");
    refused("COMMUNIQUE_MANAGEMENT_PORT", "-1", "between 0 and 65535");
    refused("COMMUNIQUE_ZONE", "Londonium", "Europe/London");
    refused("COMMUNIQUE_URL", "news.example.org", "https://news.example.org");
    refused("COMMUNIQUE_URL", "ftp://news.example.org", "https://news.example.org");
    refused("COMMUNIQUE_URL", "https://news.example.org/news", "https://news.example.org");
    refused("COMMUNIQUE_URL", "https://", "https://news.example.org");
    refused("COMMUNIQUE_DATABASE", "mysql://localhost/x", "postgresql://");
  }

  @Test
  void a_contact_that_is_an_address_of_mail_is_made_a_uri() {
    assertThat(from("COMMUNIQUE_SECURITY_CONTACT", "security@example.org").securityContact())
        .isEqualTo("mailto:security@example.org");
    assertThat(from("COMMUNIQUE_SECURITY_CONTACT", "https://example.org/report").securityContact())
        .isEqualTo("https://example.org/report");
  }

  private void refused(String name, String value, String words) {
    assertThatThrownBy(() -> from(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(words);
  }

  private Settings from(String name, String value) {
    var environment = new HashMap<String, String>();
    environment.put("COMMUNIQUE_DATA", data.toString());
    environment.put(name, value);
    return Settings.from(environment);
  }

  private void write(String properties) throws IOException {
    Files.writeString(data.resolve("communique.properties"), properties);
  }
}
