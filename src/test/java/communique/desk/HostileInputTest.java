package communique.desk;

import static org.assertj.core.api.Assertions.assertThat;

import communique.access.Role;
import communique.access.Token;
import communique.platform.Ids;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.About;
import communique.record.DefineTag;
import communique.record.EachDatabase;
import communique.record.Restore;
import communique.record.Retag;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.record.Withdraw;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever is sent, it is taken or refused; nothing fails.
@EachDatabase
class HostileInputTest {
  private static final int ROUNDS =
      "all".equals(System.getProperty("communique.rounds")) ? 20_000 : 300;
  private static final Token TOKEN =
      new Token(Ids.next(), "press", Role.PUBLISHER, "", Instant.EPOCH, null, null);

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "visit",
          "a-b",
          "a",
          "en",
          "major",
          "minor",
          "gone",
          "redirect",
          "speech",
          "/news/visit",
          "/news/\u0000.fr",
          "https://example.org/",
          "2026-02-30",
          "2026-11-20",
          "'; drop table draft; --",
          "<script>alert(1)</script>",
          "{0} {1,choice}",
          "line\r\nSet-Cookie: a=b",
          "\u0000",
          "\ud800",
          "\udfff\ud800",
          "\u202e\u2066",
          "\ufffe",
          "../../etc/passwd",
          "%00%zz",
          "> said: nobody\n> Words.",
          "> said: \u0000\n> Words.",
          "x".repeat(5_000),
          "[](".repeat(300),
          "\ud83d\ude00 ا \u05d0");

  @Test
  void what_is_sent_as_json_is_read_or_refused(TestNewsroom newsroom) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      var chance = new SplittableRandom(seed);
      byte[] sent = mutated(chance, Json.write(object(chance)).getBytes(StandardCharsets.UTF_8));
      try {
        Draft.read(sent, "visit", "en");
        List<TagKind> kinds = List.of(TagKind.values());
        TagKind kind = kinds.get(chance.nextInt(kinds.size()));
        Members.read(sent, TagMembers.of(kind))
            .then(members -> TagMembers.read(members, kind, "a"));
        Precondition.of(text(chance), text(chance)).seen(3);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void what_was_read_is_done_or_refused(TestNewsroom newsroom) {
    Desk desk =
        new Desk(newsroom.database(), newsroom.record(), TestNewsroom.NEWSROOM, newsroom.clock());
    newsroom.publish("visit");
    for (int seed = 0; seed < ROUNDS; seed++) {
      var chance = new SplittableRandom(seed);
      long before = newsroom.log().size();
      boolean done;
      try {
        done = attempt(desk, chance);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
      if (!done) assertThat(newsroom.log()).as("seed %d", seed).hasSize((int) before);
    }
  }

  /// @return whether something may have become public
  private static boolean attempt(Desk desk, SplittableRandom chance) {
    String slug = chance.nextBoolean() ? "visit" : text(chance);
    Locale locale = chance.nextBoolean() ? Locale.ENGLISH : Locale.FRENCH;
    var asked =
        new Answers.Asked(TOKEN, chance.nextBoolean() ? "" : "key" + chance.nextInt(3), "/p", "d");
    var condition = Precondition.of(chance.nextBoolean() ? "*" : "\"1\"", null);
    Outcome<?> outcome =
        switch (chance.nextInt(7)) {
          case 0, 1 ->
              Draft.read(Json.write(object(chance)).getBytes(StandardCharsets.UTF_8), slug, "en")
                  .then(draft -> {
                    boolean there = desk.drafts("", "", 1_000).size() > 0;
                    return desk.save(
                        TOKEN,
                        slug,
                        locale,
                        draft,
                        there ? condition : Precondition.of(null, null));
                  });
          case 2 ->
              desk.publish(
                  asked, "visit", locale, new Draft.Publication(null, text(chance)), "", condition);
          case 3 -> desk.change(asked, "visit", new Withdraw("visit", locale, text(chance)));
          case 4 ->
              desk.change(
                  asked, "visit", new Unpublish("visit", locale, text(chance), text(chance)));
          case 5 -> desk.change(asked, "visit", new Restore("visit", null));
          default ->
              chance.nextBoolean()
                  ? desk.change(asked, "visit", new Retag("visit", tags(chance), false))
                  : desk.define(
                      TOKEN,
                      new DefineTag(
                              TagKind.PERSON,
                              text(chance),
                              About.titled(Map.of("en", text(chance)))
                                  .summaries(Map.of("en", text(chance))))
                          .appointed(
                              List.of(
                                  new DefineTag.Appointed(text(chance), LocalDate.EPOCH, null))),
                      condition);
        };
    return outcome instanceof Outcome.Done<?>;
  }

  private static Map<TagKind, List<String>> tags(SplittableRandom chance) {
    return Map.of(TagKind.PLACE, List.of(text(chance), text(chance)));
  }

  /// An object with members that are known, of types that may be wrong.
  private static Map<String, Object> object(SplittableRandom chance) {
    var names = new ArrayList<>(Draft.MEMBERS);
    for (TagKind kind : TagKind.values()) names.addAll(TagMembers.of(kind));
    var object = new LinkedHashMap<String, Object>();
    int size = chance.nextInt(8);
    for (int i = 0; i < size; i++) {
      String name =
          chance.nextInt(20) == 0 ? text(chance) : names.get(chance.nextInt(names.size()));
      object.put(name, chance.nextInt(4) == 0 ? value(chance, 0) : likely(name, chance));
    }
    return object;
  }

  private static Object likely(String name, SplittableRandom chance) {
    return switch (name) {
      case "original" -> chance.nextBoolean();
      case "organisations", "people", "roles", "places", "topics" ->
          List.of(text(chance), text(chance));
      case "attachments" ->
          List.of(
              Map.of("file", text(chance), "alt", text(chance), "lead", chance.nextBoolean()),
              Map.of("film", text(chance), "length", text(chance), "transcript", text(chance)));
      case "titles", "summaries" -> Map.of(text(chance), text(chance));
      case "accounts" ->
          List.of(Map.of("service", text(chance), "address", text(chance), "closed", text(chance)));
      case "appointments" ->
          List.of(Map.of("role", text(chance), "from", text(chance), "until", text(chance)));
      default -> text(chance);
    };
  }

  private static Object value(SplittableRandom chance, int depth) {
    return switch (chance.nextInt(depth > 3 ? 4 : 6)) {
      case 0 -> chance.nextLong();
      case 1 -> chance.nextBoolean();
      case 2 -> text(chance);
      case 3 -> Double.NaN;
      case 4 -> List.of(value(chance, depth + 1), value(chance, depth + 1));
      default -> Map.of(text(chance), value(chance, depth + 1));
    };
  }

  private static String text(SplittableRandom chance) {
    String text = TEXTS.get(chance.nextInt(TEXTS.size()));
    return chance.nextInt(4) == 0 ? text + TEXTS.get(chance.nextInt(TEXTS.size())) : text;
  }

  /// The same bytes, or with some of them lost, doubled or others.
  private static byte[] mutated(SplittableRandom chance, byte[] sent) {
    if (chance.nextBoolean() || sent.length == 0) return sent;
    byte[] other = sent.clone();
    for (int i = chance.nextInt(4); i >= 0; i--)
      other[chance.nextInt(other.length)] = (byte) chance.nextInt(256);
    return chance.nextBoolean() ? other : Arrays.copyOf(other, chance.nextInt(other.length));
  }
}
