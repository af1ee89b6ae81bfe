package communique.bench;

import communique.language.Locales;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.record.About;
import communique.record.Act;
import communique.record.Bell;
import communique.record.Command;
import communique.record.Content;
import communique.record.DefineTag;
import communique.record.Kind;
import communique.record.Newsroom;
import communique.record.PublicRecord;
import communique.record.Publish;
import communique.record.TagKind;
import communique.record.UpdateType;
import communique.search.Asked;
import communique.search.FinderOn;
import communique.text.Body;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Searches with snippets, counts and facets over many announcements, beside SQLite's FTS5 on the
/// same texts and for the same questions. Words are as frequent as in a language (Zipf, s = 1), and
/// so are those that are asked for.
final class Searches {
  private static final Newsroom NEWSROOM =
      new Newsroom("Norrland", Locales.parse("en"), ZoneId.of("UTC"), "http://localhost:8080");
  private static final int VOCABULARY = 40_000;
  private static final int QUERIES = 400;
  private static final int BATCH = 500;
  private static final int PLACES = 60;
  private static final int TOPICS = 20;
  private static final List<Kind> KINDS =
      List.of(Kind.PRESS_RELEASE, Kind.NEWS_STORY, Kind.SPEECH, Kind.STATEMENT, Kind.NOTICE);
  private static final int SHOWN = 20;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int size;
  private final int seconds;
  private final String[] words = words();
  private final double[] sums = sums();

  Searches(int size, int seconds) {
    this.size = size;
    this.seconds = seconds;
  }

  /// One question, for both.
  ///
  /// @param typed for the finder
  /// @param match for FTS5; empty for everything
  /// @param place a slug to narrow by, or empty
  private record Question(String typed, String match, String place) {
    Asked asked() {
      return Asked.of(
          place.isEmpty()
              ? Map.of("q", List.of(typed))
              : Map.of("q", List.of(typed), "place", List.of(place)));
    }
  }

  List<Figure> run() throws Exception {
    Path data = Path.of("target/bench/search-" + size).toAbsolutePath();
    Path index = data.resolve("index-" + System.nanoTime());
    var figures = new ArrayList<Figure>();
    try (Database database = filled(data);
        Connection fts = fts(data);
        var on = new FinderOn(database, NEWSROOM, index)) {
      long begin = System.nanoTime();
      on.caughtUp();
      double built = (System.nanoTime() - begin) / 1e9;
      double bytes = bytes(index);
      figures.add(new Figure("search.build", size / built, "announcements/s", "goal", 1_000));
      figures.add(
          new Figure(
              "search.size",
              bytes / size / 1_000,
              "kB each",
              "fts5",
              Files.size(data.resolve("fts.db")) / 1_000.0 / size));
      List<Question> questions = questions();
      for (int i = 0; i < 2; i++)
        for (Question question : questions)
          on.finder().find(question.asked(), Locale.ENGLISH, SHOWN);
      var ours = new ArrayList<Double>();
      var cpu = new ArrayList<Double>();
      var theirs = new ArrayList<Double>();
      for (Question question : questions) {
        long from = System.nanoTime();
        long work = THREADS.getCurrentThreadCpuTime();
        on.finder().find(question.asked(), Locale.ENGLISH, SHOWN);
        cpu.add((THREADS.getCurrentThreadCpuTime() - work) / 1e6);
        ours.add((System.nanoTime() - from) / 1e6);
        from = System.nanoTime();
        ask(fts, question);
        theirs.add((System.nanoTime() - from) / 1e6);
      }
      figures.add(of("search.p50", Numbers.median(ours), "ms", Numbers.median(theirs)));
      figures.add(
          of("search.p95", Numbers.quantile(ours, 0.95), "ms", Numbers.quantile(theirs, 0.95)));
      figures.add(new Figure("search.p95.cpu", Numbers.quantile(cpu, 0.95), "ms", "goal", 20));
      double alone = theirs.stream().mapToDouble(Double::doubleValue).sum() / 1e3;
      figures.add(of("search.rate", rate(on, questions), "searches/s", questions.size() / alone));
    } finally {
      if (Files.exists(index)) Starts.delete(index);
    }
    return figures;
  }

  private static Figure of(String name, double value, String unit, double fts) {
    return new Figure(name, value, unit, "fts5", fts);
  }

  private double rate(FinderOn on, List<Question> questions) throws InterruptedException {
    var next = new AtomicInteger();
    var done = new AtomicLong();
    long end = System.nanoTime() + seconds * 2_000_000_000L;
    long begin = System.nanoTime();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 2; i++)
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                while (System.nanoTime() < end) {
                  Question question =
                      questions.get(Math.floorMod(next.getAndIncrement(), questions.size()));
                  on.finder().find(question.asked(), Locale.ENGLISH, SHOWN);
                  done.incrementAndGet();
                }
              }));
    for (Thread thread : threads) thread.join();
    return done.get() * 1e9 / (System.nanoTime() - begin);
  }

  /// The same answers from FTS5: the first ones with snippets, how many there are, and facets.
  private static void ask(Connection fts, Question question) throws SQLException {
    String from =
        question.match().isEmpty() ? "from docs where 1 = 1" : "from docs where docs match ?";
    String where =
        question.place().isEmpty()
            ? ""
            : " and docs.rowid in (select doc from tags where tag = 'place:"
                + question.place()
                + "')";
    String first =
        question.match().isEmpty()
            ? "select rowid, title " + from + where + " order by rowid desc limit " + SHOWN
            : "select rowid, title, snippet(docs, -1, '[', ']', '…', 32) "
                + from
                + where
                + " order by bm25(docs, 3, 1, 1) limit "
                + SHOWN;
    String facets =
        "select tag, count(*) from tags where doc in (select docs.rowid "
            + from
            + where
            + ") group by tag";
    for (String sql : List.of(first, "select count(*) " + from + where, facets))
      try (var statement = fts.prepareStatement(sql)) {
        if (!question.match().isEmpty()) statement.setString(1, question.match());
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) rows.getString(1);
        }
      }
  }

  private List<Question> questions() {
    var chance = new SplittableRandom(11);
    var questions = new ArrayList<Question>();
    for (int i = 0; i < QUERIES; i++) {
      String one = asked(chance);
      String two = asked(chance);
      String place = "place-" + chance.nextInt(PLACES);
      questions.add(
          switch (i % 20) {
            case 0, 1, 2, 3, 4, 5, 6 -> new Question(one, one, "");
            case 7, 8, 9, 10, 11 -> new Question(one + " " + two, one + " " + two, "");
            case 12, 13 -> new Question(one, one, place);
            case 14, 15 -> {
              String phrase = '"' + word(chance) + " " + word(chance) + '"';
              yield new Question(phrase, phrase, "");
            }
            case 16 -> new Question(one + " OR " + two, one + " OR " + two, "");
            case 17 -> new Question(one + " -" + two, one + " NOT " + two, "");
            case 18 -> {
              String begins = one.substring(0, Math.min(4, one.length()));
              yield new Question(begins + "*", begins + "*", "");
            }
            default -> new Question("", "", place);
          });
    }
    return questions;
  }

  /// A word as people ask for it: none of the forty most frequent, which tell nothing.
  private String asked(SplittableRandom chance) {
    while (true) {
      int rank = rank(chance);
      if (rank >= 40) return words[rank];
    }
  }

  private Database filled(Path data) throws IOException {
    Path file = data.resolve("communique.db");
    if (Files.exists(data.resolve("filled"))) return Database.sqlite(file);
    System.err.println("Writing " + size + " announcements …");
    Files.createDirectories(data);
    Database database = Database.sqlite(file);
    var record = new PublicRecord(database, NEWSROOM, InstantSource.system(), new Bell());
    var tags = new ArrayList<Command>();
    for (int i = 0; i < PLACES; i++) tags.add(tag(TagKind.PLACE, "place-" + i));
    for (int i = 0; i < TOPICS; i++) tags.add(tag(TagKind.TOPIC, "topic-" + i));
    run(record, Act.now("bench"), tags);
    var chance = new SplittableRandom(7);
    Instant first = Instant.parse("2016-01-01T09:00:00Z");
    for (int i = 0; i < size; i += BATCH) {
      var batch = new ArrayList<Command>();
      for (int j = i; j < Math.min(size, i + BATCH); j++) batch.add(announcement(j, chance));
      run(record, Act.past("bench", first.plusSeconds(i * 3_000L)), batch);
    }
    Files.writeString(data.resolve("filled"), "");
    return database;
  }

  private Publish announcement(int i, SplittableRandom chance) {
    var body = new StringBuilder();
    for (int j = 0; j < 5; j++) body.append(text(chance, 60)).append(".\n\n");
    return new Publish(
        "announcement-" + i,
        Locale.ENGLISH,
        false,
        KINDS.get(chance.nextInt(KINDS.size())),
        new Content(
            text(chance, 8),
            text(chance, 20) + ".",
            new Body(Body.Dialect.GOVSPEAK, body.toString())),
        UpdateType.MAJOR,
        "",
        Map.of(
            TagKind.PLACE, List.of("place-" + chance.nextInt(PLACES)),
            TagKind.TOPIC, List.of("topic-" + chance.nextInt(TOPICS))),
        false);
  }

  private static Command tag(TagKind kind, String slug) {
    return new DefineTag(kind, slug, About.titled(Map.of("en", slug)));
  }

  private static void run(PublicRecord record, Act act, List<Command> commands) {
    if (record.execute(act, commands) instanceof Outcome.Refused<?> refused)
      throw new IllegalStateException(refused.toString());
  }

  /// The same texts in FTS5, with the stemmer that it has for English.
  private Connection fts(Path data) throws SQLException, IOException {
    Path file = data.resolve("fts.db");
    boolean there = Files.exists(data.resolve("fts"));
    if (!there) Files.deleteIfExists(file);
    Connection fts = DriverManager.getConnection("jdbc:sqlite:" + file);
    if (there) return fts;
    try (var statement = fts.createStatement()) {
      statement.execute(
          "create virtual table docs using fts5(title, summary, body, tokenize = 'porter unicode61')");
      statement.execute(
          "create table tags (doc integer, tag text, primary key (doc, tag)) without rowid");
      statement.execute("create index tags_by_tag on tags (tag, doc)");
    }
    fts.setAutoCommit(false);
    var chance = new SplittableRandom(7);
    try (var doc =
            fts.prepareStatement(
                "insert into docs (rowid, title, summary, body) values (?, ?, ?, ?)");
        var tag = fts.prepareStatement("insert into tags values (?, ?)")) {
      for (int i = 0; i < size; i++) {
        Publish publish = announcement(i, chance);
        doc.setInt(1, i + 1);
        doc.setString(2, publish.content().title());
        doc.setString(3, publish.content().summary());
        doc.setString(4, publish.content().body().source());
        doc.executeUpdate();
        for (String one :
            List.of(
                "kind:" + publish.kind(),
                "place:" + publish.tags().getOrDefault(TagKind.PLACE, List.of()).getFirst(),
                "topic:" + publish.tags().getOrDefault(TagKind.TOPIC, List.of()).getFirst())) {
          tag.setInt(1, i + 1);
          tag.setString(2, one);
          tag.executeUpdate();
        }
      }
    }
    fts.commit();
    fts.setAutoCommit(true);
    Files.writeString(data.resolve("fts"), "");
    return fts;
  }

  private String text(SplittableRandom chance, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) text.append(word(chance)).append(' ');
    text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    return text.toString().strip();
  }

  private String word(SplittableRandom chance) {
    return words[rank(chance)];
  }

  private int rank(SplittableRandom chance) {
    int at = java.util.Arrays.binarySearch(sums, chance.nextDouble() * sums[VOCABULARY - 1]);
    return Math.min(VOCABULARY - 1, at < 0 ? -at - 1 : at);
  }

  private static double[] sums() {
    var sums = new double[VOCABULARY];
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) sums[i] = sum += 1.0 / (i + 1);
    return sums;
  }

  private static String[] words() {
    var chance = new SplittableRandom(3);
    var words = new java.util.LinkedHashSet<String>();
    while (words.size() < VOCABULARY) {
      var word = new StringBuilder();
      for (int i = 1 + chance.nextInt(4); i > 0; i--)
        word.append("bcdfghklmnprstvwz".charAt(chance.nextInt(17)))
            .append("aeiou".charAt(chance.nextInt(5)));
      if (chance.nextInt(3) > 0) word.append("nrlt".charAt(chance.nextInt(4)));
      if (word.length() > 2) words.add(word.toString());
    }
    return words.toArray(String[]::new);
  }

  private static double bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
