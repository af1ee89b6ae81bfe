package communique.files;

import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.text.Body;
import communique.text.Text;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The files of all announcements, each under the SHA-256 of its bytes: `files/ab/cdef…`, and
/// beside a picture its smaller sizes.
///
/// A file is written under another name, forced to the disk, and only then named: whatever instant
/// the process dies at, what has its name is whole. A picture's sizes get their names before the
/// picture does, so that a picture that is there has all of them. Nobody is told of a file before
/// its folder is on the disk too; an edition that names it is committed later still.
public final class KeptFiles {
  /// A picture may have that many bytes as it is given.
  public static final long PICTURE_MAX = 20L << 20;

  /// Any other file may have that many.
  public static final long DOCUMENT_MAX = 50L << 20;

  /// What nobody names any more stays that long, as somebody may be about to: a file comes before
  /// the draft or the edition that names it.
  public static final Duration GRACE = Duration.ofDays(1);

  private static final int TEXT_MAX = 1 << 20;
  private static final int[] WIDTHS = {320, 640, 960, 1280, 1920};
  private static final String WEBP = "image/webp";
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,98}\\.[A-Za-z0-9]{2,5}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int BATCH = 500;

  /// One file is decoded at a time, as one may take 200 MB while it is.
  private static final Semaphore ONE = new Semaphore(1, true);

  private final Path folder;
  private final Path arriving;

  /// @param data the data folder
  public KeptFiles(Path data) {
    this.folder = data.resolve("files");
    this.arriving = folder.resolve("arriving");
  }

  /// Takes a file in, whole or not at all.
  ///
  /// @param place where the caller's input named it, for a refusal
  /// @param name as its author calls it, whose ending must agree with its bytes
  /// @param in read to its end, and not further than a file may be long; not closed
  public Outcome<Kept> take(String place, String name, InputStream in) {
    return take(place, name, in, "");
  }

  /// Takes in again what a newsroom kept before. Its bytes stay as they are, so that whatever names
  /// them by their digest still does; a picture's sizes are made anew.
  ///
  /// @param place where the caller's input named it, for a refusal
  /// @param digest that its bytes must have
  public Outcome<Kept> again(String place, String digest, Path file) {
    String name = String.valueOf(file.getFileName());
    try (InputStream in = Files.newInputStream(file)) {
      return take(place, name, in, digest);
    } catch (IOException e) {
      return unreadable(place, e);
    }
  }

  /// @param digest that the bytes must have, and keep; empty for what is new
  private Outcome<Kept> take(String place, String name, InputStream in, String digest) {
    if (!NAME.matcher(name).matches())
      return Outcome.refused(place, "file.name-malformed", shown(name));
    List<Path> made = new ArrayList<>();
    try {
      Files.createDirectories(arriving);
      Path arrived = arriving(made);
      long most = Sort.named(name).filter(Sort::isPicture).isPresent() ? PICTURE_MAX : DOCUMENT_MAX;
      long bytes = write(in, arrived, most);
      if (bytes > most) return Outcome.refused(place, "file.too-long", shown(name), most >> 20);
      ONE.acquireUninterruptibly();
      try {
        return Outcome.done(kept(arrived, name, bytes, digest, made));
      } finally {
        ONE.release();
      }
    } catch (Unfit unfit) {
      return new Outcome.Refused<>(
          List.of(new Refusal(place, unfit.key(), arguments(unfit, name))));
    } catch (SourceBroke broke) {
      return Outcome.refused(place, "file.broke-off", shown(name));
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return Outcome.refused(place, "file.not-kept", shown(name), shown(why));
    } finally {
      for (Path path : made) discard(path);
    }
  }

  /// Takes a file from the disk.
  public Outcome<Kept> take(String place, String name, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return take(place, name, in);
    } catch (IOException e) {
      return unreadable(place, e);
    }
  }

  private static Outcome<Kept> unreadable(String place, IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Outcome.refused(place, "file.unreadable", shown(why));
  }

  private Kept kept(Path arrived, String name, long bytes, String known, List<Path> made)
      throws IOException, Unfit {
    if (!known.isEmpty() && !digest(arrived).equals(known)) throw new Unfit("file.other");
    Sort sort = Sniffed.sort(arrived, name);
    if (sort.isPicture()) return picture(arrived, sort, !known.isEmpty(), made);
    if (sort == Sort.MARKDOWN || sort == Sort.HTML) {
      if (bytes > TEXT_MAX) throw new Unfit("file.too-long", 1);
      var dialect = sort == Sort.HTML ? Body.Dialect.HTML : Body.Dialect.GOVSPEAK;
      if (Text.problem(new Body(dialect, Files.readString(arrived))).isPresent())
        throw new Unfit("file.broken", "its text nests too deeply, or is too long to be a page");
    }
    String title = "";
    int pages = 0;
    if (sort == Sort.PDF) {
      var facts = PdfFile.read(arrived);
      title = facts.title();
      pages = facts.pages();
    } else if (OfficeFile.isOffice(sort)) {
      var facts = OfficeFile.read(arrived, sort);
      title = facts.title();
      pages = facts.pages();
    }
    String digest = digest(arrived);
    name(List.of(new Named(arrived, path(digest))));
    return new Kept(digest, sort.mediaType(), bytes, line(title), pages, 0, 0, List.of());
  }

  /// @param again whether it was written here, or by another newsroom, and stays as it is
  private Kept picture(Path arrived, Sort sort, boolean again, List<Path> made)
      throws IOException, Unfit {
    if (again && !Written.here(arrived, sort)) throw new Unfit("file.other");
    if (again) {
      // Many announcements have the same picture, which is decoded for the first of them.
      String known = digest(arrived);
      PictureHeader header = PictureHeader.read(arrived, sort);
      if (renewed(known)) return picture(known, sort.mediaType(), header.width(), header.height());
    }
    BufferedImage picture = Pictures.read(arrived, sort);
    boolean photograph =
        sort == Sort.JPEG || (sort == Sort.WEBP && !picture.getColorModel().hasAlpha());
    String type = photograph ? Sort.JPEG.mediaType() : Sort.PNG.mediaType();
    Path whole = again ? arrived : arriving(made);
    if (!again) Pictures.write(picture, type, whole);
    String digest = digest(whole);
    List<Integer> widths = widths(picture.getWidth());
    var named = new ArrayList<Named>();
    if (!renewed(digest)) {
      for (int width : widths) {
        BufferedImage smaller = Pictures.resized(picture, width);
        named.add(size(smaller, digest, width, type, made));
        named.add(size(smaller, digest, width, WEBP, made));
      }
      named.add(size(picture, digest, picture.getWidth(), WEBP, made));
    }
    named.add(new Named(whole, path(digest)));
    name(named);
    return picture(digest, type, picture.getWidth(), picture.getHeight());
  }

  private Kept picture(String digest, String type, int width, int height) throws IOException {
    return new Kept(digest, type, Files.size(path(digest)), "", 0, width, height, widths(width));
  }

  private static List<Integer> widths(int whole) {
    return Arrays.stream(WIDTHS).filter(width -> width < whole).boxed().toList();
  }

  private Named size(BufferedImage picture, String digest, int width, String type, List<Path> made)
      throws IOException {
    Path file = arriving(made);
    Pictures.write(picture, type, file);
    return new Named(file, size(digest, width, type));
  }

  /// The file with these bytes; empty where it is not kept here.
  public Optional<Path> find(String digest) {
    return DIGEST.matcher(digest).matches()
        ? Optional.of(path(digest)).filter(Files::isRegularFile)
        : Optional.empty();
  }

  /// A picture in another size or type; empty where it was not made.
  public Optional<Path> find(String digest, int width, String mediaType) {
    return DIGEST.matcher(digest).matches()
        ? Optional.of(size(digest, width, mediaType)).filter(Files::isRegularFile)
        : Optional.empty();
  }

  /// The text of a file that is one.
  ///
  /// @throws UncheckedIOException when it is not there any more
  public String text(String digest) {
    try {
      String text = Files.readString(path(digest));
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Throws away what nobody names and nobody has given for a day.
  ///
  /// @param named which of some digests anything names: an edition, a draft
  /// @return how many files went, a picture with its sizes counted as one
  public int sweep(Instant now, Function<Collection<String>, Set<String>> named) {
    int gone = 0;
    Instant before = now.minus(GRACE);
    try {
      if (!Files.isDirectory(folder)) return 0;
      for (Path left : list(arriving)) if (older(left, before)) discard(left);
      for (Path drawer : list(folder)) {
        if (drawer.equals(arriving) || !Files.isDirectory(drawer)) continue;
        List<String> old =
            list(drawer).stream()
                .filter(file -> older(file, before))
                .map(file -> digest(drawer, file))
                .filter(digest -> DIGEST.matcher(digest).matches())
                .distinct()
                .toList();
        for (int i = 0; i < old.size(); i += BATCH)
          gone += remove(old.subList(i, Math.min(i + BATCH, old.size())), before, named);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return gone;
  }

  /// Throws away what nobody names any more at once: the law wants it gone.
  ///
  /// @param named as in [#sweep(Instant, Function)]
  public int forget(Collection<String> digests, Function<Collection<String>, Set<String>> named) {
    try {
      return remove(List.copyOf(digests), Instant.MAX, named);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks who names them only when nobody can give them anew: whoever takes a file holds the lock
  /// together with others, and leaves it younger than `before`.
  private int remove(
      List<String> digests, Instant before, Function<Collection<String>, Set<String>> named)
      throws IOException {
    int gone = 0;
    try (FileChannel channel = lock();
        FileLock alone = channel.lock()) {
      Set<String> kept = named.apply(digests);
      for (String digest : digests) {
        Path whole = path(digest);
        boolean young = Files.exists(whole) && !before.equals(Instant.MAX) && !older(whole, before);
        if (kept.contains(digest) || young) continue;
        // The picture goes before its sizes, as it came after them.
        Files.deleteIfExists(whole);
        Path drawer = drawer(digest);
        for (Path size : list(drawer))
          if (digest(drawer, size).equals(digest)) Files.deleteIfExists(size);
        gone++;
      }
    }
    return gone;
  }

  /// A file under a passing name, and the name that it shall have.
  private record Named(Path file, Path name) {}

  private void name(List<Named> files) throws IOException {
    try (FileChannel channel = lock();
        FileLock together = channel.lock(0, Long.MAX_VALUE, true)) {
      var drawers = new LinkedHashSet<Path>();
      for (Named one : files) {
        Path drawer = Objects.requireNonNull(one.name().getParent());
        drawers.add(drawer);
        if (Files.exists(one.name())) {
          // It is young again: whoever sweeps leaves it to whoever gave it now.
          Files.setLastModifiedTime(one.name(), FileTime.from(Instant.now()));
          continue;
        }
        if (!Files.isDirectory(drawer)) {
          Files.createDirectories(drawer);
          force(folder);
        }
        Files.move(one.file(), one.name(), StandardCopyOption.ATOMIC_MOVE);
      }
      for (Path drawer : drawers) force(drawer);
    }
  }

  /// Whether a file is kept already; it is young again then, so that nobody sweeps it away now.
  private boolean renewed(String digest) throws IOException {
    try (FileChannel channel = lock();
        FileLock together = channel.lock(0, Long.MAX_VALUE, true)) {
      if (!Files.exists(path(digest))) return false;
      Files.setLastModifiedTime(path(digest), FileTime.from(Instant.now()));
      return true;
    }
  }

  private FileChannel lock() throws IOException {
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve("lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  /// A folder's own entries are on the disk only when it is forced there itself.
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Whoever sends broke off; the fault is not the disk's.
  private static final class SourceBroke extends IOException {
    private static final long serialVersionUID = 1;

    SourceBroke(IOException cause) {
      super(cause);
    }
  }

  /// @return how many bytes came, one more than `most` where there are more
  private static long write(InputStream in, Path to, long most) throws IOException {
    long bytes = 0;
    var buffer = new byte[1 << 16];
    try (FileChannel channel =
        FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (true) {
        int read = read(in, buffer);
        if (read < 0) break;
        bytes += read;
        if (bytes > most) return bytes;
        var part = ByteBuffer.wrap(buffer, 0, read);
        while (part.hasRemaining()) channel.write(part);
      }
      channel.force(true);
    }
    return bytes;
  }

  private static int read(InputStream in, byte[] buffer) throws SourceBroke {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new SourceBroke(e);
    }
  }

  private Path arriving(List<Path> made) {
    Path path = arriving.resolve(UUID.randomUUID().toString());
    made.add(path);
    return path;
  }

  private Path path(String digest) {
    return drawer(digest).resolve(digest.substring(2));
  }

  private Path drawer(String digest) {
    return folder.resolve(digest.substring(0, 2));
  }

  private Path size(String digest, int width, String mediaType) {
    Path whole = path(digest);
    return whole.resolveSibling(
        whole.getFileName() + "." + width + "." + Sort.of(mediaType).ending());
  }

  private static String digest(Path drawer, Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    return drawer.getFileName() + (dot < 0 ? name : name.substring(0, dot));
  }

  private static boolean older(Path file, Instant before) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (IOException e) {
      // Another sweeps too, and was quicker.
      return false;
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void discard(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // It is swept in a day.
      return;
    }
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      var sha = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) sha.update(buffer, 0, n);
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A title as one line of plain characters; a file may hold anything there.
  private static String line(String title) {
    String plain = title.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]+", " ").strip();
    return plain.length() > 300 ? plain.substring(0, 300) : plain;
  }

  private static List<Object> arguments(Unfit unfit, String name) {
    var all = new ArrayList<Object>();
    all.add(shown(name));
    all.addAll(unfit.arguments());
    return all;
  }

  private static String shown(String text) {
    String plain = text.replaceAll("\\p{C}", "?");
    return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
  }
}
