package communique.frame;

import communique.shelf.Response;
import io.quarkus.qute.TemplateInstance;
import java.util.Locale;

/// Pages as answers.
public final class Html {
  private Html() {}

  /// The answer that carries a page, which is in `locale`.
  public static Response page(TemplateInstance page, Locale locale) {
    return Response.ok("text/html; charset=utf-8", page.render())
        .header("Content-Language", locale.toLanguageTag());
  }
}
