package communique.shelf;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// The bytes of what is on the shelf: segments of a fixed size, filled one after the other; where
/// the shelf is full, the oldest goes as a whole.
///
/// A segment is written through its channel and read through a mapping, so that a full disk is an
/// exception at the writer and never a fault at a reader, and so that the system's page cache, not
/// the heap, holds what is asked for. Its file has no name any more once it is open: whatever ends
/// this process, its space is free again, and no start ever reads what an earlier process left.
final class ShelfFile {
  private final Path folder;
  private final int segmentBytes;
  private final int segmentsMax;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private volatile int dropped;

  ShelfFile(Path folder, int segmentBytes, int segmentsMax) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.segmentsMax = segmentsMax;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A part of the file that was dropped holds nothing any more.
  static final class Segment {
    private final FileChannel channel;
    private final MappedByteBuffer mapped;
    private int used;
    private volatile boolean dropped;

    private Segment(FileChannel channel, MappedByteBuffer mapped) {
      this.channel = channel;
      this.mapped = mapped;
    }
  }

  /// Where some bytes stand.
  record Place(Segment segment, int offset, int length) {
    boolean there() {
      return !segment.dropped;
    }

    /// The bytes, outside the heap and never copied. They stay readable as long as the buffer is
    /// held, even when the segment has been dropped since.
    ByteBuffer bytes() {
      return segment.mapped.slice(offset, length).asReadOnlyBuffer();
    }
  }

  /// Adds bytes.
  ///
  /// @throws IOException when they cannot be written, as on a full disk, or are larger than a
  ///   segment
  synchronized Place add(byte[] bytes) throws IOException {
    if (bytes.length > segmentBytes)
      throw new IOException(bytes.length + " bytes do not fit on the shelf");
    Segment segment = segments.peekLast();
    if (segment == null || segment.used + bytes.length > segmentBytes) {
      segment = open();
      segments.addLast(segment);
      if (segments.size() > segmentsMax) drop(segments.removeFirst());
    }
    var buffer = ByteBuffer.wrap(bytes);
    int offset = segment.used;
    while (buffer.hasRemaining()) segment.channel.write(buffer, offset + buffer.position());
    segment.used += bytes.length;
    return new Place(segment, offset, bytes.length);
  }

  private Segment open() throws IOException {
    Path file = Files.createTempFile(folder, "shelf", "");
    try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.setLength(segmentBytes);
      // The channel that writes is another one, as closing this file would close its own.
      FileChannel channel = FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE);
      return new Segment(
          channel, opened.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, segmentBytes));
    } finally {
      Files.delete(file);
    }
  }

  /// How many segments have been dropped.
  int dropped() {
    return dropped;
  }

  // Only under the lock of add.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void drop(Segment segment) throws IOException {
    segment.dropped = true;
    dropped++;
    segment.channel.close();
  }
}
