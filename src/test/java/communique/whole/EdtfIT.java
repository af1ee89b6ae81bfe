package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.language.Edtf;
import communique.language.EdtfRefused;
import communique.platform.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Dates are read as the npm package edtf reads them: the same are taken, with the same bounds.
class EdtfIT {
  private static final int DATES = 4_000;

  /// Where we differ on purpose, or the other is mistaken.
  private static final Map<String, Pattern> DIFFERENCES = new LinkedHashMap<>();

  static {
    differ("a season is three months from March on, and no quarter", "\\d{4}-(2[1-9]|3[0-2])\\b");
    differ("a third of a year has four months", "\\d{4}-3[78]\\b");
    differ("February has 29 days in leap years only", "-02-29");
    differ("centuries and decades are written with X", "(^|/)-?\\d{2,3}[?~%]?(/|$)");
    differ("what says nothing is no date", "XXXX|^(\\.\\.)?/(\\.\\.)?$");
    differ("digits that are not the last stay known", "X\\d|X-\\d|X[^/]*[?~%]|-X\\d|-\\dX");
    differ("a qualifier stands behind the whole date", "[?~%]-|-[?~%]|(^|/)[?~%]|[?~%]{2}");
    differ("a day ends at 00:00 of the next", "T24:00");
    differ("a day is that of the place, and not of Greenwich", "T.*[+-]\\d\\d(:\\d\\d)?(/|$)");
    differ("a time without an offset may be of any zone", "T[\\d:]+/.*Z$|T[\\d:]+Z/.*T[\\d:]+$");
    differ("times have whole seconds, and offsets a colon", "T.*(\\.|[+-]\\d{4})");
    differ("one end may have X and the other a qualifier", "X.*/.*[?~%]|[?~%].*/.*X");
    differ("before the year 0, X runs backwards too", "(^|/)-[^/]*X");
    differ("ECMAScript counts to the year 275760", "^Y-?\\d{6}");
    differ("intervals of seasons may be qualified, or open", "/.*-[2-4]\\d\\b|-[2-4]\\d\\b.*/");
  }

  private static void differ(String why, String pattern) {
    DIFFERENCES.put(why, Pattern.compile(pattern));
  }

  @Test
  void dates_have_the_same_verdict_and_the_same_bounds() {
    long seed = Long.getLong("communique.seed", 20_171_013);
    Set<String> dates = new LinkedHashSet<>();
    var chance = new SplittableRandom(seed);
    while (dates.size() < DATES) dates.add(date(chance));
    Path file =
        Tools.leave("edtf/dates.txt", String.join("\n", dates).getBytes(StandardCharsets.UTF_8));
    String out = Tools.node("edtf.mjs", Tools.FOLDER.toString(), file.toString()).done().out();

    var met = new TreeSet<String>();
    var unexplained = new ArrayList<String>();
    int same = 0;
    for (String line : out.lines().toList()) {
      JsonNode theirs = Json.tree(line);
      String text = theirs.path("text").asText();
      String ours = ours(text);
      String other =
          theirs.path("read").asBoolean()
              ? bound(theirs.path("min")) + " " + bound(theirs.path("max"))
              : "refused";
      if (ours.equals(other)) same++;
      else {
        List<String> why = why(text);
        if (why.isEmpty()) unexplained.add(text + ": ours " + ours + ", theirs " + other);
        met.addAll(why);
      }
    }
    assertThat(unexplained).as("with seed %d", seed).isEmpty();
    assertThat(same).as("dates on which both agree").isGreaterThan(DATES / 3);
    assertThat(met).as("differences that were met").isSubsetOf(DIFFERENCES.keySet());
  }

  private static List<String> why(String text) {
    return DIFFERENCES.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String ours(String text) {
    try {
      Edtf date = Edtf.parse(text);
      assertThat(date).hasToString(text);
      return bound(date.earliest()) + " " + bound(date.latest());
    } catch (EdtfRefused refused) {
      return "refused";
    }
  }

  private static String bound(JsonNode day) {
    return day.isNull() ? "none" : day.asText();
  }

  private static String bound(@Nullable LocalDate day) {
    return day == null ? "none" : Long.toString(day.toEpochDay());
  }

  /// A date, or what nearly is one.
  private static String date(SplittableRandom chance) {
    String text = chance.nextInt(3) == 0 ? edge(chance) + "/" + edge(chance) : point(chance);
    if (chance.nextInt(8) > 0 || text.isEmpty()) return text;
    int at = chance.nextInt(text.length());
    String sign = pick(chance, "", "X", "~", "?", "-", "/", "0", "9", "T", ":", "%", "u", ".", "Y");
    return text.substring(0, at) + sign + text.substring(at + chance.nextInt(2));
  }

  private static String edge(SplittableRandom chance) {
    return chance.nextInt(5) == 0 ? pick(chance, "", "..") : point(chance);
  }

  private static String point(SplittableRandom chance) {
    String year = String.format(Locale.ROOT, "%04d", chance.nextInt(1, 3000));
    String month = two(chance, 1, 13);
    String day = two(chance, 1, 32);
    String sign = chance.nextInt(9) == 0 ? "-" : "";
    String mark = pick(chance, "", "", "", "?", "~", "%");
    return switch (chance.nextInt(12)) {
      case 0 -> sign + year + mark;
      case 1, 2 -> sign + year + "-" + month + mark;
      case 3, 4, 5 -> sign + year + "-" + month + "-" + day + mark;
      case 6 -> year + "-" + two(chance, 20, 43) + pick(chance, "", "", "~");
      case 7 -> sign + year.substring(0, 3) + "X";
      case 8 -> sign + year.substring(0, 2) + "XX";
      case 9 -> year + pick(chance, "-XX", "-XX-XX", "-" + month + "-XX");
      case 10 -> "Y" + sign + chance.nextInt(10_000, 300_000);
      default ->
          year
              + "-"
              + month
              + "-"
              + day
              + "T"
              + two(chance, 0, 25)
              + ":"
              + two(chance, 0, 60)
              + pick(chance, "", ":" + two(chance, 0, 60))
              + pick(chance, "", "Z", "+02:00", "-11:30", "+05");
    };
  }

  private static String two(SplittableRandom chance, int from, int to) {
    return String.format(Locale.ROOT, "%02d", chance.nextInt(from, to));
  }

  private static String pick(SplittableRandom chance, String... all) {
    return all[chance.nextInt(all.length)];
  }
}
