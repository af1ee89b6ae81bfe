package communique.importing;

import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.platform.Refusals;
import communique.record.DefineTag;
import communique.record.DefineTag.Appointed;
import communique.record.Tag.Account;
import communique.record.TagKind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A YAML file of tags: under `organisations`, `people`, `roles`, `places` and `topics`, a list of
/// `slug`, `titles` and `summaries` by locale, and an organisation's `accounts` or a person's
/// `appointments`.
public record TagsFile(List<Entry> entries) {
  /// One tag, and where it stands in the file: `people.3`.
  public record Entry(String place, DefineTag define) {}

  private static final List<String> KINDS =
      List.of("organisations", "roles", "places", "topics", "people");
  private static final List<String> FIELDS =
      List.of("slug", "titles", "summaries", "accounts", "appointments");

  /// Reads a file; the record checks what a tag says. People stand last, as they are appointed to
  /// roles.
  public static Outcome<TagsFile> read(Path file) {
    return FileBytes.text(file).then(TagsFile::of);
  }

  static Outcome<TagsFile> of(String yaml) {
    var refusals = new Refusals();
    var entries = new ArrayList<Entry>();
    Fields.read("yaml", yaml, 0, refusals)
        .ifPresent(root -> {
          root.only(KINDS);
          for (String plural : KINDS) {
            TagKind kind = TagKind.read(plural).orElseThrow();
            int i = 0;
            for (Fields fields : root.list(plural))
              entries.add(new Entry(plural + "." + i++, define(kind, fields, refusals)));
          }
        });
    return refusals.or(new TagsFile(List.copyOf(entries)));
  }

  /// The commands, in an order in which each finds what it needs.
  public List<DefineTag> commands() {
    return entries.stream().map(Entry::define).toList();
  }

  /// A refusal of [#commands()] with its place in the file.
  public Refusal inFile(Refusal refusal) {
    // Where there are several commands, the place begins with the command's number.
    int dot = refusal.place().indexOf('.');
    boolean one = entries.size() == 1;
    int command = one ? 0 : Integer.parseInt(refusal.place(), 0, dot, 10);
    String rest = one ? refusal.place() : refusal.place().substring(dot + 1);
    String place = entries.get(command).place();
    return new Refusal(
        rest.isEmpty() ? place : place + "." + rest, refusal.key(), refusal.arguments());
  }

  private static DefineTag define(TagKind kind, Fields fields, Refusals refusals) {
    fields.only(FIELDS);
    var accounts = new ArrayList<Account>();
    for (Fields one : fields.list("accounts")) {
      one.only(List.of("service", "handle", "address", "opened", "closed"));
      accounts.add(
          new Account(
              one.text("service"),
              one.text("handle"),
              one.text("address"),
              one.day("opened"),
              one.day("closed")));
    }
    var appointments = new ArrayList<Appointed>();
    for (Fields one : fields.list("appointments")) {
      one.only(List.of("role", "from", "until"));
      LocalDate from = one.day("from");
      refusals.when(
          from == null && one.text("from").isEmpty(),
          one.at("from"),
          "yaml.type",
          "from",
          "a day such as 2026-11-20");
      appointments.add(
          new Appointed(one.text("role"), from == null ? LocalDate.MIN : from, one.day("until")));
    }
    return new DefineTag(
        kind,
        fields.text("slug"),
        fields.textMap("titles"),
        fields.textMap("summaries"),
        accounts,
        appointments);
  }
}
