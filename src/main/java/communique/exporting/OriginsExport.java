package communique.exporting;

import communique.platform.Database;
import communique.record.Announcement;
import communique.record.Edition;
import communique.record.Origin;
import communique.record.Origins;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes where things stood before they were imported, so that their old addresses still lead on.
/// Those of an announcement stand in the file that tells its history.
final class OriginsExport {
  private static final int FILE = 1_000;

  private OriginsExport() {}

  static void write(Folder folder, Database database) throws IOException {
    int file = 0;
    String address = "";
    String digest = "";
    while (true) {
      String from = address;
      String behind = digest;
      List<Origin> origins = database.reading(tx -> Origins.ofNoDocument(tx, from, behind, FILE));
      if (origins.isEmpty()) return;
      var out = new StringBuilder("origins:\n");
      for (Origin origin : origins)
        out.append("  - ").append(Quoted.value(members(origin))).append('\n');
      folder.write(String.format(Locale.ROOT, "about/origins-%04d.yaml", ++file), out.toString());
      address = origins.getLast().address();
      digest = origins.getLast().digest();
    }
  }

  /// An origin of an announcement, with the edition that it became.
  static Map<String, Object> of(Announcement announcement, Origin origin) {
    Map<String, Object> members = members(origin);
    announcement.editions(Locale.forLanguageTag(origin.locale())).stream()
        .filter(edition -> edition.n() == origin.n())
        .map(Edition::number)
        .findFirst()
        .ifPresent(number -> members.put("edition", number));
    return members;
  }

  private static Map<String, Object> members(Origin origin) {
    var members = new LinkedHashMap<String, Object>();
    members.put("address", origin.address());
    members.put("digest", origin.digest());
    members.put("what", origin.what().slug());
    members.put("path", origin.path());
    members.put("locale", origin.locale());
    put(members, "to", origin.leadsTo());
    if (origin.statedAt() != null) members.put("stated", origin.statedAt());
    put(members, "kept", origin.kept());
    return members;
  }

  private static void put(Map<String, Object> members, String name, String text) {
    if (!text.isEmpty()) members.put(name, text);
  }
}
