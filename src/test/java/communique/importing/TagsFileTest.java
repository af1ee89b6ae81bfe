package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.Act;
import communique.record.DefineTag;
import communique.record.EachDatabase;
import communique.record.Receipt;
import communique.record.Rounds;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.TestNewsroom;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

@EachDatabase
class TagsFileTest {
  private static final String GOOD =
      """
      people:
        - slug: ingrid-hallvard
          titles: {en: Ingrid Hallvard, ar: إنغريد هالفارد}
          appointments:
            - {role: minister, from: 2025-06-04}
            - {role: envoy, from: 2020-01-01, until: 2025-06-03}
      organisations:
        - slug: foreign-affairs
          titles: {en: Foreign Affairs, no: Utenriksdepartementet}
          summaries: {en: Speaks abroad.}
          accounts:
            - {service: Google+, handle: "+a", address: "https://a.example/", opened: 2012-01-01, closed: 2019-04-02}
      roles:
        - {slug: minister, titles: {en: Minister}}
        - {slug: envoy, titles: {en: Envoy}}
      """;

  @Test
  void tags_are_made_in_an_order_in_which_each_finds_what_it_needs(TestNewsroom newsroom) {
    TagsFile tags = read(GOOD);
    newsroom.record().execute(Act.now("system"), tags.commands());

    newsroom.read(tx -> {
      var ministry = Tags.find(tx, TagKind.ORGANISATION, "foreign-affairs").orElseThrow();
      assertThat(ministry.titles()).containsEntry("no", "Utenriksdepartementet");
      assertThat(ministry.accounts().getFirst().closed()).isEqualTo(LocalDate.parse("2019-04-02"));
      var person = Tags.find(tx, TagKind.PERSON, "ingrid-hallvard").orElseThrow();
      assertThat(Tags.ofPerson(tx, person))
          .extracting(appointment -> appointment.role().slug())
          .containsExactly("minister", "envoy");
      return true;
    });
    assertThat(newsroom.record().execute(Act.now("system"), tags.commands()))
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done ->
                assertThat(done.value())
                    .asInstanceOf(
                        org.assertj.core.api.InstanceOfAssertFactories.list(Receipt.class))
                    .allMatch(Receipt::unchanged));
  }

  @Test
  void a_tag_that_the_record_refuses_is_named_by_its_place_in_the_file(TestNewsroom newsroom) {
    TagsFile tags =
        read(GOOD.replace("https://a.example/", "a.example").replace("role: envoy", "role: spy"));
    var outcome = newsroom.record().execute(Act.now("system"), tags.commands());

    List<Refusal> refusals = ((Outcome.Refused<List<Receipt>>) outcome).refusals();
    assertThat(refusals.stream().map(tags::inFile).map(one -> one.place() + ": " + one.key()))
        .containsExactly(
            "organisations.0.accounts.0: account.address",
            "people.0.appointments.1: appointment.role-missing");
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void fields_and_kinds_that_there_are_not_are_refused(TestNewsroom newsroom) {
    assertThat(reasons("- a\n- b")).containsExactly(": yaml.malformed");
    assertThat(reasons("persons: []")).containsExactly(": yaml.unknown");
    assertThat(reasons("places: vesmark")).containsExactly("places: yaml.type");
    assertThat(reasons("places: [vesmark]")).containsExactly("places: yaml.type");
    assertThat(reasons("places: [{slug: vesmark, title: V}]"))
        .containsExactly("places.0: yaml.misspelt");
    assertThat(reasons("people: [{slug: a, appointments: [{role: r}]}]"))
        .containsExactly("people.0.appointments.0.from: yaml.type");
    assertThat(reasons("people: [{slug: a, appointments: [{role: r, from: May}]}]"))
        .containsExactly("people.0.appointments.0.from: date.malformed");
  }

  @Test
  void no_garbled_file_is_more_than_refused(TestNewsroom newsroom) {
    int rounds = Rounds.count(100, 5_000);
    for (int seed = 0; seed < rounds; seed++) {
      String text = new Garbled(seed).of(GOOD);
      assertThatCode(
              () -> {
                if (TagsFile.of(text) instanceof Outcome.Done<TagsFile> done) {
                  List<DefineTag> commands = done.value().commands();
                  newsroom.record().rehearse(Act.now("system"), commands);
                }
              })
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
  }

  private static TagsFile read(String yaml) {
    return switch (TagsFile.of(yaml)) {
      case Outcome.Done<TagsFile> done -> done.value();
      case Outcome.Refused<TagsFile> refused -> throw new AssertionError(refused.refusals());
    };
  }

  private static List<String> reasons(String yaml) {
    return TagsFile.of(yaml) instanceof Outcome.Refused<TagsFile> refused
        ? refused.refusals().stream().map(one -> one.place() + ": " + one.key()).toList()
        : List.of();
  }
}
