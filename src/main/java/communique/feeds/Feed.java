package communique.feeds;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// One document of a feed, whatever its format. Every address in it is absolute.
///
/// @param id a URN, for ever and in all of its documents the same
/// @param author the newsroom
/// @param page the page that it belongs to
/// @param self its own address
/// @param current the live document's address in an archive document; empty in the live one
/// @param previous the address of the archive document before it; empty where there is none
/// @param translations the same feed in the newsroom's other locales
/// @param entries the newest first
/// @param deletions what is to be taken away again by those who have it
record Feed(
    String id,
    Locale locale,
    String title,
    String subtitle,
    Instant updated,
    Party author,
    String page,
    String self,
    String current,
    String previous,
    List<Translation> translations,
    List<Entry> entries,
    List<Deletion> deletions) {
  boolean isArchive() {
    return !current.isEmpty();
  }

  /// An announcement in one locale.
  ///
  /// @param id a URN, for ever the same, whatever becomes of the announcement
  /// @param page its address
  /// @param html what it says, for readers elsewhere
  /// @param updated when it last changed in substance
  /// @param author the organisation that leads, else the newsroom
  /// @param contributors the organisations that support it
  /// @param image the address of the picture that stands for it; empty where none does
  /// @param enclosures its files, pictures and recordings, the picture that stands for it first
  record Entry(
      String id,
      String page,
      String title,
      String summary,
      String html,
      Instant published,
      Instant updated,
      Party author,
      List<Party> contributors,
      List<Category> categories,
      String image,
      List<Enclosure> enclosures) {}

  /// An entry that was withdrawn or taken down.
  ///
  /// @param why in `whyIn`; empty where nobody said
  record Deletion(String id, Instant when, String why, Locale whyIn) {}

  /// Somebody who says something, and their page.
  ///
  /// @param in the language of the name, which may not be the feed's
  record Party(String name, Locale in, String page) {}

  /// @param scheme what sort of thing it is, as an address
  /// @param term its name for programs
  /// @param label its name for people
  /// @param in the language of the label, which may not be the feed's
  record Category(String scheme, String term, String label, Locale in) {}

  record Translation(Locale locale, String feed) {}
}
