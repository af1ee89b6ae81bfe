package communique.importing;

import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.platform.Refusals;
import communique.record.About;
import communique.record.About.Former;
import communique.record.About.Organisation;
import communique.record.About.PressContact;
import communique.record.DefineTag;
import communique.record.DefineTag.Appointed;
import communique.record.Tag.Account;
import communique.record.TagKind;
import communique.record.Tie;
import communique.text.Body;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A YAML file of tags: under `organisations`, `people`, `roles`, `places` and `topics`, a list of
/// what each says of itself; docs/files.md names the fields.
public record TagsFile(List<Entry> entries) {
  /// One tag, and where it stands in the file: `people.3`.
  public record Entry(String place, DefineTag define) {}

  private static final List<String> KINDS =
      List.of("places", "organisations", "roles", "topics", "people");
  private static final List<String> FIELDS =
      List.of(
          "slug",
          "id",
          "former-slugs",
          "titles",
          "slugs",
          "summaries",
          "descriptions",
          "html-descriptions",
          "former-names",
          "kept");

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
    return refusals.or(new TagsFile(inOrder(entries)));
  }

  /// Each behind those that it names, as far as the file makes them. Of a ring, one must stand
  /// first; the record refuses it, as it names what is not there.
  private static List<Entry> inOrder(List<Entry> entries) {
    var byName = new LinkedHashMap<String, Entry>();
    for (Entry entry : entries)
      byName.putIfAbsent(name(entry.define().kind(), entry.define().slug()), entry);
    var ordered = new LinkedHashSet<Entry>();
    var entered = new HashSet<Entry>();
    for (Entry entry : entries) order(entry, byName, entered, ordered);
    return List.copyOf(ordered);
  }

  private static void order(
      Entry entry, Map<String, Entry> byName, Set<Entry> entered, Set<Entry> ordered) {
    if (!entered.add(entry)) return;
    entry
        .define()
        .ties()
        .forEach((tie, slugs) -> {
          for (String slug : slugs) {
            Entry other = byName.get(name(tie.to(), slug));
            if (other != null) order(other, byName, entered, ordered);
          }
        });
    ordered.add(entry);
  }

  private static String name(TagKind kind, String slug) {
    return kind.plural() + "/" + slug;
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
    fields.only(fieldsOf(kind));
    var descriptions = new LinkedHashMap<String, Body>();
    fields
        .textMap("descriptions")
        .forEach((locale, text) -> descriptions.put(locale, new Body(Body.Dialect.GOVSPEAK, text)));
    fields
        .textMap("html-descriptions")
        .forEach((locale, html) -> descriptions.put(locale, new Body(Body.Dialect.HTML, html)));
    About about =
        About.titled(fields.textMap("titles"))
            .slugs(fields.textMap("slugs"))
            .summaries(fields.textMap("summaries"))
            .descriptions(descriptions)
            .formerly(formerly(fields, refusals))
            .kept(fields.text("kept"));
    var define =
        new DefineTag(kind, fields.text("slug"), about)
            .id(fields.text("id"))
            .former(fields.texts("former-slugs"));
    for (Tie tie : Tie.of(kind)) define = define.tied(tie, fields.texts(tie.field()));
    return switch (kind) {
      case ORGANISATION -> define.about(about.own(organisation(fields, about)));
      case ROLE -> define.about(about.own(new About.Role(fields.flag("shared"))));
      case PERSON -> define.appointed(appointments(fields, refusals));
      case PLACE, TOPIC -> define;
    };
  }

  private static List<String> fieldsOf(TagKind kind) {
    var all = new ArrayList<>(FIELDS);
    switch (kind) {
      case ORGANISATION -> all.addAll(List.of("acronyms", "press", "accounts", "closed"));
      case ROLE -> all.add("shared");
      case PERSON -> all.add("appointments");
      case PLACE, TOPIC -> {}
    }
    for (Tie tie : Tie.of(kind)) all.add(tie.field());
    return all;
  }

  private static List<Former> formerly(Fields fields, Refusals refusals) {
    var formerly = new ArrayList<Former>();
    for (Fields one : fields.list("former-names")) {
      one.only(List.of("titles", "from", "until"));
      formerly.add(new Former(one.textMap("titles"), one.day("from"), due(one, "until", refusals)));
    }
    return formerly;
  }

  private static Organisation organisation(Fields fields, About about) {
    Fields press = fields.mapping("press");
    if (press != null) press.only(List.of("names", "telephone", "email", "hours"));
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
    return about
        .organisation()
        .acronyms(fields.textMap("acronyms"))
        .press(
            press == null
                ? null
                : new PressContact(
                    press.textMap("names"),
                    press.text("telephone"),
                    press.text("email"),
                    press.textMap("hours")))
        .accounts(accounts)
        .closed(fields.day("closed"));
  }

  private static List<Appointed> appointments(Fields fields, Refusals refusals) {
    var appointments = new ArrayList<Appointed>();
    for (Fields one : fields.list("appointments")) {
      one.only(List.of("role", "from", "until"));
      appointments.add(
          new Appointed(one.text("role"), due(one, "from", refusals), one.day("until")));
    }
    return appointments;
  }

  /// A day that must be given; where it is not, the refusals say so, and no command is made.
  private static LocalDate due(Fields fields, String name, Refusals refusals) {
    LocalDate day = fields.day(name);
    refusals.when(
        day == null && fields.text(name).isEmpty(),
        fields.at(name),
        "yaml.type",
        name,
        "a day such as 2026-11-20");
    return day == null ? LocalDate.MIN : day;
  }
}
