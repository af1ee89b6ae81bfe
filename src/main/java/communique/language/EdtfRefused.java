package communique.language;

/// Why a text is no date that is read here.
public final class EdtfRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String key;
  private final String instead;

  EdtfRefused(String key, String instead) {
    super(key, null, false, false);
    this.key = key;
    this.instead = instead;
  }

  /// The name of the reason: `edtf.malformed`, `edtf.draft`, `edtf.no-day`, `edtf.order`,
  /// `edtf.nothing` or `edtf.level`.
  public String key() {
    return key;
  }

  /// What to write instead, where that can be known; else empty.
  public String instead() {
    return instead;
  }
}
