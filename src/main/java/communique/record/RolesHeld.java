package communique.record;

import communique.language.Days;
import communique.language.Messages;
import communique.text.FileLink;
import communique.text.Picture;
import communique.text.Speaker;
import communique.text.Surroundings;
import io.quarkus.qute.RawString;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What surrounds the body of an edition: its speakers, in the roles that they held on the day of
/// its announcement, in one locale's words; and its attachments.
public final class RolesHeld implements Surroundings {
  private final Handle tx;
  private final Newsroom newsroom;
  private final Locale locale;
  private final LocalDate day;
  private final List<Attachment> attachments;
  private final String path;
  private final Set<Attachment> named = new LinkedHashSet<>();
  private @Nullable RawString asked;
  private boolean asks;

  /// What surrounds the body of `content` on a page in `locale`. Speakers are asked for as of the
  /// day on which `announcement` was first published.
  ///
  /// @param path of the page that the edition is on, below which its annexes are
  public RolesHeld(
      Handle tx,
      Newsroom newsroom,
      Announcement announcement,
      Locale locale,
      Content content,
      String path) {
    this.tx = tx;
    this.newsroom = newsroom;
    this.locale = locale;
    this.day = day(newsroom, announcement);
    this.attachments = content.attachments();
    this.path = path;
  }

  private static LocalDate day(Newsroom newsroom, Announcement announcement) {
    return announcement.firstPublishedAt().atZone(newsroom.zone()).toLocalDate();
  }

  /// The attachments that a body has named since, each once.
  public Set<Attachment> named() {
    return named;
  }

  /// Says beside each file of the body who gives it in another form.
  public RolesHeld asking(RawString whom) {
    asked = whom;
    return this;
  }

  /// Whether the body has said since whom to ask.
  public boolean asks() {
    return asks;
  }

  @Override
  public Optional<RawString> asked() {
    asks |= asked != null;
    return Optional.ofNullable(asked);
  }

  @Override
  public Optional<Picture> picture(String name) {
    return attachments.stream()
        .filter(one -> one.isPicture() && one.name().equals(name))
        .findFirst()
        .map(this::picture);
  }

  @Override
  public Optional<Picture> picture(int position) {
    return attachments.stream()
        .filter(Attachment::isPicture)
        .skip(Math.max(0, position - 1))
        .findFirst()
        .map(this::picture);
  }

  private Picture picture(Attachment one) {
    named.add(one);
    Attachment.Size shown = one.shown();
    return new Picture(
        shown.path(),
        sources(one),
        shown.width(),
        one.heightAt(shown.width()),
        one.alt(),
        one.caption(),
        one.credit());
  }

  /// The picture's sizes, WebP first, as an element `picture` offers them.
  public static List<Picture.Source> sources(Attachment one) {
    if (!one.isKept()) return List.of();
    return List.of(
        new Picture.Source("image/webp", srcset(one.webp())),
        new Picture.Source(one.mediaType(), srcset(one.sizes(one.mediaType()))));
  }

  private static String srcset(List<Attachment.Size> sizes) {
    return sizes.stream()
        .map(size -> size.path() + " " + size.width() + "w")
        .collect(Collectors.joining(", "));
  }

  @Override
  public Optional<FileLink> file(String name) {
    return attachments.stream().filter(one -> one.name().equals(name)).findFirst().map(this::file);
  }

  private FileLink file(Attachment one) {
    named.add(one);
    return new FileLink(
        one.words(), href(one, path), one.mediaType(), one.bytes(), one.pages(), one.accessible());
  }

  /// Where an attachment is to be read.
  ///
  /// @param path of the page of its edition
  public static String href(Attachment one, String path) {
    return one.isAnnex() ? path + "/" + one.stem() : one.path();
  }

  @Override
  public Locale locale() {
    return locale;
  }

  @Override
  public Optional<Speaker> bySlug(String slug) {
    return Tags.named(tx, TagKind.PERSON, slug)
        .map(person ->
            new Speaker(
                title(person),
                said(roles(tx, newsroom, day, locale, person)),
                Optional.of(person.path(locale, newsroom.locales()))));
  }

  @Override
  public Speaker named(String name, String role) {
    return new Speaker(name, said(role.isBlank() ? List.of() : List.of(role)), Optional.empty());
  }

  /// The titles of the roles that a person held on the day of an announcement, in `locale`.
  public static List<String> roles(
      Handle tx, Newsroom newsroom, Announcement announcement, Locale locale, Tag person) {
    return roles(tx, newsroom, day(newsroom, announcement), locale, person);
  }

  private static List<String> roles(
      Handle tx, Newsroom newsroom, LocalDate day, Locale locale, Tag person) {
    return Tags.heldOn(tx, person.standing(), day).stream()
        .map(
            appointment -> appointment.role().titleOn(day, locale, newsroom.locales().all()).text())
        .toList();
  }

  private String said(List<String> roles) {
    if (roles.isEmpty()) return "";
    var words = new ArrayList<Object>();
    words.add(String.join(", ", roles));
    words.add(Days.in(locale, newsroom.zone()).day(day));
    return Messages.in(locale).say("announcement.role-on", words.toArray());
  }

  private String title(Tag tag) {
    return tag.titleOn(day, locale, newsroom.locales().all()).text();
  }
}
