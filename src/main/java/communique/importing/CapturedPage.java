package communique.importing;

import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.text.Body;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An announcement's page as the plain text that a reader saw: title, summary and body a paragraph
/// a line, quotations behind the line that says who spoke, further information, and the updates.
record CapturedPage(
    String title,
    String summary,
    List<Part> parts,
    List<Services.Followed> follows,
    PastUpdates updates) {
  /// A part of the body.
  sealed interface Part {
    record Paragraph(String text) implements Part {}

    record Heading(String text) implements Part {}

    record Items(List<String> texts) implements Part {}

    /// A quotation, with the sentence before it as it stood.
    record Quoted(String sentence, SaidLine by, List<String> texts) implements Part {}
  }

  private static final String FURTHER = "further information";
  private static final String UPDATES = "updates to this page";

  /// Lines that head a section of a page. Any other line without a full stop stays a paragraph, as
  /// plain text does not say what was a heading.
  private static final Set<String> HEADINGS =
      Set.of(
          FURTHER,
          "background",
          "background information",
          "contact",
          "editor's notes",
          "media enquiries",
          "note to editors",
          "notes for editors",
          "notes to editors",
          "press enquiries");

  private static final Pattern ITEM = Pattern.compile("[-–•*·] +(.*)");

  /// Reads the text of a page, or says why it is none.
  static Outcome<CapturedPage> read(String text) {
    List<String> lines = text.lines().filter(Wording::shows).toList();
    int published = lines.size() - 1;
    while (published >= 0 && !PastUpdates.begins(lines.get(published))) published--;
    if (published < 0)
      return malformed("no line says when it was published, such as “Published 13 October 2017”");
    int end = published;
    for (int i = 0; i < published; i++) if (isLine(lines.get(i), UPDATES)) end = Math.min(end, i);
    if (end < 3)
      return malformed(
          "before its updates it needs a line each for title, summary and a first paragraph");

    var refusals = new Refusals();
    Outcome<PastUpdates> updates = PastUpdates.read(lines.subList(published, lines.size()));
    refusals.with(updates);
    var follows = new LinkedHashMap<String, Services.Followed>();
    List<Part> parts = parts(lines.subList(2, end), follows);
    refusals.when(parts.isEmpty(), "body", "body.empty");
    return updates.then(past ->
        refusals.or(
            new CapturedPage(
                lines.get(0).strip(),
                lines.get(1).strip(),
                parts,
                List.copyOf(follows.values()),
                past)));
  }

  /// The body in Govspeak. Everything reads as it stood; nothing in it is a mark but those that
  /// make headings, lists and quotations.
  ///
  /// @param person the slug of the person with a name, for those who have a page here
  Body body(Function<String, Optional<String>> person) {
    var blocks = new ArrayList<String>();
    for (Part part : parts) {
      switch (part) {
        case Part.Paragraph paragraph -> blocks.add(Plain.escaped(paragraph.text()));
        case Part.Heading heading -> blocks.add("## " + Plain.escaped(heading.text()));
        case Part.Items items ->
            blocks.add(
                String.join(
                    "\n", items.texts().stream().map(item -> "- " + Plain.escaped(item)).toList()));
        case Part.Quoted quoted -> {
          blocks.add(Plain.escaped(quoted.sentence()));
          blocks.add("> said: " + speaker(quoted.by(), person) + "\n> " + words(quoted.texts()));
        }
      }
    }
    return new Body(Body.Dialect.GOVSPEAK, String.join("\n\n", blocks));
  }

  private static String speaker(SaidLine by, Function<String, Optional<String>> person) {
    String written =
        Plain.escaped(by.name()) + (by.role().isEmpty() ? "" : ", " + Plain.escaped(by.role()));
    return person.apply(by.name()).orElse(written);
  }

  private static String words(List<String> texts) {
    return String.join("\n>\n> ", texts.stream().map(Plain::escaped).toList());
  }

  private static List<Part> parts(List<String> lines, Map<String, Services.Followed> follows) {
    var parts = new ArrayList<Part>();
    Optional<SaidLine> spoke = Optional.empty();
    boolean isFurther = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      Optional<String> item = item(line);
      if (isFurther && isFurniture(item.orElse(line), follows)) continue;
      if (item.isPresent()) {
        boolean goesOn = !parts.isEmpty() && parts.getLast() instanceof Part.Items;
        var items = new ArrayList<>(goesOn ? ((Part.Items) parts.removeLast()).texts() : List.of());
        items.add(item.get());
        parts.add(new Part.Items(List.copyOf(items)));
        continue;
      }
      if (isHeading(line)) {
        isFurther = isLine(line, FURTHER);
        parts.add(new Part.Heading(line));
        continue;
      }
      Optional<SaidLine> said = speaks(line, spoke);
      List<String> words =
          said.isEmpty() ? List.of() : quotation(lines.subList(i + 1, lines.size()));
      if (words.isEmpty()) {
        parts.add(new Part.Paragraph(line));
        continue;
      }
      spoke = said;
      parts.add(new Part.Quoted(line, said.orElseThrow(), words));
      i += words.size();
    }
    // A heading over what became accounts heads nothing any more.
    for (int i = parts.size() - 1; i >= 0; i--)
      if (parts.get(i) instanceof Part.Heading
          && (i + 1 == parts.size() || parts.get(i + 1) instanceof Part.Heading)) parts.remove(i);
    return List.copyOf(parts);
  }

  /// Takes what tells readers how to follow: accounts are kept with their organisation, the rest is
  /// what the newsroom offers on every page.
  private static boolean isFurniture(String line, Map<String, Services.Followed> follows) {
    Optional<Services.Followed> followed = Services.follow(line);
    followed.ifPresent(one ->
        follows.merge(
            one.organisation().toLowerCase(Locale.ROOT),
            one,
            (a, b) ->
                new Services.Followed(
                    a.organisation(), Services.joined(a.accounts(), b.accounts()))));
    return followed.isPresent() || Services.isSubscription(line);
  }

  /// Who speaks after a line; a pronoun is whoever spoke before.
  private static Optional<SaidLine> speaks(String line, Optional<SaidLine> before) {
    return SaidLine.read(line).flatMap(said -> said.name().isEmpty() ? before : Optional.of(said));
  }

  /// The paragraphs of a quotation: until a line that is none of it, or until the one that closes
  /// its quotation marks where it has such.
  private static List<String> quotation(List<String> lines) {
    var words = new ArrayList<String>();
    boolean marked = false;
    for (String raw : lines) {
      String line = raw.strip();
      if (isHeading(line) || item(line).isPresent() || SaidLine.read(line).isPresent()) break;
      if (words.isEmpty()) marked = "“\"«„‘".indexOf(line.charAt(0)) >= 0;
      words.add(line);
      if (marked && "”\"»’".indexOf(line.charAt(line.length() - 1)) >= 0) break;
    }
    return List.copyOf(words);
  }

  private static boolean isHeading(String line) {
    String bare = Wording.furniture(line).toLowerCase(Locale.ROOT).replace('’', '\'');
    return HEADINGS.contains(bare.endsWith(":") ? bare.substring(0, bare.length() - 1) : bare);
  }

  private static Optional<String> item(String line) {
    Matcher item = ITEM.matcher(line);
    return item.matches() ? Optional.of(item.group(1).strip()) : Optional.empty();
  }

  private static boolean isLine(String line, String words) {
    String bare = Wording.furniture(line).toLowerCase(Locale.ROOT);
    return bare.equals(words) || bare.equals(words + ":");
  }

  private static Outcome<CapturedPage> malformed(String why) {
    return Outcome.refused("", "captured.malformed", why);
  }
}
