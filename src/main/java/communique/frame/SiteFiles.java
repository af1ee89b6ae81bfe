package communique.frame;

import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The style sheet and the icon, at addresses that carry a digest of their content: so they may be
/// kept for ever, and a new version of them is fetched at once.
@Singleton
public final class SiteFiles implements Maker {
  private static final int DIGEST_DIGITS = 12;

  private final String css = read("site.css");
  private final String svg = read("icon.svg");
  private final String sheet = "/site-" + digest(css) + ".css";
  private final String icon = "/icon-" + digest(svg) + ".svg";

  /// The path of the style sheet.
  public String sheet() {
    return sheet;
  }

  /// The path of the icon.
  public String icon() {
    return icon;
  }

  @Override
  public Optional<Response> make(Target target) {
    String path = target.path();
    if (path.equals(sheet)) return Optional.of(kept("text/css; charset=utf-8", css));
    if (path.equals(icon)) return Optional.of(kept("image/svg+xml", svg));
    // Programs that never saw a page of ours ask for it by this name.
    if (path.equals("/favicon.ico")) return Optional.of(Response.redirect(302, icon));
    return Optional.empty();
  }

  private static Response kept(String type, String text) {
    return Response.ok(type, text).header("Cache-Control", Response.LONG);
  }

  private static String read(String name) {
    try (InputStream file = SiteFiles.class.getResourceAsStream("/site/" + name)) {
      if (file == null) throw new IllegalStateException("/site/" + name + " is not in the jar");
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
