package communique.alerts;

import communique.frame.Html;
import communique.shelf.Response;
import io.quarkus.qute.TemplateInstance;
import java.time.Duration;
import java.util.Locale;

/// An answer for the one who asked, and for nobody else: no cache keeps it, no search engine lists
/// it, and its address, which may hold the token of a mail, is told to no other site.
sealed interface Reply {
  /// A page that is still to be printed.
  record Page(int status, TemplateInstance page, Locale locale) implements Reply {}

  /// A page that says that too much was asked for.
  ///
  /// @param rest until it may be asked for again
  record Later(Page page, Duration rest) implements Reply {}

  /// What needs no page of this room.
  record Made(Response made) implements Reply {}

  /// A page that says that all is well.
  static Reply page(TemplateInstance page, Locale locale) {
    return new Page(200, page, locale);
  }

  /// The answer as it is sent.
  default Response response() {
    return switch (this) {
      case Page(int status, TemplateInstance page, Locale locale) ->
          closed(Html.page(page, locale).status(status));
      case Later(Page page, Duration rest) ->
          // Whole seconds (RFC 9110 §10.2.3), and never too few.
          page.response().header("Retry-After", Long.toString(rest.plusMillis(999).toSeconds()));
      case Made(Response made) -> closed(made);
    };
  }

  private static Response closed(Response response) {
    return response
        .passing()
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex");
  }
}
