package communique.cli;

import communique.importing.TagsFile;
import communique.platform.Outcome;
import communique.record.MergeTag;
import communique.record.RenameTag;
import communique.record.Retag;
import communique.record.TagKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Tags an announcement anew, or makes tags from a file.
@Command(
    name = "tag",
    mixinStandardHelpOptions = true,
    subcommands = {TagCommand.Rename.class, TagCommand.Merge.class},
    description =
        "Changes the tags of an announcement without a new version of it, or makes tags from a YAML file. A kind of tags that is not named stays as it is; one that is named with nothing is emptied.")
final class TagCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SLUG",
      arity = "0..1",
      description = "The announcement, as in /news/SLUG.")
  private @Nullable String slug;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "Make or change the tags in this file: lists under organisations, roles, places, topics and people.")
  private @Nullable Path file;

  @Option(
      names = "--organisations",
      paramLabel = "SLUGS",
      description = "Slugs with commas between them; the first organisation leads.")
  private @Nullable String organisations;

  @Option(names = "--people", paramLabel = "SLUGS")
  private @Nullable String people;

  @Option(names = "--roles", paramLabel = "SLUGS")
  private @Nullable String roles;

  @Option(names = "--places", paramLabel = "SLUGS")
  private @Nullable String places;

  @Option(names = "--topics", paramLabel = "SLUGS")
  private @Nullable String topics;

  @Option(names = "--create-tags", description = "Make the tags that do not exist.")
  private boolean createTags;

  @Option(names = "--json", description = "Answer with a line of JSON for each page.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private CommandSpec spec;

  @Override
  public Integer call() {
    var console = new Console(spec.commandLine(), json);
    Map<TagKind, List<String>> tags = tags();
    if (slug != null && file == null && !tags.isEmpty())
      return retag(console, new Retag(slug, tags, createTags));
    if (file != null && slug == null && tags.isEmpty()) return define(console, file);
    throw new ParameterException(
        spec.commandLine(), "Give a SLUG with at least one kind of tags, or a --file.");
  }

  /// Gives a tag another slug.
  @Command(
      name = "rename",
      mixinStandardHelpOptions = true,
      description = "Gives a tag another slug. Its old addresses lead to the new ones.")
  static final class Rename implements Callable<Integer> {
    @Parameters(paramLabel = "KIND/SLUG", description = "The tag, as in organisations/coastguard.")
    private String tag = "";

    @Parameters(paramLabel = "NEW", description = "Its new slug.")
    private String to = "";

    @Option(names = "--json", description = "Answer with a line of JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
    private CommandSpec spec;

    @Override
    public Integer call() {
      Named named = Named.read(spec, tag);
      return move(spec, json, new RenameTag(named.kind(), named.slug(), to), "renamed");
    }
  }

  /// Lets one tag stand for another.
  @Command(
      name = "merge",
      mixinStandardHelpOptions = true,
      description =
          "Lets one tag stand for another of its kind. The other's addresses lead to it, and its lists hold what the other's held.")
  static final class Merge implements Callable<Integer> {
    @Parameters(paramLabel = "KIND/SLUG", description = "The tag that is merged.")
    private String tag = "";

    @Parameters(paramLabel = "into", description = "The word into.")
    private String word = "";

    @Parameters(paramLabel = "KIND/SLUG", description = "The tag that stands for it.")
    private String into = "";

    @Option(names = "--json", description = "Answer with a line of JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
    private CommandSpec spec;

    @Override
    public Integer call() {
      Named from = Named.read(spec, tag);
      Named to = Named.read(spec, into);
      if (!word.equals("into") || from.kind() != to.kind())
        throw new ParameterException(
            spec.commandLine(), "Say: tag merge KIND/SLUG into KIND/SLUG, both of one kind.");
      return move(spec, json, new MergeTag(from.kind(), from.slug(), to.slug()), "merged");
    }
  }

  /// A tag as it stands in its address.
  private record Named(TagKind kind, String slug) {
    static Named read(CommandSpec spec, String text) {
      String[] parts = text.split("/", 2);
      return TagKind.read(parts[0])
          .filter(kind -> parts.length == 2)
          .map(kind -> new Named(kind, parts[1]))
          .orElseThrow(() ->
              new ParameterException(
                  spec.commandLine(), "Name a tag such as organisations/coastguard."));
    }
  }

  private static int move(
      CommandSpec spec, boolean json, communique.record.Command command, String done) {
    var console = new Console(spec.commandLine(), json);
    try (Store store = Store.open()) {
      return store.does(console, command, receipt -> Console.changed(receipt, done));
    }
  }

  private static int retag(Console console, Retag retag) {
    try (Store store = Store.open()) {
      return store.does(
          console,
          retag,
          receipt ->
              receipt.unchanged()
                  ? "unchanged: it has these tags already"
                  : Console.changed(receipt, "tagged"));
    }
  }

  private static int define(Console console, Path file) {
    return switch (TagsFile.read(file)) {
      case Outcome.Refused<TagsFile> refused ->
          console.refused(file.toString(), refused.refusals());
      case Outcome.Done<TagsFile> done -> define(console, file, done.value());
    };
  }

  private static int define(Console console, Path file, TagsFile tags) {
    try (Store store = Store.open()) {
      return store.does(
          console,
          file,
          tags.commands(),
          tags::inFile,
          receipt -> Console.changed(receipt, "defined"));
    }
  }

  private Map<TagKind, List<String>> tags() {
    Map<TagKind, List<String>> tags = new EnumMap<>(TagKind.class);
    put(tags, TagKind.ORGANISATION, organisations);
    put(tags, TagKind.PERSON, people);
    put(tags, TagKind.ROLE, roles);
    put(tags, TagKind.PLACE, places);
    put(tags, TagKind.TOPIC, topics);
    return tags;
  }

  private static void put(Map<TagKind, List<String>> tags, TagKind kind, @Nullable String slugs) {
    if (slugs == null) return;
    tags.put(
        kind,
        Arrays.stream(slugs.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList());
  }
}
