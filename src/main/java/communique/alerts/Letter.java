package communique.alerts;

import communique.frame.Words;
import communique.language.Locales;
import communique.language.Messages;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// What a mail says, for its text and its HTML alike. Words may hold marks of holes that each
/// subscriber's mail fills.
///
/// @param newsroom its name, and the address of its home page
/// @param kicker a line above the heading; may be empty
/// @param items what it tells of; none where the newsroom itself says something
/// @param lead a sentence below the heading; may be empty
/// @param lists what is spoken of, each with its lines
/// @param left what there was no room for
/// @param button what to press; its words are empty where there is nothing
/// @param foot sentences at the end
record Letter(
    Locale locale,
    String subject,
    Anchor newsroom,
    String kicker,
    Anchor heading,
    String lead,
    List<Item> items,
    List<Asked> lists,
    Left left,
    Anchor button,
    List<Anchor> also,
    List<Because> because,
    Anchor manage,
    List<String> foot) {
  private static final int WIDTH = 72;

  Letter {
    items = List.copyOf(items);
    lists = List.copyOf(lists);
    also = List.copyOf(also);
    because = List.copyOf(because);
    foot = List.copyOf(foot);
  }

  /// A link.
  ///
  /// @param href absolute; empty for words alone
  /// @param lang the language of its words and their direction, as attributes
  record Anchor(String href, String text, RawString lang) {
    static Anchor to(String href, String text) {
      return new Anchor(href, text, new RawString(""));
    }

    static Anchor none() {
      return to("", "");
    }

    boolean isThere() {
      return !text.isEmpty();
    }
  }

  /// One announcement.
  ///
  /// @param lang what an element around it says of its language
  /// @param changed what changed; empty where it is new
  /// @param html its body; empty where it is told of in short
  /// @param plain the same as text
  record Item(
      RawString lang,
      String kicker,
      Anchor title,
      String summary,
      String changedHead,
      String changed,
      Anchor compare,
      RawString html,
      String plain) {
    /// The same in less room.
    Item within(Length length) {
      return new Item(
          lang,
          kicker,
          title,
          cut(summary, length.words()),
          changedHead,
          cut(changed, length.words()),
          compare,
          length.body() ? html : new RawString(""),
          length.body() ? plain : "");
    }

    /// The same in a mail in another language.
    Item in(Locale own, Locale mail) {
      return new Item(
          Words.tongue(own, mail),
          kicker,
          title,
          summary,
          changedHead,
          changed,
          compare,
          html,
          plain);
    }
  }

  /// What a mail has no room for.
  ///
  /// @param items how many more it would tell of
  /// @param all where those are found
  /// @param reasons how many more it was sent for, or speaks of
  record Left(int items, Anchor all, int reasons) {
    static final Left NOTHING = new Left(0, Anchor.none(), 0);
  }

  /// How much a mail has room for.
  ///
  /// @param items of these the newest
  /// @param words UTF-16 code units of each summary and each note
  /// @param reasons for which it is sent, or of which it speaks
  /// @param body whether it may hold what an announcement says
  record Length(int items, int words, int reasons, boolean body) {
    /// What no mail exceeds.
    static final Length MOST = new Length(40, 1_000, 20, true);

    /// What is tried next, one after the other, where a mail is too long all the same. The last one
    /// suits any words.
    static final List<Length> LESS =
        List.of(
            new Length(40, 300, 20, true),
            new Length(40, 300, 20, false),
            new Length(40, 140, 10, false),
            new Length(40, 60, 10, false),
            new Length(30, 0, 5, false),
            new Length(15, 0, 3, false),
            new Length(3, 0, 1, false));
  }

  /// The same in less room.
  Letter within(Length length) {
    int more = Math.max(0, items.size() - length.items());
    int reasons = Math.max(because.size(), lists.size());
    return new Letter(
        locale,
        subject,
        newsroom,
        kicker,
        heading,
        lead,
        items.stream().skip(more).map(item -> item.within(length)).toList(),
        lists.stream().limit(length.reasons()).toList(),
        new Left(
            left.items() + more,
            left.all(),
            left.reasons() + Math.max(0, reasons - length.reasons())),
        button,
        also,
        because.stream().limit(length.reasons()).toList(),
        manage,
        foot);
  }

  /// Words cut where a line could end.
  private static String cut(String words, int most) {
    if (words.length() <= most) return words;
    if (most == 0) return "";
    BreakIterator ends = BreakIterator.getLineInstance(Locale.ROOT);
    ends.setText(words);
    int end = ends.preceding(most);
    if (end <= 0) end = Character.isLowSurrogate(words.charAt(most)) ? most - 1 : most;
    return words.substring(0, end).strip() + "…";
  }

  /// What somebody asked for.
  ///
  /// @param lines as [AskPage#lines()]; none where the sentence above says it
  /// @param how how often it comes, and in which languages
  record Asked(List<RawString> lines, List<RawString> how) {
    Asked {
      lines = List.copyOf(lines);
      how = List.copyOf(how);
    }
  }

  /// Why a mail was sent.
  ///
  /// @param since a sentence that says when it was asked for
  /// @param lines as those of [Asked]
  /// @param end the way to end it
  record Because(String since, List<RawString> lines, Anchor end) {
    Because {
      lines = List.copyOf(lines);
    }
  }

  @CheckedTemplate(basePath = "alerts", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record LetterMail(Letter letter, String lang, String dir, Messages m)
      implements TemplateInstance {}

  /// The HTML document.
  ///
  /// @param printer makes it of its template
  String html(Function<TemplateInstance, String> printer) {
    return printer.apply(
        new LetterMail(
            this, locale.toLanguageTag(), Locales.direction(locale), Messages.in(locale)));
  }

  /// That there was no room for some; empty where there was for all.
  public String earlier() {
    return left.items() == 0 ? "" : Messages.in(locale).say("mail.digest.earlier", left.items());
  }

  /// That it was sent for more than it names, or speaks of more; empty where there is no more.
  public String moreReasons() {
    return left.reasons() == 0 ? "" : Messages.in(locale).say("mail.more-alerts", left.reasons());
  }

  /// The same for those who read text.
  String plain() {
    var out = new StringBuilder();
    line(out, newsroom.text());
    if (!kicker.isEmpty()) line(out, kicker);
    out.append('\n');
    if (heading.isThere()) {
      line(out, heading.text());
      if (!heading.href().isEmpty()) line(out, heading.href());
      out.append('\n');
    }
    if (!lead.isEmpty()) line(out, lead).append('\n');
    for (Asked asked : lists) {
      lines(out, asked.lines());
      for (RawString one : asked.how()) line(out, "    " + text(one));
      out.append('\n');
    }
    if (!lists.isEmpty() && !moreReasons().isEmpty()) line(out, moreReasons()).append('\n');
    if (!earlier().isEmpty()) {
      line(out, earlier());
      line(out, left.all().text() + ":");
      line(out, left.all().href()).append('\n');
    }
    for (Item item : items) item(out, item);
    if (button.isThere()) {
      line(out, button.text() + ":");
      line(out, button.href()).append('\n');
    }
    if (!also.isEmpty()) {
      line(out, Messages.in(locale).say("mail.also-in"));
      for (Anchor one : also) line(out, "  " + isolated(one.text()) + "  " + one.href());
      out.append('\n');
    }
    out.append("-- \n");
    for (Because one : because) {
      line(out, one.since());
      lines(out, one.lines());
      line(out, one.end().text() + ":");
      line(out, one.end().href()).append('\n');
    }
    if (lists.isEmpty() && !moreReasons().isEmpty()) line(out, moreReasons()).append('\n');
    if (manage.isThere()) {
      line(out, manage.text() + ":");
      line(out, manage.href()).append('\n');
    }
    for (String sentence : foot) line(out, sentence);
    return out.toString();
  }

  private static void item(StringBuilder out, Item item) {
    if (!item.kicker().isEmpty()) line(out, item.kicker());
    line(out, item.title().text());
    line(out, item.title().href()).append('\n');
    if (!item.changed().isEmpty()) {
      line(out, item.changedHead());
      line(out, item.changed());
      if (item.compare().isThere()) {
        line(out, item.compare().text() + ":");
        line(out, item.compare().href());
      }
      out.append('\n');
    }
    if (!item.summary().isEmpty()) line(out, item.summary()).append('\n');
    if (!item.plain().isEmpty()) out.append(item.plain().strip()).append("\n\n");
  }

  private static void lines(StringBuilder out, List<RawString> lines) {
    for (RawString one : lines) line(out, "  – " + text(one));
  }

  private static String text(RawString line) {
    Element body = Jsoup.parseBodyFragment(line.getValue()).body();
    for (Element other : body.select("[dir]")) other.text(isolated(other.text()));
    return body.text();
  }

  /// Words of any direction within a line of another (UAX 9 §2.4).
  private static String isolated(String words) {
    return "\u2068" + words + "\u2069";
  }

  /// A line, wrapped at spaces.
  private static StringBuilder line(StringBuilder out, String text) {
    int start = 0;
    while (text.length() - start > WIDTH) {
      int space = text.lastIndexOf(' ', start + WIDTH);
      if (space <= start) space = text.indexOf(' ', start + WIDTH);
      if (space < 0) break;
      out.append(text, start, space).append('\n');
      start = space + 1;
    }
    return out.append(text.substring(start)).append('\n');
  }
}
