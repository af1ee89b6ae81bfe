package communique.importing;

import communique.language.Locales;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.About;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Bring;
import communique.record.Content;
import communique.record.DefineTag;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Page;
import communique.record.Publish;
import communique.record.Receipt;
import communique.record.Slug;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.UpdateType;
import communique.text.Body;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text of a captured page. A page that is here already is left alone, whatever was done to it
/// since.
final class CapturedFile implements Item {
  private final Path file;
  private final String slug;
  private final Outcome<Locale> locale;
  private @Nullable Outcome<CapturedPage> page;

  CapturedFile(Path file, String slug, String locale, Locales locales) {
    this.file = file;
    FileName named = FileName.of(String.valueOf(file.getFileName()));
    var refusals = new Refusals();
    boolean isNamed = named.clear() || (!slug.isEmpty() && !locale.isEmpty());
    refusals.when(!isNamed, "", "file.name", Slug.shown(String.valueOf(file.getFileName())));
    Locale of = named.locale(locale, locales, refusals);
    this.slug = slug.isEmpty() ? named.slug() : slug;
    this.locale = refusals.or(of);
  }

  @Override
  public Mark mark() {
    return new Mark(file.toString(), "", "captured page", slug, "", "", "", "", FileBytes.MAX / 16);
  }

  @Override
  public void prepare() {
    page = locale.then(of -> FileBytes.text(file)).then(CapturedPage::read);
  }

  @Override
  public Outcome<Asked> ask(Here here) {
    return locale.then(
        of -> Objects.requireNonNull(page, "it was prepared").then(text -> ask(here, text, of)));
  }

  private Outcome<Asked> ask(Here here, CapturedPage text, Locale of) {
    Publish publish = publish(here, text, of);
    Optional<Receipt> there = there(here, publish);
    if (there.isPresent()) return Outcome.done(new Asked.There(there.get()));
    Instant published = text.updates().published().atZone(here.newsroom().zone()).toInstant();
    Instant updated = text.updates().updated().atZone(here.newsroom().zone()).toInstant();
    if (updated.isBefore(published))
      return Outcome.refused(
          "lastUpdated",
          "date.order",
          text.updates().updated().toLocalDate().toString(),
          text.updates().published().toLocalDate().toString());
    var bring =
        new Bring(
            publish,
            published,
            updated,
            text.updates().history(here.newsroom().zone()),
            text.updates().captured());
    return Outcome.done(new Asked.Announcement(organisations(here, text), bring, Set.of()));
  }

  private Publish publish(Here here, CapturedPage text, Locale of) {
    Map<TagKind, List<String>> tags = new EnumMap<>(TagKind.class);
    List<String> organisations =
        text.follows().stream()
            .map(followed -> organisation(here, followed.organisation()))
            .distinct()
            .toList();
    if (!organisations.isEmpty()) tags.put(TagKind.ORGANISATION, organisations);
    return new Publish(
        slug,
        of,
        true,
        null,
        new Content(text.title(), text.summary(), text.body(name -> person(here, name))),
        UpdateType.MAJOR,
        "",
        tags,
        false);
  }

  /// The version that says what `publish` says, if there is one. Who is quoted counts as the same
  /// whether it was written by name or by the page that the person has had since, and so do tags,
  /// which may have been put in order since.
  private static Optional<Receipt> there(Here here, Publish publish) {
    Optional<Announcement> found = Announcements.bySlug(here.tx(), publish.slug());
    Locales locales = here.newsroom().locales();
    if (found.isEmpty() || !locales.has(publish.locale())) return Optional.empty();
    for (Edition edition : found.get().editions(publish.locale())) {
      Optional<Content> content = Editions.content(here.tx(), edition);
      boolean same =
          content.isPresent()
              && content.get().title().equals(publish.content().title())
              && content.get().summary().equals(publish.content().summary())
              && unattributed(content.get().body()).equals(unattributed(publish.content().body()));
      if (same)
        return Optional.of(
            new Receipt(
                edition.n(),
                edition.number(),
                new Page(publish.slug(), publish.locale()).path(locales),
                true));
    }
    return Optional.empty();
  }

  private static String unattributed(Body body) {
    return body.source()
        .lines()
        .filter(line -> !line.startsWith("> said: "))
        .collect(Collectors.joining("\n"));
  }

  /// The organisations whose accounts the page names, with those accounts added to what is known.
  private static List<DefineTag> organisations(Here here, CapturedPage page) {
    var define = new ArrayList<DefineTag>();
    for (Services.Followed followed : page.follows()) {
      String slug = organisation(here, followed.organisation());
      Optional<Tag> found = here.tags().bySlug(TagKind.ORGANISATION, slug);
      DefineTag said =
          found
              .map(tag -> DefineTag.from(here.tx(), tag))
              .orElseGet(() ->
                  new DefineTag(
                      TagKind.ORGANISATION,
                      slug,
                      About.titled(
                          Map.of(
                              here.newsroom().locales().first().toLanguageTag(),
                              followed.organisation()))));
      define.add(
          said.about(
              said.about()
                  .accounts(Services.joined(said.about().accounts(), followed.accounts()))));
    }
    return define;
  }

  /// The slug of the organisation with a title, of one that is there before one to be made.
  private static String organisation(Here here, String title) {
    return here.tags()
        .byTitle(TagKind.ORGANISATION, title)
        .map(Tag::slug)
        .orElseGet(() -> slug(title));
  }

  private static Optional<String> person(Here here, String name) {
    return here.tags()
        .byTitle(TagKind.PERSON, name)
        .or(() -> here.tags().byTitle(TagKind.PERSON, SaidLine.unhonoured(name)))
        .map(Tag::slug);
  }

  /// `foreign-commonwealth-office`; a title in another script has none, and the record says so.
  private static String slug(String title) {
    String plain = Slugs.of(title);
    return plain.isEmpty() ? Slug.shown(title) : plain;
  }
}
