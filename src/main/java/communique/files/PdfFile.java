package communique.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// PDF (ISO 32000): title and pages, and whether anything in it acts by itself. A script, a form
/// that is a program, the start of another program and a file within are refused wherever they
/// stand, also where no page leads to them.
final class PdfFile {
  private static final int OBJECTS_MAX = 1_000_000;

  /// What a stream of objects may unpack to, and all of them together.
  private static final long UNPACKED_MAX = 128L << 20;

  private static final int TAIL = 2_048;
  private static final int DICTIONARY_MAX = 4_096;

  /// Actions that run something (§12.6.4), or fetch it.
  private static final Set<String> ACTIONS =
      Set.of(
          "JavaScript",
          "Launch",
          "ImportData",
          "SubmitForm",
          "Rendition",
          "GoToE",
          "RichMediaExecute");

  private static final Map<String, String> KEYS =
      Map.of(
          "JS", "a script",
          "JavaScript", "a script",
          "XFA", "a form that is a program (XFA)",
          "EmbeddedFiles", "a file within",
          "EF", "a file within",
          "RichMedia", "a film that is a program");

  /// Streams that hold other objects (§7.5.7, §7.5.8).
  private static final Pattern PACKED = Pattern.compile("/(?:ObjStm|XRef)\\b");

  private static final Pattern FILTER =
      Pattern.compile("/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL|BrotliDecode)\\b");

  private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");

  private PdfFile() {}

  /// What a document says of itself.
  record Facts(String title, int pages) {}

  static Facts read(Path file) throws IOException, Unfit {
    String tail = new String(Sniffed.tail(file, TAIL), StandardCharsets.ISO_8859_1);
    if (!tail.contains("%%EOF")) throw new Unfit("file.broken", "its end is missing");
    measure(file);
    try (PDDocument document =
        Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
      if (document.isEncrypted()) throw new Unfit("file.locked");
      inert(document);
      int pages = document.getNumberOfPages();
      // The file says it itself, and may say anything.
      if (pages < 1) throw new Unfit("file.broken", "it has no page");
      String title = document.getDocumentInformation().getTitle();
      return new Facts(title == null ? "" : title.strip(), pages);
    } catch (InvalidPasswordException e) {
      throw new Unfit("file.locked");
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      // The parser is not ours; what it stumbles over is a file that readers would stumble over.
      throw new Unfit("file.broken", "it is not what a PDF has to be");
    }
  }

  /// The streams that hold other objects are unpacked into memory by whoever reads the file; here
  /// they are unpacked to nowhere first, and counted.
  private static void measure(Path file) throws IOException, Unfit {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    long left = UNPACKED_MAX;
    int before = 0;
    for (int at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 6)) {
      String dictionary = text.substring(Math.max(before, at - DICTIONARY_MAX), at);
      before = at + 6;
      if (dictionary.endsWith("end")) continue;
      // A name may be written in numbers (§7.3.5).
      String names =
          ESCAPE
              .matcher(dictionary)
              .replaceAll(found ->
                  Matcher.quoteReplacement(
                      String.valueOf((char) Integer.parseInt(found.group(1), 16))));
      if (!PACKED.matcher(names).find()) continue;
      if (FILTER.matcher(names).results().count() > 1) throw new Unfit("file.bomb");
      int from = at + 6;
      while (from < bytes.length && (bytes[from] == '\r' || bytes[from] == '\n')) from++;
      left -= unpacked(bytes, from, left);
      if (left < 0) throw new Unfit("file.bomb");
    }
  }

  /// The length of what is packed from here on, as far as it is not beyond `most`.
  private static long unpacked(byte[] bytes, int from, long most) {
    var inflater = new Inflater();
    var buffer = new byte[1 << 16];
    long length = 0;
    try {
      inflater.setInput(bytes, from, bytes.length - from);
      for (int n = inflater.inflate(buffer); n > 0 && length <= most; n = inflater.inflate(buffer))
        length += n;
    } catch (DataFormatException e) {
      // It is packed in another way, or not at all: what came out so far is all that grows.
      return length;
    } finally {
      inflater.end();
    }
    return length;
  }

  private static void inert(PDDocument document) throws IOException, Unfit {
    Deque<COSBase> open = new ArrayDeque<>();
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    open.add(document.getDocument().getTrailer());
    for (COSObjectKey key : List.copyOf(document.getDocument().getXrefTable().keySet()))
      open.add(document.getDocument().getObjectFromPool(key));
    while (!open.isEmpty()) {
      COSBase next = open.poll();
      COSBase base = next instanceof COSObject object ? object.getObject() : next;
      if (base == null || !seen.add(base)) continue;
      if (seen.size() > OBJECTS_MAX) throw new Unfit("file.bomb");
      if (base instanceof COSArray array) array.forEach(one -> push(open, one));
      if (base instanceof COSDictionary dictionary) inert(dictionary, open);
    }
  }

  private static void inert(COSDictionary dictionary, Deque<COSBase> open) throws Unfit {
    for (var entry : dictionary.entrySet()) {
      String name = entry.getKey().getName();
      String found = KEYS.get(name);
      boolean empty = entry.getValue() instanceof COSDictionary inner && inner.size() == 0;
      if (found != null && !empty) throw new Unfit("file.program", found);
      push(open, entry.getValue());
    }
    COSBase action = dictionary.getDictionaryObject(COSName.S);
    if (action instanceof COSName name && ACTIONS.contains(name.getName()))
      throw new Unfit(
          "file.program",
          name.getName().equals("JavaScript") ? "a script" : "an action (" + name.getName() + ")");
  }

  private static void push(Deque<COSBase> open, COSBase base) {
    if (base instanceof COSObject || base instanceof COSArray || base instanceof COSDictionary)
      open.add(base);
  }
}
