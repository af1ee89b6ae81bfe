package communique.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {
  @TempDir private Path folder;

  @Test
  void what_its_operator_wrote_stays_as_it_is() throws IOException {
    Path file = folder.resolve("communique.properties");
    Files.writeString(file, "# ours\nCOMMUNIQUE_PORT = 1\nCOMMUNIQUE_NAME=Министерство\n");

    var properties = new PropertiesFile(file);
    properties.put("COMMUNIQUE_PORT", "2");
    properties.putIfAbsent("COMMUNIQUE_NAME", "Another");
    properties.putIfAbsent("COMMUNIQUE_ZONE", "Europe/London");
    properties.remove("COMMUNIQUE_URL");
    properties.write();

    assertThat(file)
        .hasContent(
            "# ours\nCOMMUNIQUE_NAME=Министерство\nCOMMUNIQUE_PORT=2\nCOMMUNIQUE_ZONE=Europe/London\n");
    assertThat(new PropertiesFile(file).get("COMMUNIQUE_NAME")).isEqualTo("Министерство");
    assertThat(new PropertiesFile(file).get("COMMUNIQUE_URL")).isEmpty();
  }

  @Test
  void a_folder_that_is_not_there_is_made() throws IOException {
    var properties = new PropertiesFile(folder.resolve("new").resolve("communique.properties"));
    assertThat(properties.exists()).isFalse();
    properties.put("COMMUNIQUE_NAME", "News");
    properties.write();
    assertThat(properties.exists()).isTrue();
  }
}
