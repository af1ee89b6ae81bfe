package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import communique.record.EachDatabase;
import communique.record.TestNewsroom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachDatabase
class AlertKeysTest {
  @Test
  void all_who_begin_at_once_have_one_key_that_only_its_owner_reads(
      TestNewsroom newsroom, @TempDir Path data) throws Exception {
    int many = 8;
    var begin = new CountDownLatch(1);
    var signatures = new HashSet<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<byte[]>>();
      for (int i = 0; i < many; i++) {
        Callable<byte[]> signs =
            () -> {
              begin.await();
              return new AlertKeys(newsroom.database(), data).sign(new byte[] {1});
            };
        asked.add(threads.submit(signs));
      }
      begin.countDown();
      for (Future<byte[]> one : asked) signatures.add(HexFormat.of().formatHex(one.get()));
    }
    assertThat(signatures).hasSize(1);
    Path folder = data.resolve("keys");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("alerts.key"));
    }
    Path key = folder.resolve("alerts.key");
    assertThat(Files.readString(key)).matches("[A-Za-z0-9+/]{43}=\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }
}
