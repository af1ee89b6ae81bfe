package communique.importing;

import communique.language.Locales;
import communique.platform.Refusal;
import communique.record.Newsroom;
import communique.record.Slug;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Feeds, with the archives that lie beside them: from the document that was named its
/// `prev-archive` links (RFC 5005 §4) are followed to files, never to the network, and the oldest
/// is taken first. An entry that stands in several documents is one announcement with several
/// versions.
final class FeedSource implements Source {
  private static final int CHAIN_MAX = 100_000;
  private static final Pattern BEGINS =
      Pattern.compile("<(?:[\\w-]{1,20}:)?(?:feed|rss|entry)[\\s>]");

  private final Newsroom newsroom;
  private final String locale;
  private final Posts posts;

  /// What was found out about a file when it was looked at first, for when it is taken.
  private final Map<Path, Chain> chains = new HashMap<>();

  /// The documents that belong to a chain already.
  private final Set<Path> taken = new HashSet<>();

  FeedSource(Newsroom newsroom, String locale) {
    this.newsroom = newsroom;
    this.locale = locale;
    this.posts = new Posts(newsroom, locale);
  }

  /// @param documents the oldest first
  /// @param missing where the archive lies that is not here; empty when all are
  private record Chain(List<Document> documents, String missing, String wanted) {}

  /// @param several the ids of entries that stand in it more than once
  private record Document(Path file, Set<String> several) {}

  @Override
  public String name() {
    return "Atom and RSS feeds";
  }

  @Override
  public boolean recognises(Path file, byte[] start) {
    // In whatever encoding: the letters of a tag are the same in all but the widest.
    String text = new String(start, StandardCharsets.ISO_8859_1).replace("\0", "");
    return BEGINS.matcher(text).find();
  }

  @Override
  public void read(Path file, Taker taker) throws IOException {
    Path real = file.toRealPath();
    Chain chain = chains.remove(real);
    try {
      if (chain == null) {
        chain = chain(real);
        chains.put(real, chain);
      }
      if (!chain.missing().isEmpty())
        taker.take(
            new Refused(
                Mark.at(file.toString(), "prev-archive"),
                List.of(
                    new Refusal(
                        "",
                        "feed.archive-missing",
                        List.of(Slug.shown(chain.missing()), Slug.shown(chain.wanted()))))));
      for (Document document : chain.documents()) take(document, file, real, taker);
    } catch (XmlRefused refused) {
      taker.broken("", List.of(refused.refusal()));
    }
  }

  private Chain chain(Path start) throws IOException {
    Path root = start.getParent() == null ? start : start.getParent();
    var documents = new ArrayList<Document>();
    var seen = new LinkedHashSet<Path>();
    Path next = start;
    String missing = "";
    String wanted = "";
    while (next != null && seen.size() < CHAIN_MAX) {
      if (!seen.add(next))
        throw new XmlRefused("feed.ring", 1, 1, Slug.shown(String.valueOf(next.getFileName())));
      if (!taken.add(next)) break;
      FeedFile.Head head = look(next, documents);
      String previous = head.complete() ? "" : head.previous();
      if (previous.isEmpty()) break;
      Path here = next;
      next = beside(head, previous, here, root);
      if (next == null) {
        missing = previous;
        wanted = FeedEntry.last(FeedEntry.path(previous));
      }
    }
    Collections.reverse(documents);
    return new Chain(documents, missing, wanted);
  }

  /// Reads a document once to see which names mean one announcement.
  private FeedFile.Head look(Path file, List<Document> documents) throws IOException {
    var ids = new HashSet<String>();
    var several = new HashSet<String>();
    Map<String, String> links = new HashMap<>();
    try (InputStream in = Files.newInputStream(file)) {
      FeedFile.Head head =
          FeedFile.read(
              in,
              newsroom.zone(),
              new FeedFile.Taker() {
                @Override
                public void entry(int line, FeedEntry entry) {
                  Post post = entry.post("");
                  if (!ids.add(post.id())) several.add(post.id());
                  String page = page(post);
                  // Where all entries lead to one page, that page is none of theirs.
                  String first = links.putIfAbsent(page + " " + post.language(), post.id());
                  if (page.isEmpty() || (first != null && !first.equals(post.id()))) return;
                  posts.join(post.id(), page);
                  for (String other : entry.alternates) posts.join(post.id(), "link:" + other);
                }

                @Override
                public void deleted(
                    int line, String id, @Nullable Instant when, String why, String language) {}
              });
      documents.add(new Document(file, Set.copyOf(several)));
      return head;
    }
  }

  /// Its address, without the language behind it by which translations differ; empty where that
  /// says nothing.
  private static String page(Post post) {
    String last = FeedEntry.last(FeedEntry.path(post.link()));
    if (last.isEmpty()) return "";
    String without = Posts.withoutLanguage(last, post.language());
    return "link:"
        + post.link().substring(0, post.link().length() - (last.length() - without.length()));
  }

  /// The file that a link leads to: where it would lie if the site were a folder, or beside this
  /// one. None outside the folder of the file that was named.
  private static @Nullable Path beside(FeedFile.Head head, String link, Path file, Path root)
      throws IOException {
    var candidates = new ArrayList<String>();
    try {
      URI self = URI.create(head.self());
      URI wanted = self.resolve(link);
      if (self.getPath() != null && wanted.getPath() != null) {
        String folder = self.getPath().substring(0, self.getPath().lastIndexOf('/') + 1);
        Path from = Path.of(folder.isEmpty() ? "/" : folder);
        candidates.add(from.relativize(Path.of("/").resolve(wanted.getPath())).toString());
      }
      String path = URI.create(link).getPath();
      if (path != null && !path.isEmpty()) {
        if (URI.create(link).getScheme() == null && !path.startsWith("/")) candidates.add(path);
        candidates.add(FeedEntry.last(path));
      }
    } catch (IllegalArgumentException e) {
      return null;
    }
    Path folder = file.getParent() == null ? root : file.getParent();
    for (String candidate : candidates) {
      try {
        Path found = folder.resolve(candidate).normalize();
        if (!Files.isRegularFile(found)) continue;
        Path real = found.toRealPath();
        if (real.startsWith(root)) return real;
      } catch (InvalidPathException e) {
        // No file can have that name.
      }
    }
    return null;
  }

  private void take(Document document, Path named, Path start, Taker taker) throws IOException {
    Path shown = document.file().equals(start) ? named : document.file();
    var versions = new ArrayList<Item>();
    var dates = new HashMap<Item, Instant>();
    try (InputStream in = Files.newInputStream(document.file())) {
      FeedFile.read(
          in,
          newsroom.zone(),
          new FeedFile.Taker() {
            @Override
            public void entry(int line, FeedEntry entry) {
              Post post = entry.post("");
              String place = "line " + line;
              if (!entry.badDates().isEmpty()) {
                var why =
                    new Refusal(
                        "date", "date.malformed", List.of(Slug.shown(entry.badDates().getFirst())));
                taker.take(new Refused(Mark.at(shown.toString(), place), List.of(why)));
                return;
              }
              Item item = posts.item(shown, place, "entry", post);
              // A document has its newest entries first; of one entry the oldest is needed first.
              if (document.several().contains(post.id())) {
                versions.add(item);
                Instant at = post.at();
                dates.put(item, at == null ? Instant.MIN : at);
              } else taker.take(item);
            }

            @Override
            public void deleted(
                int line, String id, @Nullable Instant when, String why, String language) {
              versions.add(gone(shown, line, id, when, why, language));
            }
          });
    }
    versions.sort(Comparator.comparing(item -> dates.getOrDefault(item, Instant.MAX)));
    versions.forEach(taker::take);
  }

  private Item gone(
      Path file, int line, String id, @Nullable Instant when, String why, String language) {
    Locales locales = newsroom.locales();
    return new DeletedItem(
        new Mark(file.toString(), "line " + line, "deletion", "", "", "", "", "", 512),
        posts.documentId(id),
        when,
        why,
        Languages.read(language.isEmpty() ? locale : language, locales),
        newsroom);
  }
}
