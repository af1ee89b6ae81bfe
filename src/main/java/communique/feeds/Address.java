package communique.feeds;

import communique.language.Locales;
import communique.record.Tag;
import communique.record.TagKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The address of one document of a feed.
///
/// @param of the feed that it belongs to: `/feed`, or the path of a tag's page
/// @param archive counted from 1, the oldest first; 0 for the live document
record Address(String of, Locale locale, long archive, Format format) {
  /// The feed of the newsroom.
  static final String NEWSROOM = "/feed";

  private static final Pattern SHAPE =
      Pattern.compile(
          "("
              + NEWSROOM
              + "|/(?:"
              + Arrays.stream(TagKind.values())
                  .map(TagKind::plural)
                  .collect(Collectors.joining("|"))
              + ")/[a-z0-9-]+)(?:/archive/([1-9][0-9]{0,11}))?(?:\\.([A-Za-z0-9-]{2,35}))?\\.(atom|rss|json)");

  /// Reads a path. It may differ from the one that [#path(Locales)] gives for the same document: a
  /// locale may be written in other letters, or be named although it is the default.
  static Optional<Address> read(String path, Locales locales) {
    Matcher matcher = SHAPE.matcher(path);
    if (!matcher.matches()) return Optional.empty();
    long archive = matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
    Format format = Format.ofExtension(matcher.group(4));
    // Only Atom has a way to say that a document is an archive (RFC 5005 §4).
    if (archive > 0 && format != Format.ATOM) return Optional.empty();
    Optional<Locale> locale =
        matcher.group(3) == null ? Optional.of(locales.first()) : Locales.read(matcher.group(3));
    return locale
        .filter(locales::has)
        .map(in -> new Address(matcher.group(1), in, archive, format));
  }

  String path(Locales locales) {
    return of
        + (archive > 0 ? "/archive/" + archive : "")
        + locales.suffix(locale)
        + "."
        + format.extension();
  }

  /// The live document of the same feed.
  Address live() {
    return new Address(of, locale, 0, format);
  }

  Address archive(long number) {
    return new Address(of, locale, number, Format.ATOM);
  }

  /// The live document of the feed of `tag`, or of the newsroom's where that is null, in another
  /// locale.
  Address in(Locale other, @Nullable Tag tag, Locales locales) {
    return new Address(tag == null ? of : of(tag, other, locales), other, 0, format);
  }

  /// The address at which this document stands now that its slug leads to `tag`. One that was
  /// merged has no archive documents of its own any more.
  Address at(Tag tag, Locales locales) {
    return new Address(of(tag, locale, locales), locale, tag.into() == null ? archive : 0, format);
  }

  /// The path of a tag's page without what names the locale.
  private static String of(Tag tag, Locale locale, Locales locales) {
    String path = tag.path(locale, locales);
    return path.substring(0, path.length() - locales.suffix(locale).length());
  }

  /// The kind of the tag whose feed it is, and its slug; empty for the newsroom's.
  Optional<TagName> tag() {
    if (of.equals(NEWSROOM)) return Optional.empty();
    int slash = of.indexOf('/', 1);
    return TagKind.read(of.substring(1, slash))
        .map(kind -> new TagName(kind, of.substring(slash + 1)));
  }

  record TagName(TagKind kind, String slug) {}
}
