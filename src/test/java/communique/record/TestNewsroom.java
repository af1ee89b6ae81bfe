package communique.record;

import communique.language.Locales;
import communique.platform.Commits;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.platform.TestClock;
import communique.platform.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// A newsroom on an empty store, for one test: it publishes in English first, then in seven other
/// languages; its days begin in London; its clock stands until it is moved.
public final class TestNewsroom implements AutoCloseable {
  public static final Newsroom NEWSROOM =
      new Newsroom(
          "Ministry of Tests",
          Locales.parse("en,cy,fr,es,ru,ar,zh-Hans,ur"),
          ZoneId.of("Europe/London"),
          "https://news.example.org");

  private static final String PRESS_OFFICE = "press-office";

  private final TestStore store;
  private final boolean owns;
  private final Database database;
  private final TestClock clock;
  private final Commits commits;
  private final Bell bell = new Bell();
  private final PublicRecord record;
  private final Reading reading;

  private TestNewsroom(TestStore store, boolean owns, TestClock clock) {
    this.store = store;
    this.owns = owns;
    this.clock = clock;
    this.database = store.database();
    this.commits = new Commits(database);
    this.record = new PublicRecord(database, NEWSROOM, clock, bell);
    this.reading = new Reading(database, bell, List.of(), new SplittableRandom(1));
  }

  /// A newsroom on a store of that kind; where a class is not run by [EachDatabase].
  public static TestNewsroom open(Database.Kind kind) {
    return new TestNewsroom(TestStore.open(kind), true, new TestClock());
  }

  /// Another one on the same store, as a second process is. To be closed before this one.
  public TestNewsroom beside() {
    return new TestNewsroom(store, false, clock);
  }

  public Database database() {
    return database;
  }

  public PublicRecord record() {
    return record;
  }

  public Bell bell() {
    return bell;
  }

  public TestClock clock() {
    return clock;
  }

  public TestStore store() {
    return store;
  }

  /// Publishes the first version of an announcement in English, or, where there is one, the next
  /// with a change note.
  public TestNewsroom publish(String slug) {
    int before = find(slug).map(found -> found.editions(locale("en")).size()).orElse(0);
    return before == 0
        ? publish(Sheet.of(slug))
        : publish(
            Sheet.of(slug).saying("version " + (before + 1)).note("Version " + (before + 1) + "."));
  }

  public TestNewsroom publish(Sheet sheet) {
    execute(sheet.publish());
    return this;
  }

  /// Lets time pass.
  public TestNewsroom pass(Duration duration) {
    clock.pass(duration);
    return this;
  }

  /// Does a command now, which must not be refused.
  public Receipt execute(Command command) {
    return execute(Act.now(PRESS_OFFICE), command);
  }

  /// Does what was public at an earlier time, which must not be refused.
  public Receipt execute(String publicAt, Command command) {
    return execute(Act.past(PRESS_OFFICE, Instant.parse(publicAt)), command);
  }

  public Receipt execute(Act act, Command command) {
    return switch (record.execute(act, command)) {
      case Outcome.Done<Receipt> done -> done.value();
      case Outcome.Refused<Receipt> refused -> throw new AssertionError(words(refused.refusals()));
    };
  }

  /// Tries a command, which must be refused: every reason as `place: key`.
  public List<String> refused(Command command) {
    return refused(Act.now(PRESS_OFFICE), command);
  }

  public List<String> refused(Act act, Command command) {
    return switch (record.execute(act, command)) {
      case Outcome.Done<Receipt> done -> throw new AssertionError("not refused: " + done.value());
      case Outcome.Refused<Receipt> refused -> reasons(refused);
    };
  }

  /// Every reason against a command, which is only rehearsed; empty when there is none.
  public List<String> rehearsed(Command command) {
    return switch (record.rehearse(Act.now(PRESS_OFFICE), List.of(command))) {
      case Outcome.Done<List<Receipt>> done -> List.of();
      case Outcome.Refused<List<Receipt>> refused -> reasons(refused);
    };
  }

  private static List<String> reasons(Outcome.Refused<?> refused) {
    return refused.refusals().stream().map(one -> one.place() + ": " + one.key()).toList();
  }

  /// Makes a tag with an English title, or says it anew.
  public TestNewsroom tag(TagKind kind, String slug, String title) {
    execute(new DefineTag(kind, slug, About.titled(Map.of("en", title))));
    return this;
  }

  /// The announcement with this slug, which must be there.
  public Announcement announcement(String slug) {
    return find(slug).orElseThrow(() -> new AssertionError("there is no announcement " + slug));
  }

  public Optional<Announcement> find(String slug) {
    return database.reading(tx -> Announcements.bySlug(tx, slug));
  }

  /// Every change.
  public List<Change> log() {
    return database.reading(tx -> Log.after(tx, 0, Integer.MAX_VALUE));
  }

  public <T> T read(Function<Handle, T> work) {
    return database.reading(work);
  }

  /// The next commit breaks: nothing of it is kept.
  public void breakNextCommit() {
    commits.breakNext(Commits.Breaks.BEFORE);
  }

  /// The next commit takes, but whoever wrote is told that it broke.
  public void breakAfterNextCommit() {
    commits.breakNext(Commits.Breaks.AFTER);
  }

  /// A reader that writes one row for each change it reads.
  public TallyReader tallyReader() {
    return tallyReader("tally");
  }

  public TallyReader tallyReader(String name) {
    return new TallyReader(database, name);
  }

  /// Takes one step with a reader.
  ///
  /// @return whether there was anything to read
  public boolean step(Reader reader) {
    return step(reader, 256);
  }

  /// @param batch how many changes it reads in one transaction at most
  public boolean step(Reader reader, int batch) {
    return reading.step(reader, batch);
  }

  /// Brings a reader forward to the newest change.
  public TestNewsroom readAll(Reader reader) {
    while (step(reader)) {
      // Each step is one transaction.
    }
    return this;
  }

  @Override
  public void close() {
    database.close();
    if (owns) store.close();
  }

  /// A locale by its tag.
  public static Locale locale(String tag) {
    return Locale.forLanguageTag(tag);
  }

  private static String words(List<Refusal> refusals) {
    var words = new StringBuilder("refused:");
    for (Refusal one : refusals)
      words.append("\n  ").append(one.place()).append(": ").append(one.detail());
    return words.toString();
  }
}
