package communique.record;

import communique.platform.Outcome;
import communique.platform.Refusals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What an author says of an attachment, in front matter or in JSON.
///
/// @param file the file that was given; empty for a film
/// @param film the address of a film; empty for a file
public record Described(
    String file,
    String title,
    String alt,
    boolean decorative,
    String caption,
    String credit,
    boolean lead,
    boolean accessible,
    String film,
    String length,
    String poster,
    String transcript) {
  /// The names of what may be said of one.
  public static final List<String> FIELDS =
      List.of(
          "file",
          "title",
          "alt",
          "decorative",
          "caption",
          "credit",
          "lead",
          "accessible",
          "film",
          "length",
          "poster",
          "transcript");

  /// What one author says of one attachment, whatever it is written in.
  ///
  /// @param text the words of a field, empty where it is not there
  /// @param flag whether a field is set
  public static Described of(UnaryOperator<String> text, Predicate<String> flag) {
    return new Described(
        text.apply("file"),
        text.apply("title"),
        text.apply("alt"),
        flag.test("decorative"),
        text.apply("caption"),
        text.apply("credit"),
        flag.test("lead"),
        flag.test("accessible"),
        text.apply("film"),
        text.apply("length"),
        text.apply("poster"),
        text.apply("transcript"));
  }

  /// Some attachments as their author describes them.
  ///
  /// @param place of the list in what was sent
  /// @param given takes the file with a name in, or finds it; called with the place that names it
  public static Outcome<List<Attachment>> attached(
      String place, List<Described> all, BiFunction<String, String, Outcome<Attachment>> given) {
    var refusals = new Refusals();
    var attachments = new ArrayList<Attachment>();
    for (int i = 0; i < all.size(); i++) {
      Outcome<Attachment> one = all.get(i).attached(place + "." + i, given);
      refusals.with(one);
      if (one instanceof Outcome.Done<Attachment>(Attachment attachment))
        attachments.add(attachment);
    }
    return refusals.or(List.copyOf(attachments));
  }

  /// Adds what can never stand in what is said of attachments, whatever files there are.
  public static void lines(Refusals refusals, String place, List<Described> all) {
    for (int i = 0; i < all.size(); i++)
      for (var said : members(all.get(i)).entrySet())
        if (said.getValue() instanceof String text)
          Line.check(
              refusals,
              place + "." + i + "." + said.getKey(),
              "attachment.line",
              text.replace("\r\n", " ").replace('\n', ' '),
              said.getKey().equals("transcript")
                  ? AttachmentChecks.TRANSCRIPT_MAX
                  : AttachmentChecks.ADDRESS_MAX);
  }

  private Outcome<Attachment> attached(
      String place, BiFunction<String, String, Outcome<Attachment>> given) {
    if (file.isEmpty() == film.isEmpty()) return Outcome.refused(place, "attachment.what");
    if (!film.isEmpty()) return Outcome.done(recording());
    return given.apply(place + ".file", file).then(bare -> described(place, bare));
  }

  private Outcome<Attachment> described(String place, Attachment bare) {
    var refusals = new Refusals();
    if (bare.isPicture())
      refusals
          .when(
              alt.isBlank() && !decorative,
              place + ".alt",
              "attachment.no-alt",
              Slug.shown(bare.name()))
          .when(
              !alt.isBlank() && decorative,
              place + ".decorative",
              "attachment.alt-and-decorative",
              Slug.shown(bare.name()));
    return refusals.or(
        new Attachment(
            bare.name(),
            bare.digest(),
            bare.mediaType(),
            bare.bytes(),
            title.isBlank() ? bare.title() : title.strip(),
            bare.pages(),
            accessible,
            bare.width(),
            bare.height(),
            alt.strip(),
            caption.strip(),
            credit.strip(),
            lead,
            bare.address(),
            bare.widths(),
            null));
  }

  private Attachment recording() {
    return new Attachment(
        film,
        "",
        "",
        0,
        title.strip(),
        0,
        false,
        0,
        0,
        "",
        caption.strip(),
        credit.strip(),
        lead,
        film,
        List.of(),
        new Attachment.Film(length, poster, transcript.strip()));
  }

  /// What is said of one that was attached, as it would be said again.
  public static Map<String, Object> members(Described said) {
    var members = new LinkedHashMap<String, Object>();
    text(members, "file", said.file);
    text(members, "title", said.title);
    text(members, "alt", said.alt);
    if (said.decorative) members.put("decorative", true);
    text(members, "caption", said.caption);
    text(members, "credit", said.credit);
    if (said.lead) members.put("lead", true);
    if (said.accessible) members.put("accessible", true);
    text(members, "film", said.film);
    text(members, "length", said.length);
    text(members, "poster", said.poster);
    text(members, "transcript", said.transcript);
    return members;
  }

  private static void text(Map<String, Object> members, String name, String text) {
    if (!text.isEmpty()) members.put(name, text);
  }
}
