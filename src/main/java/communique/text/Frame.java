package communique.text;

/// What may stand around pieces of a body. The first letters of a line open one, and [Marks] finds
/// where it ends.
enum Frame {
  CALL_TO_ACTION('A', "$CTA", "call-to-action"),
  ADDITIONAL_INFORMATION('B', "$AI", "additional-information"),
  SUMMARY('C', "$!", "summary"),
  FORM_DOWNLOAD('D', "$D", "form-download"),
  CONTACT('E', "$C", "contact"),
  PLACE('F', "$P", "place"),
  INFORMATION('G', "$I", "information"),
  EXAMPLE('H', "$E", "example"),
  ADDRESS('I', "$A", "address"),
  LEGISLATIVE('J', "$LegislativeList", "legislative-list-wrapper"),
  INFORMATION_CALLOUT('K', "^", "application-notice info-notice"),
  WARNING_CALLOUT('L', "%", "application-notice help-notice"),
  ADVISORY('M', "@", "advisory"),
  STAT_HEADLINE('N', "{stat-headline}", "stat-headline"),
  HIGHLIGHT_ANSWER('O', "{::highlight-answer}", "highlight-answer"),
  STEPS('P', "", "steps"),
  STEP('Q', "", ""),
  SCOTLAND('R', ":scotland:", "devolved-content scotland"),
  ENGLAND('S', ":england:", "devolved-content england"),
  ENGLAND_WALES('T', ":england-wales:", "devolved-content england-wales"),
  NORTHERN_IRELAND('U', ":northern-ireland:", "devolved-content northern-ireland"),
  WALES('V', ":wales:", "devolved-content wales"),
  LONDON('W', ":london:", "devolved-content london");

  /// One character that names it in a line of [Marks].
  final char sign;

  /// What opens it.
  final String opening;

  /// What its element is called in HTML.
  final String classes;

  Frame(char sign, String opening, String classes) {
    this.sign = sign;
    this.opening = opening;
    this.classes = classes;
  }

  /// What closes it.
  String closing() {
    return switch (this) {
      case LEGISLATIVE -> "$EndLegislativeList";
      case STAT_HEADLINE -> "{/stat-headline}";
      case HIGHLIGHT_ANSWER -> "{:/highlight-answer}";
      default -> opening;
    };
  }

  boolean isDevolved() {
    return opening.startsWith(":");
  }

  /// Whether its closing sign must be the last of a line.
  boolean closesALine() {
    return this != LEGISLATIVE && !isDevolved();
  }

  /// @throws IllegalArgumentException when none has that sign
  static Frame of(char sign) {
    for (Frame frame : values()) if (frame.sign == sign) return frame;
    throw new IllegalArgumentException(String.valueOf(sign));
  }
}
