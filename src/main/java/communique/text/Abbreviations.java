package communique.text;

import java.util.HashMap;
import java.util.Map;
import org.commonmark.node.CustomBlock;
import org.commonmark.parser.Parser;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// `*[GOV.UK]: The official UK government website`: wherever the word stands in the body, readers
/// are told what it is short for.
final class Abbreviations implements Parser.ParserExtension {
  private static final int LENGTH_MAX = 100;

  private final Branch root = new Branch();

  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(Abbreviations::start);
  }

  private static @Nullable BlockStart start(ParserState state, MatchedBlockParser matched) {
    CharSequence content = state.getLine().getContent();
    int at = state.getNextNonSpaceIndex();
    if (state.getIndent() >= 4 || at + 4 >= content.length() || content.charAt(at) != '*') {
      return BlockStart.none();
    }
    if (content.charAt(at + 1) != '[') return BlockStart.none();
    String line = content.toString();
    int end = line.indexOf("]:", at);
    if (end <= at + 2 || end - at > LENGTH_MAX) return BlockStart.none();
    String words = line.substring(end + 2).strip();
    return BlockStart.of(new Reading(new Definition(line.substring(at + 2, end), words)))
        .atIndex(line.length());
  }

  boolean isEmpty() {
    return root.branches == null;
  }

  void add(Definition definition) {
    Branch branch = root;
    for (int i = 0; i < definition.shortly.length(); i++) {
      branch = branch.to(definition.shortly.charAt(i));
    }
    branch.words = definition.words;
  }

  /// Where in the text the longest abbreviation that begins there ends, −1 when none does. It must
  /// begin and end where a word may.
  int end(String text, int start) {
    if (start > 0 && isOfAWord(text.codePointBefore(start))) return -1;
    int end = -1;
    @Nullable Branch branch = root;
    for (int i = start; i < text.length(); i++) {
      branch = branch.branches == null ? null : branch.branches.get(text.charAt(i));
      if (branch == null) break;
      boolean whole = i + 1 == text.length() || !isOfAWord(text.codePointAt(i + 1));
      if (branch.words != null && whole) end = i + 1;
    }
    return end;
  }

  String words(String shortly) {
    Branch branch = root;
    for (int i = 0; i < shortly.length(); i++) branch = branch.to(shortly.charAt(i));
    return branch.words == null ? "" : branch.words;
  }

  private static boolean isOfAWord(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /// What an abbreviation is short for; where one is defined twice, the last holds.
  static final class Definition extends CustomBlock {
    final String shortly;
    final String words;

    Definition(String shortly, String words) {
      this.shortly = shortly;
      this.words = words;
    }
  }

  private static final class Branch {
    private @Nullable Map<Character, Branch> branches;
    private @Nullable String words;

    Branch to(char c) {
      if (branches == null) branches = new HashMap<>();
      return branches.computeIfAbsent(c, next -> new Branch());
    }
  }

  private static final class Reading extends AbstractBlockParser {
    private final Definition block;

    Reading(Definition block) {
      this.block = block;
    }

    @Override
    public Definition getBlock() {
      return block;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      return BlockContinue.none();
    }
  }
}
