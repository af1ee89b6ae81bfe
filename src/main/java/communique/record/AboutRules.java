package communique.record;

import communique.language.Locales;
import communique.platform.Refusals;
import communique.record.About.Former;
import communique.record.About.Nothing;
import communique.record.About.Organisation;
import communique.record.About.PressContact;
import communique.record.About.Role;
import communique.record.Tag.Account;
import communique.text.Body;
import communique.text.Text;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be wrong with what a tag says of itself, whatever the record holds.
final class AboutRules {
  static final int LINE_MAX = 300;
  private static final int DESCRIPTION_MAX = 1 << 16;
  private static final int YEAR_MAX = 9999;
  static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9][0-9 ().,/x-]{2,40}");
  static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>\"(),:;\\\\\\[\\]]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private final Refusals refusals;

  AboutRules(Refusals refusals) {
    this.refusals = refusals;
  }

  /// Adds what is wrong.
  ///
  /// @param first the newsroom's default locale
  void check(About about, Locale first) {
    String tag = first.toLanguageTag();
    refusals.when(
        about.titles().getOrDefault(tag, "").isBlank(), "titles", "tag.title-missing", tag);
    about
        .titles()
        .forEach((locale, title) -> {
          String place = "titles." + Slug.shown(locale);
          locale(place, locale);
          refusals.when(title.isBlank() && !locale.equals(tag), place, "title.empty");
          Line.check(refusals, place, "title", title, LINE_MAX);
        });
    about
        .slugs()
        .forEach((locale, slug) -> {
          String place = "slugs." + Slug.shown(locale);
          locale(place, locale);
          refusals.when(locale.equals(tag), place, "slug.default-locale", tag);
          refusals.with(Slug.checked(place, slug));
        });
    lines("summaries", "summary", about.summaries());
    about.descriptions().forEach((locale, body) -> description(locale, body));
    formerly(about.formerly());
    switch (about.own()) {
      case Nothing nothing -> {}
      case Role role -> {}
      case Organisation organisation -> {
        lines("acronyms", "title", organisation.acronyms());
        if (organisation.press() != null) press(organisation.press());
        for (int i = 0; i < organisation.accounts().size(); i++)
          account("accounts." + i, organisation.accounts().get(i));
        day(refusals, "closed", organisation.closed());
      }
    }
  }

  private void locale(String place, String tag) {
    locale(refusals, place, tag);
  }

  /// What is said by locale is found by its tag, so the tag stands in canonical letters: `zh-Hans`.
  static void locale(Refusals refusals, String place, String tag) {
    boolean canonical =
        Locales.read(tag).filter(locale -> locale.toLanguageTag().equals(tag)).isPresent();
    refusals.when(!canonical, place, "locale.malformed", Slug.shown(tag));
  }

  /// A day is written and put in order as text, and shown in words: both end with the year 9999.
  static void day(Refusals refusals, String place, @Nullable LocalDate day) {
    boolean within = day == null || (day.getYear() >= 1 && day.getYear() <= YEAR_MAX);
    refusals.when(!within, place, "date.years", String.valueOf(day));
  }

  private void lines(String field, String name, Map<String, String> lines) {
    lines.forEach((locale, line) -> {
      String place = field + "." + Slug.shown(locale);
      locale(place, locale);
      Line.check(refusals, place, name, line, LINE_MAX);
    });
  }

  private void description(String locale, Body body) {
    String place = "descriptions." + Slug.shown(locale);
    locale(place, locale);
    int bytes = body.source().getBytes(StandardCharsets.UTF_8).length;
    boolean half = body.source().codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff);
    refusals.when(half, place, "text.surrogate");
    refusals.when(bytes > DESCRIPTION_MAX, place, "body.too-long", bytes, DESCRIPTION_MAX);
    if (half || bytes > DESCRIPTION_MAX) return;
    Text.problem(body).ifPresent(why -> refusals.when(true, place, why.key(), why.arguments()));
  }

  private void formerly(List<Former> formerly) {
    for (int i = 0; i < formerly.size(); i++) {
      Former former = formerly.get(i);
      String place = "formerNames." + i;
      refusals.when(former.titles().isEmpty(), place, "former.title");
      lines(place + ".titles", "title", former.titles());
      LocalDate from = former.from();
      day(refusals, place + ".from", from);
      day(refusals, place + ".until", former.until());
      refusals.when(
          from != null && former.until().isBefore(from),
          place,
          "former.order",
          String.valueOf(former.until()),
          String.valueOf(from));
      boolean two = formerly.subList(0, i).stream().anyMatch(other -> meet(other, former));
      refusals.when(two, place, "former.overlap", former.until().toString());
    }
  }

  private static boolean meet(Former one, Former other) {
    return (one.from() == null || !other.until().isBefore(one.from()))
        && (other.from() == null || !one.until().isBefore(other.from()));
  }

  private void press(PressContact press) {
    lines("press.names", "title", press.names());
    lines("press.hours", "title", press.hours());
    refusals.when(press.telephone().isEmpty() && press.email().isEmpty(), "press", "press.empty");
    refusals.when(
        !press.telephone().isEmpty() && !PressContact.isTelephone(press.telephone()),
        "press.telephone",
        "press.telephone",
        Slug.shown(press.telephone()));
    refusals.when(
        !press.email().isEmpty() && !PressContact.isEmail(press.email()),
        "press.email",
        "press.email",
        Slug.shown(press.email()));
  }

  private void account(String place, Account account) {
    Line.check(refusals, place + ".service", "title", account.service(), LINE_MAX);
    Line.check(refusals, place + ".handle", "title", account.handle(), LINE_MAX);
    refusals.when(
        account.service().isBlank() || account.address().isBlank(), place, "account.empty");
    boolean web = DefineTag.isWeb(account.address());
    refusals.when(
        !web && !account.address().isBlank(),
        place,
        "account.address",
        Slug.shown(account.address()));
    LocalDate opened = account.opened();
    LocalDate closed = account.closed();
    day(refusals, place + ".opened", opened);
    day(refusals, place + ".closed", closed);
    refusals.when(
        opened != null && closed != null && closed.isBefore(opened),
        place,
        "account.order",
        String.valueOf(closed),
        String.valueOf(opened));
    Service.named(account.service())
        .ifPresent(service -> {
          refusals.when(
              !account.handle().isEmpty() && !service.handle().matcher(account.handle()).matches(),
              place + ".handle",
              "account.handle",
              Slug.shown(account.handle()),
              service.name(),
              service.example());
          refusals.when(
              web && !service.hosts(account.address()),
              place + ".address",
              "account.host",
              Slug.shown(account.address()),
              service.name(),
              service.home());
          LocalDate end = service.closed();
          refusals.when(
              end != null && (closed == null || closed.isAfter(end)),
              place + ".closed",
              "account.service-closed",
              service.name(),
              String.valueOf(end));
        });
  }
}
