package communique.importing;

import communique.importing.Post.Enclosure;
import communique.importing.Post.Label;
import communique.record.TagKind;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// Gathers what an entry of a feed says, element by element, until it is a [Post].
final class FeedEntry {
  /// Of what is kept without a counterpart, this many characters.
  private static final int KEPT_MAX = 1 << 16;

  private final ZoneId zone;
  String id = "";
  String link = "";
  String language = "";
  String base = "";
  String title = "";
  String summary = "";
  String content = "";
  @Nullable Instant published;
  @Nullable Instant updated;
  final List<String> alternates = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final List<Enclosure> enclosures = new ArrayList<>();
  private final Map<String, Object> kept = new LinkedHashMap<>();
  private final List<String> badDates = new ArrayList<>();
  private int keptCharacters;
  boolean overflowed;

  FeedEntry(ZoneId zone) {
    this.zone = zone;
  }

  /// A date that is malformed is remembered, as the entry is refused for it.
  @Nullable Instant date(String text) {
    if (text.isBlank()) return null;
    Optional<Instant> at = FeedDates.read(text, zone);
    if (at.isEmpty()) badDates.add(text.strip());
    return at.orElse(null);
  }

  List<String> badDates() {
    return badDates;
  }

  /// What it is filed under; a scheme that ends in one of our plurals says which kind of tag it is.
  void category(String term, String label, String scheme) {
    String name = line(label.isBlank() ? term : label);
    if (name.isEmpty()) return;
    TagKind kind = TagKind.read(last(scheme)).orElse(TagKind.TOPIC);
    label(new Label(kind, term.equals(label) ? "" : last(term), name));
  }

  /// Who wrote it: a person, unless its page says that it is something else.
  void author(String name, String page) {
    String line = line(name);
    if (line.isEmpty()) return;
    TagKind kind = TagKind.PERSON;
    String slug = "";
    String[] segments = path(page).split("/", -1);
    if (segments.length == 3) {
      Optional<TagKind> said = TagKind.read(segments[1]);
      if (said.isPresent()) {
        kind = said.get();
        slug = segments[2].replaceFirst("\\..*", "");
      }
    }
    label(new Label(kind, slug, line));
  }

  private void label(Label label) {
    if (labels.stream()
        .noneMatch(
            one -> one.kind() == label.kind() && one.title().equalsIgnoreCase(label.title())))
      labels.add(label);
  }

  void enclosure(String address, String type, String bytes, String title) {
    if (address.isBlank()) return;
    long length;
    try {
      length = Math.max(0, Long.parseLong(bytes.strip()));
    } catch (NumberFormatException e) {
      length = 0;
    }
    enclosures.add(new Enclosure(resolved(address), type.strip(), length, line(title), ""));
  }

  /// Something without a counterpart here.
  void keep(String name, String text) {
    if (text.isBlank() || keptCharacters + text.length() > KEPT_MAX) {
      overflowed |= !text.isBlank();
      return;
    }
    keptCharacters += text.length();
    kept.merge(
        name,
        text.strip(),
        (before, more) -> {
          var all = new ArrayList<Object>();
          if (before instanceof List<?> list) all.addAll(list);
          else all.add(before);
          all.add(more);
          return all;
        });
  }

  String resolved(String address) {
    String stripped = address.strip();
    try {
      return base.isEmpty() ? stripped : URI.create(base).resolve(stripped).toString();
    } catch (IllegalArgumentException e) {
      return stripped;
    }
  }

  /// @param group the entry that this is a translation of; empty for none
  Post post(String group) {
    String known = id.isBlank() ? link : id.strip();
    return new Post(
        known.isEmpty() ? title : known,
        group.isEmpty() ? (known.isEmpty() ? title : known) : group,
        link,
        "",
        language,
        published,
        updated,
        title,
        summary,
        content.isBlank()
            ? summary.isBlank() ? "" : "<p>" + org.jsoup.nodes.Entities.escape(summary)
            : content,
        List.copyOf(labels),
        List.copyOf(enclosures),
        kept,
        overflowed);
  }

  /// Text of the web as one plain line.
  static String plain(String html) {
    return line(html.indexOf('<') < 0 && html.indexOf('&') < 0 ? html : Jsoup.parse(html).text());
  }

  static String line(String text) {
    return Wording.bare(text);
  }

  static String path(String address) {
    try {
      String path = URI.create(address.strip()).getPath();
      return path == null ? "" : path;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  static String last(String address) {
    String path = address.strip();
    while (path.endsWith("/")) path = path.substring(0, path.length() - 1);
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
