package communique.record;

import communique.language.Locales;
import communique.platform.Refusals;
import communique.record.Tag.Account;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a tag, or says anew everything that it says of itself.
///
/// @param titles by BCP 47 tag; the newsroom's default locale has one
/// @param summaries what it is, by BCP 47 tag; may be empty
/// @param accounts of an organisation
/// @param appointments of a person, all of them
public record DefineTag(
    TagKind kind,
    String slug,
    Map<String, String> titles,
    Map<String, String> summaries,
    List<Account> accounts,
    List<Appointed> appointments)
    implements Command {
  /// A role by its slug, and the days on which it was held, both included; `until` is null while it
  /// is held.
  public record Appointed(String role, LocalDate from, @Nullable LocalDate until) {
    boolean overlaps(Appointed other) {
      boolean begins = until == null || !other.from.isAfter(until);
      boolean ends = other.until == null || !from.isAfter(other.until);
      return role.equals(other.role) && begins && ends;
    }
  }

  private static final int TITLE_MAX = 300;

  Refusals checked(Locale first) {
    var refusals = new Refusals().with(Slug.checked("slug", slug));
    String locale = first.toLanguageTag();
    refusals.when(titles.getOrDefault(locale, "").isBlank(), "titles", "tag.title-missing", locale);
    titles.forEach((tag, title) -> {
      String place = "titles." + Slug.shown(tag);
      locale(refusals, place, tag);
      refusals.when(title.isBlank() && !tag.equals(locale), place, "title.empty");
      Line.check(refusals, place, "title", title, TITLE_MAX);
    });
    summaries.forEach((tag, text) -> {
      String place = "summaries." + Slug.shown(tag);
      locale(refusals, place, tag);
      Line.check(refusals, place, "summary", text, TITLE_MAX);
    });
    refusals.when(
        !accounts.isEmpty() && kind != TagKind.ORGANISATION, "accounts", "account.organisation");
    refusals.when(
        !appointments.isEmpty() && kind != TagKind.PERSON, "appointments", "appointment.person");
    for (int i = 0; i < accounts.size(); i++) {
      Account account = accounts.get(i);
      String place = "accounts." + i;
      Line.check(refusals, place + ".service", "title", account.service(), TITLE_MAX);
      Line.check(refusals, place + ".handle", "title", account.handle(), TITLE_MAX);
      refusals.when(
          account.service().isBlank() || account.address().isBlank(), place, "account.empty");
      refusals.when(
          !isWeb(account.address()), place, "account.address", Slug.shown(account.address()));
    }
    for (int i = 0; i < appointments.size(); i++) {
      Appointed one = appointments.get(i);
      String place = "appointments." + i;
      refusals.when(
          one.until() != null && one.until().isBefore(one.from()),
          place,
          "appointment.order",
          one.role(),
          String.valueOf(one.until()),
          one.from().toString());
      boolean overlaps = appointments.subList(0, i).stream().anyMatch(one::overlaps);
      refusals.when(overlaps, place, "appointment.overlap", one.role());
    }
    return refusals;
  }

  /// A title is found by its tag, so the tag stands in canonical letters: `zh-Hans`.
  static void locale(Refusals refusals, String place, String tag) {
    boolean canonical =
        Locales.read(tag).filter(locale -> locale.toLanguageTag().equals(tag)).isPresent();
    refusals.when(!canonical, place, "locale.malformed", Slug.shown(tag));
  }

  /// What a tag says of itself now, to be said anew with something changed.
  public static DefineTag from(Tag tag, List<Appointment> appointments) {
    var appointed = new ArrayList<Appointed>();
    for (Appointment one : appointments)
      appointed.add(new Appointed(one.role().slug(), one.from(), one.until()));
    return new DefineTag(
        tag.kind(), tag.slug(), tag.titles(), tag.summaries(), tag.accounts(), appointed);
  }

  static boolean isWeb(String address) {
    try {
      URI uri = URI.create(address);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
