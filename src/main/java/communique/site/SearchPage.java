package communique.site;

import communique.frame.Frame;
import communique.frame.Frame.Feed;
import communique.frame.Link;
import communique.frame.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// What the finder shows.
///
/// @param typed the words as they were typed
/// @param action the address that forms lead to
/// @param count how many there are, in words
/// @param notices what the reader should know of how the question was read
/// @param suggestion asks whether other words were meant; empty where there are none
/// @param removals what the search is narrowed by, each with the address without it
/// @param groups what it can be narrowed by
/// @param narrowed whether it is
/// @param from the first day, `2026-11-26`, or empty
/// @param to the last day, or empty
/// @param orders the orders that answers may stand in
/// @param byDate whether the newest stand first
/// @param history whether all versions count
/// @param tips what may help where nothing is found
/// @param next the address of the next ones; empty where there are none
/// @param first the address of the first ones; empty on their page
/// @param feeds of the same search
/// @param alerts where alerts of it are asked for
@CheckedTemplate(basePath = "site", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SearchPage(
    Frame frame,
    String typed,
    String action,
    String count,
    List<String> notices,
    RawString suggestion,
    List<Link> removals,
    List<Group> groups,
    boolean narrowed,
    String from,
    String to,
    List<Sorted> orders,
    boolean byDate,
    boolean history,
    List<Answer> answers,
    List<Link> tips,
    List<Link> help,
    String next,
    String first,
    List<Feed> feeds,
    String alerts)
    implements TemplateInstance {
  /// A field.
  ///
  /// @param name of its parameter
  record Group(String name, String legend, List<Pick> picks) {}

  /// A value of a field.
  ///
  /// @param found how many there are with it, in words
  record Pick(String value, Words words, int count, String found, boolean chosen) {}

  /// An order, with the address of the same search in it.
  record Sorted(String href, String text, boolean current) {}

  /// One answer.
  ///
  /// @param tongue what the element around it says of its language
  /// @param title with what was looked for marked
  /// @param snippet likewise
  /// @param withdrawn since when, in words; empty for what is not
  /// @param updated its last update in words; empty where that was on its first day
  /// @param version which one it is, in words; empty for the newest
  /// @param named what it stands under, where it is found by that
  record Answer(
      RawString tongue,
      String href,
      RawString attributes,
      RawString title,
      RawString snippet,
      String withdrawn,
      String kind,
      String machineDay,
      String day,
      String updated,
      String version,
      List<RawString> named) {}
}
