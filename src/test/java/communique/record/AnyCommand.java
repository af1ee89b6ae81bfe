package communique.record;

import communique.record.Bring.PastNote;
import communique.record.DefineTag.Appointed;
import communique.text.Body;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Commands by chance, of which many can be done and some must be refused: about few announcements,
/// so that they meet.
public final class AnyCommand {
  static final List<String> SLUGS = List.of("visit", "talks", "rescue", "fees");
  private static final List<String> TAGS = List.of("alpha", "beta", "gamma", "delta", "epsilon");
  private static final List<String> LOCALES = List.of("en", "en", "en", "ru", "ru", "ar", "de");
  private static final List<String> WORDS = List.of("one", "two", "three", "four");
  private static final List<String> BAD = List.of("", "a\u202eb", "a\u0000b", "a".repeat(2_001));

  private final SplittableRandom chance;

  private final List<Attachment> attachments;

  public AnyCommand(long seed) {
    this(seed, List.of());
  }

  /// @param attachments of which announcements have some
  public AnyCommand(long seed, List<Attachment> attachments) {
    this.chance = new SplittableRandom(seed);
    this.attachments = List.copyOf(attachments);
  }

  /// How long nothing happens.
  public Duration pause() {
    return chance.nextInt(3) == 0 ? Duration.ZERO : Duration.ofMinutes(chance.nextInt(5_000));
  }

  /// By whom and when; mostly now.
  public Act act(Instant now) {
    return switch (chance.nextInt(8)) {
      case 0 -> Act.past("importer", now.minus(Duration.ofMinutes(chance.nextInt(3_000))));
      case 1 -> new Act("token", null, false);
      default -> Act.now("press-office");
    };
  }

  public Command command() {
    return switch (chance.nextInt(24)) {
      case 0 -> new Withdraw(slug(), localeOrAll(), word());
      case 1 -> new Unpublish(slug(), localeOrAll(), target(), word());
      case 2, 3 -> new Restore(slug(), localeOrAll());
      case 4 -> new Retag(slug(), tags(), chance.nextBoolean());
      case 5, 6 -> define();
      case 7 -> bring();
      case 8 -> new RenameTag(pick(List.of(TagKind.values())), pick(TAGS), pick(TAGS));
      case 9 -> new MergeTag(pick(List.of(TagKind.values())), pick(TAGS), pick(TAGS));
      case 10 -> new DefineEngagement(engagement(), chance.nextBoolean());
      default -> publish();
    };
  }

  private EngagementStated engagement() {
    boolean all = chance.nextInt(3) != 0;
    boolean words = chance.nextBoolean();
    return new EngagementStated(
        pick(List.of("signing", "lunch", "summit")),
        all ? pick(List.of(EngagementKind.values())) : null,
        all ? Map.of(pick(List.of("en", "ru")), "Title " + pick(WORDS)) : Map.of(),
        all
            ? new When(pick(List.of("2017-10/2017-12~", "2027-03", "2016-05-04")), "", Map.of())
            : null,
        switch (chance.nextInt(4)) {
          case 0 -> EngagementStated.Who.NOBODY;
          case 1 -> EngagementStated.Who.named(Map.of("en", pick(WORDS)));
          case 2 -> EngagementStated.Who.tag(TagKind.PLACE, pick(TAGS));
          default -> null;
        },
        chance.nextBoolean()
            ? null
            : List.of(
                EngagementStated.Who.tag(TagKind.ORGANISATION, pick(TAGS)),
                words
                    ? EngagementStated.Who.named(Map.of("en", pick(WORDS)))
                    : EngagementStated.Who.somebody(pick(TAGS))),
        chance.nextInt(3) == 0 ? null : pick(List.of(EngagementStatus.values())));
  }

  private List<Attachment> some() {
    return attachments.stream().filter(one -> chance.nextInt(3) == 0).toList();
  }

  private Publish publish() {
    boolean minor = chance.nextInt(4) == 0;
    String word = word();
    return new Publish(
        slug(),
        Locale.forLanguageTag(pick(LOCALES)),
        chance.nextInt(3) == 0,
        chance.nextInt(3) == 0 ? pick(List.of(Kind.values())) : null,
        new Content(
            "Title " + word,
            "Summary",
            new Body(
                chance.nextBoolean() ? Body.Dialect.GOVSPEAK : Body.Dialect.HTML,
                chance.nextInt(8) == 0
                    ? "> said: " + pick(TAGS) + "\n>\n> " + word
                    : "Body " + word),
            some(),
            ""),
        minor ? UpdateType.MINOR : UpdateType.MAJOR,
        minor || chance.nextInt(6) == 0 ? "" : "Note " + word(),
        chance.nextInt(3) == 0 ? tags() : Map.of(),
        chance.nextInt(4) != 0,
        chance.nextInt(4) == 0 ? List.of(engagement()) : List.of());
  }

  private Bring bring() {
    Instant first =
        Instant.parse("2017-10-13T10:00:00Z").plus(Duration.ofDays(chance.nextInt(100)));
    var notes = new ArrayList<PastNote>();
    Instant at = first;
    for (int i = 0; i <= chance.nextInt(4); i++) {
      notes.add(new PastNote(word(), chance.nextInt(3) == 0 ? null : at));
      at = at.plus(Duration.ofHours(chance.nextInt(100)));
    }
    return new Bring(publish(), first, at, notes, chance.nextInt(notes.size()));
  }

  private DefineTag define() {
    TagKind kind = pick(List.of(TagKind.values()));
    var titles = new HashMap<>(Map.of("en", "Title " + word()));
    if (chance.nextBoolean()) titles.put(pick(List.of("ru", "zh-Hans", "xx")), word());
    var appointments = new ArrayList<Appointed>();
    if (kind == TagKind.PERSON)
      for (int i = 0; i < chance.nextInt(3); i++) {
        LocalDate from = LocalDate.of(2010 + chance.nextInt(10), 1, 1);
        appointments.add(
            new Appointed(
                pick(TAGS),
                from,
                chance.nextBoolean() ? null : from.plusDays(chance.nextInt(900))));
      }
    About about = About.titled(titles);
    if (chance.nextInt(3) == 0) about = about.slugs(Map.of("ru", pick(TAGS)));
    if (kind == TagKind.ROLE) about = about.own(new About.Role(chance.nextBoolean()));
    if (kind == TagKind.ORGANISATION && chance.nextBoolean())
      about = about.own(About.Organisation.NONE.closed(LocalDate.of(2020, 1, 1)));
    var define = new DefineTag(kind, pick(TAGS), about).appointed(appointments);
    for (Tie tie : Tie.of(kind))
      if (chance.nextInt(3) == 0) define = define.tied(tie, List.of(pick(TAGS)));
    return define;
  }

  private Map<TagKind, List<String>> tags() {
    var tags = new HashMap<TagKind, List<String>>();
    for (TagKind kind : TagKind.values())
      if (chance.nextInt(3) == 0) {
        var slugs = new ArrayList<String>();
        for (int i = 0; i < chance.nextInt(3); i++)
          slugs.add(TAGS.get((i + chance.nextInt(2)) % TAGS.size()));
        tags.put(kind, slugs);
      }
    return tags;
  }

  private String slug() {
    return pick(SLUGS);
  }

  private String word() {
    return chance.nextInt(20) == 0 ? pick(BAD) : pick(WORDS);
  }

  private String target() {
    return switch (chance.nextInt(3)) {
      case 0 -> "";
      case 1 -> "https://archive.example.org/" + slug();
      default -> "/news/" + slug() + pick(List.of("", ".ru", ".ar"));
    };
  }

  private @Nullable Locale localeOrAll() {
    return chance.nextInt(3) == 0 ? null : Locale.forLanguageTag(pick(LOCALES));
  }

  private <T> T pick(List<T> list) {
    return list.get(chance.nextInt(list.size()));
  }
}
