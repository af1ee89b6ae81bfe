package communique.importing;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.DateTimes;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Attachment;
import communique.record.Bring;
import communique.record.Bring.PastNote;
import communique.record.Bring.Withdrawal;
import communique.record.Content;
import communique.record.Kind;
import communique.record.Origin;
import communique.record.Page;
import communique.record.Publish;
import communique.record.UpdateType;
import communique.text.Body;
import communique.text.Examined;
import communique.text.Surroundings;
import communique.text.Text;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a content item says, as an announcement here says it; all but its tags, which the record
/// must be asked for.
///
/// Dates, notes and the withdrawal are taken as they stand: none of them can be derived from
/// another.
record ContentItemWords(
    ContentItemFields fields,
    Locale locale,
    Kind kind,
    String title,
    String summary,
    Examined body,
    List<Attachment> attachments,
    List<PastNote> notes,
    @Nullable Withdrawal withdrawal,
    String keptJson,
    Set<String> kept) {
  private static final String FIRST = "First published.";
  private static final String TRANSLATION = "Added translation";
  private static final int NOTE_MAX = 1_000;
  private static final int EXPLANATION_MAX = 2_000;

  static Outcome<ContentItemWords> of(ContentItemFields fields, Locale locale) {
    var refusals = new Refusals();
    String title = line(fields.text("/title"));
    String summary = line(fields.item().path("description").asText(""));
    if (fields.item().path("description").isNull()) summary = "";
    var without = new LinkedHashSet<String>();
    without.add("/details/body");
    if (title.equals(fields.text("/title"))) without.add("/title");
    if (fields.item().path("description").isTextual()
        && summary.equals(fields.text("/description"))) without.add("/description");
    List<PastNote> notes = notes(fields.item().at("/details/change_history"), refusals);
    var words =
        new ContentItemWords(
            fields,
            locale,
            kind(fields.text("/schema_name"), fields.text("/document_type")),
            title,
            summary,
            Examined.of(new Body(Body.Dialect.HTML, fields.text("/details/body"))),
            ContentItemFiles.of(fields.item().path("details")),
            notes,
            withdrawal(fields, locale),
            fields.keptJson(without),
            Set.copyOf(fields.kept()));
    return refusals.or(words);
  }

  /// What is asked of the record, now that its tags can be looked up.
  Outcome<Asked> ask(Here here, Mark mark) {
    var tags = new ContentItemTags(here, mark.locale());
    tags.add(fields);
    String path = new Page(mark.slug(), locale).path(here.newsroom().locales());
    var content =
        new Content(
            title,
            summary,
            body.body(),
            attachments,
            ContentItemFields.keptJson(keptJson, tags.paths()));
    var publish =
        new Publish(
            mark.slug(), locale, true, kind, content, UpdateType.MAJOR, "", tags.slugs(), false);
    Instant first = fields.instant("/first_published_at");
    Instant updated = fields.instant("/public_updated_at");
    // Where the item states neither, the day on which it was put in order is the best there is.
    if (first == null && updated == null && notes.isEmpty()) updated = fields.updatedAt();
    var bring =
        new Bring(
            mark.id(),
            publish,
            first,
            updated,
            notes,
            notes.size() - 1,
            withdrawal,
            Origin.of(
                mark.address(), mark.digest(), path, locale.toLanguageTag(), fields.updatedAt()),
            body);
    return Outcome.done(new Asked.Announcement(tags.defines(), bring, kept));
  }

  private static Kind kind(String schema, String documentType) {
    return switch (schema) {
      case "fatality_notice" -> Kind.FATALITY_NOTICE;
      case "case_study" -> Kind.CASE_STUDY;
      case "statistics_announcement" -> Kind.STATISTICS_ANNOUNCEMENT;
      default -> Kind.read(documentType.replace('_', '-')).orElse(Kind.NEWS_STORY);
    };
  }

  /// The history, the oldest first; it stands the newest first, and no other way.
  private static List<PastNote> notes(JsonNode history, Refusals refusals) {
    var notes = new ArrayList<PastNote>();
    Instant newer = null;
    for (int i = 0; i < history.size(); i++) {
      String at = history.get(i).path("public_timestamp").asText();
      Instant instant = DateTimes.instant(at);
      refusals.when(
          newer != null && instant.isAfter(newer),
          "details.change_history." + i,
          "import.backwards",
          at,
          newer == null ? "" : newer.atOffset(ZoneOffset.UTC).toString());
      newer = instant;
      String note = line(history.get(i).path("note").asText());
      boolean oldest = i == history.size() - 1;
      // What every reader has in their own language is not kept in one.
      boolean ours = oldest ? note.equals(FIRST) : note.equals(TRANSLATION);
      notes.addFirst(new PastNote(ours ? "" : cut(note, NOTE_MAX), instant));
    }
    return notes;
  }

  private static @Nullable Withdrawal withdrawal(ContentItemFields fields, Locale locale) {
    JsonNode notice = fields.item().path("withdrawn_notice");
    if (notice.isEmpty()) return null;
    Instant at = fields.instant("/withdrawn_notice/withdrawn_at");
    if (at == null) at = fields.updatedAt();
    return at == null
        ? null
        : new Withdrawal(at, plain(notice.path("explanation").asText(""), locale));
  }

  /// Plain words of an explanation in HTML, paragraphs apart.
  static String plain(String html, Locale locale) {
    var body = new Body(Body.Dialect.HTML, html);
    if (Text.problem(body).isPresent()) return cut(line(html), EXPLANATION_MAX);
    return cut(Text.parse(body).toPlain(Surroundings.none(locale)).strip(), EXPLANATION_MAX);
  }

  /// On one line.
  static String line(String text) {
    boolean plain = true;
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain =
          c > 0x20
              ? c < 0x7f || (c > 0xa0 && c < 0x2000)
              : c == ' ' && i > 0 && text.charAt(i - 1) != ' ';
    }
    if (plain && !text.endsWith(" ")) return text;
    return text.replaceAll("[\\s\\p{Cntrl}\u2028\u2029]+", " ").strip();
  }

  static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max - 1).stripTrailing() + "…";
  }
}
