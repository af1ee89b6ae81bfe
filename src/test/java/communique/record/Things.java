package communique.record;

import communique.record.Attachment.Film;
import java.util.List;

/// Attachments as tests need them; their bytes lie nowhere.
public final class Things {
  private Things() {}

  /// A picture, 1200 by 800, that says what it shows.
  public static Attachment picture(String name, boolean lead) {
    return new Attachment(
        name,
        digest(name),
        "image/jpeg",
        70_000,
        "",
        0,
        false,
        1200,
        800,
        "What " + name + " shows",
        "Caption of " + name,
        "Credit of " + name,
        lead,
        "",
        List.of(320, 640, 960),
        null);
  }

  /// A PDF of three pages that everybody can read.
  public static Attachment file(String name) {
    return file(name, true);
  }

  /// A PDF that not everybody can read.
  public static Attachment unread(String name) {
    return file(name, false);
  }

  private static Attachment file(String name, boolean accessible) {
    return new Attachment(
        name,
        digest(name),
        "application/pdf",
        5_000,
        "Title of " + name,
        3,
        accessible,
        0,
        0,
        "",
        "",
        "",
        false,
        "");
  }

  /// The same file with other bytes.
  public static Attachment replaced(Attachment one) {
    return one.kept(
        Attachment.bare(
            one.name(),
            digest(one.name() + "!"),
            one.mediaType(),
            6_000,
            "",
            0,
            one.width(),
            one.height(),
            one.widths()));
  }

  public static Attachment annex(String name, String digest) {
    return Attachment.bare(
        name, digest, "text/markdown", 10, "Title of " + name, 0, 0, 0, List.of());
  }

  public static Attachment film(String address) {
    return film(address, "harbour.jpg");
  }

  public static Attachment film(String address, String poster) {
    return film(address, "The first night", "PT2M30S", poster, "Words.");
  }

  static Attachment film(
      String address, String title, String length, String poster, String transcript) {
    return new Attachment(
        address,
        "",
        "",
        0,
        title,
        0,
        false,
        0,
        0,
        "",
        "",
        "",
        false,
        address,
        List.of(),
        new Film(length, poster, transcript));
  }

  private static String digest(String name) {
    return "%08x".formatted(name.hashCode()).repeat(8);
  }
}
