package communique.site;

import com.fasterxml.jackson.databind.JsonNode;
import communique.frame.FaultPage;
import communique.frame.Frame;
import communique.frame.Frames;
import communique.frame.Html;
import communique.frame.Words;
import communique.language.Messages;
import communique.platform.Database;
import communique.platform.Json;
import communique.record.Announcements;
import communique.record.Newsroom;
import communique.record.Origin;
import communique.record.Origins;
import communique.record.Page;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.text.Body;
import communique.text.Surroundings;
import communique.text.Text;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The addresses at which what was imported stood before: they lead to where it is now (301), or
/// say that it is gone (410). It is asked last, so that no old address hides one of ours.
@Singleton
@Priority(-1)
final class OldAddresses implements Maker {
  private final Database database;
  private final Newsroom newsroom;
  private final Frames frames;

  OldAddresses(Database database, Newsroom newsroom, Frames frames) {
    this.database = database;
    this.newsroom = newsroom;
    this.frames = frames;
  }

  @Override
  public Optional<Response> make(Target target) {
    return found(target.path()).map(this::answer);
  }

  /// What stood at a path, or came to it, where nothing else stands there.
  Optional<Origin> found(String path) {
    return database.glance(tx -> {
      Optional<Origin> there = Origins.at(tx, path);
      if (there.isPresent()) return there;
      Optional<Page> page = Page.read(path, newsroom.locales());
      // An address of ours at which something stands is answered by others.
      if (page.isEmpty() || Announcements.bySlug(tx, page.get().slug()).isPresent())
        return Optional.empty();
      return Origins.of(tx, path)
          .filter(
              origin -> origin.what() == Origin.What.GONE || origin.what() == Origin.What.REDIRECT);
    });
  }

  private Response answer(Origin origin) {
    return switch (origin.what()) {
      case ANNOUNCEMENT, TAG -> Response.redirect(301, origin.path());
      case REDIRECT -> Response.redirect(301, origin.leadsTo());
      case GONE -> gone(origin);
    };
  }

  /// Never shelved: something may come to stand there, and no change says that it did.
  private Response gone(Origin origin) {
    Locale locale = Locale.forLanguageTag(origin.locale());
    Messages m = Messages.in(locale);
    String heading = m.say("error.gone");
    String why = explanation(origin, locale);
    Frame frame = frames.aside(locale, heading, "").notIndexed();
    var page =
        new FaultPage(
            frame,
            heading,
            why.isEmpty() ? List.of() : List.of(Words.of(why)),
            "",
            List.of(),
            List.of(FaultPage.announcements(frame)));
    return Html.page(page, locale).status(410).passing();
  }

  private static String explanation(Origin origin, Locale locale) {
    JsonNode kept = Json.tree(origin.kept().isEmpty() ? "{}" : origin.kept());
    String html = kept.at("/govuk/details/explanation").asText("");
    if (html.isEmpty() || html.equals("null")) return "";
    var body = new Body(Body.Dialect.HTML, html);
    return Text.problem(body).isPresent()
        ? ""
        : Text.parse(body).toPlain(Surroundings.none(locale)).strip();
  }
}
