package communique.site;

import communique.frame.Frame;
import communique.frame.Link;
import communique.language.Markup;
import communique.language.Messages;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Attachment;
import communique.record.Change;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Note;
import communique.record.RolesHeld;
import communique.site.ComparePage.Part;
import communique.text.Comparison;
import communique.text.Comparison.Passage;
import communique.text.Comparison.Run;
import communique.text.Comparison.Sides;
import communique.text.Text;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Gathers what the page of two versions shows.
final class CompareView {
  /// More comparisons than this are reached by the form on the page of updates.
  private static final int OTHERS_MAX = 12;

  private final Handle tx;
  private final Shown shown;
  private final Announcement announcement;
  private final Edition before;
  private final Edition after;
  private final Locale locale;
  private final Messages m;

  /// @param before the older of the two; the same as `after` is allowed
  CompareView(Handle tx, Shown shown, Edition before, Edition after) {
    this.tx = tx;
    this.shown = shown;
    this.announcement = shown.announcement();
    this.before = before;
    this.after = after;
    this.locale = shown.locale();
    this.m = shown.m();
  }

  /// The page; empty when the content of one of them was erased.
  Optional<ComparePage> page() {
    return Editions.content(tx, before)
        .flatMap(was -> Editions.content(tx, after).map(is -> page(was, is)));
  }

  private ComparePage page(Content was, Content is) {
    Sides titles = Comparison.ofLines(was.title(), is.title(), locale);
    Sides summaries = Comparison.ofLines(was.summary(), is.summary(), locale);
    List<Passage> passages =
        Comparison.of(
                Text.parse(was.body()),
                around(was, before),
                Text.parse(is.body()),
                around(is, after),
                locale)
            .passages();
    var files = FilesChanged.between(was, is);
    long differ =
        passages.stream().filter(passage -> !passage.same()).count()
            + (titles.same() ? 0 : 1)
            + (summaries.same() ? 0 : 1)
            + (files.none() ? 0 : 1);
    var parts = new ArrayList<Part>();
    line(m.say("compare.title-part"), titles).ifPresent(parts::add);
    line(m.say("compare.summary-part"), summaries).ifPresent(parts::add);
    parts.addAll(body(passages));
    if (!files.none()) parts.add(part(files));
    String title = m.say("compare.title", before.number(), after.number(), is.title());
    Frame frame = shown.frames().aside(locale, title, path(before, after)).notIndexed();
    return new ComparePage(
        frame,
        is.title(),
        facts(files),
        key(differ),
        m.say("compare.version", before.number()),
        m.say("compare.version", after.number()),
        List.copyOf(parts),
        others());
  }

  private RolesHeld around(Content content, Edition edition) {
    String path = shown.path(locale, new NewsAddress.Part.Version(edition.number()));
    return new RolesHeld(tx, shown.frames().newsroom(), announcement, locale, content, path);
  }

  /// The names that only one of them has, or that stand for other bytes.
  private Part part(FilesChanged files) {
    var before = new ArrayList<RawString>();
    var after = new ArrayList<RawString>();
    for (Attachment one : files.removed()) before.add(marked(Run.Kind.REMOVED, one));
    for (Attachment one : files.replaced()) {
      before.add(marked(Run.Kind.REMOVED, one));
      after.add(marked(Run.Kind.ADDED, one));
    }
    for (Attachment one : files.added()) after.add(marked(Run.Kind.ADDED, one));
    return new Part(m.say("compare.files-part"), true, m.list(before), m.list(after), List.of());
  }

  private RawString marked(Run.Kind kind, Attachment one) {
    return new RawString("<bdi>" + marked(new Run(kind, FilesChanged.name(one))) + "</bdi>");
  }

  private List<Fact> facts(FilesChanged files) {
    var facts = new ArrayList<Fact>();
    Change change = announcement.changeOf(after);
    if (after.number() == before.number() + 1)
      Note.of(announcement, change, locale)
          .ifPresent(note -> facts.add(new Fact(m.say("compare.note"), Markup.text(note.text()))));
    facts.add(version(before));
    if (after.number() != before.number()) facts.add(version(after));
    if (!files.none())
      facts.add(
          new Fact(
              m.say("compare.files-part"),
              new RawString(
                  files.lines(m).stream()
                      .map(RawString::getValue)
                      .collect(Collectors.joining("<br>")))));
    return List.copyOf(facts);
  }

  private Fact version(Edition edition) {
    Change change = announcement.changeOf(edition);
    Instant at = change.publicAt() == null ? change.recordedAt() : change.publicAt();
    RawString read =
        Markup.link(
            shown.path(locale, new NewsAddress.Part.Version(edition.number())),
            m.say("compare.read"));
    return new Fact(
        m.say("compare.version", edition.number()),
        new RawString(shown.dayAndTime(at) + " " + read));
  }

  private List<RawString> key(long differ) {
    RawString differs = Markup.text(m.say("compare.differ", differ));
    if (differ == 0) return List.of(differs);
    RawString removed = marked(new Run(Run.Kind.REMOVED, m.say("compare.removed-words")));
    RawString added = marked(new Run(Run.Kind.ADDED, m.say("compare.added-words")));
    return List.of(
        differs, m.html("compare.key-removed", removed), m.html("compare.key-added", added));
  }

  private Optional<Part> line(String heading, Sides sides) {
    return sides.same()
        ? Optional.empty()
        : Optional.of(
            new Part(heading, true, marked(sides.before()), marked(sides.after()), List.of()));
  }

  /// Passages that differ stand alone; those between them that are the same are folded together.
  private List<Part> body(List<Passage> passages) {
    var parts = new ArrayList<Part>();
    var same = new ArrayList<String>();
    for (Passage passage : passages) {
      if (passage.same()) {
        same.add(words(passage.after()));
        continue;
      }
      fold(same, parts);
      parts.add(
          new Part(
              m.say("compare.paragraph", passage.number()),
              true,
              marked(passage.before()),
              marked(passage.after()),
              List.of()));
    }
    fold(same, parts);
    return parts;
  }

  private void fold(List<String> same, List<Part> parts) {
    if (same.isEmpty()) return;
    RawString none = new RawString("");
    parts.add(new Part(m.say("compare.same", same.size()), false, none, none, List.copyOf(same)));
    same.clear();
  }

  private static String words(List<Run> runs) {
    return runs.stream().map(Run::text).collect(Collectors.joining());
  }

  private RawString marked(List<Run> runs) {
    return new RawString(
        runs.stream().map(run -> marked(run).getValue()).collect(Collectors.joining()));
  }

  /// Words with their fate: for the eye by a line and brackets, for the ear by a word.
  private RawString marked(Run run) {
    RawString text = Markup.text(run.text());
    return switch (run.kind()) {
      case SAME -> text;
      case REMOVED ->
          new RawString("<del>" + hidden("compare.removed") + "<s>" + text + "</s></del>");
      case ADDED -> new RawString("<ins>" + hidden("compare.added") + "<u>" + text + "</u></ins>");
    };
  }

  private String hidden(String key) {
    return "<span class=\"vh\">" + Markup.text(m.say(key)) + " </span>";
  }

  /// The comparisons of each version with the one before it, the newest first.
  private List<Link> others() {
    var others = new ArrayList<Link>();
    List<Edition> editions = announcement.editions(locale);
    for (int i = editions.size() - 1; i > 0 && others.size() < OTHERS_MAX; i--) {
      Edition a = editions.get(i - 1);
      Edition b = editions.get(i);
      if (a.number() != before.number() || b.number() != after.number())
        others.add(Link.to(path(a, b), m.say("compare.versions", a.number(), b.number())));
    }
    others.add(Link.to(shown.updatesPath(), m.say("updates.all")));
    if (!(shown.state() instanceof State.IsUnpublished))
      others.add(Link.to(shown.path(locale), m.say("updates.back")));
    return List.copyOf(others);
  }

  private String path(Edition a, Edition b) {
    return shown.path(locale, new NewsAddress.Part.Pair(a.number(), b.number()));
  }
}
