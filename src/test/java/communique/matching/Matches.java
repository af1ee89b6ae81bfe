package communique.matching;

import com.sun.management.OperatingSystemMXBean;
import communique.record.Kind;
import communique.search.Asked;
import communique.search.Field;
import communique.search.Names;
import communique.search.OneText;
import communique.search.Search;
import communique.search.Version;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.lucene.search.Query;

/// How fast one change is compared with the searches that stand, beside the plain way: each of them
/// asked of Lucene, with the change alone in an index in memory.
///
/// The words are made up and as unevenly frequent as those of a language; a search has one to three
/// of them, some as phrases, as beginnings or denied, and every third names one of 300 places. None
/// stands twice.
public final class Matches {
  private static final ZoneId ZONE = ZoneOffset.UTC;
  private static final int WORDS = 60_000;
  private static final int TEXT = 400;
  private static final int WARM = 100;
  private static final int CHANGES = 400;
  private static final int CHUNK = 20_000;

  /// The plain way is too slow for all; what it takes for these is multiplied.
  private static final int SAMPLE = 20_000;

  private static final int SAMPLE_CHANGES = 10;

  private static final List<Locale> LOCALES =
      List.of("en", "cy", "fr", "es", "ru", "ar", "ur", "zh-Hans").stream()
          .map(Locale::forLanguageTag)
          .toList();

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final SplittableRandom chance = new SplittableRandom(1);
  private final String[] words = new String[WORDS];
  private final double[] up = new double[WORDS];
  private final int size;

  /// @param size how many searches stand
  public Matches(int size) {
    this.size = size;
  }

  /// What was measured. The slowest is the slowest of [#CHANGES] but a twentieth; the processor's
  /// time is not longer when others use it too.
  ///
  /// @param millis for the slowest change
  /// @param cpu milliseconds of the processor for the slowest
  /// @param toldCpu the same where people were told of what the page said before, and eight words
  ///   of it changed
  /// @param plainMillis for a change by the plain way, a mean
  /// @param found how many searches a change answered to, a mean
  /// @param bytes of heap for a search
  /// @param seconds until all stood
  /// @param startCpu seconds of all processors until then
  public record Measured(
      double millis,
      double cpu,
      double toldCpu,
      double plainMillis,
      double found,
      double bytes,
      double seconds,
      double startCpu) {}

  public Measured run() {
    makeWords();
    List<String> texts = searches();
    var matcher = new Matcher(LOCALES);
    long empty = heap();
    long began = System.nanoTime();
    long work = PROCESS.getProcessCpuTime();
    // In parts, as when they come from the database.
    for (int from = 0; from < size; from += CHUNK)
      matcher.addAll(
          IntStream.range(from, Math.min(from + CHUNK, size)).boxed().toList(),
          i -> i + 1,
          i -> search(texts.get(i)));
    double seconds = (System.nanoTime() - began) / 1e9;
    double startCpu = (PROCESS.getProcessCpuTime() - work) / 1e9;
    double bytes = (heap() - empty) / (double) size;
    var plain = new Round(matcher, false);
    var told = new Round(matcher, true);
    return new Measured(
        slowest(plain.millis),
        slowest(plain.cpu),
        slowest(told.cpu),
        plain(texts),
        plain.found / (double) CHANGES,
        bytes,
        seconds,
        startCpu);
  }

  private static double slowest(double[] all) {
    Arrays.sort(all);
    return all[CHANGES - 1 - CHANGES / 20];
  }

  private final class Round {
    final double[] millis = new double[CHANGES];
    final double[] cpu = new double[CHANGES];
    long found;

    Round(Matcher matcher, boolean told) {
      for (int i = -WARM; i < CHANGES; i++) {
        Version version = version();
        List<Subject> before = told ? List.of(subject(changed(version))) : List.of();
        long from = System.nanoTime();
        long work = THREADS.getCurrentThreadCpuTime();
        int[] matched = matcher.matches(subject(version), before);
        if (i < 0) continue;
        cpu[i] = (THREADS.getCurrentThreadCpuTime() - work) / 1e6;
        millis[i] = (System.nanoTime() - from) / 1e6;
        found += matched.length;
      }
    }
  }

  private double plain(List<String> texts) {
    var queries = new ArrayList<Query>();
    for (String text : texts.subList(0, Math.min(SAMPLE, texts.size())))
      queries.add(OneText.query(search(text), Names.NONE, List.of(Locale.ENGLISH)));
    double nanos = 0;
    int answers = 0;
    for (int i = -2; i < SAMPLE_CHANGES; i++) {
      Version version = version();
      long from = System.nanoTime();
      var text = new OneText(version, ZONE);
      for (Query query : queries) if (text.answers(query)) answers++;
      if (i >= 0) nanos += System.nanoTime() - from;
    }
    if (answers == 0) throw new IllegalStateException("nothing was found");
    return nanos / SAMPLE_CHANGES / 1e6 * size / queries.size();
  }

  private Subject subject(Version version) {
    Subject one = Subject.of(version, Names.NONE, ZONE);
    return new Subject(
        one.analysis(),
        one.tokens(),
        Map.of(
            Field.PLACE,
            Set.of("place-" + chance.nextInt(300)),
            Field.KIND,
            one.values().getOrDefault(Field.KIND, Set.of()),
            Field.LOCALE,
            Set.of("en")),
        one.day());
  }

  private Version changed(Version version) {
    String[] said = version.text().split(" ", -1);
    for (int i = 0; i < 8; i++) said[chance.nextInt(said.length)] = word();
    return version(version.title(), String.join(" ", said));
  }

  private Version version() {
    var text = new StringBuilder();
    for (int i = 0; i < TEXT; i++) text.append(word()).append(' ');
    return version(word() + " " + word(), text.toString());
  }

  private static Version version(String title, String text) {
    return new Version(
        "6f1f2f5e-0000-4000-8000-000000000001",
        "6f1f2f5e-0000-4000-8000-000000000002",
        "change",
        Locale.ENGLISH,
        1,
        true,
        Kind.SPEECH,
        title,
        "",
        text,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        Map.of(),
        Set.of(),
        Set.of());
  }

  private List<String> searches() {
    var made = new ArrayList<String>();
    var known = new HashSet<String>();
    while (made.size() < size) {
      var query = new StringBuilder();
      int count = 1 + chance.nextInt(3);
      for (int i = 0; i < count; i++) query.append(part(i)).append(' ');
      if (chance.nextInt(3) == 0) query.append("place:place-").append(chance.nextInt(300));
      if (chance.nextInt(10) == 0) query.append(" OR ").append(word());
      String text = search(query.toString()).toString();
      if (known.add(text)) made.add(text);
    }
    return made;
  }

  private String part(int place) {
    String word = word();
    int sort = chance.nextInt(100);
    if (sort < 10) return '"' + word + " " + word() + '"';
    if (sort < 15 && place > 0) return "-" + word;
    if (sort < 20 && word.length() > 4) return word.substring(0, 4) + "*";
    return word;
  }

  private static Search search(String text) {
    return Asked.words(text).search();
  }

  private void makeWords() {
    var known = new HashSet<String>();
    String sounds = "bdfgklmnprstv";
    String open = "aeiou";
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      String word;
      do {
        var made = new StringBuilder();
        for (int j = 2 + chance.nextInt(3); j > 0; j--)
          made.append(sounds.charAt(chance.nextInt(sounds.length())))
              .append(open.charAt(chance.nextInt(open.length())));
        word = made.append(sounds.charAt(chance.nextInt(sounds.length()))).toString();
      } while (!known.add(word));
      words[i] = word;
      // Zipf's law, without the few that nearly every text has.
      sum += 1.0 / (i + 20);
      up[i] = sum;
    }
  }

  private String word() {
    int at = Arrays.binarySearch(up, chance.nextDouble() * up[WORDS - 1]);
    return words[at < 0 ? Math.min(-at - 1, WORDS - 1) : at];
  }

  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
