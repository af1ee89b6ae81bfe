package communique.site;

import communique.frame.Link;
import communique.frame.Words;
import communique.language.Days;
import communique.language.Locales;
import communique.language.Markup;
import communique.language.Messages;
import communique.record.About.Former;
import communique.record.About.Nothing;
import communique.record.About.Organisation;
import communique.record.About.PressContact;
import communique.record.About.Role;
import communique.record.Log;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.record.Tags;
import communique.record.Tie;
import communique.text.Body;
import communique.text.Surroundings;
import communique.text.Text;
import io.quarkus.qute.RawString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What is known about a tag, put in words for readers of one locale.
final class TagFacts {
  private final Handle tx;
  private final Tag tag;
  private final Locale locale;
  private final Locales locales;
  private final Messages m;
  private final Days days;
  private final List<Fact> facts = new ArrayList<>();

  TagFacts(Handle tx, Newsroom newsroom, Tag tag, Locale locale) {
    this.tx = tx;
    this.tag = tag;
    this.locale = locale;
    this.locales = newsroom.locales();
    this.m = Messages.in(locale);
    this.days = Days.in(locale, newsroom.zone());
  }

  /// What it is called besides, what it belongs to, what belongs to it, what it was and became.
  List<Fact> facts() {
    Map<Tie, List<Tag>> ties = Tags.ties(tx, tag);
    switch (tag.about().own()) {
      case Organisation organisation -> {
        Words acronym = in(organisation.acronyms());
        if (!acronym.text().isEmpty())
          fact("tag.acronym", List.of(Markup.name(acronym.text(), acronym.tongue())));
        tags("tag.parents", ties.getOrDefault(Tie.PARENT, List.of()));
        tags("tag.children", Tags.tiedTo(tx, Tie.PARENT, tag));
        tags("tag.places", ties.getOrDefault(Tie.PLACE, List.of()));
        tags("tag.roles", Tags.tiedTo(tx, Tie.ORGANISATION, tag));
        predecessors();
      }
      case Role role -> tags("tag.belongs-to", ties.getOrDefault(Tie.ORGANISATION, List.of()));
      case Nothing nothing -> {
        switch (tag.kind()) {
          case PLACE -> tags("tag.missions", Tags.tiedTo(tx, Tie.PLACE, tag));
          case TOPIC -> {
            tags("tag.broader", ties.getOrDefault(Tie.BROADER, List.of()));
            tags("tag.narrower", Tags.tiedTo(tx, Tie.BROADER, tag));
          }
          case PERSON, ORGANISATION, ROLE -> {}
        }
      }
    }
    fact("tag.formerly", tag.about().formerly().reversed().stream().map(this::former).toList());
    return List.copyOf(facts);
  }

  /// Those whose work it took over, and those that were merged into it.
  private void predecessors() {
    var predecessors = new ArrayList<RawString>();
    for (Tag other : Tags.tiedTo(tx, Tie.SUCCESSOR, tag)) predecessors.add(linked(other));
    Tags.mergedInto(tx, tag)
        .forEach((other, n) -> predecessors.add(until(other.titles(), merged(other, n))));
    fact("tag.predecessors", predecessors);
  }

  /// The day on which another was merged: the one that it says, else that of the change.
  private LocalDate merged(Tag other, long n) {
    if (other.about().own() instanceof Organisation organisation && organisation.closed() != null)
      return organisation.closed();
    var change = Log.after(tx, n - 1, 1).getFirst();
    Instant at = change.publicAt() == null ? change.recordedAt() : change.publicAt();
    return days.date(at);
  }

  /// What became of an organisation that is no more; empty for all that are.
  String ending() {
    return tag.about().own() instanceof Organisation organisation && organisation.closed() != null
        ? m.say("tag.closed-on", days.day(organisation.closed()))
        : "";
  }

  /// Who does its work since.
  List<Link> successors() {
    return Tags.ties(tx, tag).getOrDefault(Tie.SUCCESSOR, List.of()).stream()
        .map(this::link)
        .toList();
  }

  /// Whom the press may ask; empty where that is not said.
  List<Fact> press() {
    var lines = new ArrayList<Fact>();
    if (!(tag.about().own() instanceof Organisation organisation)) return lines;
    PressContact press = organisation.press();
    if (press == null) return lines;
    Words name = in(press.names());
    if (!name.text().isEmpty()) lines.add(new Fact(m.say("tag.press-name"), said(name)));
    if (!press.telephone().isEmpty())
      lines.add(new Fact(m.say("tag.press-telephone"), telephone(press, press.telephone())));
    if (!press.email().isEmpty())
      lines.add(
          new Fact(
              m.say("tag.press-email"),
              Markup.linkedName(addressed(press.email()), press.email())));
    Words hours = in(press.hours());
    if (!hours.text().isEmpty()) lines.add(new Fact(m.say("tag.press-hours"), said(hours)));
    return List.copyOf(lines);
  }

  /// The press office, as a link to write to it, else to call it; empty where it says neither.
  Optional<RawString> asked() {
    if (!(tag.about().own() instanceof Organisation organisation)) return Optional.empty();
    PressContact press = organisation.press();
    if (press == null) return Optional.empty();
    Words name = in(press.names());
    boolean named = !name.text().isEmpty();
    if (!press.email().isEmpty()) {
      String address = addressed(press.email());
      return Optional.of(
          named
              ? Markup.linkedName(address, name.text(), name.tongue())
              : Markup.linkedName(address, press.email()));
    }
    if (press.telephone().isEmpty()) return Optional.empty();
    return Optional.of(
        named
            ? Markup.linkedName(dialled(press.telephone()), name.text(), name.tongue())
            : telephone(press, press.telephone()));
  }

  /// Words that may be in another language than the page.
  private static RawString said(Words words) {
    return Markup.text(words.text(), words.tongue());
  }

  private static RawString telephone(PressContact press, String words) {
    return Markup.linkedName(dialled(press.telephone()), words);
  }

  /// The first of the numbers as a telephone dials it (RFC 3966): with its extension, and without
  /// the zero that is dialled within a country only.
  private static String dialled(String telephone) {
    String[] parts = telephone.split("[,/]", 2)[0].split("x", 2);
    String number = parts[0].strip();
    if (number.startsWith("+")) number = number.replaceFirst("\\(0\\)", "");
    String extension = parts.length < 2 ? "" : parts[1].replaceAll("[^0-9]", "");
    return "tel:"
        + number.replaceAll("[^+0-9]", "")
        + (extension.isEmpty() ? "" : ";ext=" + extension);
  }

  /// The address of a mailbox (RFC 6068 §2), in which a `?` of its name must not begin a header.
  private static String addressed(String email) {
    int at = email.lastIndexOf('@');
    return "mailto:"
        + URLEncoder.encode(email.substring(0, at), StandardCharsets.UTF_8)
        + email.substring(at);
  }

  /// What it says of itself at length; empty where it says nothing.
  Described described() {
    Map<String, Body> bodies = tag.about().descriptions();
    for (Locale in : inOrder()) {
      Body body = bodies.get(in.toLanguageTag());
      if (body != null)
        return new Described(
            new RawString(Text.parse(body).toPage(Surroundings.none(in))),
            Words.tongue(in, locale));
    }
    return new Described(new RawString(""), new RawString(""));
  }

  /// @param body HTML; empty where there is none
  /// @param tongue what the element around it says of its language
  record Described(RawString body, RawString tongue) {}

  private RawString former(Former former) {
    return until(former.titles(), former.until());
  }

  private RawString until(Map<String, String> titles, LocalDate last) {
    Words title = in(titles);
    return m.html("tag.former-until", Markup.name(title.text(), title.tongue()), days.day(last));
  }

  private void tags(String key, List<Tag> others) {
    fact(key, others.stream().map(this::linked).toList());
  }

  private void fact(String key, List<RawString> values) {
    if (!values.isEmpty())
      facts.add(new Fact(m.say(key), values.size() == 1 ? values.getFirst() : m.list(values)));
  }

  private RawString linked(Tag other) {
    Link link = link(other);
    return Markup.link(link.href(), link.text(), link.attributes());
  }

  private Link link(Tag other) {
    Tag.Title title = other.title(locale, locales.all());
    return Link.to(other.path(locale, locales), Words.of(title.text(), title.locale(), locale));
  }

  private Words in(Map<String, String> texts) {
    for (Locale in : inOrder()) {
      String text = texts.get(in.toLanguageTag());
      if (text != null) return Words.of(text, in, locale);
    }
    for (var text : texts.entrySet())
      return Words.of(text.getValue(), Locale.forLanguageTag(text.getKey()), locale);
    return Words.of("");
  }

  private List<Locale> inOrder() {
    var order = new ArrayList<Locale>();
    order.add(locale);
    order.addAll(locales.all());
    return order;
  }
}
