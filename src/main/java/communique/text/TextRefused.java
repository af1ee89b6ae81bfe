package communique.text;

/// A body that is not read, because reading it could take without measure. [#key()] says why:
///
/// - `text.too-long`: longer than [Text#LENGTH_MAX], or so written that its links alone would be
/// - `text.too-deep`: lists, quotations or emphasis nested deeper than [Text#DEPTH_MAX]
/// - `text.too-many`: more than [Text#ELEMENTS_MAX] elements
/// - `text.chart-uneven`, `text.chart-no-number`: a chart that cannot be drawn from its table; it
///   can be read, but not published
/// - `text.too-wide`: a table of more than [Text#COLUMNS_MAX] columns
public final class TextRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String key;
  private final transient Object[] arguments;

  TextRefused(String key, Object... arguments) {
    super(key);
    this.key = key;
    this.arguments = arguments;
  }

  /// What the message speaks of, such as the row of a chart.
  public Object[] arguments() {
    return arguments.clone();
  }

  /// The message key.
  public String key() {
    return key;
  }
}
