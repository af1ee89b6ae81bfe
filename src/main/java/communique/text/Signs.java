package communique.text;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/// The smaller signs in a line: two backslashes end it, one keeps a quotation mark or a dash as it
/// was typed; the mark of a button; links that remember where their address was written.
final class Signs implements Parser.ParserExtension, LinkProcessor {
  @Override
  public void extend(Parser.Builder parser) {
    parser.customInlineContentParserFactory(new Factory(Set.of('\\'), Signs::backslash));
    parser.customInlineContentParserFactory(new Factory(Set.of(Marks.BUTTON), Signs::button));
    parser.linkProcessor(this);
  }

  private record Factory(Set<Character> signs, InlineContentParser parser)
      implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return signs;
    }

    @Override
    public InlineContentParser create() {
      return parser;
    }
  }

  private static @Nullable ParsedInline backslash(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    char next = scanner.peek();
    if (next == '\\') {
      scanner.next();
      if (!scanner.next('\n')) return ParsedInline.none();
      return ParsedInline.of(new HardLineBreak(), scanner.position());
    }
    if ("'\".-<>".indexOf(next) < 0) return ParsedInline.none();
    scanner.next();
    return ParsedInline.of(new AsTyped(String.valueOf(next)), scanner.position());
  }

  private static @Nullable ParsedInline button(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    Position from = scanner.position();
    while (scanner.hasNext() && scanner.peek() != Marks.END) scanner.next();
    String options = scanner.getSource(from, scanner.position()).getContent();
    scanner.next();
    return ParsedInline.of(new ButtonMark(options), scanner.position());
  }

  @Override
  public @Nullable LinkResult process(LinkInfo info, Scanner scanner, InlineParserContext context) {
    if (info.marker() != null || info.destination() != null) return LinkResult.none();
    String label = info.label() == null || info.label().isEmpty() ? info.text() : info.label();
    LinkReferenceDefinition to = context.getDefinition(LinkReferenceDefinition.class, label);
    if (to == null) return LinkResult.none();
    return LinkResult.wrapTextIn(new Reference(to), scanner.position());
  }

  /// A sign that typography leaves alone.
  static final class AsTyped extends CustomNode {
    final String sign;

    AsTyped(String sign) {
      this.sign = sign;
    }
  }

  /// The link behind it is a button.
  static final class ButtonMark extends CustomNode {
    final String options;

    ButtonMark(String options) {
      this.options = options;
    }
  }

  /// A link whose address stands elsewhere in the body.
  static final class Reference extends Link {
    final LinkReferenceDefinition to;

    Reference(LinkReferenceDefinition to) {
      super(to.getDestination(), to.getTitle());
      this.to = to;
    }
  }
}
