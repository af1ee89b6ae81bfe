package communique.site;

import communique.files.KeptFiles;
import communique.frame.Frame;
import communique.frame.Frame.Language;
import communique.frame.Link;
import communique.record.Announcement;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.RolesHeld;
import communique.site.NewsAddress.Part;
import communique.text.Body;
import communique.text.Text;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Gathers what the page of an annex shows: a document that is attached to an announcement.
final class AnnexView {
  private final Handle tx;
  private final Shown shown;
  private final KeptFiles files;

  AnnexView(Handle tx, Shown shown, KeptFiles files) {
    this.tx = tx;
    this.shown = shown;
    this.files = files;
  }

  /// @param content of the version that has it
  /// @param version its number; 0 for the newest
  AnnexPage page(Content content, Attachment annex, int version) {
    Locale locale = shown.locale();
    Part of = version == 0 ? new Part.Itself() : new Part.Version(version);
    String path = shown.path(locale, of);
    var around =
        new RolesHeld(tx, shown.frames().newsroom(), shown.announcement(), locale, content, path);
    boolean html = annex.mediaType().equals("text/html");
    var body =
        new Body(html ? Body.Dialect.HTML : Body.Dialect.GOVSPEAK, files.text(annex.digest()));
    List<Locale> locales = version == 0 ? locales(annex.stem()) : List.of(locale);
    return new AnnexPage(
        frame(content, annex, version, locales),
        tongues(locales, annex.stem()),
        annex.words(),
        Link.to(path, content.title()),
        new RawString(Text.parse(body).toPage(around)));
  }

  private Frame frame(Content content, Attachment annex, int version, List<Locale> locales) {
    Locale locale = shown.locale();
    String title = annex.words() + " – " + content.title();
    List<Locale> published = locales.stream().filter(shown.published()::contains).toList();
    if (version == 0 && published.contains(locale)) {
      Locale first = shown.frames().newsroom().locales().first();
      return shown
          .frames()
          .below(
              locale,
              title,
              published,
              published.contains(first) ? first : published.getFirst(),
              in -> shown.path(in, new Part.Annex(0, annex.stem())));
    }
    return shown
        .frames()
        .aside(locale, title, shown.path(locale, new Part.Annex(version, annex.stem())))
        .notIndexed();
  }

  private List<Language> tongues(List<Locale> locales, String stem) {
    return locales.stream()
        .map(in ->
            new Language(
                Link.language(shown.path(in, new Part.Annex(0, stem)), in),
                in.equals(shown.locale())))
        .toList();
  }

  /// The locales in which an annex of this name can be read.
  private List<Locale> locales(String stem) {
    Map<String, List<Locale>> annexes = of(tx, shown.announcement(), shown.readable());
    return annexes.getOrDefault(stem, List.of());
  }

  /// The annexes of the newest versions of an announcement, each with the locales that have it.
  ///
  /// @param locales that are asked
  static Map<String, List<Locale>> of(Handle tx, Announcement announcement, List<Locale> locales) {
    List<Edition> newest =
        locales.stream().flatMap(locale -> announcement.newest(locale).stream()).toList();
    var annexes = new TreeMap<String, List<Locale>>();
    Map<String, Content> contents = Editions.contents(tx, newest);
    for (Edition edition : newest) {
      Content content = contents.get(edition.id());
      if (content == null) continue;
      for (Attachment one : content.attachments())
        if (one.isAnnex())
          annexes.computeIfAbsent(one.stem(), key -> new ArrayList<>()).add(edition.locale());
    }
    return annexes;
  }
}
