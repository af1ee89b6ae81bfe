package communique.feeds;

import communique.platform.Database;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.record.Tags;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Answers the addresses of feed documents. One that names its locale otherwise than it should
/// leads to the right address.
@Singleton
final class FeedPages implements Maker {
  private final Database database;
  private final Newsroom newsroom;
  private final Bodies bodies = new Bodies();

  FeedPages(Database database, Newsroom newsroom) {
    this.database = database;
    this.newsroom = newsroom;
  }

  @Override
  public Optional<Response> make(Target target) {
    Optional<Address> read = Address.read(target.path(), newsroom.locales());
    if (read.isEmpty()) return Optional.empty();
    return database.reading(tx -> make(tx, read.get(), target.path()));
  }

  private Optional<Response> make(Handle tx, Address asked, String path) {
    Optional<Tag> named = asked.tag().flatMap(name -> Tags.named(tx, name.kind(), name.slug()));
    if (named.isEmpty() && asked.tag().isPresent()) return Optional.empty();
    Address address = named.map(tag -> asked.at(tag, newsroom.locales())).orElse(asked);
    Optional<Feed> feed =
        new Gathering(tx, newsroom, bodies, address, named.map(Tag::standing).orElse(null)).feed();
    String right = address.path(newsroom.locales());
    if (feed.isPresent() && !right.equals(path)) return Optional.of(Response.redirect(301, right));
    return feed.map(found -> answer(address, found));
  }

  private static Response answer(Address address, Feed feed) {
    Response response = Response.ok(address.format().contentType(), write(address.format(), feed));
    // Beside the document (RFC 8288), as two of the three formats have no place for them.
    String translations =
        feed.translations().stream()
            .map(other ->
                "<%s>; rel=\"alternate\"; hreflang=\"%s\"; type=\"%s\""
                    .formatted(
                        other.feed(), other.locale().toLanguageTag(), address.format().mediaType()))
            .collect(Collectors.joining(", "));
    return translations.isEmpty() ? response : response.header("Link", translations);
  }

  static String write(Format format, Feed feed) {
    return switch (format) {
      case ATOM -> Atom.write(feed);
      case RSS -> Rss.write(feed);
      case JSON -> JsonFeed.write(feed);
    };
  }
}
