package communique.record;

import communique.language.Days;
import communique.language.Messages;
import communique.text.Speaker;
import communique.text.Surroundings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What surrounds the body of an announcement: its speakers, in the roles that they held on its
/// day, in one locale's words.
public final class RolesHeld implements Surroundings {
  private final Handle tx;
  private final Newsroom newsroom;
  private final Locale locale;
  private final LocalDate day;

  /// The speakers for a page in `locale`, on the day on which `announcement` was first published.
  public RolesHeld(Handle tx, Newsroom newsroom, Announcement announcement, Locale locale) {
    this.tx = tx;
    this.newsroom = newsroom;
    this.locale = locale;
    this.day = announcement.firstPublishedAt().atZone(newsroom.zone()).toLocalDate();
  }

  @Override
  public Locale locale() {
    return locale;
  }

  @Override
  public Optional<Speaker> bySlug(String slug) {
    return Tags.named(tx, TagKind.PERSON, slug)
        .map(person ->
            new Speaker(
                title(person),
                said(roles(person)),
                Optional.of(person.path(locale, newsroom.locales()))));
  }

  @Override
  public Speaker named(String name, String role) {
    return new Speaker(name, said(role.isBlank() ? List.of() : List.of(role)), Optional.empty());
  }

  /// The titles of the roles that a person held that day, in this locale.
  public List<String> roles(Tag person) {
    return Tags.heldOn(tx, person.standing(), day).stream()
        .map(appointment -> title(appointment.role()))
        .toList();
  }

  private String said(List<String> roles) {
    if (roles.isEmpty()) return "";
    var words = new ArrayList<Object>();
    words.add(String.join(", ", roles));
    words.add(Days.in(locale, newsroom.zone()).day(day));
    return Messages.in(locale).say("announcement.role-on", words.toArray());
  }

  private String title(Tag tag) {
    return tag.titleOn(day, locale, newsroom.locales().all()).text();
  }
}
