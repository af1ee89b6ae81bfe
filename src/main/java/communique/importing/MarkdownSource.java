package communique.importing;

import communique.files.KeptFiles;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.platform.Refusals;
import communique.record.DefineTag;
import communique.record.Newsroom;
import communique.record.Origin;
import communique.record.Slug;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Folders of Markdown: what `communique export` wrote, with its tags and histories, and what
/// people and other programs write for a blog.
///
/// @param taken is given the files that lie beside these and are taken along
record MarkdownSource(Newsroom newsroom, KeptFiles files, String locale, Set<Path> taken)
    implements Source {
  private static final Pattern TAGS = Pattern.compile("tags(-\\d+)?\\.ya?ml");
  private static final Pattern NAME = Pattern.compile("(?i).*\\.(md|markdown)");

  @Override
  public String name() {
    return "Markdown";
  }

  @Override
  public boolean recognises(Path file, byte[] start) {
    String name = String.valueOf(file.getFileName());
    if (TAGS.matcher(name).matches() || OtherLists.isOne(file)) return true;
    String text = new String(start, StandardCharsets.UTF_8);
    return NAME.matcher(name).matches()
        && (FrontMatter.begins(text.startsWith("\ufeff") ? text.substring(1) : text)
            || text.startsWith("+++"));
  }

  @Override
  public void read(Path file, Taker taker) {
    switch (FileBytes.text(file)) {
      case Outcome.Refused<String> refused -> taker.broken("", refused.refusals());
      case Outcome.Done<String> done -> {
        if (OtherLists.isOne(file)) OtherLists.read(file, done.value(), newsroom, taker);
        else if (TAGS.matcher(String.valueOf(file.getFileName())).matches())
          tags(file, done.value(), taker);
        else announcement(file, done.value(), taker);
      }
    }
  }

  private void tags(Path file, String yaml, Taker taker) {
    switch (TagsFile.of(yaml)) {
      case Outcome.Refused<TagsFile> refused -> taker.broken("", refused.refusals());
      case Outcome.Done<TagsFile> done -> {
        int i = 0;
        for (DefineTag define : done.value().commands())
          taker.take(TagItem.of(file, ++i, define, newsroom));
      }
    }
  }

  private void announcement(Path file, String text, Taker taker) {
    if (text.startsWith("+++")) {
      taker.broken("", List.of(new Refusal("", "markdown.toml", List.of())));
      return;
    }
    Optional<FrontMatter> cut = FrontMatter.cut(text);
    if (cut.isEmpty()) {
      taker.broken("", List.of(new Refusal("", "front-matter.unclosed", List.of())));
      return;
    }
    var refusals = new Refusals();
    Optional<Fields> read = Fields.read("front-matter", cut.get().yaml(), 1, refusals);
    if (read.isEmpty()) {
      taker.broken("", refusals.all());
      return;
    }
    Fields fields = read.get();
    if (!fields.has("edition") && !fields.has("original")) {
      var beside = new FilesBeside(file, files, taken);
      taker.take(new BlogFile(file, fields, cut.get().body(), beside, refusals, newsroom, locale));
      return;
    }
    // A version of an announcement comes in with the file that tells its history.
    String history = fields.has("id") ? "" : fields.text("history");
    if (!history.isEmpty()) {
      Path main = file.resolveSibling(history).normalize();
      if (!Files.isRegularFile(main))
        taker.broken("", List.of(new Refusal("", "markdown.orphan", List.of(Slug.shown(history)))));
      return;
    }
    taker.take(new HistoryFile(file, fields, text, newsroom, files));
  }

  /// A tag that an export of ours holds.
  private record TagItem(Mark mark, DefineTag define, Newsroom newsroom) implements Item {
    static TagItem of(Path file, int number, DefineTag define, Newsroom newsroom) {
      String path = "/" + define.kind().plural() + "/" + define.slug();
      String said = define.toString();
      return new TagItem(
          new Mark(
              file.toString(),
              define.kind().plural() + "." + number,
              define.kind().slug(),
              "",
              "",
              "",
              path,
              Digests.of(said.getBytes(StandardCharsets.UTF_8)),
              said.length() * 2),
          define,
          newsroom);
    }

    @Override
    public Outcome<Asked> ask(Here here) {
      Locale first = newsroom.locales().first();
      var origin =
          new Origin(
              mark.address(),
              mark.digest(),
              0,
              Origin.What.TAG,
              mark.address(),
              "",
              first.toLanguageTag(),
              "",
              null,
              "");
      return Outcome.done(new Asked.Tag(List.of(define), origin, Set.of()));
    }
  }
}
