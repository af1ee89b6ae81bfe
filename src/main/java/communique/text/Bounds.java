package communique.text;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// Stands before what the library does in a time that grows with the square of the text, or by
/// recursion: it copies the lines of a paragraph at each further line, looks for the end of an
/// address from every `<` to the end of the paragraph, and walks over nested emphasis.
final class Bounds implements Parser.ParserExtension {
  /// One paragraph may have about that many lines.
  private static final int LINES_MAX = 3_000;

  private static final int LOOK_EVERY = 64;

  private static final int PICTURES_MAX = 1_000;

  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(Bounds::checkLines);
    // The first of all that look at the whole document, as the others recurse.
    parser.postProcessor(document -> {
      Depth.check(document);
      return document;
    });
    parser.customInlineContentParserFactory(new Factory(Set.of('<'), Angle::new));
    parser.customInlineContentParserFactory(new Factory(Set.of('*', '_'), Emphasis::new));
  }

  /// Throws [TextRefused] when there are so many pictures that they could stand in each other
  /// deeper than a thread's stack is: the library looks into them by recursion before [Depth] can.
  static void checkPictures(String source) {
    int pictures = 0;
    for (int at = source.indexOf("!["); at >= 0; at = source.indexOf("![", at + 2)) {
      if (++pictures > PICTURES_MAX) throw new TextRefused("text.too-many");
    }
  }

  /// Starts nothing; throws [TextRefused] when a paragraph has too many lines.
  private static @Nullable BlockStart checkLines(ParserState state, MatchedBlockParser matched) {
    // Looking copies them, so it is done now and then.
    if (state.getLine().getSourceSpan().getLineIndex() % LOOK_EVERY != 0) return BlockStart.none();
    if (matched.getParagraphLines().getLines().size() > LINES_MAX) {
      throw new TextRefused("text.too-many");
    }
    return BlockStart.none();
  }

  /// The library asks for a new parser for each paragraph.
  private record Factory(Set<Character> signs, Supplier<InlineContentParser> parser)
      implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return signs;
    }

    @Override
    public InlineContentParser create() {
      return parser.get();
    }
  }

  /// Addresses in angle brackets (CommonMark §6.5) are links; tags (§6.6) stay as they were typed.
  private static final class Angle implements InlineContentParser {
    private static final int LENGTH_MAX = 2_000;
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\\s<>]*+");
    private static final Pattern MAIL =
        Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]++@[A-Za-z0-9-]++(\\.[A-Za-z0-9-]++){0,20}");
    private static final Pattern TAG =
        Pattern.compile("/?[A-Za-z][A-Za-z0-9-]*+(\\s.*|/)?|[!?].*", Pattern.DOTALL);

    @Override
    public ParsedInline tryParse(InlineParserState state) {
      Scanner scanner = state.scanner();
      scanner.next();
      Position inside = scanner.position();
      // No further than to the next bracket, so that no character is looked at twice.
      int length = 0;
      while (scanner.peek() != '>' && scanner.peek() != '<' && scanner.hasNext()) {
        scanner.next();
        length++;
      }
      if (scanner.peek() != '>' || length > LENGTH_MAX) return text("<", inside);
      String written = scanner.getSource(inside, scanner.position()).getContent();
      scanner.next();
      if (URI.matcher(written).matches()) return link(written, written, scanner);
      if (MAIL.matcher(written).matches()) return link("mailto:" + written, written, scanner);
      Optional<Node> height = Heights.sign(written);
      if (height.isPresent()) return ParsedInline.of(height.get(), scanner.position());
      if (TAG.matcher(written).matches()) {
        // The quotation marks of a tag are no typography; without any it is words like others.
        String tag = "<" + written + ">";
        return written.indexOf('"') < 0 && written.indexOf('\'') < 0
            ? text(tag, scanner.position())
            : ParsedInline.of(new Signs.AsTyped(tag), scanner.position());
      }
      return text("<", inside);
    }

    private static ParsedInline link(String to, String words, Scanner scanner) {
      Node link = new Link(to, null);
      link.appendChild(new org.commonmark.node.Text(words));
      return ParsedInline.of(link, scanner.position());
    }

    private static ParsedInline text(String literal, Position end) {
      return ParsedInline.of(new org.commonmark.node.Text(literal), end);
    }
  }

  /// Only counts: what comes of the signs is left to the library.
  private static final class Emphasis implements InlineContentParser {
    /// One paragraph may have that many signs of emphasis.
    private static final int SIGNS_MAX = 4_000;

    private int signs;

    @Override
    public ParsedInline tryParse(InlineParserState state) {
      signs += state.scanner().matchMultiple(state.scanner().peek());
      if (signs > SIGNS_MAX) throw new TextRefused("text.too-deep");
      return ParsedInline.none();
    }
  }
}
