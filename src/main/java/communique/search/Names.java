package communique.search;

import communique.record.Held;
import communique.record.Mergers;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Every tag with its names, and who held which role when, as one transaction saw them.
public final class Names {
  /// Before anything was read.
  public static final Names NONE = new Names(Map.of());

  /// One tag.
  ///
  /// @param acronyms in any language
  /// @param titles by BCP 47 tag
  /// @param formers what it was called until a day, the newest last
  record Named(
      String id,
      TagKind kind,
      String slug,
      Set<String> acronyms,
      Map<String, String> titles,
      List<Former> formers) {
    String title(Locale locale, List<Locale> others) {
      return best(titles, locale, others);
    }

    /// What it is and was called by those who read `locale`.
    Set<String> names(Locale locale, List<Locale> others) {
      var names = new LinkedHashSet<String>();
      names.add(title(locale, others));
      for (Former former : formers) names.add(best(former.titles(), locale, others));
      names.addAll(acronyms);
      return names;
    }

    String titleOn(LocalDate day, Locale locale, List<Locale> others) {
      for (Former former : formers)
        if ((former.from() == null || !day.isBefore(former.from())) && !day.isAfter(former.until()))
          return best(former.titles(), locale, others);
      return title(locale, others);
    }

    /// The language of [#title(Locale, List)].
    Locale in(Locale locale, List<Locale> others) {
      if (titles.containsKey(locale.toLanguageTag())) return locale;
      for (Locale other : others) if (titles.containsKey(other.toLanguageTag())) return other;
      return Locale.forLanguageTag(titles.keySet().iterator().next());
    }

    private static String best(Map<String, String> titles, Locale locale, List<Locale> others) {
      String own = titles.get(locale.toLanguageTag());
      if (own != null) return own;
      for (Locale other : others) {
        String title = titles.get(other.toLanguageTag());
        if (title != null) return title;
      }
      return titles.values().iterator().next();
    }
  }

  /// What a tag was called once.
  record Former(Map<String, String> titles, @Nullable LocalDate from, LocalDate until) {}

  private final Map<String, List<String>> slugs;
  private final Map<String, Named> byId = new HashMap<>();
  private final Map<TagKind, Map<String, String>> bySlug = new HashMap<>();
  private final Map<String, List<Held>> byPerson = new HashMap<>();
  private final Map<String, List<Held>> byRole = new HashMap<>();
  private final Map<String, String> standing = new HashMap<>();

  private Names(Map<String, List<String>> slugs) {
    this.slugs = slugs;
  }

  /// As a transaction sees them.
  public static Names read(Handle tx) {
    Mergers mergers = Tags.mergers(tx);
    Map<String, List<String>> slugs = Tags.slugs(tx);
    var names = new Names(slugs);
    for (Tag tag : Tags.all(tx)) {
      names.byId.put(tag.id(), named(tag));
      Map<String, String> kind = names.bySlug.computeIfAbsent(tag.kind(), key -> new HashMap<>());
      for (String slug : slugs.getOrDefault(tag.id(), List.of(tag.slug())))
        kind.put(slug, tag.id());
      for (String id : mergers.family(tag.id())) names.standing.put(id, tag.id());
    }
    for (Held held : Tags.held(tx)) {
      String person = names.standing(held.personId());
      String role = names.standing(held.roleId());
      var one = new Held(person, role, held.from(), held.until());
      // Whom nobody asks any more, as the person was merged, held it no longer.
      if (!person.equals(held.personId())) continue;
      names.byPerson.computeIfAbsent(person, key -> new ArrayList<>()).add(one);
      names.byRole.computeIfAbsent(role, key -> new ArrayList<>()).add(one);
    }
    return names;
  }

  private static Named named(Tag tag) {
    var acronyms = new LinkedHashSet<String>();
    var formers = new ArrayList<Former>();
    for (var former : tag.about().formerly())
      formers.add(new Former(former.titles(), former.from(), former.until()));
    if (tag.kind() == TagKind.ORGANISATION)
      acronyms.addAll(tag.about().organisation().acronyms().values());
    return new Named(
        tag.id(), tag.kind(), tag.slug(), acronyms, tag.titles(), List.copyOf(formers));
  }

  /// The id of the tag that stands for one, which is itself for nearly all.
  String standing(String id) {
    return standing.getOrDefault(id, id);
  }

  /// The tag with this id, also of one that was merged into another.
  Optional<Named> byId(String id) {
    return Optional.ofNullable(byId.get(standing(id)));
  }

  /// The id of the tag that has, or ever had, this slug.
  public Optional<String> id(TagKind kind, String slug) {
    return Optional.ofNullable(bySlug.getOrDefault(kind, Map.of()).get(slug));
  }

  /// Every slug that leads to a tag which stands for itself.
  public List<String> slugs(String id) {
    return slugs.getOrDefault(id, List.of());
  }

  Optional<Named> bySlug(TagKind kind, String slug) {
    return id(kind, slug).map(id -> Objects.requireNonNull(byId.get(id)));
  }

  /// The roles that a person held on a day, by their ids.
  List<String> roles(String personId, LocalDate day) {
    return byPerson.getOrDefault(personId, List.of()).stream()
        .filter(held -> held.on(day))
        .map(Held::roleId)
        .distinct()
        .toList();
  }

  /// Who held a role on a day, by their ids.
  List<String> holders(String roleId, LocalDate day) {
    return byRole.getOrDefault(roleId, List.of()).stream()
        .filter(held -> held.on(day))
        .map(Held::personId)
        .distinct()
        .toList();
  }

  /// The roles that a person ever held.
  Set<String> everHeld(String personId) {
    var roles = new LinkedHashSet<String>();
    for (Held held : byPerson.getOrDefault(personId, List.of())) roles.add(held.roleId());
    return roles;
  }

  /// All tags, in no order.
  Iterable<Named> all() {
    return byId.values();
  }
}
