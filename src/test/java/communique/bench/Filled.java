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
import communique.text.Body;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// A data folder with many announcements, always the same for one number of them; made once and
/// kept below target.
final class Filled {
  private static final int BATCH = 500;
  private static final int PLACES = 60;
  private static final List<String> WORDS =
      List.of(
          ("the minister will meet council and port on coast rescue vessels agreement between both shores every winter"
                  + " fishermen sea border consular fees passport embassy citizens help exchange students archive river"
                  + " crossing reindeer road harbour island weather station treaty signed today after talks with her"
                  + " colleague who thanked crews for their courage in storm while observers asked parties to let them"
                  + " work travel and leave unharmed as guests of voters said in statement published this morning")
              .split(" "));

  private Filled() {}

  static String slug(int i) {
    return "announcement-" + i;
  }

  static Path folder(int size) throws IOException {
    Path data = Path.of("target/bench/data-" + size).toAbsolutePath();
    if (Files.exists(data.resolve("filled"))) return data;
    System.err.println("Writing " + size + " announcements …");
    Files.createDirectories(data);
    var newsroom =
        new Newsroom("Norrland", Locales.parse("en"), ZoneId.of("UTC"), "http://localhost:8080");
    try (Database database = Database.sqlite(data.resolve("communique.db"))) {
      var record = new PublicRecord(database, newsroom, InstantSource.system(), new Bell());
      var chance = new SplittableRandom(7);
      run(record, Act.now("bench"), tags());
      Instant first = Instant.parse("2016-01-01T09:00:00Z");
      for (int i = 0; i < size; i += BATCH) {
        var batch = new ArrayList<Command>();
        for (int j = i; j < Math.min(size, i + BATCH); j++)
          batch.add(announcement(slug(j), chance, ""));
        run(record, Act.past("bench", first.plusSeconds(i * 3_000L)), batch);
      }
    }
    Files.writeString(data.resolve("filled"), "");
    return data;
  }

  static Publish announcement(String slug, SplittableRandom chance, String note) {
    var body = new StringBuilder();
    for (int i = 0; i < 5; i++) body.append(sentence(chance, 60)).append("\n\n");
    body.append("> said: person-")
        .append(chance.nextInt(5))
        .append("\n>\n> ")
        .append(sentence(chance, 50))
        .append('\n');
    return new Publish(
        slug,
        Locale.ENGLISH,
        false,
        Kind.PRESS_RELEASE,
        new Content(
            sentence(chance, 8),
            sentence(chance, 22),
            new Body(Body.Dialect.GOVSPEAK, body.toString())),
        UpdateType.MAJOR,
        note,
        Map.of(
            TagKind.ORGANISATION, List.of("ministry"),
            TagKind.PERSON, List.of("person-" + chance.nextInt(5)),
            TagKind.PLACE, List.of("place-" + chance.nextInt(PLACES)),
            TagKind.TOPIC, List.of("topic-" + chance.nextInt(20))),
        false);
  }

  static String sentence(SplittableRandom chance, int words) {
    var sentence = new StringBuilder();
    for (int i = 0; i < words; i++)
      sentence.append(WORDS.get(chance.nextInt(WORDS.size()))).append(' ');
    sentence.setCharAt(0, Character.toUpperCase(sentence.charAt(0)));
    return sentence.toString().strip();
  }

  private static List<Command> tags() {
    var tags = new ArrayList<Command>();
    tags.add(tag(TagKind.ORGANISATION, "ministry"));
    for (int i = 0; i < 5; i++) tags.add(tag(TagKind.PERSON, "person-" + i));
    for (int i = 0; i < PLACES; i++) tags.add(tag(TagKind.PLACE, "place-" + i));
    for (int i = 0; i < 20; i++) tags.add(tag(TagKind.TOPIC, "topic-" + i));
    return tags;
  }

  private static Command tag(TagKind kind, String slug) {
    return new DefineTag(kind, slug, About.titled(Map.of("en", slug)));
  }

  private static void run(PublicRecord record, Act act, List<Command> commands) {
    if (record.execute(act, commands) instanceof Outcome.Refused<?> refused)
      throw new IllegalStateException(refused.toString());
  }
}
