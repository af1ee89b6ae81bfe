package communique.importing;

/// Says of an item what it is and where it stood.
///
/// @param file as it was named
/// @param place in that file: `line 3`; empty where it is all of it
/// @param sort by which the summary counts it: `press_release`
/// @param slug that it will have here; empty where none is known
/// @param locale of its text as its source writes it; empty for the newsroom's first
/// @param id by which its source knows it in all its locales; empty where it has none
/// @param address its path there, `/government/news/visit.ar`; empty where it had none
/// @param digest SHA-256 of what came, in hexadecimal; empty where it has no address
/// @param bytes how much it takes while it waits, roughly
record Mark(
    String file,
    String place,
    String sort,
    String slug,
    String locale,
    String id,
    String address,
    String digest,
    int bytes) {
  /// Of something of which no more is known than where it stood.
  static Mark at(String file, String place) {
    return new Mark(file, place, "unreadable", "", "", "", "", "", 0);
  }

  /// As a message names it: `items.jsonl, line 3`.
  String shown() {
    return place.isEmpty() ? file : file + ", " + place;
  }
}
