package communique.frame;

import static org.assertj.core.api.Assertions.assertThat;

import communique.shelf.Response;
import communique.shelf.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SiteFilesTest {
  private static final int SHEET_MAX_BYTES = 8_000;

  private final SiteFiles files = new SiteFiles();

  @Test
  void the_sheet_may_be_kept_for_ever_at_an_address_of_its_own() throws IOException {
    Response sheet = made(files.sheet());
    assertThat(files.sheet()).matches("/site-[0-9a-f]{12}\\.css");
    assertThat(sheet.headers())
        .containsEntry("Content-Type", "text/css; charset=utf-8")
        .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
    assertThat(files.make(new Target("/site-000000000000.css", "", ""))).isEmpty();
  }

  @Test
  void the_sheet_is_light() throws IOException {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(made(files.sheet()).body());
    }
    assertThat(compressed.size()).isLessThanOrEqualTo(SHEET_MAX_BYTES);
  }

  @Test
  void nobody_asks_for_an_icon_in_vain() {
    assertThat(made(files.icon()).headers()).containsEntry("Content-Type", "image/svg+xml");
    assertThat(made("/favicon.ico").headers()).containsEntry("Location", files.icon());
  }

  private Response made(String path) {
    return files.make(new Target(path, "", "")).orElseThrow();
  }
}
