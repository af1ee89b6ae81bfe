package communique.exporting;

import communique.record.About;
import communique.record.About.Former;
import communique.record.About.Organisation;
import communique.record.About.PressContact;
import communique.record.DefineTag;
import communique.record.DefineTag.Appointed;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.Tie;
import communique.text.Body;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Writes the tags as `tag --file` reads them, each behind those that it names. All of them are
/// held at once, as a newsroom has few beside its announcements. One that was merged is told of by
/// the one that stands for it.
final class TagsExport {
  private static final int FILE = 500;

  private static final List<TagKind> KINDS =
      List.of(TagKind.PLACE, TagKind.ORGANISATION, TagKind.ROLE, TagKind.TOPIC, TagKind.PERSON);

  private final Map<String, DefineTag> all = new LinkedHashMap<>();

  private TagsExport() {}

  static void write(Folder folder, List<DefineTag> tags) throws IOException {
    int file = 0;
    for (TagKind kind : KINDS) {
      List<DefineTag> some = tags.stream().filter(tag -> tag.kind() == kind).toList();
      for (int i = 0; i < some.size(); i += FILE) {
        var out = new StringBuilder(kind.plural()).append(":\n");
        for (DefineTag tag : some.subList(i, Math.min(i + FILE, some.size())))
          out.append("  - ").append(Quoted.value(members(tag))).append('\n');
        folder.write(String.format(Locale.ROOT, "about/tags-%04d.yaml", ++file), out.toString());
      }
    }
  }

  /// Every tag that stands for itself, in an order in which each can be made.
  static List<DefineTag> inOrder(Handle tx) {
    var export = new TagsExport();
    Map<String, List<String>> slugs = Tags.slugs(tx);
    for (Tag tag : Tags.all(tx)) {
      var former = new ArrayList<>(slugs.getOrDefault(tag.id(), List.of()));
      former.remove(tag.slug());
      former.removeAll(tag.about().slugs().values());
      export.all.put(tag.path(), DefineTag.from(tx, tag).former(former));
    }
    var ordered = new LinkedHashSet<DefineTag>();
    var entered = new HashSet<String>();
    for (String path : export.all.keySet()) export.order(path, entered, ordered);
    return List.copyOf(ordered);
  }

  private void order(String path, Set<String> entered, Set<DefineTag> ordered) {
    DefineTag tag = all.get(path);
    if (tag == null || !entered.add(path)) return;
    tag.ties()
        .forEach((tie, slugs) ->
            slugs.forEach(slug -> order("/" + tie.to().plural() + "/" + slug, entered, ordered)));
    ordered.add(tag);
  }

  private static Map<String, Object> members(DefineTag tag) {
    About about = tag.about();
    var members = new LinkedHashMap<String, Object>();
    members.put("slug", tag.slug());
    members.put("id", tag.id());
    members.put("titles", about.titles());
    map(members, "slugs", about.slugs());
    list(members, "former-slugs", tag.former());
    map(members, "summaries", about.summaries());
    map(members, "descriptions", descriptions(about, Body.Dialect.GOVSPEAK));
    map(members, "html-descriptions", descriptions(about, Body.Dialect.HTML));
    list(members, "former-names", about.formerly().stream().map(TagsExport::members).toList());
    switch (about.own()) {
      case Organisation organisation -> organisation(members, organisation);
      case About.Role role -> {
        if (role.shared()) members.put("shared", true);
      }
      case About.Nothing nothing -> {}
    }
    for (Tie tie : Tie.of(tag.kind())) list(members, tie.field(), tag.tied(tie));
    list(members, "appointments", tag.appointments().stream().map(TagsExport::members).toList());
    text(members, "kept", about.kept());
    return members;
  }

  private static Map<String, String> descriptions(About about, Body.Dialect dialect) {
    var descriptions = new LinkedHashMap<String, String>();
    about
        .descriptions()
        .forEach((locale, body) -> {
          if (body.dialect() == dialect) descriptions.put(locale, body.source());
        });
    return descriptions;
  }

  private static void organisation(Map<String, Object> members, Organisation organisation) {
    map(members, "acronyms", organisation.acronyms());
    PressContact press = organisation.press();
    if (press != null) {
      var contact = new LinkedHashMap<String, Object>();
      map(contact, "names", press.names());
      text(contact, "telephone", press.telephone());
      text(contact, "email", press.email());
      map(contact, "hours", press.hours());
      members.put("press", contact);
    }
    var accounts = new ArrayList<Object>();
    for (Tag.Account account : organisation.accounts()) {
      var one = new LinkedHashMap<String, Object>();
      one.put("service", account.service());
      text(one, "handle", account.handle());
      one.put("address", account.address());
      if (account.opened() != null) one.put("opened", account.opened());
      if (account.closed() != null) one.put("closed", account.closed());
      accounts.add(one);
    }
    list(members, "accounts", accounts);
    if (organisation.closed() != null) members.put("closed", organisation.closed());
  }

  private static Map<String, Object> members(Former former) {
    var members = new LinkedHashMap<String, Object>();
    members.put("titles", former.titles());
    if (former.from() != null) members.put("from", former.from());
    members.put("until", former.until());
    return members;
  }

  private static Map<String, Object> members(Appointed appointed) {
    var members = new LinkedHashMap<String, Object>();
    members.put("role", appointed.role());
    members.put("from", appointed.from());
    if (appointed.until() != null) members.put("until", appointed.until());
    return members;
  }

  private static void map(Map<String, Object> members, String name, Map<String, String> map) {
    if (!map.isEmpty()) members.put(name, map);
  }

  private static void list(Map<String, Object> members, String name, List<?> list) {
    if (!list.isEmpty()) members.put(name, list);
  }

  private static void text(Map<String, Object> members, String name, String text) {
    if (!text.isEmpty()) members.put(name, text);
  }
}
