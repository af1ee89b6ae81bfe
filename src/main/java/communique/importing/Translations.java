package communique.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files of Markdown that say one thing in several languages: `visit.md` and `visit.ar.md`.
final class Translations {
  private static final Pattern NAME =
      Pattern.compile("(.+?)(\\.[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?\\.(?:md|markdown)");
  private static final Pattern DATE =
      Pattern.compile(
          "(?m)^(?:first-published|date|published)\\s*:\\s*[\"']?(\\d{4}-\\d\\d?-\\d\\d?[^\"'\\n]*)");
  private static final int START_BYTES = 8_192;

  private Translations() {}

  /// The files with each original before what was translated from it: the one whose name has no
  /// language, else the one with the earliest date. What has no translations stays where it is.
  static List<Path> inOrder(List<Path> files) {
    var groups = new LinkedHashMap<Path, List<Integer>>();
    for (int i = 0; i < files.size(); i++) {
      Matcher name = NAME.matcher(String.valueOf(files.get(i).getFileName()));
      if (name.matches())
        groups
            .computeIfAbsent(files.get(i).resolveSibling(name.group(1)), key -> new ArrayList<>(1))
            .add(i);
    }
    var ordered = new ArrayList<>(files);
    for (Map.Entry<Path, List<Integer>> group : groups.entrySet()) {
      List<Integer> places = group.getValue();
      if (places.size() < 2) continue;
      List<Path> sorted =
          places.stream()
              .map(files::get)
              .sorted(
                  Comparator.comparing(Translations::isOfALanguage)
                      .thenComparing(Translations::date))
              .toList();
      for (int i = 0; i < places.size(); i++) ordered.set(places.get(i), sorted.get(i));
    }
    return ordered;
  }

  private static boolean isOfALanguage(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() && name.group(2) != null;
  }

  /// Behind every date where none is found; why is said when the file is read.
  private static String date(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Matcher date = DATE.matcher(new String(in.readNBytes(START_BYTES), StandardCharsets.UTF_8));
      return date.find() ? date.group(1) : "9999";
    } catch (IOException e) {
      return "9999";
    }
  }
}
