package communique.importing;

import communique.files.KeptFiles;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Act;
import communique.record.Announcements;
import communique.record.Attachment;
import communique.record.Command;
import communique.record.DefineTag;
import communique.record.Newsroom;
import communique.record.PublicRecord;
import communique.record.Publish;
import communique.record.Receipt;
import communique.record.Restore;
import communique.record.Retag;
import communique.record.TagKind;
import communique.record.Unpublish;
import communique.record.Withdraw;
import communique.record.Writing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The demonstration newsroom: what an invented ministry announced over the years.
///
/// Its files lie in the application. `timeline.yaml` names them, in the order in which they were
/// published, so that nothing has to be listed.
public final class Demo {
  /// Where to look: an announcement in every language, one written from right to left, two versions
  /// set side by side, and a page that was withdrawn.
  public static final List<String> WORTH_OPENING =
      List.of(
          "/news/joint-sea-rescue",
          "/news/joint-sea-rescue.ar",
          "/news/joint-sea-rescue/compare/1..3",
          "/news/skarn-bank-survey-advice");

  private static final String FOLDER = "/demo/";

  private Demo() {}

  /// The settings that make a newsroom this one, as lines of `communique.properties`.
  public static String settings() {
    return file("newsroom.properties");
  }

  /// Whether the record is that of this newsroom.
  public static boolean isIn(Handle tx) {
    return Announcements.bySlug(tx, "joint-sea-rescue").isPresent()
        && Announcements.bySlug(tx, "skarn-bank-survey-advice").isPresent();
  }

  /// When the last of it happened. A clock that stands before that day cannot record it.
  public static Instant end() {
    return steps().getLast().at();
  }

  /// Fills an empty record, in one transaction: whatever ends it half-way leaves the record empty.
  ///
  /// @param files where its pictures and documents are kept
  /// @param by who did all this
  public static Outcome<List<Receipt>> fill(
      PublicRecord record, KeptFiles files, Newsroom newsroom, String by) {
    List<Step> steps = steps();
    Act first = Act.past(by, steps.getFirst().at());
    return record.transact(
        first,
        writing -> {
          var receipts = new ArrayList<Receipt>();
          var refusals = new Refusals();
          for (DefineTag define : told("tags.yaml", TagsFile.of(file("tags.yaml"))).commands())
            take("tags.yaml", writing.execute(define), receipts, refusals);
          for (Step step : steps) {
            Writing then = writing.as(Act.past(by, step.at()));
            take(step.name(), then.execute(step.command(newsroom, files)), receipts, refusals);
          }
          return refusals.or(receipts);
        });
  }

  private static void take(
      String where, Outcome<Receipt> outcome, List<Receipt> receipts, Refusals refusals) {
    switch (outcome) {
      case Outcome.Done<Receipt> done -> receipts.add(done.value());
      case Outcome.Refused<Receipt> refused ->
          refused
              .refusals()
              .forEach(refusal ->
                  refusals.when(
                      true,
                      where + "." + refusal.place(),
                      refusal.key(),
                      refusal.arguments().toArray()));
    }
  }

  /// One line of the timeline.
  private record Step(Instant at, String name, Fields fields) {
    Command command(Newsroom newsroom, KeptFiles files) {
      if (fields.has("publish")) {
        String file = fields.text("publish");
        var read =
            MarkdownFile.of(
                file,
                file,
                file(file),
                newsroom.locales(),
                false,
                (place, name) -> attached(files, place, name));
        Publish publish = told(file, read.publish());
        return publish;
      }
      @Nullable Locale locale =
          Optional.of(fields.text("locale"))
              .filter(tag -> !tag.isEmpty())
              .map(Locale::forLanguageTag)
              .orElse(null);
      if (fields.has("withdraw"))
        return new Withdraw(fields.text("withdraw"), locale, fields.text("explanation"));
      if (fields.has("unpublish")) {
        String to = fields.text("to");
        return new Unpublish(
            fields.text("unpublish"),
            locale,
            to.isEmpty() ? "" : "/news/" + to,
            fields.text("explanation"));
      }
      if (fields.has("restore")) return new Restore(fields.text("restore"), locale);
      Map<TagKind, List<String>> tags = new EnumMap<>(TagKind.class);
      for (TagKind kind : TagKind.values())
        if (fields.has(kind.plural())) tags.put(kind, fields.texts(kind.plural()));
      return new Retag(fields.text("retag"), tags, false);
    }
  }

  private static List<Step> steps() {
    var refusals = new Refusals();
    List<Fields> lines = Fields.readList("yaml", file("timeline.yaml"), refusals);
    told("timeline.yaml", refusals.or(lines));
    return lines.stream()
        .map(fields ->
            new Step(
                OffsetDateTime.parse(fields.text("at")).toInstant(),
                fields.has("publish") ? fields.text("publish") : "timeline.yaml",
                fields))
        .toList();
  }

  /// The value. That a file of ours is refused is a mistake of ours.
  private static <T> T told(String file, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Refused<T> refused ->
          throw new IllegalStateException(file + ": " + refused.refusals());
    };
  }

  private static Outcome<Attachment> attached(KeptFiles files, String place, String name) {
    try (InputStream in = Demo.class.getResourceAsStream(FOLDER + "files/" + name)) {
      return files
          .take(place, name, Objects.requireNonNull(in, name))
          .then(kept -> Outcome.done(FilesBeside.bare(name, kept)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(String name) {
    try (InputStream in = Demo.class.getResourceAsStream(FOLDER + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
