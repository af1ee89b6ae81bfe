package communique.alerts;

import communique.alerts.AlertAddress.Page;
import communique.alerts.AskPage.Wrong;
import communique.alerts.AskedFor.Answers;
import communique.alerts.ChoicePage.Group;
import communique.frame.Frame;
import communique.frame.Frames;
import communique.frame.Link;
import communique.frame.Words;
import communique.language.Locales;
import communique.language.Messages;
import communique.platform.Database;
import communique.record.Announcement;
import communique.record.Tag;
import communique.record.TagKind;
import communique.search.Field;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The pages below `/alerts`, as they are read; none of them changes anything. What their forms
/// send goes to [AlertForms].
@Singleton
final class AlertPages implements Maker {
  private final Database database;
  private final Frames frames;
  private final Asking asking;
  private final Subscriptions subscriptions;
  private final Steps steps;
  private final Managing managing;

  AlertPages(
      Database database,
      Frames frames,
      Asking asking,
      Subscriptions subscriptions,
      Steps steps,
      Managing managing) {
    this.database = database;
    this.frames = frames;
    this.asking = asking;
    this.subscriptions = subscriptions;
    this.steps = steps;
    this.managing = managing;
  }

  @Override
  public Optional<Response> make(Target target) {
    return reply(target).map(Reply::response);
  }

  Optional<Reply> reply(Target target) {
    Locales locales = frames.newsroom().locales();
    Optional<AlertAddress> read = AlertAddress.read(target.path(), locales);
    if (read.isEmpty()) return Optional.empty();
    String token = read.get().token();
    Locale locale = read.get().locale();
    String path = AlertAddress.path(Page.NEW, locale, locales);
    return switch (read.get().page()) {
      // Where a form went; who comes back to it by its address begins anew.
      case ASKED -> Optional.of(moved(path, target));
      case NEW ->
          path.equals(target.path()) ? asked(target, locale) : Optional.of(moved(path, target));
      case CONFIRM ->
          Optional.of(steps.confirming(token, subscriptions.confirmation(token), locale));
      case LEAVE -> Optional.of(steps.leaving(token, subscriptions.leaving(token), locale));
      case MANAGE -> Optional.of(steps.manage("", "", locale));
      case MANAGED -> Optional.of(managing.page(read.get()));
    };
  }

  private static Reply moved(String path, Target target) {
    String query = target.query().isEmpty() ? "" : "?" + target.query();
    return new Reply.Made(Response.redirect(301, path + query));
  }

  private Optional<Reply> asked(Target target, Locale locale) {
    Map<String, List<String>> parameters = target.all();
    AskedFor what = database.reading(tx -> AskedFor.read(tx, parameters, frames.newsroom()));
    return switch (what) {
      case Answers answers -> {
        Asking.Filled offered = Asking.Filled.offered(answers, locale);
        yield Optional.of(Reply.page(asking.page(answers, offered, Wrong.NOTHING, locale), locale));
      }
      case AskedFor.Like like ->
          database
              .reading(tx -> choice(tx, like, target, locale))
              .map(page -> Reply.page(page, locale));
      case AskedFor.Nothing n -> Optional.empty();
    };
  }

  private Optional<ChoicePage> choice(Handle tx, AskedFor.Like like, Target target, Locale locale) {
    Messages m = Messages.in(locale);
    Locales locales = frames.newsroom().locales();
    Optional<Link> about = link(tx, like.announcement(), locale);
    if (about.isEmpty()) return Optional.empty();
    String path = AlertAddress.path(Page.NEW, locale, locales);
    String query = Target.query(Map.of("path", target.all().getOrDefault("path", List.of())));
    Frame frame =
        frames
            .everywhere(
                locale,
                m.say("alerts.heading"),
                "",
                other -> AlertAddress.path(Page.NEW, other, locales) + query)
            .notIndexed();
    var groups = new ArrayList<Group>();
    for (TagKind kind : TagKind.values()) {
      List<Link> links =
          like.tags().stream()
              .filter(tag -> tag.kind() == kind)
              .distinct()
              .map(tag -> link(tag, path, locale))
              .toList();
      if (!links.isEmpty())
        groups.add(new Group(m.say("announcement." + kind.plural(), links.size()), links));
    }
    String alone =
        Target.query(Map.of(Field.ANNOUNCEMENT.slug(), List.of(like.announcement().slug())));
    return Optional.of(
        new ChoicePage(
            frame,
            about.get(),
            Link.to(path + alone, m.say("alerts.choose-this")),
            Link.to(path, m.say("alerts.choose-all")),
            groups));
  }

  private Link link(Tag tag, String path, Locale locale) {
    Tag.Title title = tag.title(locale, frames.newsroom().locales().all());
    return Link.to(
        path + Target.query(AskedFor.of(tag)), Words.of(title.text(), title.locale(), locale));
  }

  /// Empty where it can be read in no language.
  private Optional<Link> link(Handle tx, Announcement announcement, Locale locale) {
    return Titles.of(tx, announcement, locale, frames.newsroom())
        .map(title ->
            Link.abroad(
                new communique.record.Page(announcement.slug(), title.locale())
                    .path(frames.newsroom().locales()),
                title.text(),
                title.locale(),
                locale));
  }
}
