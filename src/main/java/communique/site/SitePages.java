package communique.site;

import communique.platform.Database;
import communique.record.Log;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
final class SitePages implements Maker {
  private final Database database;

  SitePages(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Response> make(Target target) {
    if (!target.path().equals("/")) return Optional.empty();
    return Optional.of(
        Response.ok("text/html; charset=utf-8", "head " + database.reading(Log::head)));
  }
}
