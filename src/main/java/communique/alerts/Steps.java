package communique.alerts;

import communique.alerts.AlertAddress.Page;
import communique.alerts.StepPage.Told;
import communique.frame.Frame;
import communique.frame.Frames;
import communique.frame.Link;
import communique.frame.Words;
import communique.language.Locales;
import communique.language.Messages;
import communique.platform.Database;
import communique.record.Newsroom;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes the pages between asking and being told, and behind the links of mails.
@Singleton
final class Steps {
  private final Database database;
  private final Frames frames;
  private final InstantSource clock;

  Steps(Database database, Frames frames, InstantSource clock) {
    this.database = database;
    this.frames = frames;
    this.clock = clock;
  }

  /// What an address says of the alerts behind it.
  Reply confirming(String token, Optional<Consent> found, Locale locale) {
    if (found.isEmpty()) return unusable("confirm", Page.NEW, locale);
    Messages m = Messages.in(locale);
    StepPage page =
        switch (found.get()) {
          case Consent.Begin begin ->
              step(Page.CONFIRM, token, locale, "alerts.confirm", beginning(begin, m))
                  .pressing(path(Page.CONFIRM, token, locale), m.say("alerts.confirm-button"));
          case Consent.Move move ->
              step(Page.CONFIRM, token, locale, "alerts.move", List.of(m.say("alerts.move-what")))
                  .pressing(
                      path(Page.CONFIRM, token, locale), m.say("alerts.other-address-button"));
          case Consent.Given(boolean moved) -> given(token, moved, locale);
        };
    return Reply.page(page.of(told(found.get().subscriptions(), locale)), locale);
  }

  private List<String> beginning(Consent.Begin begin, Messages m) {
    var sentences = new ArrayList<>(List.of(m.say("alerts.confirm-what")));
    boolean gathered =
        begin.subscriptions().stream().anyMatch(one -> one.wish().frequency() != Frequency.AT_ONCE);
    // Who chose a clock before knows that they can.
    if (gathered && begin.zone().equals(Digests.NEWSROOM))
      sentences.add(Hours.clock(frames.newsroom(), m, clock.instant()));
    return sentences;
  }

  /// Says that there is nothing to press any more, and not of what.
  private StepPage given(String token, boolean moved, Locale locale) {
    List<String> paragraphs = List.of(Messages.in(locale).say("alerts.nothing-to-do"));
    return step(Page.CONFIRM, token, locale, moved ? "alerts.moved" : "alerts.begun", paragraphs)
        .to(announcements(locale));
  }

  Reply confirmed(String token, Optional<Consent> found, Locale locale) {
    if (found.isEmpty()) return unusable("confirm", Page.NEW, locale);
    StepPage page =
        switch (found.get()) {
          case Consent.Begin begin -> done("alerts.confirmed", locale);
          case Consent.Move move -> done("alerts.moved", locale);
          case Consent.Given(boolean moved) -> given(token, moved, locale);
        };
    return Reply.page(page.of(told(found.get().subscriptions(), locale)), locale);
  }

  private StepPage done(String heading, Locale locale) {
    return step(locale, heading, List.of(Messages.in(locale).say("alerts.confirmed-what")))
        .to(announcements(locale));
  }

  Reply leaving(String token, Optional<List<Subscription>> found, Locale locale) {
    if (found.isEmpty()) return unusable("leave", Page.MANAGE, locale);
    List<Subscription> standing =
        found.get().stream().filter(one -> one.endedAt().isEmpty()).toList();
    if (standing.isEmpty()) return left(token, found, locale);
    return Reply.page(
        step(Page.LEAVE, token, locale, "alerts.leave", List.of())
            .of(told(standing, locale))
            .pressing(
                path(Page.LEAVE, token, locale), Messages.in(locale).say("alerts.leave-button")),
        locale);
  }

  Reply left(String token, Optional<List<Subscription>> found, Locale locale) {
    if (found.isEmpty()) return unusable("leave", Page.MANAGE, locale);
    Messages m = Messages.in(locale);
    StepPage page =
        step(Page.LEAVE, token, locale, "alerts.left", List.of(m.say("alerts.left-what")))
            .of(told(found.get(), locale));
    return Reply.page(
        found.get().size() == 1 ? page.to(again(found.get().getFirst(), locale)) : page, locale);
  }

  /// The way back in, for who pressed by mistake.
  private Link again(Subscription ended, Locale locale) {
    var parameters = new LinkedHashMap<String, List<String>>();
    String text = ended.wish().search().toString();
    if (!text.isEmpty()) parameters.put("q", List.of(text));
    parameters.put("locale", List.copyOf(ended.wish().languages()));
    return Link.to(
        path(Page.NEW, "", locale) + Target.query(parameters),
        Messages.in(locale).say("alerts.again"));
  }

  /// Look in your mail.
  Reply sent(Locale locale) {
    Messages m = Messages.in(locale);
    return over(
        locale, "alerts.sent", List.of(m.say("alerts.sent-what"), m.say("alerts.sent-nothing")));
  }

  /// Asks for the address whose alerts are to be seen.
  Reply manage(String typed, String wrong, Locale locale) {
    StepPage page = managing(locale).asking(typed, wrong);
    return new Reply.Page(wrong.isEmpty() ? 200 : 422, page, locale);
  }

  Reply manageSent(Locale locale) {
    Messages m = Messages.in(locale);
    return over(
        locale, "alerts.sent", List.of(m.say("alerts.manage-sent"), m.say("alerts.sent-nothing")));
  }

  /// The same where too much was asked for already.
  ///
  /// @param why in the words of the page
  Reply.Page manageLater(String typed, String why, Locale locale) {
    return new Reply.Page(429, managing(locale).asking(typed, "").refused(why), locale);
  }

  private StepPage managing(Locale locale) {
    Messages m = Messages.in(locale);
    return step(Page.MANAGE, "", locale, "alerts.manage", List.of(m.say("alerts.manage-what")))
        .pressing(path(Page.MANAGE, "", locale), m.say("alerts.manage-button"));
  }

  /// Says which alerts would end, before all do.
  ///
  /// @param back as [#erasing(String, Locale)] has it
  Reply ending(List<Subscription> all, String back, Locale locale) {
    Messages m = Messages.in(locale);
    return Reply.page(
        step(locale, "alerts.end-all", List.of(m.say("alerts.end-all-what")))
            .of(told(all, locale))
            .pressing(back, m.say("alerts.end-all"), Managing.END)
            .to(Link.to(back, m.say("alerts.erase-back"))),
        locale);
  }

  /// Says what erasing does, before it is done.
  ///
  /// @param back the page of everything that the address has
  Reply erasing(String back, Locale locale) {
    Messages m = Messages.in(locale);
    return Reply.page(
        step(
                locale,
                "alerts.erase-heading",
                List.of(m.say("alerts.erase-what"), m.say("alerts.erase-stays")))
            .pressing(back, m.say("alerts.erase-button"), Managing.ERASE)
            .to(Link.to(back, m.say("alerts.erase-back"))),
        locale);
  }

  Reply erased(Locale locale) {
    Messages m = Messages.in(locale);
    return over(
        locale, "alerts.erased", List.of(m.say("alerts.erased-what"), m.say("alerts.erase-stays")));
  }

  /// Says that a link cannot be used, and what to do instead.
  ///
  /// @param sort which link: `confirm`, `leave`, `manage`
  /// @param mend the page that helps
  Reply unusable(String sort, Page mend, Locale locale) {
    Messages m = Messages.in(locale);
    String words = mend == Page.NEW ? "alerts.heading" : "alerts.manage-button";
    return new Reply.Page(
        404,
        step(locale, "alerts.unusable", List.of(m.say("alerts.unusable-" + sort)))
            .to(Link.to(path(mend, "", locale), m.say(words))),
        locale);
  }

  /// Says that what was sent could not be read, and why.
  ///
  /// @param sort `large` or `form`
  Reply unread(int status, String sort, Locale locale) {
    Messages m = Messages.in(locale);
    return new Reply.Page(
        status,
        step(locale, "alerts.unread", List.of(m.say("alerts.unread-" + sort)))
            .to(Link.to(path(Page.NEW, "", locale), m.say("alerts.heading"))),
        locale);
  }

  /// What subscriptions are of, for a page.
  List<Told> told(List<Subscription> subscriptions, Locale locale) {
    Newsroom newsroom = frames.newsroom();
    return database.reading(tx -> {
      var told = new ArrayList<Told>();
      for (Subscription one : subscriptions) {
        List<Words> languages =
            newsroom.locales().all().stream()
                .filter(in -> one.wish().languages().contains(in.toLanguageTag()))
                .map(in -> Words.of(Locales.ownName(in), in, locale))
                .toList();
        told.add(
            new Told(
                Gist.lines(tx, one.wish().search(), locale, newsroom),
                Hours.often(one.wish().frequency(), Messages.in(locale)),
                languages));
      }
      return told;
    });
  }

  /// The last step of a way.
  private Reply over(Locale locale, String heading, List<String> paragraphs) {
    return Reply.page(step(locale, heading, paragraphs).to(announcements(locale)), locale);
  }

  private StepPage step(Locale locale, String heading, List<String> paragraphs) {
    String words = Messages.in(locale).say(heading);
    Frame frame = frames.aside(locale, words, "").notIndexed();
    return StepPage.saying(frame, words, paragraphs);
  }

  /// A step whose address can be followed again, so that its reader may change the language.
  private StepPage step(
      Page page, String token, Locale locale, String heading, List<String> paragraphs) {
    String words = Messages.in(locale).say(heading);
    Frame frame = frames.personal(locale, words, other -> path(page, token, other));
    return StepPage.saying(frame, words, paragraphs);
  }

  private Link announcements(Locale locale) {
    return Link.to(
        frames.house(locale).homePath(), Messages.in(locale).say("error.to-announcements"));
  }

  private String path(Page page, String token, Locale locale) {
    return AlertAddress.path(page, token, locale, frames.newsroom().locales());
  }
}
