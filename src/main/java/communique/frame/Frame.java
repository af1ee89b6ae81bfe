package communique.frame;

import communique.language.Days;
import communique.language.Messages;
import io.quarkus.qute.RawString;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What stands around the content of a page, and in its head. [Frames] makes them.
///
/// @param house what all pages of one locale have in common
/// @param head what the page says of itself to programs
/// @param skip the words of the link that leads past the masthead
/// @param languages the page in each of the newsroom's locales; empty for a page that does not
///   stand in all of them
/// @param home whether it is the home page
/// @param engagements whether it is the calendar
/// @param search whether it is the finder
public record Frame(
    House house,
    Head head,
    String skip,
    List<Language> languages,
    boolean home,
    boolean engagements,
    boolean search) {
  /// The newsroom as it shows itself in one locale.
  ///
  /// @param name its name, which is in its default locale
  /// @param homePath its home page in this locale
  /// @param engagementsPath the calendar in this locale
  /// @param searchPath the finder in this locale
  /// @param alertsPath where alerts by mail are asked for in this locale
  /// @param managePath where whoever gets them can change that
  /// @param openSearch the document that tells browsers of the finder
  /// @param feeds the newsroom's feeds in this locale
  /// @param sheet the path of the style sheet
  /// @param icon the path of the icon
  public record House(
      Locale locale,
      String lang,
      String dir,
      Messages m,
      Days days,
      Words name,
      String homePath,
      String engagementsPath,
      String searchPath,
      String alertsPath,
      String managePath,
      String openSearch,
      List<Feed> feeds,
      String sheet,
      String icon) {}

  /// @param title of the window: the page's and the newsroom's
  /// @param description empty where there is none
  /// @param canonical the absolute address that the page is known by; empty for a page that is at
  ///   none, such as a fault
  /// @param indexed whether search engines may list it
  /// @param alternates the same page in other languages, itself among them; empty where it stands
  ///   alone
  /// @param feeds that a feed reader should find here
  /// @param properties Open Graph's, in order
  /// @param data schema.org's description as JSON-LD, safe within a script element; null where
  ///   there is none
  public record Head(
      String title,
      String description,
      String canonical,
      boolean indexed,
      List<Alternate> alternates,
      List<Feed> feeds,
      List<Property> properties,
      @Nullable RawString data) {}

  /// One language that the page stands in.
  public record Language(Link link, boolean current) {}

  /// @param hreflang a BCP 47 tag or `x-default`
  /// @param href absolute
  public record Alternate(String hreflang, String href) {}

  /// A feed.
  ///
  /// @param name of the format
  public record Feed(String name, String type, String path, String title) {}

  /// A property of the Open Graph protocol.
  public record Property(String name, String content) {}

  /// The locale that the page is in.
  public Locale locale() {
    return house.locale();
  }

  /// The same, which search engines are asked not to list.
  public Frame notIndexed() {
    return with(
        new Head(
            head.title(),
            head.description(),
            head.canonical(),
            false,
            List.of(),
            head.feeds(),
            head.properties(),
            head.data()));
  }

  /// The same with these feeds to be found instead of the newsroom's.
  public Frame feeds(List<Feed> feeds) {
    return with(
        new Head(
            head.title(),
            head.description(),
            head.canonical(),
            head.indexed(),
            head.alternates(),
            feeds,
            head.properties(),
            head.data()));
  }

  /// The same for the newsroom's home page.
  public Frame atHome() {
    return new Frame(house, head, skip, languages, true, false, false);
  }

  /// The same for the calendar.
  public Frame atEngagements() {
    return new Frame(house, head, skip, languages, false, true, false);
  }

  /// The same for the finder.
  public Frame atSearch() {
    return new Frame(house, head, skip, languages, false, false, true);
  }

  /// The same with the page in these languages.
  Frame in(List<Language> other) {
    return new Frame(house, head, skip, other, home, engagements, search);
  }

  private Frame with(Head other) {
    return new Frame(house, other, skip, languages, home, engagements, search);
  }
}
