package communique.importing;

import com.fasterxml.jackson.databind.JsonNode;
import communique.language.GovukLocales;
import communique.platform.Outcome;
import communique.record.About;
import communique.record.DefineTag;
import communique.record.DefineTag.Appointed;
import communique.record.Slug;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The tags that a content item's links become: those that are here, and those to be made.
///
/// A link is the tag with its id and its slug or title; else the one with its slug, of topics also
/// its title, as many a taxon ends in the same word; else a new one. An id alone is not enough: one
/// that was given to two things must not make one of them.
final class ContentItemTags {
  private static final int TITLE_MAX = 300;

  /// Link types in the order in which their tags stand on an announcement, and what they become.
  private static final Map<String, TagKind> TYPES = types();

  private final Here here;
  private final String locale;
  private final Map<TagKind, Set<String>> slugs = new EnumMap<>(TagKind.class);
  private final Map<String, DefineTag> defines = new LinkedHashMap<>();

  /// Content id → where the tag is: `organisations/home-office`.
  private final Map<String, String> paths = new TreeMap<>();

  private final Map<String, String> slugsOfIds = new HashMap<>();

  /// @param locale of the item, as its source writes it
  ContentItemTags(Here here, String locale) {
    this.here = here;
    this.locale = locale;
  }

  private static Map<String, TagKind> types() {
    var types = new LinkedHashMap<String, TagKind>();
    types.put("lead_organisations", TagKind.ORGANISATION);
    types.put("emphasised_organisations", TagKind.ORGANISATION);
    types.put("organisations", TagKind.ORGANISATION);
    types.put("worldwide_organisations", TagKind.ORGANISATION);
    types.put("speaker", TagKind.PERSON);
    types.put("people", TagKind.PERSON);
    types.put("roles", TagKind.ROLE);
    types.put("world_locations", TagKind.PLACE);
    types.put("topical_events", TagKind.TOPIC);
    types.put("taxons", TagKind.TOPIC);
    types.put("policy_areas", TagKind.TOPIC);
    return Collections.unmodifiableMap(types);
  }

  /// Takes the links of an item; the organisations that it names as its leading ones come first.
  void add(ContentItemFields fields) {
    Set<String> lead = new LinkedHashSet<>();
    fields.item().at("/details/emphasised_organisations").forEach(id -> lead.add(id.asText()));
    for (String id : lead)
      for (JsonNode link : fields.links("organisations"))
        if (link.path("content_id").asText().equals(id)) carry(TagKind.ORGANISATION, link);
    TYPES.forEach((type, kind) -> fields.links(type).forEach(link -> carry(kind, link)));
    for (JsonNode appointment : fields.links("role_appointments"))
      appointment(appointment, Optional.empty(), Optional.empty());
  }

  /// The tags of the announcement, by slug.
  Map<TagKind, List<String>> slugs() {
    var all = new EnumMap<TagKind, List<String>>(TagKind.class);
    slugs.forEach((kind, set) -> all.put(kind, List.copyOf(set)));
    return all;
  }

  /// The tags to be made or told anew, in an order in which each can be.
  List<DefineTag> defines() {
    var all = new ArrayList<DefineTag>();
    for (DefineTag define : defines.values())
      if (define.ties().isEmpty() && define.appointments().isEmpty()) all.add(define);
    for (DefineTag define : defines.values())
      if (!define.ties().isEmpty() && define.appointments().isEmpty()) all.add(define);
    for (DefineTag define : defines.values()) if (!define.appointments().isEmpty()) all.add(define);
    return all;
  }

  Map<String, String> paths() {
    return paths;
  }

  /// The slug of the tag that a link is, made where there is none.
  String tag(TagKind kind, JsonNode link) {
    String id = link.path("content_id").asText();
    String locale = link.path("locale").asText();
    String title =
        ContentItemWords.cut(ContentItemWords.line(link.path("title").asText()), TITLE_MAX);
    String known = slugsOfIds.get(kind + id + title);
    if (known != null) return known;
    String wanted = wanted(kind, link, id, locale, title);
    Optional<Tag> found =
        here.tags()
            .byId(id)
            .filter(tag -> tag.kind() == kind)
            .filter(tag -> tag.slug().equals(wanted) || tag.titles().containsValue(title));
    String slug = found.map(Tag::slug).orElseGet(() -> free(kind, wanted, title));
    slugsOfIds.put(kind + id + title, slug);
    title(kind, slug, id, GovukLocales.tag(locale), title);
    return slug;
  }

  /// Takes in that a person held a role.
  ///
  /// @param person whose page says so; empty where the appointment names the person
  /// @param role whose page says so; empty where the appointment names the role
  void appointment(JsonNode appointment, Optional<String> person, Optional<String> role) {
    JsonNode people = appointment.path("links").path("person");
    JsonNode roles = appointment.path("links").path("role");
    String from = appointment.path("details").path("started_on").asText("");
    String until = appointment.path("details").path("ended_on").asText("");
    if ((person.isEmpty() && people.isEmpty()) || (role.isEmpty() && roles.isEmpty())) return;
    Optional<LocalDate> begins = day(from);
    if (begins.isEmpty()) return;
    String who = person.orElseGet(() -> tag(TagKind.PERSON, people.get(0)));
    String what = role.orElseGet(() -> tag(TagKind.ROLE, roles.get(0)));
    var appointed = new Appointed(what, begins.get(), day(until).orElse(null));
    if (appointed.until() != null && appointed.until().isBefore(appointed.from())) return;
    DefineTag says = said(TagKind.PERSON, who);
    // One that is known with other days was put in order here; and where two hold a role at once,
    // which of them did cannot be told from this. Both stay as they were, and the item is kept.
    if (says.appointments().stream().anyMatch(other -> overlap(other, appointed))) return;
    if (isHeld(what, who, appointed)) return;
    var all = new ArrayList<>(says.appointments());
    all.add(appointed);
    put(says.appointed(all));
  }

  private boolean isHeld(String role, String by, Appointed appointed) {
    for (DefineTag define : defines.values())
      if (!define.slug().equals(by)
          && define.appointments().stream().anyMatch(other -> overlap(other, appointed)))
        return true;
    return here
        .tags()
        .bySlug(TagKind.ROLE, role)
        .map(tag -> Tags.ofRole(here.tx(), tag))
        .orElse(List.of())
        .stream()
        .filter(one -> !one.person().slug().equals(by))
        .anyMatch(one -> overlap(new Appointed(role, one.from(), one.until()), appointed));
  }

  /// What a tag says of itself, after what this item said.
  DefineTag said(TagKind kind, String slug) {
    DefineTag defined = defines.get(key(kind, slug));
    if (defined != null) return defined;
    return here.tags()
        .bySlug(kind, slug)
        .map(tag -> DefineTag.from(here.tx(), tag))
        .orElseGet(() -> new DefineTag(kind, slug, About.titled(Map.of())));
  }

  void put(DefineTag define) {
    defines.put(key(define.kind(), define.slug()), define);
  }

  /// Gives a tag a title in a language in which it has none.
  private void title(TagKind kind, String slug, String id, String locale, String title) {
    Optional<Tag> there = here.tags().bySlug(kind, slug);
    if (there.isPresent()
        && there.get().titles().containsKey(locale)
        && !defines.containsKey(key(kind, slug))) return;
    DefineTag says = said(kind, slug);
    var titles = new LinkedHashMap<>(says.about().titles());
    titles.putIfAbsent(here.newsroom().locales().first().toLanguageTag(), title);
    titles.putIfAbsent(locale, title);
    if (titles.equals(says.about().titles())) return;
    DefineTag told = says.about(says.about().titles(titles));
    boolean isNew = there.isEmpty() && says.id().isEmpty() && here.tags().byId(id).isEmpty();
    put(isNew ? told.id(id) : told);
  }

  private void carry(TagKind kind, JsonNode link) {
    String slug = tag(kind, link);
    slugs.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(slug);
    paths.put(link.path("content_id").asText(), kind.plural() + "/" + slug);
  }

  private String wanted(TagKind kind, JsonNode link, String id, String of, String title) {
    String path = link.path("base_path").asText("");
    // The page may be in the item's language where the link's own words are in another.
    String slug = path.isEmpty() ? "" : Slugs.ofPath(path, path.endsWith("." + of) ? of : locale);
    if (slug.isEmpty()) slug = Slugs.of(title);
    if (slug.isEmpty()) slug = id;
    // A word that the newsroom keeps for itself.
    return Slug.checked("", slug) instanceof Outcome.Refused<String>
        ? slug + "-" + kind.slug()
        : slug;
  }

  /// The slug where nothing else of this kind stands.
  private String free(TagKind kind, String wanted, String title) {
    if (kind != TagKind.TOPIC) return wanted;
    String free = wanted;
    for (int i = 2; isTaken(kind, free, title); i++) free = wanted + "-" + i;
    return free;
  }

  private boolean isTaken(TagKind kind, String slug, String title) {
    DefineTag defined = defines.get(key(kind, slug));
    if (defined != null) return !defined.about().titles().containsValue(title);
    return here.tags()
        .bySlug(kind, slug)
        .filter(tag -> !tag.titles().containsValue(title))
        .isPresent();
  }

  private static boolean overlap(Appointed one, Appointed other) {
    return one.role().equals(other.role())
        && (one.from().equals(other.from())
            || ((one.until() == null || other.from().isBefore(one.until()))
                && (other.until() == null || one.from().isBefore(other.until()))));
  }

  private static Optional<LocalDate> day(String date) {
    if (date.length() < 10) return Optional.empty();
    try {
      return Optional.of(LocalDate.parse(date.substring(0, 10)));
    } catch (java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String key(TagKind kind, String slug) {
    return kind.plural() + "/" + slug;
  }
}
