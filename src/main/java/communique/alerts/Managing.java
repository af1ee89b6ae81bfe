package communique.alerts;

import communique.alerts.AlertAddress.Page;
import communique.alerts.ManagePage.Entry;
import communique.alerts.StepPage.Told;
import communique.frame.Frames;
import communique.language.Days;
import communique.language.Markup;
import communique.language.Messages;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.shelf.Response;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// `/alerts/manage/{token}`: what one address gets, and what can be done with it.
@Singleton
final class Managing {
  private final Holdings holdings;
  private final Steps steps;
  private final Frames frames;
  private final InstantSource clock;

  Managing(Holdings holdings, Steps steps, Frames frames, InstantSource clock) {
    this.holdings = holdings;
    this.steps = steps;
    this.frames = frames;
    this.clock = clock;
  }

  /// What came of a form, to be shown above and beside the forms.
  ///
  /// @param said what was done
  /// @param wrong what was not, and why
  /// @param place of what is wrong: `address`, a subscription's id, or nothing
  /// @param typed the address that was
  private record Came(String said, String wrong, String place, String typed) {
    static final Came NOTHING = new Came("", "", "", "");
  }

  /// The page as it stands.
  Reply page(AlertAddress address) {
    return holdings
        .managed(address.token())
        .map(managed -> page(address, managed, Came.NOTHING))
        .orElseGet(() -> expired(address.locale()));
  }

  /// Does what a form asks for.
  Reply act(AlertAddress address, Map<String, List<String>> form) {
    String token = address.token();
    Optional<Managed> before = holdings.managed(token);
    if (before.isEmpty()) return expired(address.locale());
    Locale locale = locale(address, before.get());
    Messages m = Messages.in(locale);
    String typed = first(form, "address").strip();
    String id = first(form, "subscription");
    String act = first(form, "do");
    if (act.equals("download"))
      return holdings
          .download(token)
          .<Reply>map(data -> new Reply.Made(download(data)))
          .orElseGet(() -> expired(locale));
    if (act.equals("erase")) return holdings.erase(token) ? steps.erased(locale) : expired(locale);
    Outcome<Managed> outcome =
        switch (act) {
          case "change" -> change(token, id, form);
          case "address" -> holdings.changeAddress(token, typed);
          case "pause" -> pause(token, first(form, "until"));
          case "resume" -> holdings.pause(token, Optional.empty());
          case "end" -> holdings.end(token, number(id));
          case "end-all" -> holdings.endAll(token);
          default -> Outcome.done(before.get());
        };
    return switch (outcome) {
      case Outcome.Done<Managed>(Managed after) ->
          page(
              address,
              after,
              new Came(
                  m.say(
                      first(form, "do").equals("address") ? "alerts.address-sent" : "alerts.saved"),
                  "",
                  "",
                  ""));
      case Outcome.Refused<Managed>(List<Refusal> why) -> {
        Optional<Managed> still = holdings.managed(token);
        if (still.isEmpty()) yield expired(locale);
        Refusal first = why.getFirst();
        String place = first.place().equals("languages") ? id : first.place();
        yield page(address, still.get(), new Came("", Wrongs.words(first, m), place, typed));
      }
    };
  }

  private Outcome<Managed> change(String token, String id, Map<String, List<String>> form) {
    Optional<Frequency> frequency = Frequency.read(first(form, "frequency"));
    if (frequency.isEmpty()) return Outcome.refused("", "alerts.frequency");
    return holdings.change(
        token,
        number(id),
        frequency.get(),
        new TreeSet<>(form.getOrDefault("languages", List.of())));
  }

  private Outcome<Managed> pause(String token, String until) {
    LocalDate day;
    try {
      day = LocalDate.parse(until);
    } catch (DateTimeException e) {
      return Outcome.refused("until", "alerts.day");
    }
    if (!day.isAfter(today()) || day.isAfter(today().plusYears(1)))
      return Outcome.refused("until", "alerts.day");
    return holdings.pause(token, Optional.of(day));
  }

  private Reply page(AlertAddress address, Managed managed, Came came) {
    int status = came.wrong().isEmpty() ? 200 : 422;
    Locale locale = locale(address, managed);
    Messages m = Messages.in(locale);
    Days days = Days.in(locale, frames.newsroom().zone());
    var states = new ArrayList<String>();
    managed.pausedUntil().ifPresent(day -> states.add(m.say("alerts.paused", days.day(day))));
    if (managed.suspended().isPresent()) states.add(m.say("alerts.suspended"));
    List<Told> told = steps.told(managed.subscriptions(), locale);
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < told.size(); i++) {
      Subscription one = managed.subscriptions().get(i);
      entries.add(
          new Entry(
              one.id(),
              told.get(i),
              one.confirmedAt().map(at -> m.say("alerts.since", days.day(at))).orElse(""),
              Asking.frequencies(one.wish().frequency(), m),
              Asking.languages(one.wish().languages(), frames.newsroom().locales()),
              came.place().equals(Long.toString(one.id())) ? came.wrong() : ""));
    }
    boolean here = came.place().equals("address");
    boolean elsewhere = entries.stream().anyMatch(one -> !one.wrong().isEmpty());
    return new Reply.Page(
        status,
        new ManagePage(
            steps.frame(locale, m.say("alerts.manage")),
            AlertAddress.path(Page.MANAGED, address.token(), locale, frames.newsroom().locales()),
            m.html(
                entries.isEmpty() ? "alerts.none-to" : "alerts.all-to",
                Markup.strong(managed.address())),
            came.said(),
            here || elsewhere ? "" : came.wrong(),
            states,
            managed.pausedUntil().isPresent(),
            today().plusDays(1).toString(),
            entries,
            here ? came.typed() : "",
            here ? came.wrong() : ""),
        locale);
  }

  private Reply expired(Locale locale) {
    return steps.unusable("manage", Page.MANAGE, locale);
  }

  private static Response download(String json) {
    return Response.ok("application/json", json)
        .header("Content-Disposition", "attachment; filename=\"alerts.json\"");
  }

  /// A link in a mail need not name a locale: it is known whom it was written to.
  private static Locale locale(AlertAddress address, Managed managed) {
    return address.named() ? address.locale() : managed.locale();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), frames.newsroom().zone());
  }

  private static long number(String id) {
    return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
  }

  private static String first(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of("")).getFirst();
  }
}
