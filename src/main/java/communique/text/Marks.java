package communique.text;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads a source line by line, and puts marks where a block of the dialect begins and ends, each
/// on a line of its own, so that the parser needs to look at no other line than the one before it.
///
/// A mark begins with a control character. A body holds none ([Characters]), so nobody can write
/// one. Every character is looked at a fixed number of times: the next end of each kind of block is
/// sought once, and kept until it is passed.
final class Marks {
  /// Begins a frame, and is followed by its sign; [#CLOSE] ends it.
  static final char OPEN = '\u0001';

  static final char CLOSE = '\u0002';

  /// Begins what is said of a button, up to [#END]; its link follows.
  static final char BUTTON = '\u0003';

  static final char END = '\u0004';

  /// Begins a line that names something from the surroundings: a kind, [#END], a name.
  static final char NAME = '\u0005';

  private static final List<Frame> DOLLARS =
      Stream.of(Frame.values()).filter(f -> f.opening.startsWith("$")).toList();
  private static final List<Frame> DEVOLVED =
      Stream.of(Frame.values()).filter(Frame::isDevolved).toList();
  private static final String QUOTES = "\"“”„‟″‶";

  private static final String COMMENT = "{::comment}";

  private final String source;
  private final StringBuilder out;
  private final Map<Frame, Ends> ends = new EnumMap<>(Frame.class);

  /// Where the next end of a comment is; −1 where there is none, −2 where it was not sought.
  private int commentEnd = -2;

  /// How far the words of the open list item stand from the start of the line; 0 outside lists.
  private int item;

  /// What stands before the marks that are set, so that they belong to the item.
  private String indent = "";

  private Marks(String source) {
    this.source = source;
    this.out = new StringBuilder(source.length() + 64);
  }

  /// @param source with lines that end in `\n`
  static String set(String source) {
    Marks marks = new Marks(source);
    marks.lines(0, source.length());
    return marks.out.toString();
  }

  private void lines(int from, int to) {
    boolean afterBlank = true;
    for (int start = from; start < to; ) {
      int end = end(start, to);
      boolean whole = start == 0 || source.charAt(start - 1) == '\n';
      if (whole && start < end && !isSpace(source.charAt(start))) item = item(start, end);
      int next = line(start, end, to, afterBlank);
      if (next > start) {
        afterBlank = false;
        start = next;
        continue;
      }
      if (!whole) out.append(indent);
      out.append(source, start, end).append('\n');
      afterBlank = first(start, end) == end;
      start = end + 1;
    }
  }

  /// How wide the sign of a list item and the spaces behind it are; 0 when the line begins none.
  private int item(int start, int end) {
    int sign = start;
    while (sign < end && sign - start < 9 && isDigit(source.charAt(sign))) sign++;
    if ((sign > start ? "." : "*-+").indexOf(source.charAt(Math.min(sign, end - 1))) < 0) return 0;
    int words = first(sign + 1, end);
    return words > sign + 1 && words < end && words - sign < 6 ? words - start : 0;
  }

  /// As [#line], right below the words of an item.
  private int lineOfItem(int start, int first, int end, int to, boolean afterBlank) {
    String around = indent;
    indent = source.substring(start, first);
    int next = line(first, end, to, afterBlank);
    indent = around;
    return next > first ? next : start;
  }

  /// Writes what the line begins, and gives where to go on; `start` itself when it begins nothing.
  private int line(int start, int end, int to, boolean afterBlank) {
    if (start == end) return start;
    return switch (source.charAt(start)) {
      case '$' -> dollar(start, end, to, afterBlank);
      case '^', '%' -> callout(start, end);
      case '@' -> advisory(start, end);
      case ':' -> devolved(start, to);
      case '{' -> brace(start, end, to);
      case '[' -> named(start, end);
      case '!' -> picture(start, end);
      case '>' -> quoted(start, end);
      case 's' -> steps(start, to);
      case ' ', '\t' -> indented(start, end, to, afterBlank);
      case '`', '~' -> fence(start, end, to);
      default -> start;
    };
  }

  private int dollar(int start, int end, int to, boolean afterBlank) {
    if (source.startsWith("$PriorityList:", start)) return priority(start, end);
    if (source.startsWith(Frame.LEGISLATIVE.closing(), start)) return start;
    if (source.startsWith(Frame.LEGISLATIVE.opening, start)) {
      int after = start + Frame.LEGISLATIVE.opening.length();
      boolean alone = afterBlank && first(after, end) == end;
      return alone ? framed(Frame.LEGISLATIVE, start, to) : start;
    }
    for (Frame frame : DOLLARS) {
      if (source.startsWith(frame.opening, start)) {
        int next = framed(frame, start, to);
        if (next > start) return next;
      }
    }
    return start;
  }

  /// A frame that has an end before `to`.
  private int framed(Frame frame, int start, int to) {
    int from = start + frame.opening.length();
    int close = ends.computeIfAbsent(frame, f -> new Ends(source, f)).after(from);
    if (close < 0 || close + frame.closing().length() > to) return start;
    int first = from;
    while (first < close && Character.isWhitespace(source.charAt(first))) first++;
    int last = close;
    while (last > first && Character.isWhitespace(source.charAt(last - 1))) last--;
    open(frame);
    if (frame == Frame.ADDRESS) address(first, last);
    else lines(first, last);
    close(frame);
    return afterSpaces(close + frame.closing().length());
  }

  /// The lines of an address, without the signs that authors put at their ends.
  private void address(int from, int to) {
    for (int start = from, end; start < to; start = end + 1) {
      end = end(start, to);
      int last = end;
      while (last > start && " \\\t".indexOf(source.charAt(last - 1)) >= 0) last--;
      if (start == from) out.append(indent);
      out.append(source, start, last).append('\n');
    }
  }

  /// One line; a sign at its end is taken away.
  private int callout(int start, int end) {
    int last = lastBefore(end, start + 1);
    if (last > start + 1 && source.charAt(last - 1) == source.charAt(start)) last--;
    int first = first(start + 1, last);
    if (first == last) return start;
    boolean information = source.charAt(start) == '^';
    one(information ? Frame.INFORMATION_CALLOUT : Frame.WARNING_CALLOUT, first, last);
    return end + 1;
  }

  private int advisory(int start, int end) {
    int last = lastBefore(end, start);
    int first = first(start + 1, end);
    if (last - 1 <= first || source.charAt(last - 1) != '@') return start;
    one(Frame.ADVISORY, first, last - 1);
    return end + 1;
  }

  private int devolved(int start, int to) {
    for (Frame frame : DEVOLVED) {
      if (source.startsWith(frame.opening, start)) return framed(frame, start, to);
    }
    return start;
  }

  private int brace(int start, int end, int to) {
    if (source.startsWith(Frame.STAT_HEADLINE.opening, start)) {
      return framed(Frame.STAT_HEADLINE, start, to);
    }
    if (source.startsWith(Frame.HIGHLIGHT_ANSWER.opening, start)) {
      return framed(Frame.HIGHLIGHT_ANSWER, start, to);
    }
    if (source.startsWith(COMMENT, start)) return comment(start, end, to);
    if (source.startsWith("{button", start)) return button(start, to);
    if (source.startsWith("{barchart", start)) return chart(start, end);
    return start;
  }

  /// What stands between `{::comment}` and `{:/comment}`, each alone on its line, is left out.
  private int comment(int start, int end, int to) {
    if (first(start + COMMENT.length(), end) < end) return start;
    int close = commentEnd(end);
    if (close < 0 || close + 1 >= to) return start;
    out.append('\n');
    return end(close + 1, to) + 1;
  }

  /// The line end before the first end of a comment from there on.
  private int commentEnd(int from) {
    if (commentEnd == -1 || commentEnd >= from) return commentEnd;
    int close = source.indexOf("\n{:/", from);
    while (close >= 0 && !isCommentEnd(close + 1)) close = source.indexOf("\n{:/", close + 1);
    commentEnd = close;
    return close;
  }

  private boolean isCommentEnd(int start) {
    String line = source.substring(start, end(start, source.length())).strip();
    return line.equals("{:/comment}") || line.equals("{:/}");
  }

  /// `{button start}[Start now](https://…){/button}`, where white space may hold line ends.
  private int button(int start, int to) {
    int bracket = source.indexOf('}', start, end(start, to));
    if (bracket < 0) return start;
    int words = afterWhiteSpace(bracket + 1, to);
    if (words >= to || source.charAt(words) != '[') return start;
    int wordsEnd = within(words + 1, to, ']');
    if (wordsEnd < 0 || wordsEnd + 1 >= to || source.charAt(wordsEnd + 1) != '(') return start;
    int addressEnd = within(wordsEnd + 2, to, ')');
    if (addressEnd < 0) return start;
    int close = afterWhiteSpace(addressEnd + 1, to);
    if (!source.startsWith("{/button}", close)) return start;
    int end = close + "{/button}".length();
    if (end > to || (end < to && source.charAt(end) != '\n')) return start;
    String address = source.substring(wordsEnd + 2, addressEnd).strip();
    if (address.chars().anyMatch(c -> c == '<' || c == '>' || c == '\n')) return start;
    out.append(indent)
        .append(BUTTON)
        .append(source, start + "{button".length(), bracket)
        .append(END);
    out.append('[').append(source.substring(words + 1, wordsEnd).strip().replace('\n', ' '));
    out.append("](<").append(address).append(">)\n");
    return end + 1;
  }

  /// Where the sign stands, with something before it; −1 when no browser's address line is so long.
  private int within(int from, int to, char sign) {
    int limit = Math.min(to, from + 2_000);
    for (int i = from; i < limit; i++) if (source.charAt(i) == sign) return i > from ? i : -1;
    return -1;
  }

  /// The table before it is shown as a chart.
  private int chart(int start, int end) {
    int bracket = source.indexOf('}', start, end);
    if (bracket < 0 || first(bracket + 1, end) < end) return start;
    String written = source.substring(start, bracket);
    out.append(indent).append("{: .js-barchart-table");
    if (written.contains("stacked")) out.append(" .mc-stacked");
    if (written.contains("compact")) out.append(" .compact");
    if (written.contains("negative")) out.append(" .mc-negative");
    out.append(" .mc-auto-outdent}\n");
    return end + 1;
  }

  private int named(int start, int end) {
    for (Named.Kind kind : Named.Kind.BLOCKS) {
      if (!source.startsWith(kind.opening, start)) continue;
      int close = source.indexOf(']', start, end);
      if (close < 0) return start;
      String name = source.substring(start + kind.opening.length(), close).strip();
      mark(NAME, kind.name() + END + name);
      return afterSpaces(close + 1);
    }
    return start;
  }

  /// `!!2`, by position.
  private int picture(int start, int end) {
    int digits = start + 2;
    if (!source.startsWith("!!", start)) return start;
    int i = digits;
    while (i < end && i < digits + 4 && isDigit(source.charAt(i))) i++;
    if (i == digits) return start;
    mark(NAME, Named.Kind.POSITION.name() + END + source.substring(digits, i));
    return afterSpaces(i);
  }

  private int priority(int start, int end) {
    int digits = start + "$PriorityList:".length();
    int last = lastBefore(end, digits);
    boolean number = last > digits && last - digits < 4;
    for (int i = digits; i < last; i++) number &= isDigit(source.charAt(i));
    if (!number) return start;
    mark(NAME, Named.Kind.PRIORITY.name() + END + source.substring(digits, last));
    return end + 1;
  }

  /// The marks of a quotation are put there by its style.
  private int quoted(int start, int end) {
    int first = first(start + 1, end);
    int words = first;
    while (words < end && isQuote(source.charAt(words))) words++;
    boolean opens = words > first && first(words, end) < end;
    if (opens) words = first(words, end);
    int from = opens ? words : start + 1;
    int last = lastBefore(end, from);
    int close = last;
    while (close > from && isQuote(source.charAt(close - 1))) close--;
    boolean closes = close < last && first(from, close) < close;
    if (!opens && !closes) return start;
    if (closes) last = lastBefore(close, from);
    else last = end;
    out.append(opens ? "> " : ">").append(source, from, last).append('\n');
    return end + 1;
  }

  private static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }

  private int indented(int start, int end, int to, boolean afterBlank) {
    int first = first(start, end);
    if (first == end) return start;
    char c = source.charAt(first);
    if (c == 's') return steps(start, to);
    if (first - start == item && "$^%@:{[!".indexOf(c) >= 0) {
      return lineOfItem(start, first, end, to, afterBlank);
    }
    return (c == '`' || c == '~') && first - start < 4 ? fence(start, end, to) : start;
  }

  /// `s1. …`, and the lines after it that are steps too.
  private int steps(int start, int to) {
    int at = start;
    while (at < to) {
      int end = end(at, to);
      int words = step(first(at, end), end);
      if (words < 0) break;
      if (at == start) open(Frame.STEPS);
      one(Frame.STEP, words, lastBefore(end, words));
      at = end + 1;
    }
    if (at > start) close(Frame.STEPS);
    return Math.max(start, at);
  }

  /// Where the words of a step begin; −1 when it is none.
  private int step(int start, int end) {
    int i = start + 1;
    if (start >= end || source.charAt(start) != 's') return -1;
    while (i < end && isDigit(source.charAt(i))) i++;
    if (i == start + 1 || i + 1 >= end || source.charAt(i) != '.') return -1;
    int words = first(i + 1, end);
    return words > i + 1 && words < end ? words : -1;
  }

  /// Code is left alone.
  private int fence(int start, int end, int to) {
    int first = first(start, end);
    char sign = source.charAt(first);
    int length = run(first, end, sign);
    if (length < 3) return start;
    if (sign == '`' && source.substring(first + length, end).indexOf('`') >= 0) return start;
    int at = end + 1;
    while (at < to) {
      int lineEnd = end(at, to);
      int closing = first(at, lineEnd);
      int closed = run(closing, lineEnd, sign);
      at = lineEnd + 1;
      if (closed >= length && first(closing + closed, lineEnd) == lineEnd) break;
    }
    out.append(source, start, Math.min(at, to));
    if (out.charAt(out.length() - 1) != '\n') out.append('\n');
    return at;
  }

  private int run(int from, int end, char sign) {
    int i = from;
    while (i < end && source.charAt(i) == sign) i++;
    return i - from;
  }

  private void one(Frame frame, int from, int to) {
    open(frame);
    out.append(indent).append(source, from, to).append('\n');
    close(frame);
  }

  private void open(Frame frame) {
    mark(OPEN, String.valueOf(frame.sign));
  }

  private void close(Frame frame) {
    mark(CLOSE, String.valueOf(frame.sign));
  }

  private void mark(char mark, String what) {
    out.append(indent).append(mark).append(what).append('\n');
  }

  private int end(int start, int to) {
    int end = source.indexOf('\n', start);
    return end < 0 || end > to ? to : end;
  }

  /// The first character that is no space; `end` when there is none.
  private int first(int start, int end) {
    int i = start;
    while (i < end && isSpace(source.charAt(i))) i++;
    return i;
  }

  private int lastBefore(int end, int start) {
    int i = end;
    while (i > start && isSpace(source.charAt(i - 1))) i--;
    return i;
  }

  /// Where the rest of a line begins; the next line when there is no rest.
  private int afterSpaces(int at) {
    int i = first(at, source.length());
    return i < source.length() && source.charAt(i) == '\n' ? i + 1 : i;
  }

  private int afterWhiteSpace(int at, int to) {
    int i = at;
    while (i < to && Character.isWhitespace(source.charAt(i))) i++;
    return i;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
