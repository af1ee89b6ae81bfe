package communique.feeds;

import communique.platform.Database;
import communique.record.Newsroom;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;

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
    Address address = read.get();
    Optional<Feed> feed =
        database.reading(tx -> new Gathering(tx, newsroom, bodies, address).feed());
    String path = address.path(newsroom.locales());
    if (feed.isPresent() && !path.equals(target.path()))
      return Optional.of(Response.redirect(301, path));
    return feed.map(found -> answer(address, found));
  }

  private static Response answer(Address address, Feed feed) {
    Response response = Response.ok(address.format().contentType(), write(address, feed));
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

  private static String write(Address address, Feed feed) {
    return switch (address.format()) {
      case ATOM -> Atom.write(feed);
      case RSS -> Rss.write(feed);
      case JSON -> JsonFeed.write(feed);
    };
  }
}
