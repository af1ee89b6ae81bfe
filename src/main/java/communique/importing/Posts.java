package communique.importing;

import communique.platform.Ids;
import communique.platform.Outcome;
import communique.record.Attachment;
import communique.record.Newsroom;
import communique.record.Slug;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Makes items of posts: finds out which announcement each belongs to and what its address will be.
final class Posts {
  private static final Pattern ENDING = Pattern.compile("\\.(html?|php|aspx?|shtml|xml|md)$");

  /// Last segments of addresses that say nothing of what stands there.
  private static final Set<String> EMPTY = Set.of("index", "default", "home", "post", "view", "");

  private final Newsroom newsroom;
  private final String locale;

  /// Ids of posts, and addresses of their pages: which of them are one announcement.
  private final Joined joined = new Joined();

  /// @param locale of what does not say its language; empty for the newsroom's first
  Posts(Newsroom newsroom, String locale) {
    this.newsroom = newsroom;
    this.locale = locale;
  }

  /// Says that a post belongs to what has another name.
  void join(String id, String name) {
    joined.join("id:" + id, name);
  }

  Item item(Path file, String place, String sort, Post post) {
    return item(file, place, sort, post, UnaryOperator.identity());
  }

  /// @param beside gives an attachment its bytes, where they are at hand
  Item item(Path file, String place, String sort, Post post, UnaryOperator<Attachment> beside) {
    Outcome<Locale> of =
        Languages.read(post.language().isEmpty() ? locale : post.language(), newsroom.locales());
    String tag = of instanceof Outcome.Done<Locale> done ? done.value().toLanguageTag() : "";
    String id = documentId(post.group());
    String address = address(post);
    return new PostItem(
        new Mark(
            file.toString(),
            place,
            sort,
            slug(post, id),
            // Versions of one post come to one address, each at its time.
            tag + "@" + post.at(),
            id,
            address,
            digest(post),
            Math.min(1 << 24, 2 * (post.html().length() + post.title().length()) + 512)),
        post,
        id,
        newsroom,
        of,
        beside);
  }

  /// The id of the announcement to which a post with this id belongs.
  String documentId(String id) {
    return Ids.ofName("urn:communique:post:" + Long.toHexString(joined.standing("id:" + id)));
  }

  /// Its path there, behind which its version stands, as others may come from there.
  private static String address(Post post) {
    String path = FeedEntry.path(post.link());
    String query =
        post.link().indexOf('?') < 0 ? "" : post.link().substring(post.link().indexOf('?'));
    return path.isEmpty() || !path.startsWith("/") ? "" : path + query;
  }

  private static String slug(Post post, String id) {
    String own = shaped(Slugs.of(post.slug()));
    if (!own.isEmpty()) return own;
    String last = FeedEntry.last(FeedEntry.path(post.link()));
    last = Wxr.decoded(withoutLanguage(ENDING.matcher(last).replaceFirst(""), post.language()));
    String segment = EMPTY.contains(last.toLowerCase(Locale.ROOT)) ? "" : shaped(Slugs.of(last));
    // A number alone is an address, but tells nobody anything; nor does what answers to questions.
    boolean asks = post.link().indexOf('?') >= 0;
    if (!asks && segment.chars().anyMatch(c -> c >= 'a')) return segment;
    String title = shaped(Slugs.of(post.title()));
    return title.isEmpty() ? "post-" + id.substring(0, 8) : title;
  }

  /// `visit` of `visit.ru` in Russian.
  static String withoutLanguage(String segment, String language) {
    int dot = segment.lastIndexOf('.');
    return dot > 0 && segment.substring(dot + 1).equalsIgnoreCase(language)
        ? segment.substring(0, dot)
        : segment;
  }

  private static String shaped(String slug) {
    return Slug.checked("", slug) instanceof Outcome.Done<String> ? slug : "";
  }

  private static String digest(Post post) {
    MessageDigest digest = Digests.sha256();
    for (String part :
        new String[] {
          post.id(), post.language(), String.valueOf(post.published()),
              String.valueOf(post.updated()),
          post.title(), post.summary(), post.html(), post.labels().toString(),
          post.enclosures().toString(), post.kept().toString()
        }) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
