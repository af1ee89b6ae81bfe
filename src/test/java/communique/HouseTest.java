package communique;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds the house to its plan: who may import whom, whose table is whose, and that signs and doors
/// say what they must.
class HouseTest {
  private static final Path SOURCES = Path.of("src/main/java/communique");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db");
  private static final String ALL = "all";

  /// What makes a text a statement, or a part of one, and no message to people.
  private static final Pattern SQL =
      Pattern.compile(
          "\\b(select|insert into|update \\w+ set|delete from|join \\w+ (\\w+ )?on|from \\w+ where)\\b");

  /// Room → the rooms that it may import besides platform, language and text, as
  /// docs/architecture.md draws it. A room imports lower floors only, so there is no way round in a
  /// circle.
  private static final Map<String, Set<String>> PLAN =
      Map.ofEntries(
          Map.entry("platform", Set.of()),
          Map.entry("language", Set.of()),
          Map.entry("text", Set.of()),
          Map.entry("files", Set.of()),
          Map.entry("record", Set.of()),
          Map.entry("access", Set.of()),
          Map.entry("shelf", Set.of()),
          Map.entry("outbound", Set.of()),
          Map.entry("search", Set.of("record")),
          Map.entry("frame", Set.of("record", "shelf")),
          Map.entry("site", Set.of("files", "record", "shelf", "search", "frame")),
          Map.entry("calendar", Set.of("record", "shelf")),
          Map.entry("feeds", Set.of("record", "shelf", "search", "outbound")),
          Map.entry("ledger", Set.of("record", "shelf")),
          Map.entry("matching", Set.of("record", "search")),
          Map.entry("alerts", Set.of("record", "shelf", "outbound", "search", "frame", "matching")),
          Map.entry("follow", Set.of("record", "shelf", "outbound")),
          Map.entry(
              "desk",
              Set.of(
                  "files",
                  "record",
                  "access",
                  "shelf",
                  "outbound",
                  "search",
                  "frame",
                  "site",
                  "alerts")),
          Map.entry("importing", Set.of("files", "record", "alerts")),
          Map.entry(
              "exporting",
              Set.of(
                  "files",
                  "record",
                  "access",
                  "shelf",
                  "outbound",
                  "search",
                  "frame",
                  "site",
                  "calendar",
                  "feeds",
                  "ledger",
                  "alerts",
                  "follow")),
          Map.entry("cli", Set.of(ALL)));

  /// What the rooms on floor 0 may import; they are open to all others.
  private static final Map<String, Set<String>> GROUND =
      Map.of("platform", Set.of(), "language", Set.of(), "text", Set.of("language"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target/classes/communique"));

  @Test
  void every_room_is_on_the_plan_and_is_flat() throws IOException {
    assertThat(PLAN.keySet()).containsAll(rooms());
    for (String room : rooms())
      try (var files = Files.list(SOURCES.resolve(room))) {
        assertThat(files.filter(Files::isDirectory)).as(room).isEmpty();
      }
    try (var files = Files.list(SOURCES)) {
      assertThat(files.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .containsExactly("package-info.java");
    }
  }

  @Test
  void a_sign_allows_no_more_than_the_plan() {
    for (String room : rooms())
      if (!mayImport(room).contains(ALL))
        assertThat(planned(room)).as("the sign of %s", room).containsAll(mayImport(room));
  }

  @Test
  void a_room_imports_only_what_its_sign_allows() {
    var wrong = new TreeSet<String>();
    for (JavaClass one : CLASSES) {
      String room = room(one);
      if (room.isEmpty() || mayImport(room).contains(ALL)) continue;
      one.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(target -> !room(target).isEmpty() && !room(target).equals(room))
          .filter(target -> !mayImport(room).contains(room(target)))
          .forEach(target -> wrong.add(one.getName() + " → " + target.getName()));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void no_rooms_need_each_other_in_a_circle() {
    var needs = new TreeMap<String, Set<String>>();
    for (JavaClass one : CLASSES)
      one.getDirectDependenciesFromSelf().stream()
          .map(dependency -> room(dependency.getTargetClass()))
          .filter(target -> !target.isEmpty() && !target.equals(room(one)))
          .forEach(target -> needs.computeIfAbsent(room(one), key -> new TreeSet<>()).add(target));
    while (needs.values().removeIf(targets -> targets.stream().noneMatch(needs::containsKey))) {
      // What needs only rooms that are out of every circle is out of it too.
    }
    assertThat(needs).as("rooms in a circle, or above one").isEmpty();
  }

  @Test
  void every_table_has_one_owner() {
    var owners = new TreeMap<String, List<String>>();
    for (String room : rooms())
      for (String table : owned(room))
        owners.computeIfAbsent(table, key -> new ArrayList<>()).add(room);

    assertThat(owners.values()).allSatisfy(rooms -> assertThat(rooms).hasSize(1));
    // The one that is not ours to migrate.
    owners.remove("flyway_schema_history");
    assertThat(owners.keySet()).isEqualTo(tables());
  }

  @Test
  void a_room_names_its_own_tables_in_sql_and_no_others() {
    Pattern named = Pattern.compile("\\b(?:from|join|into|update)\\s+([a-z_]+)\\b");
    Set<String> tables = tables();
    for (String room : rooms()) {
      var used = new TreeSet<String>();
      for (String source : sources(room).values())
        for (String sql : texts(source))
          if (SQL.matcher(sql).find())
            named.matcher(sql).results().map(found -> found.group(1)).forEach(used::add);
      used.retainAll(tables);
      Set<String> own = owned(room);
      own.remove("flyway_schema_history");
      assertThat(used).as("the tables that %s names", room).isEqualTo(own);
    }
  }

  @Test
  void nothing_depends_on_the_language_or_the_zone_of_the_machine() {
    Map<String, String> banned =
        Map.ofEntries(
            Map.entry("java.lang.String.toLowerCase()", "toLowerCase(Locale.ROOT)"),
            Map.entry("java.lang.String.toUpperCase()", "toUpperCase(Locale.ROOT)"),
            Map.entry(
                "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
                "String.format(Locale.ROOT, …)"),
            Map.entry("java.util.Locale.getDefault()", "a locale that is given"),
            Map.entry("java.time.ZoneId.systemDefault()", "the newsroom's zone"),
            Map.entry("java.time.LocalDate.now()", "an InstantSource"),
            Map.entry("java.time.ZonedDateTime.now()", "an InstantSource"),
            Map.entry("java.text.NumberFormat.getInstance()", "one with a locale"),
            Map.entry("java.text.MessageFormat.<init>(java.lang.String)", "one with a locale"),
            Map.entry("java.text.MessageFormat.format(java.lang.String, [Ljava.lang.Object;)", ""),
            Map.entry(
                "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
                "ofPattern(…, Locale.ROOT)"));
    var wrong = new TreeSet<String>();
    for (JavaClass one : CLASSES)
      one.getCodeUnitCallsFromSelf().stream()
          .filter(call -> banned.containsKey(call.getTarget().getFullName()))
          .forEach(call ->
              wrong.add(
                  call.getDescription() + ": use " + banned.get(call.getTarget().getFullName())));
    assertThat(wrong).isEmpty();
  }

  @Test
  void every_room_has_a_sign_and_no_nulls() {
    for (String room : rooms()) {
      String source = read(SOURCES.resolve(room).resolve("package-info.java"));
      assertThat(source).as(room).contains("@NullMarked").contains("package communique." + room);
      assertThat(sign(room)).as(room).contains("Owns ").contains("May import ");
    }
  }

  @Test
  void every_public_type_says_what_it_is() {
    Pattern type =
        Pattern.compile(
            "(?m)^\\s*public\\s+(?:(?:static|final|sealed|non-sealed|abstract)\\s+)*"
                + "(?:class|interface|record|enum|@interface)\\s+(\\w+)");
    var wrong = new TreeSet<String>();
    for (String room : rooms())
      sources(room)
          .forEach((file, source) -> {
            List<String> lines = source.lines().toList();
            type.matcher(source)
                .results()
                .filter(found -> !isDocumented(lines, lineOf(source, found)))
                .forEach(found -> wrong.add(room + "/" + file + ": " + found.group(1)));
          });
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_sign_names_doors_that_are_there() {
    Pattern door = Pattern.compile("\\[(\\w+)]");
    for (String room : rooms())
      for (String name : door.matcher(sign(room)).results().map(found -> found.group(1)).toList())
        assertThat(SOURCES.resolve(room).resolve(name + ".java"))
            .as("%s on the sign of %s", name, room)
            .exists();
  }

  private static int lineOf(String source, MatchResult found) {
    return count(source.substring(0, found.start(1)), '\n');
  }

  /// Whether a doc comment stands above this line, with nothing but annotations between.
  private static boolean isDocumented(List<String> lines, int line) {
    int above = line - 1;
    int open = 0;
    while (above >= 0) {
      String text = lines.get(above).strip();
      if (text.startsWith("///")) return true;
      open += count(text, ')') - count(text, '(');
      boolean annotation = text.startsWith("@") || open > 0 || text.endsWith(")");
      if (!annotation) return false;
      above--;
    }
    return false;
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }

  private static Set<String> rooms() {
    try (var files = Files.list(SOURCES)) {
      return files
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The room of a class of ours; empty for others' classes and for what belongs to no room.
  private static String room(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.startsWith("communique.") ? name.substring("communique.".length()) : "";
  }

  private static Set<String> planned(String room) {
    var planned = new TreeSet<>(PLAN.getOrDefault(room, Set.of()));
    planned.addAll(GROUND.getOrDefault(room, GROUND.keySet()));
    return planned;
  }

  /// What its sign allows, and what is open to all.
  private static Set<String> mayImport(String room) {
    Set<String> may = list(sign(room), "May import ([^.]*)\\.");
    may.addAll(GROUND.getOrDefault(room, GROUND.keySet()));
    return may;
  }

  private static Set<String> owned(String room) {
    return list(sign(room), "Owns (?:the tables?|no table) ?([^.;]*)[.;]");
  }

  private static Set<String> list(String sign, String pattern) {
    var found = Pattern.compile(pattern).matcher(sign);
    assertThat(found.find()).as(sign).isTrue();
    return Arrays.stream(found.group(1).split(",| and "))
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .filter(name -> !name.equals("none of ours"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The words on a room's sign, in one line.
  private static String sign(String room) {
    return read(SOURCES.resolve(room).resolve("package-info.java"))
        .lines()
        .filter(line -> line.startsWith("///"))
        .map(line -> line.substring(3).strip())
        .collect(Collectors.joining(" "));
  }

  private static Set<String> tables() {
    try (var files = Files.list(MIGRATIONS)) {
      return files
          .map(HouseTest::read)
          .flatMap(sql -> Pattern.compile("create table (\\w+)").matcher(sql).results())
          .map(found -> found.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> sources(String room) {
    try (var files = Files.list(SOURCES.resolve(room))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString(),
                  HouseTest::read,
                  (a, b) -> a,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The text blocks and strings of a source, without its comments.
  private static List<String> texts(String source) {
    String code =
        source
            .lines()
            .filter(line -> !line.strip().startsWith("//"))
            .collect(Collectors.joining("\n"));
    return Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL)
        .matcher(code)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
