package communique.alerts;

import communique.alerts.AlertAddress.Page;
import communique.alerts.AskPage.Often;
import communique.alerts.Holdings.Touched;
import communique.alerts.ManagePage.Entry;
import communique.alerts.ManagePage.State;
import communique.alerts.StepPage.Told;
import communique.frame.Frames;
import communique.language.Days;
import communique.language.Markup;
import communique.language.Messages;
import communique.language.Zones;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.shelf.Response;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// `/alerts/manage/{token}`: what one address gets, and what can be done with it.
@Singleton
final class Managing {
  /// What the forms call the step that says what erasing does, and erasing itself.
  private static final String TO_ERASE = "erase";

  static final String ERASE = "erase-now";

  /// The same for ending all alerts.
  private static final String TO_END = "end-all";

  static final String END = "end-all-now";

  private static final Set<String> ACTS =
      Set.of("change", "address", "zone", "pause", "resume", "end", END);

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
  /// @param about with which subscriptions, where it was with one alone
  /// @param wrong what was not, and why; both are empty where nothing was asked for
  /// @param place of what is wrong, as refusals name it
  /// @param form what was sent
  private record Came(
      String said,
      List<Subscription> about,
      String wrong,
      String place,
      Map<String, List<String>> form) {
    static final Came NOTHING = new Came("", List.of(), "", "", Map.of());

    /// What is wrong at a place; empty where nothing is.
    String at(String one) {
      return place.equals(one) ? wrong : "";
    }

    /// The same of one subscription.
    String at(String one, long subscription) {
      return number(first(form, "subscription")) == subscription ? at(one) : "";
    }

    ManagePage.Typed typed(String one) {
      return new ManagePage.Typed(at(one).isEmpty() ? "" : first(form, one).strip(), at(one));
    }
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
    String id = first(form, "subscription");
    String act = first(form, "do");
    if (act.equals("download"))
      return holdings
          .download(token)
          .<Reply>map(data -> new Reply.Made(download(data)))
          .orElseGet(() -> expired(locale));
    if (act.equals(TO_ERASE)) return steps.erasing(path(address, locale), locale);
    if (act.equals(ERASE)) return holdings.erase(token) ? steps.erased(locale) : expired(locale);
    if (act.equals(TO_END))
      return before.get().subscriptions().isEmpty()
          ? page(address, before.get(), Came.NOTHING)
          : steps.ending(before.get().subscriptions(), path(address, locale), locale);
    if (!ACTS.contains(act)) return steps.unread(400, "form", locale);
    Outcome<Done> outcome =
        switch (act) {
          case "change" -> change(token, id, form).then(one -> done(m.say("alerts.changed"), one));
          case "address" ->
              holdings
                  .changeAddress(token, first(form, "address").strip())
                  .then(after -> done(m.say("alerts.address-sent"), after));
          case "zone" ->
              holdings
                  .dwell(token, first(form, "zone"))
                  .then(after -> done(m.say("alerts.by-clock-now", zone(after, m)), after));
          case "pause" ->
              pause(token, first(form, "until"))
                  .then(after -> done(m.say("alerts.paused-until", pausedUntil(after, m)), after));
          case "resume" ->
              holdings
                  .pause(token, Optional.empty())
                  .then(after -> done(m.say("alerts.resumed"), after));
          case "end" ->
              holdings
                  .end(token, number(id))
                  .then(one ->
                      done(m.say(one.endedBefore() ? "alerts.ended-before" : "alerts.ended"), one));
          case END -> holdings.endAll(token).then(after -> done(m.say("alerts.ended-all"), after));
          default -> throw new IllegalStateException(act);
        };
    return switch (outcome) {
      case Outcome.Done<Done>(Done(String said, List<Subscription> about, Managed after)) ->
          page(address, after, new Came(said, about, "", "", form));
      case Outcome.Refused<Done>(List<Refusal> why) -> {
        Optional<Managed> still = holdings.managed(token);
        if (still.isEmpty()) yield expired(locale);
        Refusal first = why.getFirst();
        var came = new Came("", List.of(), Wrongs.words(first, m), first.place(), form);
        yield page(address, still.get(), came);
      }
    };
  }

  private record Done(String said, List<Subscription> about, Managed after) {}

  private static Outcome<Done> done(String said, Managed after) {
    return Outcome.done(new Done(said, List.of(), after));
  }

  private static Outcome<Done> done(String said, Touched one) {
    return Outcome.done(new Done(said, List.of(one.subscription()), one.managed()));
  }

  private String zone(Managed managed, Messages m) {
    return Hours.clock(managed.zone(), frames.newsroom(), m.locale(), clock.instant());
  }

  private String pausedUntil(Managed managed, Messages m) {
    Days days = Days.in(m.locale(), frames.newsroom().zone());
    return managed.pausedUntil().map(days::day).orElse("");
  }

  private Outcome<Touched> change(String token, String id, Map<String, List<String>> form) {
    Optional<Frequency> frequency = Frequency.read(first(form, "frequency"));
    if (frequency.isEmpty()) return Outcome.refused("frequency", "alerts.frequency");
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
    Locale locale = locale(address, managed);
    Messages m = Messages.in(locale);
    Days days = Days.in(locale, frames.newsroom().zone());
    var states = new ArrayList<State>();
    if (managed.pausedUntil().isPresent())
      states.add(new State(m.say("alerts.paused", pausedUntil(managed, m)), true));
    if (managed.suspended().isPresent()) states.add(new State(m.say("alerts.suspended"), false));
    List<Told> told = steps.told(managed.subscriptions(), locale);
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < told.size(); i++)
      entries.add(entry(managed.subscriptions().get(i), told.get(i), came, m, days));
    String title = m.say("alerts.manage");
    return new Reply.Page(
        came.wrong().isEmpty() ? 200 : 422,
        new ManagePage(
            frames.personal(locale, title, other -> path(address, other)),
            path(address, locale),
            m.html(
                entries.isEmpty() ? "alerts.none-to" : "alerts.all-to",
                Markup.strong(managed.address())),
            came.said(),
            steps.told(came.about(), locale),
            new ManagePage.Wrong(came.wrong(), field(came, entries)),
            states,
            entries,
            clock(managed.zone(), came, m),
            today().plusDays(1).toString(),
            managed.pausedUntil().isPresent(),
            until(managed, came),
            came.typed("address")),
        locale);
  }

  /// The day that was typed; while a pause stands, its own.
  private static ManagePage.Typed until(Managed managed, Came came) {
    String stands = managed.pausedUntil().map(LocalDate::toString).orElse("");
    return came.at("until").isEmpty() ? new ManagePage.Typed(stands, "") : came.typed("until");
  }

  private Entry entry(Subscription one, Told told, Came came, Messages m, Days days) {
    String often = came.at("frequency", one.id());
    String languages = came.at("languages", one.id());
    boolean wrong = !often.isEmpty() || !languages.isEmpty();
    Asking.Filled chosen = Asking.Filled.read(came.form());
    return new Entry(
        one.id(),
        told,
        one.confirmedAt().map(at -> m.say("alerts.since", days.day(at))).orElse(""),
        Asking.frequencies(wrong ? chosen.frequency() : one.wish().frequency(), m),
        Asking.languages(
            wrong ? chosen.languages() : one.wish().languages(), frames.newsroom().locales()),
        often,
        languages);
  }

  private ManagePage.Clock clock(String zone, Came came, Messages m) {
    Instant now = clock.instant();
    List<Zones.Area> areas = Zones.in(m.locale());
    boolean listed =
        zone.equals(Digests.NEWSROOM)
            || areas.stream()
                .flatMap(area -> area.zones().stream())
                .anyMatch(one -> one.id().equals(zone));
    return new ManagePage.Clock(
        Asking.frequencies(null, m).stream()
            .filter(one -> !one.value().equals(Frequency.AT_ONCE.slug()))
            .map(Often::what)
            .toList(),
        m.say("alerts.by-newsroom", Hours.newsrooms(frames.newsroom(), m.locale(), now)),
        zone,
        listed ? "" : Hours.clock(zone, frames.newsroom(), m.locale(), now),
        areas,
        came.at("zone"));
  }

  /// The id of what is to be changed; empty where it is nothing on the page.
  private static String field(Came came, List<Entry> entries) {
    return switch (came.place()) {
      // Without alerts there is nothing to pause or to move.
      case "until", "address", "zone" -> entries.isEmpty() ? "" : came.place();
      case "frequency", "languages" ->
          entries.stream()
              .filter(one -> !came.at(came.place(), one.id()).isEmpty())
              .map(one -> came.place() + "-" + one.id())
              .findFirst()
              .orElse("");
      default -> "";
    };
  }

  private static String path(AlertAddress address, Locale locale) {
    return AlertAddress.named(Page.MANAGED, address.token(), locale);
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
