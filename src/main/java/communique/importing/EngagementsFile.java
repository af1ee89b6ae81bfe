package communique.importing;

import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.platform.Refusals;
import communique.record.DefineEngagement;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A YAML file of engagements to make, or to say anew what it states of them.
///
/// @param commands in the order of the file
public record EngagementsFile(List<DefineEngagement> commands) {
  private static final String LIST = "engagements";

  public EngagementsFile {
    commands = List.copyOf(commands);
  }

  /// Reads a file; the record checks what it says.
  ///
  /// @param locale that a `title` is in
  /// @param createTags whether tags that do not exist are to be made
  public static Outcome<EngagementsFile> read(Path file, Locale locale, boolean createTags) {
    return FileBytes.text(file).then(text -> of(text, locale, createTags));
  }

  static Outcome<EngagementsFile> of(String yaml, Locale locale, boolean createTags) {
    var refusals = new Refusals();
    List<DefineEngagement> commands =
        Fields.read("yaml", yaml, 0, refusals)
            .map(root ->
                EngagementFields.list(root.only(List.of(LIST)).list(LIST), locale, refusals)
                    .stream()
                    .map(stated -> new DefineEngagement(stated, createTags))
                    .toList())
            .orElse(List.of());
    return refusals.or(new EngagementsFile(commands));
  }

  /// A refusal of [#commands()] with its place in the file.
  public Refusal inFile(Refusal refusal) {
    String place = commands.size() == 1 ? "0." + refusal.place() : refusal.place();
    return new Refusal(LIST + "." + place, refusal.key(), refusal.arguments());
  }
}
