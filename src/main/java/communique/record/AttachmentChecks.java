package communique.record;

import communique.platform.Refusals;
import communique.record.Attachment.Film;
import communique.text.Body;
import communique.text.FileLink;
import communique.text.Picture;
import communique.text.Speaker;
import communique.text.Surroundings;
import communique.text.Text;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What can be wrong with the attachments of an edition, and with what its body says of them.
final class AttachmentChecks {
  private static final int COUNT_MAX = 200;
  private static final int LINE_MAX = 1_000;
  static final int TRANSCRIPT_MAX = 50_000;
  static final int ADDRESS_MAX = 2_000;

  /// As the files are called that can be asked for.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private static final Pattern ELSEWHERE = Pattern.compile("(?i)https?://");
  private static final Set<String> PAGES = Set.of("updates", "editions", "compare");

  private AttachmentChecks() {}

  /// Adds what is wrong with some attachments among themselves.
  static void among(Refusals refusals, List<Attachment> all) {
    refusals.when(
        all.size() > COUNT_MAX, "attachments", "attachment.too-many", all.size(), COUNT_MAX);
    var names = new LinkedHashSet<String>();
    var annexes = new LinkedHashSet<String>();
    int leads = 0;
    for (int i = 0; i < all.size(); i++) {
      Attachment one = all.get(i);
      String place = "attachments." + i;
      refusals.when(!names.add(one.name()), place, "attachment.twice", Slug.shown(one.name()));
      line(refusals, place + ".title", one.title());
      line(refusals, place + ".alt", one.alt());
      line(refusals, place + ".caption", one.caption());
      line(refusals, place + ".credit", one.credit());
      if (one.isAnnex())
        refusals.when(
            !Slug.isShaped(one.stem()) || PAGES.contains(one.stem()) || !annexes.add(one.stem()),
            place + ".file",
            "attachment.annex",
            Slug.shown(one.stem()));
      else if (one.isKept())
        refusals.when(
            !NAME.matcher(one.name()).matches(),
            place + ".file",
            "file.name-malformed",
            Slug.shown(one.name()));
      else if (one.film() == null)
        // Whoever hands an export in may have written anything there, also a script.
        refusals.when(
            !ELSEWHERE.matcher(one.address()).lookingAt(),
            place + ".address",
            "attachment.address",
            Slug.shown(one.address()));
      if (one.lead()) leads++;
      refusals.when(
          one.lead() && (!one.isPicture() || leads > 1), place + ".lead", "attachment.lead");
      Film film = one.film();
      if (film != null) film(refusals, place, one, film, all);
    }
  }

  private static void line(Refusals refusals, String place, String text) {
    Line.check(refusals, place, "attachment.line", text, LINE_MAX);
  }

  private static void film(
      Refusals refusals, String place, Attachment one, Film film, List<Attachment> all) {
    boolean web =
        one.address().startsWith("https://")
            && DefineTag.isWeb(one.address())
            && one.address().length() <= ADDRESS_MAX;
    refusals.when(!web, place + ".film", "attachment.film", Slug.shown(one.address()));
    refusals.when(one.title().isBlank(), place + ".title", "attachment.film-lacks", "title");
    refusals.when(film.length().isBlank(), place + ".length", "attachment.film-lacks", "length");
    refusals.when(
        film.transcript().isBlank(), place + ".transcript", "attachment.film-lacks", "transcript");
    refusals.when(
        !film.length().isBlank() && length(film.length()).isEmpty(),
        place + ".length",
        "attachment.length",
        Slug.shown(film.length()));
    boolean there =
        film.poster().isEmpty()
            || all.stream().anyMatch(p -> p.isPicture() && p.name().equals(film.poster()));
    refusals.when(
        !there, place + ".poster", "attachment.poster", Slug.shown(film.poster()), names(all));
    Line.check(
        refusals,
        place + ".transcript",
        "attachment.line",
        film.transcript().replace("\r\n", " ").replace('\n', ' '),
        TRANSCRIPT_MAX);
  }

  static Optional<Duration> length(String text) {
    try {
      return Optional.of(Duration.parse(text)).filter(Duration::isPositive);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// Adds what a body names and nobody attached. Only bodies that are written here are asked: what
  /// was imported may always have lacked a file.
  static void named(Refusals refusals, Content content) {
    Body body = content.body();
    boolean may = body.source().contains("[") || body.source().contains("!!");
    if (body.dialect() != Body.Dialect.GOVSPEAK || !may) return;
    // Printed for what it asks, not for what comes of it.
    named(refusals, content.attachments(), asked -> Text.parse(body).toPage(asked));
  }

  /// @param asks for everything that a body names
  static void named(Refusals refusals, List<Attachment> all, Consumer<Surroundings> asks) {
    var asked = new Asked(all);
    asks.accept(asked);
    for (String name : asked.unknown)
      refusals.when(true, "body", "attachment.unknown", Slug.shown(name), names(all));
  }

  private static String names(List<Attachment> all) {
    return all.isEmpty()
        ? "(none)"
        : all.stream().map(Attachment::name).collect(Collectors.joining(", "));
  }

  /// Surroundings that note what is asked of them and is not there.
  private static final class Asked implements Surroundings {
    private final Surroundings none = Surroundings.none(Locale.ENGLISH);
    private final List<Attachment> all;
    private final Set<String> unknown = new LinkedHashSet<>();

    Asked(List<Attachment> all) {
      this.all = all;
    }

    @Override
    public Locale locale() {
      return none.locale();
    }

    @Override
    public Optional<Speaker> bySlug(String slug) {
      return none.bySlug(slug);
    }

    @Override
    public Speaker named(String name, String role) {
      return none.named(name, role);
    }

    @Override
    public Optional<Picture> picture(String name) {
      return note(name, all.stream().anyMatch(one -> one.isPicture() && one.name().equals(name)))
          ? Optional.of(new Picture("/", "", "", ""))
          : Optional.empty();
    }

    @Override
    public Optional<Picture> picture(int position) {
      return note("!!" + position, all.stream().filter(Attachment::isPicture).count() >= position)
          ? Optional.of(new Picture("/", "", "", ""))
          : Optional.empty();
    }

    @Override
    public Optional<FileLink> file(String name) {
      return note(name, all.stream().anyMatch(one -> one.name().equals(name)))
          ? Optional.of(new FileLink(name, "/", "", 0, 0, true))
          : Optional.empty();
    }

    private boolean note(String name, boolean known) {
      if (!known) unknown.add(name);
      return known;
    }
  }
}
