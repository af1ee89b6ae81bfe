package communique.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file, a picture or a film that belongs to an edition.
///
/// @param name by which the body names it; of a film its address
/// @param digest SHA-256 of its bytes as they are kept, in hexadecimal; empty where only its
///   address is known
/// @param mediaType as its bytes say, not its name; empty for a film
/// @param bytes its length
/// @param title the words of a link to it; empty for its name
/// @param pages of a document; 0 where there are none or they are not known
/// @param accessible whether a document can be read by all, so that readers need not ask
/// @param width of a picture in pixels; 0 for anything else
/// @param height of a picture in pixels; 0 for anything else
/// @param alt what a picture shows, for those who do not see it; empty for a decorative one
/// @param caption under a picture; may be empty
/// @param credit whose picture it is; may be empty
/// @param lead whether it is the picture that stands for the announcement
/// @param address where it lies elsewhere; empty for what is kept here
/// @param widths in which a picture is kept besides its own, the smallest first
/// @param film what else there is to say of a film; null for anything else
public record Attachment(
    String name,
    String digest,
    String mediaType,
    long bytes,
    String title,
    int pages,
    boolean accessible,
    int width,
    int height,
    String alt,
    String caption,
    String credit,
    boolean lead,
    String address,
    List<Integer> widths,
    @Nullable Film film) {
  private static final String WEBP = "image/webp";
  private static final int SHOWN_WIDTH = 960;
  private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,5}");

  /// The endings of the names of pictures as they are kept, which may be otherwise than they came.
  private static final Map<String, String> ENDINGS =
      Map.of("image/jpeg", "jpg", "image/png", "png");

  public Attachment {
    widths = List.copyOf(widths);
  }

  /// What is no film, and lies in one size.
  public Attachment(
      String name,
      String digest,
      String mediaType,
      long bytes,
      String title,
      int pages,
      boolean accessible,
      int width,
      int height,
      String alt,
      String caption,
      String credit,
      boolean lead,
      String address) {
    this(
        name,
        digest,
        mediaType,
        bytes,
        title,
        pages,
        accessible,
        width,
        height,
        alt,
        caption,
        credit,
        lead,
        address,
        List.of(),
        null);
  }

  /// A file that is kept, of which its author has said nothing yet.
  public static Attachment bare(
      String name,
      String digest,
      String mediaType,
      long bytes,
      String title,
      int pages,
      int width,
      int height,
      List<Integer> widths) {
    return new Attachment(
        name, digest, mediaType, bytes, title, pages, false, width, height, "", "", "", false, "",
        widths, null);
  }

  /// A film or a recording, which lies elsewhere and is never played here.
  ///
  /// @param length as ISO 8601 has it: `PT2M30S`
  /// @param poster the name of an attached picture; may be empty
  /// @param transcript the words spoken in it, or the name of the attached file that holds them
  public record Film(String length, String poster, String transcript) {}

  /// A picture in one size and type.
  ///
  /// @param path its address here
  public record Size(int width, String mediaType, String path) {}

  /// The same with what is known of its bytes since they were taken in.
  public Attachment kept(Attachment bytes) {
    return new Attachment(
        name,
        bytes.digest,
        bytes.mediaType,
        bytes.bytes,
        title,
        pages,
        accessible,
        bytes.width,
        bytes.height,
        alt,
        caption,
        credit,
        lead,
        address,
        bytes.widths,
        film);
  }

  /// The same as its author described it, with other bytes in its place.
  public Attachment replaced(Attachment by) {
    return new Attachment(
        name,
        by.digest,
        by.mediaType,
        by.bytes,
        title,
        by.pages,
        accessible,
        by.width,
        by.height,
        alt,
        caption,
        credit,
        lead,
        by.address,
        by.widths,
        film);
  }

  /// The same picture, described in words.
  public Attachment shows(String words) {
    return new Attachment(
        name,
        digest,
        mediaType,
        bytes,
        title,
        pages,
        accessible,
        width,
        height,
        words,
        caption,
        credit,
        lead,
        address,
        widths,
        film);
  }

  /// The same of which only the address is known.
  public Attachment elsewhere() {
    return new Attachment(
        name,
        "",
        mediaType,
        bytes,
        title,
        pages,
        accessible,
        width,
        height,
        alt,
        caption,
        credit,
        lead,
        address,
        List.of(),
        film);
  }

  public boolean isPicture() {
    return mediaType.startsWith("image/");
  }

  /// Whether it is a page of its own below the announcement's.
  public boolean isAnnex() {
    return isKept() && (mediaType.equals("text/markdown") || mediaType.equals("text/html"));
  }

  /// Whether its bytes lie here.
  public boolean isKept() {
    return !digest.isEmpty();
  }

  /// The words of a link to it.
  public String words() {
    return title.isEmpty() ? name : title;
  }

  /// The last segment of the page that it is; of its address, without the ending.
  public String stem() {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot < 1 ? last : last.substring(0, dot);
  }

  /// The name under which it is handed out.
  public String fileName() {
    String ending = ENDINGS.get(mediaType);
    return isKept() && ending != null ? stem() + "." + ending : name;
  }

  /// The name of its bytes where they lie among others: the whole digest, and an ending that tells
  /// people what it is.
  public String digestName() {
    String called = fileName();
    int dot = called.lastIndexOf('.');
    String ending = dot < 0 ? "" : called.substring(dot);
    return ENDING.matcher(ending).matches() ? digest + ending : digest;
  }

  /// Its address: a path of ours, or wherever it lies. Half of its digest stands in it: as much as
  /// nobody can guess.
  public String path() {
    return isKept() ? media() + fileName() : address;
  }

  /// A picture of the width that fits most screens, for whoever takes only one.
  public Size shown() {
    return sizes(mediaType).stream()
        .filter(size -> size.width() >= SHOWN_WIDTH)
        .findFirst()
        .orElseGet(() -> new Size(width, mediaType, path()));
  }

  /// The height that goes with a width.
  public int heightAt(int width) {
    return this.width == 0 ? 0 : Math.max(1, Math.round((float) height * width / this.width));
  }

  /// A picture as it is kept in one type, the smallest first, its own size last.
  public List<Size> sizes(String type) {
    var sizes = new ArrayList<Size>();
    if (!isKept()) return sizes;
    for (int smaller : widths) sizes.add(new Size(smaller, type, sized(smaller, type)));
    if (type.equals(mediaType)) sizes.add(new Size(width, type, path()));
    else sizes.add(new Size(width, type, sized(width, type)));
    return sizes;
  }

  /// The sizes of a picture in the smallest type that browsers take.
  public List<Size> webp() {
    return sizes(WEBP);
  }

  private String sized(int width, String type) {
    String ending = type.equals(WEBP) ? "webp" : ENDINGS.getOrDefault(type, "");
    return media() + stem() + "-" + width + "." + ending;
  }

  private String media() {
    return "/media/" + digest.substring(0, 32) + "/";
  }
}
