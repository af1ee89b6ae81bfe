package communique.whole;

import java.util.Map;

/// The databases that a newsroom may stand on.
enum Backing {
  SQLITE {
    @Override
    Map<String, String> settings() {
      return Map.of();
    }
  },
  POSTGRESQL {
    @Override
    Map<String, String> settings() {
      return Map.of("COMMUNIQUE_DATABASE", Postgres.shared().fresh());
    }
  };

  /// The settings of a newsroom on an empty database of this kind.
  abstract Map<String, String> settings();
}
