package communique.site;

import communique.language.Markup;
import communique.language.Messages;
import communique.record.Attachment;
import communique.record.Content;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What became of the files, pictures and films of an announcement from one version to another.
///
/// @param replaced those that have the same name and other bytes
record FilesChanged(List<Attachment> added, List<Attachment> removed, List<Attachment> replaced) {
  static FilesChanged between(Content was, Content is) {
    Map<String, Attachment> before = byName(was);
    Map<String, Attachment> after = byName(is);
    return new FilesChanged(
        is.attachments().stream().filter(one -> !before.containsKey(one.name())).toList(),
        was.attachments().stream().filter(one -> !after.containsKey(one.name())).toList(),
        is.attachments().stream()
            .filter(one -> {
              Attachment old = before.get(one.name());
              return old != null && !old.digest().equals(one.digest());
            })
            .toList());
  }

  private static Map<String, Attachment> byName(Content content) {
    return content.attachments().stream()
        .collect(Collectors.toMap(Attachment::name, Function.identity(), (a, b) -> a));
  }

  boolean none() {
    return added.isEmpty() && removed.isEmpty() && replaced.isEmpty();
  }

  /// A line for each sort of change: `Added plan.pdf`.
  List<RawString> lines(Messages m) {
    var lines = new ArrayList<RawString>();
    line(m, "updates.files-added", added, lines);
    line(m, "updates.files-removed", removed, lines);
    line(m, "updates.files-replaced", replaced, lines);
    return List.copyOf(lines);
  }

  private static void line(Messages m, String key, List<Attachment> files, List<RawString> into) {
    if (!files.isEmpty())
      into.add(
          m.html(key, m.list(files.stream().map(FilesChanged::name).map(Markup::name).toList())));
  }

  /// Its name as its author gave it; of a film, whose name is an address, its title.
  static String name(Attachment one) {
    return one.film() == null ? one.name() : one.words();
  }
}
