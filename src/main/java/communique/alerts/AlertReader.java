package communique.alerts;

import communique.alerts.Alerts.Alert;
import communique.alerts.Alerts.Page;
import communique.alerts.Alerts.What;
import communique.matching.Subject;
import communique.platform.Database;
import communique.platform.Doorbell;
import communique.record.Change;
import communique.record.Change.Published;
import communique.record.Newsroom;
import communique.record.Reader;
import communique.record.UpdateType;
import communique.search.Names;
import communique.search.Version;
import communique.search.Versions;
import communique.search.Versions.Moment;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Makes alerts of changes: says of which pages people are told, and which searches that stand each
/// of them answers to.
///
/// A major update is told to all who asked, also to those who were told of the announcement before.
/// A minor one is told to nobody. Who asked for a tag that an announcement is given later is told
/// then; who knew of it already is not. What a page said is read as of the change, under the names
/// that tags have by now, so it does not matter how late this is.
///
/// An alert is made once: where the log is read anew from its beginning, those that are there stay
/// as they are.
@Singleton
final class AlertReader implements Reader {
  /// What is not sent by then asks a person.
  private static final Duration LATE = Duration.ofHours(6);

  private final Newsroom newsroom;
  private final InstantSource clock;
  private final Standing standing;
  private final Doorbell bell;

  AlertReader(Database database, Newsroom newsroom, InstantSource clock, Doorbell bell) {
    this.bell = bell;
    this.newsroom = newsroom;
    this.clock = clock;
    this.standing = new Standing(database, newsroom.locales().all());
  }

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public void prepare() {
    standing.catchUp();
  }

  @Override
  public void read(Handle tx, Change change) {
    read(tx, List.of(change));
  }

  @Override
  public void read(Handle tx, List<Change> changes) {
    List<Change> telling = changes.stream().filter(AlertReader::tells).toList();
    if (telling.isEmpty()) return;
    standing.follow(tx);
    Set<Page> there = Alerts.between(tx, telling.getFirst().n(), telling.getLast().n());
    Set<Moment> moments = new LinkedHashSet<>();
    for (Change change : telling) {
      moments.add(now(change));
      if (change.what() instanceof Change.Retagged) moments.add(before(change));
    }
    Names names = Names.read(tx);
    Map<Moment, List<Version>> versions = new Versions(newsroom, names).at(tx, moments);
    var alerts = new ArrayList<Alert>();
    for (Change change : telling)
      for (Version version : versions.getOrDefault(now(change), List.of())) {
        Page page = new Page(change.n(), version.locale());
        if (!concerns(change, version) || there.contains(page)) continue;
        List<Subject> told =
            change.what() instanceof Change.Retagged
                ? told(versions.getOrDefault(before(change), List.of()), version.locale(), names)
                : List.of();
        int[] searches = standing.matches(subject(version, names), told);
        alerts.add(new Alert(page, change.documentId(), what(change, version), searches));
      }
    Instant now = clock.instant();
    Alerts.add(tx, alerts, now);
    Set<Long> asked =
        alerts.stream()
            .filter(alert -> alert.searches().length > 0)
            .map(alert -> alert.page().n())
            .collect(Collectors.toSet());
    // However late it is read.
    for (Change change : telling)
      if (asked.contains(change.n()))
        Mailings.alert(tx, change.n(), now, change.recordedAt().plus(LATE));
  }

  @Override
  public void committed(List<Change> changes) {
    if (changes.stream().anyMatch(AlertReader::tells)) bell.ring();
  }

  private static boolean tells(Change change) {
    if (!change.tells()) return false;
    return switch (change.what()) {
      case Published published -> published.updateType() == UpdateType.MAJOR;
      case Change.Withdrawn w -> true;
      case Change.Retagged r -> true;
      case Change.Noted n -> false;
      case Change.Unpublished u -> false;
      case Change.Restored r -> false;
      case Change.OfTag t -> false;
      case Change.EngagementDefined e -> false;
    };
  }

  private static boolean concerns(Change change, Version version) {
    Locale locale = change.locale();
    if (locale != null && !locale.equals(version.locale())) return false;
    return version.withdrawn() == change.what() instanceof Change.Withdrawn;
  }

  private static What what(Change change, Version version) {
    return switch (change.what()) {
      case Change.Withdrawn w -> What.WITHDRAWN;
      case Change.Retagged r -> What.RETAGGED;
      default -> version.number() == 1 ? What.PUBLISHED : What.UPDATED;
    };
  }

  private static Moment now(Change change) {
    return new Moment(change.documentId(), change.n());
  }

  private static Moment before(Change change) {
    return new Moment(change.documentId(), change.n() - 1);
  }

  private List<Subject> told(List<Version> before, Locale locale, Names names) {
    return before.stream()
        .filter(version -> version.locale().equals(locale))
        .map(version -> subject(version, names))
        .toList();
  }

  private Subject subject(Version version, Names names) {
    return Subject.of(version, names, newsroom.zone());
  }
}
