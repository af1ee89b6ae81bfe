package communique.importing;

import com.fasterxml.jackson.databind.JsonNode;
import communique.record.About;
import communique.record.About.PressContact;
import communique.record.DefineTag;
import communique.record.TagKind;
import communique.record.Tie;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the page of an organisation says of it that an organisation here says too: to whom it
/// belongs, who follows it, where it has its seat, and whom the press may ask. What is known here
/// already stays; an item adds to it.
final class ContentItemOrganisation {
  private static final int LINE_MAX = 300;
  private static final Pattern PRESS =
      Pattern.compile("\\b(?:media|press)\\b", Pattern.CASE_INSENSITIVE);

  /// Link types that name organisations or places, and how these stand to the one that names them.
  private static final Map<String, Tie> TIES = ties();

  /// What GOV.UK says of organisations that are no more.
  private static final Set<String> CLOSED =
      Set.of(
          "changed_name",
          "devolved",
          "left_gov",
          "merged",
          "no_longer_exists",
          "replaced",
          "split",
          "superseded_by_devolved_administration");

  /// Link types that hold contacts.
  private static final List<String> CONTACTS = List.of("ordered_contacts", "contacts");

  private final ContentItemFields fields;
  private final ContentItemTags tags;
  private final String locale;
  private final Set<String> left = new TreeSet<>();

  /// @param locale of the item's words, as a BCP 47 tag
  ContentItemOrganisation(ContentItemFields fields, ContentItemTags tags, String locale) {
    this.fields = fields;
    this.tags = tags;
    this.locale = locale;
  }

  private static Map<String, Tie> ties() {
    var ties = new LinkedHashMap<String, Tie>();
    ties.put("ordered_parent_organisations", Tie.PARENT);
    ties.put("ordered_successor_organisations", Tie.SUCCESSOR);
    ties.put("superseding_organisations", Tie.SUCCESSOR);
    ties.put("world_locations", Tie.PLACE);
    return ties;
  }

  /// The same organisation with what the item says of it besides.
  DefineTag told(DefineTag says) {
    About.Organisation own = says.about().organisation();
    if (own.press() == null) own = own.press(press().orElse(null));
    if (own.closed() == null) own = own.closed(closed().orElse(null));
    DefineTag told = says.about(says.about().own(own));
    for (Map.Entry<String, Tie> type : TIES.entrySet())
      // Who follows an organisation that is still there is not said here; it is kept.
      if (type.getValue() != Tie.SUCCESSOR || own.closed() != null) told = tied(told, type);
      else if (!fields.links(type.getKey()).isEmpty()) left.add("links." + type.getKey());
    return told;
  }

  /// The names of fields that have a counterpart here and could not be taken.
  Set<String> left() {
    return left;
  }

  /// The last day of one that is no more, where that is said.
  private Optional<LocalDate> closed() {
    JsonNode status = fields.item().at("/details/organisation_govuk_status");
    String at = status.path("updated_at").asText("");
    if (!CLOSED.contains(status.path("status").asText()) || at.length() < 10)
      return Optional.empty();
    try {
      return Optional.of(LocalDate.parse(at.substring(0, 10)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private DefineTag tied(DefineTag says, Map.Entry<String, Tie> type) {
    Tie tie = type.getValue();
    TagKind kind = tie.to();
    var others = new LinkedHashSet<>(says.tied(tie));
    for (JsonNode link : fields.links(type.getKey())) others.add(tags.tag(kind, link));
    // Of itself, it can be neither the parent nor the successor.
    if (kind == TagKind.ORGANISATION) others.remove(says.slug());
    return others.size() == says.tied(tie).size() ? says : says.tied(tie, List.copyOf(others));
  }

  /// The first contact whose name says that it is for the press; else the first telephone that is.
  private Optional<PressContact> press() {
    for (JsonNode contact : contacts()) {
      String name = line(contact.path("title"));
      JsonNode details = contact.path("details");
      if (!PRESS.matcher(name).find()) continue;
      String telephone =
          first(details.path("phone_numbers"), "number", PressContact::isTelephone, false);
      String email = first(details.path("email_addresses"), "email", PressContact::isEmail, false);
      if (telephone.isEmpty() && email.isEmpty()) continue;
      return Optional.of(new PressContact(Map.of(locale, name), telephone, email, Map.of()));
    }
    for (JsonNode contact : contacts()) {
      JsonNode details = contact.path("details");
      String telephone =
          first(details.path("phone_numbers"), "number", PressContact::isTelephone, true);
      String email = first(details.path("email_addresses"), "email", PressContact::isEmail, true);
      if (telephone.isEmpty() && email.isEmpty()) continue;
      return Optional.of(
          new PressContact(
              Map.of(locale, line(contact.path("title"))), telephone, email, Map.of()));
    }
    return Optional.empty();
  }

  private List<JsonNode> contacts() {
    var contacts = new ArrayList<JsonNode>();
    for (String type : CONTACTS)
      for (JsonNode contact : fields.links(type))
        if (!line(contact.path("title")).isEmpty()) contacts.add(contact);
    return contacts;
  }

  /// Which texts can be taken.
  private interface Allowed {
    boolean test(String text);
  }

  /// The first of some lines that can be taken; empty where there is none.
  ///
  /// @param named whether its own title has to say that it is for the press
  private static String first(JsonNode lines, String name, Allowed allowed, boolean named) {
    for (JsonNode one : lines) {
      String text = line(one.path(name));
      if (named && !PRESS.matcher(line(one.path("title"))).find()) continue;
      if (allowed.test(text)) return text;
      // Behind it, many say when it is answered.
      String bare = text.split(";", 2)[0].strip();
      if (allowed.test(bare)) return bare;
    }
    return "";
  }

  private static String line(JsonNode text) {
    return text.isTextual()
        ? ContentItemWords.cut(ContentItemWords.line(text.textValue()), LINE_MAX)
        : "";
  }
}
