package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaidLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The Foreign Secretary Boris Johnson said:          | Boris Johnson      | Foreign Secretary
          Foreign Secretary Boris Johnson said today:        | Boris Johnson      | Foreign Secretary
          The Prime Minister, Ingrid Hallvard, said:         | Ingrid Hallvard    | Prime Minister
          Ingrid Hallvard, the Prime Minister, said:         | Ingrid Hallvard    | Prime Minister
          Minister for Europe Sir Nils Rautio said:          | Sir Nils Rautio    | Minister for Europe
          Sir Nils Rautio, Minister for Europe and the Seas, said: | Sir Nils Rautio | Minister for Europe and the Seas
          The Secretary of State for Northern Affairs Runa Saari added: | Runa Saari | Secretary of State for Northern Affairs
          Speaking after the talks, Ambassador Siv Brandt said: | Siv Brandt      | Ambassador
          Speaking after the talks Ambassador Siv Brandt said: | Siv Brandt       | Ambassador
          President of the Council Ursula von der Weyden said: | Ursula von der Weyden | President of the Council
          Home Office minister Caroline Nord said:           | Caroline Nord      | Home Office minister
          Boris Johnson said:                                | Boris Johnson      | ''
          Dr Elin Marstrand said:                            | Dr Elin Marstrand  | ''
          Mr Johnson said:                                   | Mr Johnson         | ''
          A spokesperson said:                               | A spokesperson     | ''
          the Prime Minister said:                           | The Prime Minister | ''
          The Ambassador to New Zealand said:                | The Ambassador to New Zealand | ''
          The President of the United States said:           | The President of the United States | ''
          A source close to the talks said:                  | A source close to the talks | ''
          The  Foreign\u00a0Secretary Boris Johnson said:    | Boris Johnson      | Foreign Secretary
          """)
  void who_speaks_is_split_into_name_and_role(String line, String name, String role) {
    assertThat(SaidLine.read(line)).contains(new SaidLine(name, role));
  }

  @ParameterizedTest
  @ValueSource(strings = {"He added:", "She said:", "Speaking later, they said:"})
  void a_pronoun_is_nobody_by_name(String line) {
    assertThat(SaidLine.read(line)).contains(new SaidLine("", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The Foreign Secretary said that he would go.",
        "He said: “I will go.”",
        "said:",
        "007 said:",
        "The visit:",
        ", said:",
      })
  void other_lines_are_followed_by_no_quotation(String line) {
    assertThat(SaidLine.read(line)).isEmpty();
  }

  @Test
  void a_name_is_found_without_what_honours_it() {
    assertThat(SaidLine.unhonoured("The Rt Hon")).isEqualTo("The Rt Hon");
    assertThat(SaidLine.unhonoured("Rt Hon Sir Nils Rautio")).isEqualTo("Nils Rautio");
  }
}
