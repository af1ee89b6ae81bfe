package communique.access;

import static org.assertj.core.api.Assertions.assertThat;

import communique.access.Doorkeeper.Admission;
import communique.platform.Outcome;
import communique.record.EachDatabase;
import communique.record.TestNewsroom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@EachDatabase
class TokensTest {
  private static final String PATH = "/api/desk/v1/announcements";

  @Test
  void the_holder_of_a_secret_is_let_in_as_the_token_says(TestNewsroom newsroom) {
    String secret = made(tokens(newsroom).create("translators", Role.EDITOR, "ministry", null));

    assertThat(secret).matches("communique_[A-Za-z0-9_-]{43}");
    assertThat(admit(newsroom, "Bearer " + secret))
        .isInstanceOfSatisfying(
            Admission.Admitted.class,
            admitted -> {
              assertThat(admitted.token().actor()).isEqualTo("token:translators");
              assertThat(admitted.token().may(Right.DRAFT)).isTrue();
              assertThat(admitted.token().may(Right.PUBLISH)).isFalse();
              assertThat(admitted.token().mayWriteFor(List.of("other", "ministry"))).isTrue();
              assertThat(admitted.token().mayWriteFor(List.of("other"))).isFalse();
            });
  }

  @Test
  void no_secret_lies_in_the_store(TestNewsroom newsroom) {
    String secret = made(tokens(newsroom).create("one", Role.PUBLISHER, "", null));
    admit(newsroom, "Bearer " + secret);

    List<String> everything =
        newsroom.read(tx ->
            tx.createQuery("select digest from token union all select path from token_use")
                .mapTo(String.class)
                .list());
    assertThat(everything).hasSize(2).noneMatch(text -> text.contains(secret.substring(11)));
  }

  @Test
  void each_use_is_recorded_and_forgotten_after_a_year(TestNewsroom newsroom) {
    String secret = made(tokens(newsroom).create("one", Role.PUBLISHER, "", null));
    assertThat(tokens(newsroom).list().getFirst().uses()).isZero();
    admit(newsroom, "Bearer " + secret);
    newsroom.pass(Duration.ofDays(200));
    admit(newsroom, "Bearer " + secret);

    Tokens.Used used = tokens(newsroom).list().getFirst();
    assertThat(used.uses()).isEqualTo(2);
    assertThat(used.lastUsed()).isEqualTo(newsroom.clock().instant());
    assertThat(used.lastUse()).isEqualTo("GET " + PATH);

    newsroom.pass(Duration.ofDays(200));
    admit(newsroom, "Bearer " + secret);
    assertThat(tokens(newsroom).list().getFirst().uses()).isEqualTo(2);
  }

  @Test
  void a_revoked_token_lets_nobody_in_and_its_name_is_free_again(TestNewsroom newsroom) {
    String first = made(tokens(newsroom).create("one", Role.PUBLISHER, "", null));
    assertThat(refused(tokens(newsroom).create("one", Role.READER, "", null)))
        .containsExactly("name: token.taken");

    made(tokens(newsroom).revoke("one"));
    assertThat(turned(newsroom, "Bearer " + first)).isEqualTo("token.revoked");
    assertThat(refused(tokens(newsroom).revoke("one"))).containsExactly("name: token.missing");

    String second = made(tokens(newsroom).create("one", Role.READER, "", null));
    assertThat(admit(newsroom, "Bearer " + second)).isInstanceOf(Admission.Admitted.class);
    assertThat(turned(newsroom, "Bearer " + first)).isEqualTo("token.revoked");
  }

  @Test
  void a_token_ends_on_the_instant_that_its_days_are_over(TestNewsroom newsroom) {
    String secret = made(tokens(newsroom).create("one", Role.PUBLISHER, "", 2));
    newsroom.pass(Duration.ofDays(2).minusMillis(1));
    assertThat(admit(newsroom, "Bearer " + secret)).isInstanceOf(Admission.Admitted.class);
    newsroom.pass(Duration.ofMillis(1));
    assertThat(turned(newsroom, "Bearer " + secret)).isEqualTo("token.expired");
  }

  @Test
  void a_name_or_a_life_that_makes_no_sense_is_refused_with_all_reasons(TestNewsroom newsroom) {
    assertThat(refused(tokens(newsroom).create("a\nb", Role.PUBLISHER, "", 0)))
        .containsExactly("name: token.name", "expires: token.days");
    assertThat(refused(tokens(newsroom).create("", Role.PUBLISHER, "", 3_651)))
        .containsExactly("name: token.name", "expires: token.days");
    assertThat(tokens(newsroom).list()).isEmpty();
  }

  @Test
  void of_many_who_choose_the_same_name_at_once_one_gets_it(TestNewsroom newsroom)
      throws Exception {
    var tokens = tokens(newsroom);
    var tries = new ArrayList<Callable<Outcome<String>>>();
    for (int i = 0; i < 6; i++) tries.add(() -> tokens.create("one", Role.PUBLISHER, "", null));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int made = 0;
      for (var tried : threads.invokeAll(tries))
        if (tried.get() instanceof Outcome.Done<String>) made++;
      assertThat(made).isEqualTo(1);
    }
  }

  @Test
  void whatever_stands_in_the_header_nobody_comes_in_by_chance(TestNewsroom newsroom) {
    String secret = made(tokens(newsroom).create("one", Role.PUBLISHER, "", null));
    assertThat(turned(newsroom, null)).isEqualTo("token.none");
    for (String header :
        List.of("", "Bearer", "Bearer ", "Basic " + secret, secret, "Bearer " + secret + ",x"))
      assertThat(turned(newsroom, header)).as(header).isEqualTo("token.none");
    assertThat(turned(newsroom, "Bearer " + secret.toUpperCase(Locale.ROOT)))
        .isEqualTo("token.unknown");
    assertThat(admit(newsroom, "bearer   " + secret + " ")).isInstanceOf(Admission.Admitted.class);

    var chance = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      var header = new StringBuilder("Bearer ");
      for (int i = chance.nextInt(60); i > 0; i--) header.append((char) chance.nextInt(0x250));
      assertThat(admit(newsroom, header.toString())).isInstanceOf(Admission.Turned.class);
    }
  }

  private static Tokens tokens(TestNewsroom newsroom) {
    return new Tokens(newsroom.database(), newsroom.clock());
  }

  private static Admission admit(TestNewsroom newsroom, @Nullable String header) {
    return new Doorkeeper(newsroom.database(), newsroom.clock()).admit(header, "GET", PATH);
  }

  private static String turned(TestNewsroom newsroom, @Nullable String header) {
    return switch (admit(newsroom, header)) {
      case Admission.Turned turned -> turned.why().key();
      case Admission.Admitted admitted -> throw new AssertionError("let in: " + admitted.token());
    };
  }

  private static <T> T made(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Refused<T> refused -> throw new AssertionError(refused.toString());
    };
  }

  private static List<String> refused(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> done -> throw new AssertionError("not refused");
      case Outcome.Refused<?> refused ->
          refused.refusals().stream().map(one -> one.place() + ": " + one.key()).toList();
    };
  }
}
