package communique.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Documents that are ZIP files inside: OOXML (ECMA-376) and OpenDocument (ISO 26300). What carries
/// a program is refused, and what would grow without measure when it is opened.
final class OfficeFile {
  private static final int ENTRIES_MAX = 10_000;
  private static final long UNPACKED_MAX = 256L << 20;

  /// How many times longer an entry of more than a megabyte may grow: text in XML reaches 50.
  private static final long RATIO_MAX = 200;

  /// A part that is read as a whole: what it says of itself, and where its sheets and slides are.
  private static final long PART_MAX = 32L << 20;

  private static final Set<String> PROGRAMS =
      Set.of(
          "exe", "dll", "com", "bat", "cmd", "ps1", "js", "vbs", "jar", "msi", "scr", "lnk", "hta");

  /// Documents that may hold macros, within another.
  private static final Set<String> WITH_MACROS =
      Set.of(
          "docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm", "ppam", "sldm");

  private OfficeFile() {}

  /// What a document says of itself.
  ///
  /// @param title empty where it says none
  /// @param pages pages, slides or sheets; 0 where it does not say
  record Facts(String title, int pages) {}

  /// Which document a ZIP file is; one that is none is refused as the archive that it is.
  static Sort sort(Path file) throws IOException, Unfit {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry types = zip.getEntry("[Content_Types].xml");
      ZipEntry mimetype = zip.getEntry("mimetype");
      String said = "";
      if (types != null) said = new String(part(zip, types), StandardCharsets.UTF_8);
      else if (mimetype != null)
        said = new String(part(zip, mimetype), StandardCharsets.US_ASCII).strip();
      // A part with macros may have any name; its type stands here.
      String lower = said.toLowerCase(Locale.ROOT);
      if (lower.contains("macroenabled") || lower.contains("vbaproject"))
        throw new Unfit("file.program", "a macro");
      for (Sort sort : List.of(Sort.DOCX, Sort.XLSX, Sort.PPTX))
        if (types != null && said.contains(sort.mediaType() + ".main+xml")) return sort;
      for (Sort sort : List.of(Sort.ODT, Sort.ODS, Sort.ODP))
        if (types == null && said.equals(sort.mediaType())) return sort;
    } catch (ZipException e) {
      throw new Unfit("file.broken", "it is a ZIP file without its end");
    }
    throw new Unfit("file.sort", "a ZIP file", Sort.all());
  }

  /// Reads a document from end to end.
  static Facts read(Path file, Sort sort) throws IOException, Unfit {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      measure(zip, java.nio.file.Files.size(file));
      return switch (sort) {
        case DOCX ->
            new Facts(
                word(zip, "docProps/core.xml", "title"),
                number(word(zip, "docProps/app.xml", "Pages")));
        case PPTX ->
            new Facts(
                word(zip, "docProps/core.xml", "title"),
                number(word(zip, "docProps/app.xml", "Slides")));
        case XLSX ->
            new Facts(
                word(zip, "docProps/core.xml", "title"), count(zip, "xl/workbook.xml", "sheet"));
        case ODT -> new Facts(word(zip, "meta.xml", "title"), attribute(zip, "page-count"));
        case ODS -> new Facts(word(zip, "meta.xml", "title"), attribute(zip, "table-count"));
        case ODP -> new Facts(word(zip, "meta.xml", "title"), count(zip, "content.xml", "page"));
        case JPEG, PNG, GIF, WEBP, PDF, CSV, TEXT, MARKDOWN, HTML ->
            throw new IllegalArgumentException(sort + " is no such document");
      };
    } catch (ZipException | XMLStreamException e) {
      throw new Unfit("file.broken", "what is in it cannot be read");
    }
  }

  /// Unpacks everything once, and throws it away: what the directory says of sizes is the word of
  /// whoever made the file.
  private static void measure(ZipFile zip, long size) throws IOException, Unfit {
    if (zip.size() > ENTRIES_MAX) throw new Unfit("file.bomb");
    long packed = 0;
    long left = UNPACKED_MAX;
    var buffer = new byte[1 << 16];
    for (ZipEntry entry : Collections.list(zip.entries())) {
      program(entry.getName());
      packed += Math.max(entry.getCompressedSize(), 0);
      // Entries that share their bytes are how a small file becomes endless.
      if (packed > size) throw new Unfit("file.bomb");
      long entryMax = Math.max(1 << 20, RATIO_MAX * Math.max(entry.getCompressedSize(), 1));
      long read = 0;
      try (InputStream in = zip.getInputStream(entry)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          read += n;
          left -= n;
          if (left < 0 || read > entryMax) throw new Unfit("file.bomb");
        }
      }
    }
  }

  private static void program(String name) throws Unfit {
    String lower = name.toLowerCase(Locale.ROOT);
    String ending = lower.substring(lower.lastIndexOf('.') + 1);
    if (lower.endsWith("vbaproject.bin")
        || lower.startsWith("basic/")
        || lower.startsWith("scripts/")
        || WITH_MACROS.contains(ending)) throw new Unfit("file.program", "a macro");
    if (lower.contains("/activex/")
        || lower.contains("/embeddings/oleobject")
        || PROGRAMS.contains(ending)) throw new Unfit("file.program", "a program");
  }

  private static byte[] part(ZipFile zip, ZipEntry entry) throws IOException, Unfit {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) PART_MAX + 1);
      if (bytes.length > PART_MAX) throw new Unfit("file.bomb");
      return bytes;
    }
  }

  /// The text of the first element with this name in a part; empty where there is none.
  private static String word(ZipFile zip, String part, String element)
      throws IOException, XMLStreamException, Unfit {
    ZipEntry entry = zip.getEntry(part);
    if (entry == null) return "";
    try (InputStream in = new ByteArrayInputStream(part(zip, entry))) {
      XMLStreamReader xml = reader(in);
      while (xml.hasNext())
        if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element))
          return xml.getElementText().strip();
    }
    return "";
  }

  private static int count(ZipFile zip, String part, String element)
      throws IOException, XMLStreamException, Unfit {
    ZipEntry entry = zip.getEntry(part);
    if (entry == null) return 0;
    int count = 0;
    try (InputStream in = new ByteArrayInputStream(part(zip, entry))) {
      XMLStreamReader xml = reader(in);
      while (xml.hasNext())
        if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element))
          count++;
    }
    return count;
  }

  private static int attribute(ZipFile zip, String name)
      throws IOException, XMLStreamException, Unfit {
    ZipEntry entry = zip.getEntry("meta.xml");
    if (entry == null) return 0;
    try (InputStream in = new ByteArrayInputStream(part(zip, entry))) {
      XMLStreamReader xml = reader(in);
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) continue;
        if (!xml.getLocalName().equals("document-statistic")) continue;
        for (int i = 0; i < xml.getAttributeCount(); i++)
          if (xml.getAttributeLocalName(i).equals(name)) return number(xml.getAttributeValue(i));
      }
    }
    return 0;
  }

  /// No document type, so no entity: what a document names elsewhere is not fetched, and nothing in
  /// it grows.
  private static XMLStreamReader reader(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory.createXMLStreamReader(in);
  }

  private static int number(String text) {
    return Optional.of(text).filter(t -> t.matches("[0-9]{1,6}")).map(Integer::parseInt).orElse(0);
  }

  static boolean isOffice(Sort sort) {
    return Arrays.asList(Sort.DOCX, Sort.XLSX, Sort.PPTX, Sort.ODT, Sort.ODS, Sort.ODP)
        .contains(sort);
  }
}
