package communique.search;

import communique.language.Days;
import communique.language.Messages;
import communique.record.Announcement;
import communique.record.Announcement.State.IsUnpublished;
import communique.record.Announcement.State.IsWithdrawn;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Newsroom;
import communique.record.TagKind;
import communique.record.Tags;
import communique.text.Speaker;
import communique.text.Surroundings;
import communique.text.Text;
import communique.text.TextRefused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// Gathers what is said in announcements, for those who search it: the index, and whoever compares
/// one change with many searches.
public final class Versions {
  /// What a body of plain text has beside its words.
  private static final Pattern MARKS =
      Pattern.compile("(?m)^[> ]+|\\s\\((?:https?:|/|#|mailto:)[^)\\s]*\\)");

  /// Around the name of a speaker in plain text, until it is known whether it is said twice.
  private static final String NAME = "\uE000";

  private static final Pattern SPEAKER =
      Pattern.compile(NAME + "([^" + NAME + "\n]*)" + NAME + "[^\n]*");

  private final Newsroom newsroom;
  private final Names names;

  /// @param names of the same transaction
  public Versions(Newsroom newsroom, Names names) {
    this.newsroom = newsroom;
    this.names = names;
  }

  /// All versions of each of these announcements that readers can read, by its id: page by page,
  /// the newest of each first. Of one without any page there is an empty list. Content that was
  /// erased is nowhere.
  public Map<String, List<Version>> of(Handle tx, Collection<String> documentIds) {
    Map<String, Announcement> announcements = Announcements.byIds(tx, documentIds);
    var tags = Tags.history(tx, documentIds);
    var editions = new ArrayList<Edition>();
    for (Announcement one : announcements.values())
      for (Locale locale : readable(one)) editions.addAll(one.editions(locale));
    Map<String, Content> contents = Editions.contents(tx, editions);
    var versions = new LinkedHashMap<String, List<Version>>();
    for (String id : documentIds) {
      Announcement one = announcements.get(id);
      if (one == null) continue;
      var history = tags.getOrDefault(id, new TreeMap<>());
      List<String> now = history.isEmpty() ? List.of() : history.lastEntry().getValue();
      versions.put(id, of(one, now, contents));
    }
    return versions;
  }

  /// An announcement when change `n` was the newest.
  public record Moment(String documentId, long n) {}

  /// The newest version of each page that readers could read at some moments, under the names that
  /// tags have by now.
  public Map<Moment, List<Version>> at(Handle tx, Collection<Moment> moments) {
    Set<String> ids = new LinkedHashSet<>();
    for (Moment moment : moments) ids.add(moment.documentId());
    Map<String, Announcement> announcements = Announcements.byIds(tx, ids);
    var tags = Tags.history(tx, ids);
    var then = new LinkedHashMap<Moment, Announcement>();
    var editions = new LinkedHashSet<Edition>();
    for (Moment moment : moments) {
      Announcement one = announcements.get(moment.documentId());
      if (one == null) continue;
      Announcement old = one.asOf(moment.n());
      then.put(moment, old);
      for (Locale locale : readable(old)) old.newest(locale).ifPresent(editions::add);
    }
    Map<String, Content> contents = Editions.contents(tx, editions);
    var versions = new LinkedHashMap<Moment, List<Version>>();
    then.forEach((moment, one) -> {
      var given = tags.getOrDefault(one.id(), new TreeMap<>()).floorEntry(moment.n());
      versions.put(moment, newest(one, given == null ? List.of() : given.getValue(), contents));
    });
    return versions;
  }

  private List<Version> newest(
      Announcement one, List<String> tagIds, Map<String, Content> contents) {
    var theirs = new LinkedHashMap<String, Content>();
    for (Locale locale : readable(one))
      one.newest(locale)
          .ifPresent(edition -> {
            Content content = contents.get(edition.id());
            if (content != null) theirs.put(edition.id(), content);
          });
    return of(one, tagIds, theirs);
  }

  private List<Locale> readable(Announcement one) {
    return one.locales().stream()
        .filter(newsroom.locales()::has)
        .filter(locale -> !(one.state(locale) instanceof IsUnpublished))
        .toList();
  }

  private List<Version> of(Announcement one, List<String> tagIds, Map<String, Content> contents) {
    LocalDate day = LocalDate.ofInstant(one.firstPublishedAt(), newsroom.zone());
    var tags = new EnumMap<Field, List<String>>(Field.class);
    Set<String> uses = new LinkedHashSet<>(tagIds);
    Set<Names.Named> called = new LinkedHashSet<>();
    for (String raw : tagIds)
      names
          .byId(raw)
          .ifPresent(tag -> {
            put(tags, tag, uses, called);
            if (tag.kind() == TagKind.ROLE)
              for (String holder : names.holders(tag.id(), day))
                names.byId(holder).ifPresent(person -> put(tags, person, uses, called));
            if (tag.kind() == TagKind.PERSON)
              for (String role : names.roles(tag.id(), day))
                names
                    .byId(role)
                    .ifPresent(held -> {
                      uses.add(held.id());
                      called.add(held);
                    });
          });
    var versions = new ArrayList<Version>();
    for (Locale locale : readable(one)) {
      List<Edition> editions = one.editions(locale);
      boolean newest = true;
      for (Edition edition : editions.reversed()) {
        Content content = contents.get(edition.id());
        if (content == null) continue;
        versions.add(version(one, edition, newest, content, day, tags, called, uses));
        newest = false;
      }
    }
    return versions;
  }

  private static void put(
      Map<Field, List<String>> tags, Names.Named tag, Set<String> uses, Set<Names.Named> called) {
    List<String> ids = tags.computeIfAbsent(Field.of(tag.kind()), key -> new ArrayList<>());
    if (!ids.contains(tag.id())) ids.add(tag.id());
    uses.add(tag.id());
    called.add(tag);
  }

  private Version version(
      Announcement one,
      Edition edition,
      boolean newest,
      Content content,
      LocalDate day,
      Map<Field, List<String>> tags,
      Set<Names.Named> called,
      Set<String> uses) {
    Locale locale = edition.locale();
    Change change = one.changeOf(edition);
    Instant publicAt = change.publicAt() == null ? change.recordedAt() : change.publicAt();
    Set<String> names = new LinkedHashSet<>();
    for (Names.Named tag : called) names.addAll(tag.names(locale, newsroom.locales().all()));
    String text = plain(content, new Around(locale, day), names);
    Instant withdrawnAt = one.state(locale) instanceof IsWithdrawn state ? state.at() : null;
    return new Version(
        edition.id(),
        one.id(),
        one.slug(),
        locale,
        edition.number(),
        newest,
        edition.kind(),
        content.title(),
        content.summary(),
        text,
        one.firstPublishedAt(locale),
        newest ? one.publicUpdatedAt(locale) : publicAt,
        withdrawnAt,
        tags,
        names,
        uses);
  }

  /// @param besides takes what is found, but not shown
  private static String plain(Content content, Surroundings around, Set<String> besides) {
    try {
      String plain = Text.parse(content.body()).toPlain(around);
      return MARKS.matcher(once(plain, besides)).replaceAll("").strip();
    } catch (TextRefused e) {
      // What was published before a limit was drawn more closely is found by its title.
      return "";
    }
  }

  /// Leaves out the name above a quotation where the sentence before has just said it.
  private static String once(String plain, Set<String> besides) {
    var kept = new StringJoiner("\n\n");
    String before = "";
    for (String paragraph : plain.split("\n\n", -1)) {
      Matcher speaker = SPEAKER.matcher(paragraph);
      String said = paragraph.replace(NAME, "");
      if (speaker.matches() && before.contains(speaker.group(1))) besides.add(said);
      else kept.add(said);
      before = said;
    }
    return kept.toString();
  }

  /// The speakers, in the roles that they held on a day.
  private final class Around implements Surroundings {
    private final Locale locale;
    private final LocalDate day;

    Around(Locale locale, LocalDate day) {
      this.locale = locale;
      this.day = day;
    }

    @Override
    public Locale locale() {
      return locale;
    }

    @Override
    public Optional<Speaker> bySlug(String slug) {
      List<Locale> others = newsroom.locales().all();
      return names
          .bySlug(TagKind.PERSON, slug)
          .map(person ->
              new Speaker(
                  NAME + person.titleOn(day, locale, others) + NAME,
                  said(
                      names.roles(person.id(), day).stream()
                          .flatMap(role -> names.byId(role).stream())
                          .map(role -> role.titleOn(day, locale, others))
                          .toList()),
                  Optional.empty()));
    }

    @Override
    public Speaker named(String name, String role) {
      return new Speaker(
          NAME + name + NAME, said(role.isBlank() ? List.of() : List.of(role)), Optional.empty());
    }

    private String said(List<String> roles) {
      if (roles.isEmpty()) return "";
      return Messages.in(locale)
          .say(
              "announcement.role-on",
              String.join(", ", roles),
              Days.in(locale, newsroom.zone()).day(day));
    }
  }
}
