package communique.cli;

import communique.platform.Json;
import communique.platform.Refusal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands behind `--refusals`: a line of JSON for each thing that is wrong.
final class RefusalFile implements AutoCloseable {
  private final @Nullable BufferedWriter out;

  private RefusalFile(@Nullable BufferedWriter out) {
    this.out = out;
  }

  /// @param path null where nobody asked for one
  static RefusalFile at(@Nullable Path path) throws IOException {
    return new RefusalFile(path == null ? null : Files.newBufferedWriter(path));
  }

  /// @param where members that say where it stands, in order
  void write(Map<String, Object> where, Refusal refusal) {
    if (out == null) return;
    var line = new LinkedHashMap<>(where);
    line.put("reason", refusal.detail());
    line.put("mend", refusal.mend());
    try {
      out.write(Json.write(line));
      out.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) out.close();
  }
}
