package communique.feeds;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import communique.record.Edition;
import java.util.function.Supplier;

/// Bodies as feeds show them. A live document is made anew at each publication, when all but one of
/// its entries say what they said before; reading and printing their bodies was most of the work.
final class Bodies {
  private static final int CHARACTERS_MAX = 4 << 20;

  /// An edition never changes. What tags are called and who held which role may: each such change
  /// makes other keys, so that nothing has to be thrown away at the right moment.
  private record Key(String edition, long tags) {}

  private final Cache<Key, String> kept =
      Caffeine.newBuilder()
          .maximumWeight(CHARACTERS_MAX)
          .weigher((Key key, String html) -> html.length() + 100)
          .executor(Runnable::run)
          .build();

  /// The body of `edition`, printed by `print` unless it was before.
  ///
  /// @param tags the newest change of any tag that the caller can see
  String of(Edition edition, long tags, Supplier<String> print) {
    return kept.get(new Key(edition.id(), tags), key -> print.get());
  }
}
