package communique.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.platform.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeLockTest {
  @TempDir private Path folder;

  @Test
  void a_folder_is_served_once_and_again_when_that_has_ended() {
    try (var lock = ServeLock.take(sqlite())) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> ServeLock.take(sqlite()))
          .isInstanceOf(ServeLock.Refused.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("COMMUNIQUE_DATA");
    }
    ServeLock.take(sqlite()).close();
  }

  @Test
  void a_lock_that_a_dead_process_left_behind_keeps_nobody_out() throws IOException {
    Files.writeString(folder.resolve("serve.lock"), "4711");

    ServeLock.take(sqlite()).close();
  }

  @Test
  void many_processes_may_serve_from_postgresql() {
    var settings =
        Settings.from(
            Map.of(
                "COMMUNIQUE_DATA",
                folder.toString(),
                "COMMUNIQUE_DATABASE",
                "postgresql://a:b@localhost/c"));
    try (var one = ServeLock.take(settings);
        var other = ServeLock.take(settings)) {
      assertThat(one).isNotSameAs(other);
    }
  }

  private Settings sqlite() {
    return Settings.from(Map.of("COMMUNIQUE_DATA", folder.toString()));
  }
}
