package communique.importing;

import communique.record.Bring;
import communique.record.DefineEngagement;
import communique.record.DefineTag;
import communique.record.Origin;
import communique.record.Receipt;
import communique.record.Replay;
import communique.record.Unpublish;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an item asks of the record.
sealed interface Asked {
  /// An announcement, after the tags that it names and that are not here yet.
  ///
  /// @param tags in an order in which each can be made
  /// @param kept the names of its fields that have no counterpart here, and are kept as they came
  record Announcement(List<DefineTag> tags, Bring bring, Set<String> kept) implements Asked {
    public Announcement {
      tags = List.copyOf(tags);
      kept = Set.copyOf(kept);
    }
  }

  /// An announcement of which more than one version is known, after the tags that it names.
  ///
  /// @param origins where it stood; `n` of one is the number of the edition in its locale that came
  ///   from there, where that is known
  record History(List<DefineTag> tags, Replay replay, List<Origin> origins, Set<String> kept)
      implements Asked {
    public History {
      tags = List.copyOf(tags);
      origins = List.copyOf(origins);
      kept = Set.copyOf(kept);
    }
  }

  /// A tag, after those that it names.
  ///
  /// @param origin where its page stood
  record Tag(List<DefineTag> tags, Origin origin, Set<String> kept) implements Asked {
    public Tag {
      tags = List.copyOf(tags);
      kept = Set.copyOf(kept);
    }
  }

  /// An address that is gone or leads elsewhere.
  ///
  /// @param unpublish where an announcement stands there; else null
  /// @param at when that was
  record Address(Origin origin, @Nullable Unpublish unpublish, Instant at, Set<String> kept)
      implements Asked {
    public Address {
      kept = Set.copyOf(kept);
    }
  }

  /// What was said of an engagement by no announcement, and when.
  record Engagement(DefineEngagement define, Instant at) implements Asked {}

  /// Nothing: it is here already.
  record There(Receipt receipt) implements Asked {}
}
