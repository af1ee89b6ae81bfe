package communique.record;

import static communique.record.TestNewsroom.locale;
import static org.assertj.core.api.Assertions.assertThat;

import communique.record.Announcement.State;
import communique.record.Bring.PastNote;
import communique.record.Bring.Withdrawal;
import communique.record.Change.Published;
import communique.record.Change.Restored;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What comes from the same place again: in another language, or newer than it was.
@EachDatabase
class BroughtAgainTest {
  private static final Locale EN = Locale.ENGLISH;
  private static final String ID = "49b4337d-b3b7-4e85-b292-642c0c2a9af5";
  private static final Act ACT = new Act("importer", null, false);
  private static final String FIRST = "2017-10-13T10:00:00Z";
  private static final String LATER = "2017-10-14T10:00:00Z";
  private static final String LAST = "2017-10-16T09:00:00Z";

  @Test
  void it_keeps_its_id_and_its_old_address_is_known(TestNewsroom newsroom) {
    newsroom.execute(ACT, bring(Sheet.of("visit"), "1", FIRST, null, note("", FIRST)));

    assertThat(newsroom.announcement("visit").id()).isEqualTo(ID);
    Origin origin = newsroom.read(tx -> Origins.at(tx, "/there/visit.en")).orElseThrow();
    assertThat(origin.path()).isEqualTo("/news/visit");
    assertThat(origin.documentId()).isEqualTo(ID);
    assertThat(origin.n()).isEqualTo(1);
  }

  @Test
  void another_language_becomes_a_translation_with_the_history_in_order(TestNewsroom newsroom) {
    newsroom.execute(
        ACT, bring(Sheet.of("visit"), "1", LAST, null, note("", FIRST), note("Moved.", LAST)));
    newsroom.execute(
        ACT,
        bring(
            Sheet.of("visit").in("ar").original(),
            "2",
            LATER,
            null,
            note("", FIRST),
            note("Arabic.", LATER)));

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.locales()).containsExactly(EN, locale("ar"));
    assertThat(visit.history())
        .extracting(change -> Note.of(visit, change, EN).orElseThrow().text())
        .containsExactly("Moved.", "Arabic.", "First published.");
    assertThat(visit.history())
        .extracting(Change::publicAt)
        .containsExactly(Instant.parse(LAST), Instant.parse(LATER), Instant.parse(FIRST));
  }

  @Test
  void a_translation_whose_history_is_known_already_says_that_it_was_added(TestNewsroom newsroom) {
    newsroom.execute(ACT, bring(Sheet.of("visit"), "1", FIRST, null, note("", FIRST)));
    newsroom.execute(
        ACT, bring(Sheet.of("visit").in("ar").original(), "2", FIRST, null, note("", FIRST)));

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.history())
        .extracting(change -> Note.of(visit, change, EN).orElseThrow().text())
        .containsExactlyInAnyOrder("Added translation", "First published.");
  }

  @Test
  void a_newer_version_is_a_new_edition_with_its_newest_note(TestNewsroom newsroom) {
    newsroom.execute(ACT, bring(Sheet.of("visit"), "1", FIRST, null, note("", FIRST)));
    newsroom.execute(
        ACT,
        bring(
            Sheet.of("visit").saying("more"),
            "2",
            LAST,
            null,
            note("", FIRST),
            note("Said more.", LAST)));
    newsroom.execute(
        ACT,
        bring(
            Sheet.of("visit").saying("it better"),
            "3",
            "2017-10-17T09:00:00Z",
            null,
            note("", FIRST),
            note("Said more.", LAST)));

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.editions(EN)).extracting(Edition::number).containsExactly(1, 2, 3);
    assertThat(newsroom.log())
        .extracting(change -> ((Published) change.what()).updateType())
        .containsExactly(UpdateType.MAJOR, UpdateType.MAJOR, UpdateType.MINOR);
  }

  @Test
  void an_older_version_is_refused_and_so_is_one_of_what_was_edited_here(TestNewsroom newsroom) {
    newsroom.execute(ACT, bring(Sheet.of("visit"), "1", LATER, null, note("", FIRST)));

    assertThat(
            newsroom.refused(
                ACT, bring(Sheet.of("visit").saying("less"), "2", FIRST, null, note("", FIRST))))
        .containsExactly(": import.older");
    newsroom.publish(Sheet.of("visit").saying("ours").note("Ours."));
    assertThat(
            newsroom.refused(
                ACT, bring(Sheet.of("visit").saying("theirs"), "3", LAST, null, note("", FIRST))))
        .containsExactly("slug: import.edited");
  }

  @Test
  void it_is_withdrawn_and_restored_as_it_is_there(TestNewsroom newsroom) {
    var withdrawal = new Withdrawal(Instant.parse(LATER), "Out of date.");
    newsroom.execute(ACT, bring(Sheet.of("visit"), "1", LATER, withdrawal, note("", FIRST)));
    assertThat(newsroom.announcement("visit").state(EN))
        .isEqualTo(new State.IsWithdrawn(Instant.parse(LATER), "Out of date.", EN));

    newsroom.execute(
        ACT, bring(Sheet.of("visit").saying("anew"), "2", LAST, null, note("", FIRST)));
    assertThat(newsroom.announcement("visit").state(EN)).isEqualTo(new State.IsPublished());
    assertThat(newsroom.log().getLast().what()).isEqualTo(new Restored());
  }

  @Test
  void another_announcement_keeps_the_id_that_it_had_first(TestNewsroom newsroom) {
    newsroom.execute(ACT, bring(Sheet.of("visit"), "1", FIRST, null, note("", FIRST)));
    newsroom.execute(ACT, bring(Sheet.of("journey"), "2", FIRST, null, note("", FIRST)));

    assertThat(newsroom.announcement("visit").id()).isEqualTo(ID);
    assertThat(newsroom.announcement("journey").id()).isNotEqualTo(ID);
    // It is known again under its own.
    newsroom.execute(
        ACT, bring(Sheet.of("journey").saying("more"), "3", LAST, null, note("", FIRST)));
    assertThat(newsroom.announcement("journey").editions(EN)).hasSize(2);
  }

  @Test
  void what_has_no_date_at_all_is_refused(TestNewsroom newsroom) {
    var bring =
        new Bring(ID, Sheet.of("visit").publish(), null, null, List.of(), 0, null, null, null);
    assertThat(newsroom.refused(ACT, bring)).containsExactly("lastUpdated: date.missing");
  }

  private static Bring bring(
      Sheet sheet,
      String digest,
      String stated,
      @Nullable Withdrawal withdrawal,
      PastNote... notes) {
    Publish publish = sheet.publish();
    String locale = publish.locale().toLanguageTag();
    return new Bring(
        ID,
        publish,
        Instant.parse(FIRST),
        Instant.parse(FIRST),
        List.of(notes),
        notes.length - 1,
        withdrawal,
        Origin.of(
            "/there/" + publish.slug() + "." + locale,
            digest,
            "/news/" + publish.slug() + (locale.equals("en") ? "" : "." + locale),
            locale,
            Instant.parse(stated)),
        null);
  }

  private static PastNote note(String text, String at) {
    return new PastNote(text, Instant.parse(at));
  }
}
