package communique.importing;

import communique.importing.Post.Enclosure;
import communique.importing.Post.Label;
import communique.language.Messages;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.About;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Announcements;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.DefineTag;
import communique.record.Newsroom;
import communique.record.Origin;
import communique.record.Page;
import communique.record.Replay;
import communique.record.Replay.Noted;
import communique.record.Replay.Past;
import communique.record.Replay.Restored;
import communique.record.Replay.Version;
import communique.record.Slug;
import communique.record.TagKind;
import communique.record.UpdateType;
import communique.text.Body;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One version of an announcement from a feed or a blog. It begins the announcement, adds a
/// translation to it, or the version that came next.
final class PostItem implements Item {
  /// A file that is kept here may have a name of little more.
  private static final int NAME_MAX = 90;

  private static final Pattern WEB = Pattern.compile("https?://");
  private static final Pattern ENDED = Pattern.compile("(.*)(\\.[A-Za-z0-9]{2,5})");

  private final Mark mark;
  private final Post post;
  private final String documentId;
  private final Newsroom newsroom;
  private final Outcome<Locale> locale;
  private final UnaryOperator<Attachment> beside;
  private @Nullable Content content;

  /// @param documentId of its announcement here
  /// @param beside gives an attachment its bytes, where they are at hand
  PostItem(
      Mark mark,
      Post post,
      String documentId,
      Newsroom newsroom,
      Outcome<Locale> locale,
      UnaryOperator<Attachment> beside) {
    this.beside = beside;
    this.mark = mark;
    this.post = post;
    this.documentId = documentId;
    this.newsroom = newsroom;
    this.locale = locale;
  }

  @Override
  public Mark mark() {
    return mark;
  }

  @Override
  public void prepare() {
    PostBody body = PostBody.of(post.html(), post.link());
    var kept = new LinkedHashMap<String, Object>(post.kept());
    body.dropped().forEach((name, times) -> kept.put("html " + name, times));
    for (Label label : post.labels())
      if (slug(label).isEmpty()) kept.put(label.kind().slug(), label.title());
    String summary = post.summary().isEmpty() ? body.summary() : PostBody.shortened(post.summary());
    var byAddress = new LinkedHashMap<String, Attachment>();
    List<Attachment> attachments = attachments(body.pictures(), byAddress);
    content =
        new Content(
            post.title().isEmpty() ? PostBody.shortened(body.summary()) : post.title(),
            summary.isEmpty() ? post.title() : summary,
            new Body(Body.Dialect.HTML, body.shown(byAddress)),
            attachments,
            kept.isEmpty() ? "" : Json.write(kept));
  }

  @Override
  public Outcome<Asked> ask(Here here) {
    var refusals = new Refusals().with(locale);
    Instant at = post.at();
    refusals.when(at == null, "published", "feed.date-missing");
    refusals.when(post.overflowed(), "body", "post.too-long", Xml.TEXT_MAX);
    if (!refusals.none()) return refusals.or(new Asked.There(NONE));
    return locale.then(of -> Outcome.done(asked(here, of, Objects.requireNonNull(at))));
  }

  private static final communique.record.Receipt NONE =
      new communique.record.Receipt(0, 0, "", true);

  private Asked asked(Here here, Locale of, Instant at) {
    Optional<Announcement> found = Announcements.byId(here.tx(), documentId);
    Map<TagKind, List<String>> tags = new EnumMap<>(TagKind.class);
    List<DefineTag> defines = tags(here, of, tags);
    var past = new ArrayList<Past>();
    boolean isNew = found.isEmpty() || found.get().newest(of).isEmpty();
    Instant published = post.published();
    boolean revised = published != null && published.isBefore(at);
    // Of what was revised before it was captured, it is known that it was public, and not as what.
    if (isNew && revised) past.add(new Noted(of, published, ""));
    if (found.isPresent() && !isNew && isDown(found.get(), of)) past.add(new Restored(of, at));
    past.add(
        new Version(
            of,
            at,
            null,
            Objects.requireNonNull(content),
            UpdateType.MAJOR,
            isNew && !revised ? "" : Messages.in(of).say("updates.updated"),
            isNew && found.isPresent() ? Map.of() : tags,
            false,
            null,
            null));
    String slug = found.map(Announcement::slug).orElse(mark.slug());
    var origin =
        new Origin(
            mark.address(),
            mark.digest(),
            0,
            Origin.What.ANNOUNCEMENT,
            new Page(slug, of).path(newsroom.locales()),
            documentId,
            of.toLanguageTag(),
            "",
            at,
            "");
    return new Asked.History(
        defines,
        new Replay(documentId, slug, past),
        mark.address().isEmpty() ? List.of() : List.of(origin),
        kept());
  }

  private static boolean isDown(Announcement there, Locale of) {
    return there.state(of) instanceof State.IsUnpublished;
  }

  private Set<String> kept() {
    String json = Objects.requireNonNull(content).kept();
    var names = new HashSet<String>();
    if (!json.isEmpty()) Json.tree(json).fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// The tags that it is filed under, and those of them that are to be made.
  private List<DefineTag> tags(Here here, Locale of, Map<TagKind, List<String>> tags) {
    var defines = new ArrayList<DefineTag>();
    for (Label label : post.labels()) {
      String slug = slug(label);
      var known =
          here.tags()
              .bySlug(label.kind(), slug)
              .or(() -> here.tags().byTitle(label.kind(), label.title()));
      if (known.isPresent()) slug = known.get().slug();
      else if (!slug.isEmpty()) defines.add(defined(label, slug, of));
      List<String> slugs = tags.computeIfAbsent(label.kind(), kind -> new ArrayList<>());
      if (!slug.isEmpty() && !slugs.contains(slug)) slugs.add(slug);
    }
    return defines;
  }

  private DefineTag defined(Label label, String slug, Locale of) {
    var titles = new LinkedHashMap<String, String>();
    titles.put(newsroom.locales().first().toLanguageTag(), label.title());
    titles.put(of.toLanguageTag(), label.title());
    return new DefineTag(label.kind(), slug, About.titled(titles));
  }

  /// Empty where no letter of it can stand in a slug.
  private static String slug(Label label) {
    return Slug.checked("", label.slug()) instanceof Outcome.Done<String> done
        ? done.value()
        : checked(Slugs.of(label.title()));
  }

  private static String checked(String slug) {
    return Slug.checked("", slug) instanceof Outcome.Done<String> ? slug : "";
  }

  /// @param byAddress is given each by the address that it had
  private List<Attachment> attachments(
      List<Enclosure> pictures, Map<String, Attachment> byAddress) {
    var attachments = new ArrayList<Attachment>();
    var names = new HashSet<String>();
    var addresses = new HashSet<String>();
    var all = new ArrayList<>(post.enclosures());
    all.addAll(pictures);
    for (Enclosure one : all) {
      if (!WEB.matcher(one.address()).lookingAt() || !addresses.add(one.address())) continue;
      String type = one.type().isEmpty() ? "application/octet-stream" : one.type();
      Attachment said =
          beside.apply(
              new Attachment(
                  name(one.address(), names),
                  "",
                  type,
                  one.bytes(),
                  one.title(),
                  0,
                  false,
                  0,
                  0,
                  one.alt(),
                  "",
                  "",
                  false,
                  one.address()));
      // A smaller copy of a picture is no picture of its own.
      Optional<Attachment> same =
          attachments.stream()
              .filter(it -> said.isKept() && it.digest().equals(said.digest()))
              .findFirst();
      if (same.isEmpty()) attachments.add(said);
      byAddress.put(one.address(), same.orElse(said));
    }
    return attachments;
  }

  /// The last segment of its address, as far as a name here can be it, with a number behind it
  /// where another has that name.
  private static String name(String address, Set<String> names) {
    String last = Wxr.decoded(FeedEntry.last(FeedEntry.path(address)));
    Matcher ended = ENDED.matcher(last);
    String ending = ended.matches() ? ended.group(2) : "";
    String stem =
        (ended.matches() ? ended.group(1) : last)
            .replaceAll("[^A-Za-z0-9._-]+", "-")
            .replaceAll("^[._-]+|[.-]+$", "");
    if (stem.isEmpty()) stem = "file";
    int most = NAME_MAX - ending.length();
    if (stem.length() > most) stem = stem.substring(stem.length() - most).replaceAll("^[._-]+", "");
    String name = stem + ending;
    for (int i = 2; !names.add(name); i++) name = stem + "-" + i + ending;
    return name;
  }
}
