package communique.record;

import communique.record.Tag.Account;
import communique.text.Body;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a tag says of itself. Maps are by BCP 47 tag; all but the titles may be empty.
///
/// @param titles there is one for the newsroom's default locale
/// @param slugs in addresses of its pages in other locales, where they are not the tag's
/// @param summaries what it is, in a sentence
/// @param descriptions what it is, at length: a biography, a task
/// @param formerly what it was called before, the newest last
/// @param own what only a tag of its kind says
/// @param kept what the place that it was imported from said of it and nothing here has a field
///   for, as a JSON object; empty for what was written here
public record About(
    Map<String, String> titles,
    Map<String, String> slugs,
    Map<String, String> summaries,
    Map<String, Body> descriptions,
    List<Former> formerly,
    Own own,
    String kept) {
  /// In the order in which the author gave them, which is the order of JSON too.
  public About {
    titles = copied(titles);
    slugs = copied(slugs);
    summaries = copied(summaries);
    descriptions = copied(descriptions);
    formerly = List.copyOf(formerly);
  }

  /// What a tag with these titles and nothing else says.
  public static About titled(Map<String, String> titles) {
    return new About(titles, Map.of(), Map.of(), Map.of(), List.of(), new Nothing(), "");
  }

  public About titles(Map<String, String> other) {
    return new About(other, slugs, summaries, descriptions, formerly, own, kept);
  }

  public About slugs(Map<String, String> other) {
    return new About(titles, other, summaries, descriptions, formerly, own, kept);
  }

  public About summaries(Map<String, String> other) {
    return new About(titles, slugs, other, descriptions, formerly, own, kept);
  }

  public About descriptions(Map<String, Body> other) {
    return new About(titles, slugs, summaries, other, formerly, own, kept);
  }

  public About formerly(List<Former> other) {
    return new About(titles, slugs, summaries, descriptions, other, own, kept);
  }

  public About own(Own other) {
    return new About(titles, slugs, summaries, descriptions, formerly, other, kept);
  }

  public About kept(String other) {
    return new About(titles, slugs, summaries, descriptions, formerly, own, other);
  }

  /// Where it may be followed; empty for all but organisations.
  public List<Account> accounts() {
    return own instanceof Organisation organisation ? organisation.accounts() : List.of();
  }

  /// The same with these accounts.
  ///
  /// @throws IllegalArgumentException where it is known to be no organisation
  public About accounts(List<Account> other) {
    return own(organisation().accounts(other));
  }

  /// What an organisation says of itself.
  ///
  /// @throws IllegalArgumentException where it is known to be none
  public Organisation organisation() {
    return switch (own) {
      case Organisation organisation -> organisation;
      case Nothing nothing -> Organisation.NONE;
      case Role role -> throw new IllegalArgumentException("a role is no organisation");
    };
  }

  /// What it was called on `day`; the titles of now where no other name is known for it.
  Map<String, String> titlesOn(LocalDate day) {
    for (Former former : formerly) if (former.on(day)) return former.titles();
    return titles;
  }

  /// The same, with a part of its own for every kind that has one.
  ///
  /// @throws IllegalArgumentException where the part is another kind's
  About of(TagKind kind) {
    Own right =
        switch (kind) {
          case ORGANISATION -> own instanceof Nothing ? Organisation.NONE : own;
          case ROLE -> own instanceof Nothing ? new Role(false) : own;
          case PERSON, PLACE, TOPIC -> own;
        };
    Set<TagKind> kinds =
        switch (right) {
          case Organisation o -> Set.of(TagKind.ORGANISATION);
          case Role r -> Set.of(TagKind.ROLE);
          case Nothing n -> Set.of(TagKind.PERSON, TagKind.PLACE, TagKind.TOPIC);
        };
    if (!kinds.contains(kind))
      throw new IllegalArgumentException(
          "what only " + kinds + " says of itself is said of a " + kind);
    return own(right);
  }

  /// The own slug of its page in a locale, else `otherwise`.
  String slug(Locale locale, String otherwise) {
    return slugs.getOrDefault(locale.toLanguageTag(), otherwise);
  }

  private static <V> Map<String, V> copied(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /// A name that it had once.
  ///
  /// @param titles by BCP 47 tag
  /// @param from its first day; null where that is not known
  /// @param until its last day
  public record Former(Map<String, String> titles, @Nullable LocalDate from, LocalDate until) {
    public Former {
      titles = copied(titles);
    }

    boolean on(LocalDate day) {
      return (from == null || !day.isBefore(from)) && !day.isAfter(until);
    }
  }

  /// What only a tag of one kind says of itself.
  public sealed interface Own {}

  /// A person, a place, a topic: nothing more.
  public record Nothing() implements Own {}

  /// A role.
  ///
  /// @param shared whether several people may hold it at once
  public record Role(boolean shared) implements Own {}

  /// An organisation.
  ///
  /// @param acronyms by BCP 47 tag; may be empty
  /// @param press whom the press may ask; null where that is not said
  /// @param accounts where it may be followed
  /// @param closed the day since which it is no more; null while it is
  public record Organisation(
      Map<String, String> acronyms,
      @Nullable PressContact press,
      List<Account> accounts,
      @Nullable LocalDate closed)
      implements Own {
    /// Nothing yet.
    public static final Organisation NONE = new Organisation(Map.of(), null, List.of(), null);

    public Organisation {
      acronyms = copied(acronyms);
      accounts = List.copyOf(accounts);
    }

    public Organisation acronyms(Map<String, String> other) {
      return new Organisation(other, press, accounts, closed);
    }

    public Organisation press(@Nullable PressContact other) {
      return new Organisation(acronyms, other, accounts, closed);
    }

    public Organisation accounts(List<Account> other) {
      return new Organisation(acronyms, press, other, closed);
    }

    public Organisation closed(@Nullable LocalDate other) {
      return new Organisation(acronyms, press, accounts, other);
    }
  }

  /// Whom the press may ask.
  ///
  /// @param names by BCP 47 tag: `Press office`
  /// @param telephone may be empty, as may be every other but one
  /// @param hours by BCP 47 tag: `Monday to Friday, 8 to 18`
  public record PressContact(
      Map<String, String> names, String telephone, String email, Map<String, String> hours) {
    public PressContact {
      names = copied(names);
      hours = copied(hours);
    }

    /// Whether a text can stand as a telephone number: `+44 20 7946 0000`.
    public static boolean isTelephone(String text) {
      return AboutRules.TELEPHONE.matcher(text).matches();
    }

    /// Whether a text can stand as an address for mail.
    public static boolean isEmail(String text) {
      return text.length() <= AboutRules.LINE_MAX && AboutRules.EMAIL.matcher(text).matches();
    }
  }
}
