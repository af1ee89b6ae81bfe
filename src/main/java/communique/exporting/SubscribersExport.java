package communique.exporting;

import communique.alerts.Carried;
import communique.alerts.Carried.Ended;
import communique.alerts.Carried.Suspended;
import communique.alerts.Roll;
import communique.platform.Outcome;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Writes all subscribers into a file that another newsroom reads: CSV (RFC 4180) in UTF-8, a line
/// for each search of each of them, with the columns of [Carried#COLUMNS].
///
/// The file has addresses in it as nothing else here has, so only its owner may read it. It is
/// written beside its place under another name: what stands in its place is always whole.
public final class SubscribersExport {
  private final Roll roll;

  public SubscribersExport(Roll roll) {
    this.roll = roll;
  }

  /// What was written.
  ///
  /// @param standing lines of subscriptions that stand
  /// @param ended lines of those that ended
  public record Written(long standing, long ended) {}

  /// Writes it.
  ///
  /// @param reached is told of each part how many subscribers were gone through
  /// @return refused where there is something in its place
  public Outcome<Written> write(Path place, LongConsumer reached) throws IOException {
    if (Files.exists(place)) return Outcome.refused("", "export.there", place.toString());
    Path name = place.getFileName();
    if (name == null) throw new IOException(place + " is no file that could be made");
    Path unfinished = place.toAbsolutePath().resolveSibling(name + ".unfinished");
    Files.deleteIfExists(unfinished);
    try {
      make(unfinished);
      Written written = fill(unfinished, reached);
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
      return Outcome.done(written);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void make(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException e) {
      Files.createFile(file);
    }
  }

  private Written fill(Path file, LongConsumer reached) throws IOException {
    long[] count = new long[2];
    try (var csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
      csv.writeRecord(Carried.COLUMNS);
      roll.read(part -> {
        for (Carried one : part.all()) {
          csv.writeRecord(fields(one));
          count[one.ended() == null ? 0 : 1]++;
        }
        reached.accept(part.reached());
      });
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return new Written(count[0], count[1]);
  }

  /// In the order of the columns.
  private static List<String> fields(Carried one) {
    Ended ended = one.ended();
    Suspended suspended = one.suspended();
    return List.of(
        one.address(),
        one.wish().search().toString(),
        String.join(" ", one.wish().languages()),
        one.wish().frequency().slug(),
        one.locale().toLanguageTag(),
        one.zone(),
        one.askedAt().toString(),
        one.confirmedAt().toString(),
        one.source(),
        ended == null ? Carried.STANDING : ended.how().slug(),
        moment(ended == null ? null : ended.at()),
        one.pausedUntil() == null ? "" : one.pausedUntil().toString(),
        moment(suspended == null ? null : suspended.at()),
        suspended == null ? "" : suspended.why());
  }

  private static String moment(@Nullable Instant at) {
    return at == null ? "" : at.toString();
  }
}
