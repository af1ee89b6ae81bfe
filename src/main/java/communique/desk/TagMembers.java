package communique.desk;

import communique.language.Locales;
import communique.platform.Outcome;
import communique.record.About;
import communique.record.About.Former;
import communique.record.About.PressContact;
import communique.record.Abouts;
import communique.record.DefineTag;
import communique.record.DefineTag.Appointed;
import communique.record.Tag.Account;
import communique.record.TagKind;
import communique.record.Tie;
import communique.text.Body;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tag as a JSON object of the authoring API: its members are [Abouts]'s, with ties and
/// appointments beside them.
final class TagMembers {
  private static final List<String> ALL =
      List.of("titles", "slugs", "summaries", "descriptions", "formerNames");

  private TagMembers() {}

  /// The members that a tag of some kind may have.
  static List<String> of(TagKind kind) {
    var members = new ArrayList<>(ALL);
    members.addAll(
        switch (kind) {
          case ORGANISATION -> List.of("acronyms", "press", "accounts", "closed");
          case PERSON -> List.of("appointments");
          case ROLE -> List.of("shared");
          case PLACE, TOPIC -> List.<String>of();
        });
    for (Tie tie : Tie.of(kind)) members.add(tie.field());
    return members;
  }

  static Outcome<DefineTag> read(Members members, TagKind kind, String slug) {
    var descriptions = new LinkedHashMap<String, Body>();
    members
        .objectMap("descriptions", List.of("dialect", "body"))
        .forEach((tag, one) -> descriptions.put(canonical(tag), body(one)));
    About about =
        About.titled(localised(members, "titles"))
            .slugs(localised(members, "slugs"))
            .summaries(localised(members, "summaries"))
            .descriptions(descriptions)
            .formerly(formerly(members));
    switch (kind) {
      case ORGANISATION ->
          about =
              about.own(
                  about
                      .organisation()
                      .acronyms(localised(members, "acronyms"))
                      .press(press(members))
                      .accounts(accounts(members))
                      .closed(members.day("closed")));
      case ROLE -> about = about.own(new About.Role(members.flag("shared")));
      case PERSON, PLACE, TOPIC -> {}
    }
    var ties = new EnumMap<Tie, List<String>>(Tie.class);
    for (Tie tie : Tie.of(kind)) ties.put(tie, members.texts(tie.field()));
    List<Appointed> appointments =
        kind == TagKind.PERSON ? appointments(members) : List.<Appointed>of();
    return members.refusals().or(new DefineTag(kind, slug, about, ties, appointments, ""));
  }

  static Map<String, Object> written(DefineTag says) {
    Map<String, Object> members = Abouts.members(says.about());
    says.ties().forEach((tie, slugs) -> members.put(tie.field(), slugs));
    if (!says.appointments().isEmpty())
      members.put("appointments", says.appointments().stream().map(TagMembers::appointed).toList());
    return members;
  }

  private static Body body(Members one) {
    String dialect = one.text("dialect");
    one.refusals()
        .when(
            !dialect.isEmpty() && Body.Dialect.of(dialect).isEmpty(),
            one.at("dialect"),
            "json.type",
            "dialect",
            "govspeak or html");
    return new Body(Body.Dialect.of(dialect).orElse(Body.Dialect.GOVSPEAK), one.text("body"));
  }

  private static List<Former> formerly(Members members) {
    var formerly = new ArrayList<Former>();
    for (Members one : members.objects("formerNames", List.of("titles", "from", "until"))) {
      LocalDate until = one.required("until");
      if (until != null) formerly.add(new Former(localised(one, "titles"), one.day("from"), until));
    }
    return formerly;
  }

  private static @Nullable PressContact press(Members members) {
    Members press = members.part("press", List.of("names", "telephone", "email", "hours"));
    return press == null
        ? null
        : new PressContact(
            localised(press, "names"),
            press.text("telephone"),
            press.text("email"),
            localised(press, "hours"));
  }

  private static List<Account> accounts(Members members) {
    var accounts = new ArrayList<Account>();
    for (Members one :
        members.objects("accounts", List.of("service", "handle", "address", "opened", "closed")))
      accounts.add(
          new Account(
              one.text("service"),
              one.text("handle"),
              one.text("address"),
              one.day("opened"),
              one.day("closed")));
    return accounts;
  }

  private static List<Appointed> appointments(Members members) {
    var appointments = new ArrayList<Appointed>();
    for (Members one : members.objects("appointments", List.of("role", "from", "until"))) {
      LocalDate from = one.required("from");
      LocalDate until = one.day("until");
      String role = one.slug("role");
      if (from != null) appointments.add(new Appointed(role, from, until));
    }
    return appointments;
  }

  /// Texts by locale, under canonical language tags.
  private static Map<String, String> localised(Members members, String name) {
    var texts = new LinkedHashMap<String, String>();
    members.textMap(name).forEach((tag, text) -> texts.put(canonical(tag), text));
    return texts;
  }

  /// The record refuses what is no tag.
  private static String canonical(String tag) {
    return Locales.read(tag).map(Locale::toLanguageTag).orElse(tag);
  }

  private static Map<String, Object> appointed(Appointed one) {
    var members = new LinkedHashMap<String, Object>();
    members.put("role", one.role());
    members.put("from", one.from().toString());
    if (one.until() != null) members.put("until", one.until().toString());
    return members;
  }
}
