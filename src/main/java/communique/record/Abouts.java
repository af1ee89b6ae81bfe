package communique.record;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import communique.record.About.Former;
import communique.record.About.Nothing;
import communique.record.About.Organisation;
import communique.record.About.Own;
import communique.record.About.PressContact;
import communique.record.About.Role;
import communique.record.Tag.Account;
import communique.text.Body;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a tag says of itself as JSON: in the record, and under the same names in files and in the
/// API. What is empty is left out.
public final class Abouts {
  private Abouts() {}

  /// The members of `about`, all but what an import kept.
  public static Map<String, Object> members(About about) {
    var members = new LinkedHashMap<String, Object>();
    members.put("titles", about.titles());
    texts(members, "slugs", about.slugs());
    texts(members, "summaries", about.summaries());
    if (!about.descriptions().isEmpty()) {
      var bodies = new LinkedHashMap<String, Object>();
      about
          .descriptions()
          .forEach((locale, body) ->
              bodies.put(locale, Map.of("dialect", body.dialect().key(), "body", body.source())));
      members.put("descriptions", bodies);
    }
    if (!about.formerly().isEmpty())
      members.put("formerNames", about.formerly().stream().map(Abouts::former).toList());
    switch (about.own()) {
      case Nothing nothing -> {}
      case Role role -> {
        if (role.shared()) members.put("shared", true);
      }
      case Organisation organisation -> {
        texts(members, "acronyms", organisation.acronyms());
        if (organisation.press() != null) members.put("press", press(organisation.press()));
        if (!organisation.accounts().isEmpty())
          members.put("accounts", organisation.accounts().stream().map(Abouts::account).toList());
        day(members, "closed", organisation.closed());
      }
    }
    return members;
  }

  static String json(About about) {
    Map<String, Object> members = members(about);
    if (!about.kept().isEmpty()) members.put("kept", Json.tree(about.kept()));
    return Json.write(members);
  }

  static About read(TagKind kind, String json) {
    JsonNode tree = Json.tree(json);
    var descriptions = new LinkedHashMap<String, Body>();
    for (var entry : tree.path("descriptions").properties())
      descriptions.put(
          entry.getKey(),
          new Body(
              Body.Dialect.of(entry.getValue().path("dialect").asText()).orElseThrow(),
              entry.getValue().path("body").asText()));
    var formerly = new ArrayList<Former>();
    for (JsonNode one : tree.path("formerNames"))
      formerly.add(
          new Former(
              texts(one.path("titles")),
              day(one.path("from")),
              Objects.requireNonNull(day(one.path("until")))));
    return new About(
        texts(tree.path("titles")),
        texts(tree.path("slugs")),
        texts(tree.path("summaries")),
        descriptions,
        formerly,
        own(kind, tree),
        tree.has("kept") ? Json.write(tree.get("kept")) : "");
  }

  private static Own own(TagKind kind, JsonNode tree) {
    return switch (kind) {
      case PERSON, PLACE, TOPIC -> new Nothing();
      case ROLE -> new Role(tree.path("shared").asBoolean());
      case ORGANISATION -> {
        var accounts = new ArrayList<Account>();
        for (JsonNode one : tree.path("accounts"))
          accounts.add(
              new Account(
                  one.path("service").asText(),
                  one.path("handle").asText(),
                  one.path("address").asText(),
                  day(one.path("opened")),
                  day(one.path("closed"))));
        JsonNode press = tree.path("press");
        yield new Organisation(
            texts(tree.path("acronyms")),
            press.isMissingNode()
                ? null
                : new PressContact(
                    texts(press.path("names")),
                    press.path("telephone").asText(),
                    press.path("email").asText(),
                    texts(press.path("hours"))),
            accounts,
            day(tree.path("closed")));
      }
    };
  }

  private static Map<String, Object> former(Former former) {
    var members = new LinkedHashMap<String, Object>();
    members.put("titles", former.titles());
    day(members, "from", former.from());
    day(members, "until", former.until());
    return members;
  }

  private static Map<String, Object> press(PressContact press) {
    var members = new LinkedHashMap<String, Object>();
    texts(members, "names", press.names());
    if (!press.telephone().isEmpty()) members.put("telephone", press.telephone());
    if (!press.email().isEmpty()) members.put("email", press.email());
    texts(members, "hours", press.hours());
    return members;
  }

  private static Map<String, Object> account(Account account) {
    var members = new LinkedHashMap<String, Object>();
    members.put("service", account.service());
    members.put("handle", account.handle());
    members.put("address", account.address());
    day(members, "opened", account.opened());
    day(members, "closed", account.closed());
    return members;
  }

  private static void texts(Map<String, Object> members, String name, Map<String, String> texts) {
    if (!texts.isEmpty()) members.put(name, texts);
  }

  private static Map<String, String> texts(JsonNode node) {
    var texts = new LinkedHashMap<String, String>();
    for (var entry : node.properties()) texts.put(entry.getKey(), entry.getValue().asText());
    return texts;
  }

  private static void day(Map<String, Object> members, String name, @Nullable LocalDate day) {
    if (day != null) members.put(name, day.toString());
  }

  private static @Nullable LocalDate day(JsonNode node) {
    return node.isTextual() ? LocalDate.parse(node.textValue()) : null;
  }
}
