package communique.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParser;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// Lists of definitions: lines that are terms, then lines that begin with a colon.
final class Definitions implements Parser.ParserExtension {
  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(Definitions::start);
    parser.postProcessor(document -> {
      terms(document);
      return document;
    });
  }

  private static @Nullable BlockStart start(ParserState state, MatchedBlockParser matched) {
    CharSequence line = state.getLine().getContent();
    int at = state.getNextNonSpaceIndex();
    if (at + 2 > line.length() || state.getIndent() >= 4) return BlockStart.none();
    if (line.charAt(at) != ':' || at + 1 == line.length()) return BlockStart.none();
    if (line.charAt(at + 1) != ' ' && line.charAt(at + 1) != '\t') return BlockStart.none();
    int words = at + 1;
    while (words < line.length() && line.charAt(words) == ' ') words++;
    if (words == line.length()) return BlockStart.none();
    int indent = state.getIndent() + Math.min(words - at, 4);
    BlockParser open = matched.getMatchedBlockParser();
    if (open instanceof ListReading) {
      return BlockStart.of(new Reading(indent)).atColumn(state.getColumn() + indent);
    }
    List<SourceLine> lines = matched.getParagraphLines().getLines();
    if (lines.isEmpty()) {
      Node before = open.getBlock().getLastChild();
      if (!Tree.isParagraph(before) || !isNext(before, state)) return BlockStart.none();
      return BlockStart.of(new ListReading(List.of()), new Reading(indent))
          .atColumn(state.getColumn() + indent);
    }
    return BlockStart.of(new ListReading(lines), new Reading(indent))
        .atColumn(state.getColumn() + indent)
        .replaceActiveBlockParser();
  }

  /// Whether one empty line stands between a block and the line that is read.
  private static boolean isNext(Node block, ParserState state) {
    List<SourceSpan> spans = block.getSourceSpans();
    int line = state.getLine().getSourceSpan().getLineIndex();
    return !spans.isEmpty() && spans.getLast().getLineIndex() == line - 2;
  }

  /// Makes terms of the paragraph before a list that has none of its own.
  private static void terms(Node parent) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNext()) {
      if (n instanceof DefinitionList && n.getFirstChild() instanceof Definition first) {
        Node paragraph = n.getPrevious();
        if (Tree.isParagraph(paragraph)) terms(paragraph, first);
      }
      if (n instanceof Block && !Tree.isParagraph(n)) terms(n);
    }
  }

  private static void terms(Node paragraph, Definition first) {
    Term term = new Term();
    first.insertBefore(term);
    first.apart = true;
    for (@Nullable Node n = paragraph.getFirstChild(); n != null; ) {
      @Nullable Node next = n.getNext();
      if (n instanceof SoftLineBreak || n instanceof HardLineBreak) {
        term = new Term();
        first.insertBefore(term);
      } else {
        term.appendChild(n);
      }
      n = next;
    }
    paragraph.unlink();
  }

  /// Terms and what they mean.
  static final class DefinitionList extends CustomBlock {}

  static final class Term extends CustomNode {}

  static final class Definition extends CustomBlock {
    /// Whether an empty line stands before it, which makes its words a paragraph.
    boolean apart;
  }

  private static final class ListReading extends AbstractBlockParser {
    private final DefinitionList block = new DefinitionList();
    private final List<SourceLine> lines;
    private final List<Term> terms = new ArrayList<>();

    ListReading(List<SourceLine> lines) {
      this.lines = lines;
      for (int i = 0; i < lines.size(); i++) {
        terms.add(new Term());
        block.appendChild(terms.get(i));
      }
    }

    @Override
    public DefinitionList getBlock() {
      return block;
    }

    @Override
    public boolean isContainer() {
      return true;
    }

    @Override
    public boolean canContain(Block child) {
      return child instanceof Definition;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      return BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void parseInlines(InlineParser parser) {
      for (int i = 0; i < lines.size(); i++) {
        Plain.parse(parser, List.of(lines.get(i)), terms.get(i));
      }
    }
  }

  private static final class Reading extends AbstractBlockParser {
    private final Definition block = new Definition();
    private final int indent;

    Reading(int indent) {
      this.indent = indent;
    }

    @Override
    public Definition getBlock() {
      return block;
    }

    @Override
    public boolean isContainer() {
      return true;
    }

    @Override
    public boolean canContain(Block child) {
      return true;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      if (state.isBlank()) return BlockContinue.atIndex(state.getNextNonSpaceIndex());
      return state.getIndent() >= indent
          ? BlockContinue.atColumn(state.getColumn() + indent)
          : BlockContinue.none();
    }
  }
}
