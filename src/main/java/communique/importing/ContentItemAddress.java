package communique.importing;

import com.fasterxml.jackson.databind.JsonNode;
import communique.language.GovukLocales;
import communique.platform.Outcome;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Announcements;
import communique.record.Origin;
import communique.record.Origins;
import communique.record.Page;
import communique.record.Unpublish;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An address that is gone or leads elsewhere. Where the announcement that stood there is here, it
/// is taken away as it was there; else the address alone is remembered.
final class ContentItemAddress {
  private final Here here;
  private final ContentItemFields fields;
  private final Mark mark;

  ContentItemAddress(Here here, ContentItemFields fields, Mark mark) {
    this.here = here;
    this.fields = fields;
    this.mark = mark;
  }

  Outcome<Asked> ask() {
    boolean gone = fields.text("/schema_name").equals("gone");
    Locale locale = GovukLocales.read(mark.locale(), here.newsroom().locales().all()).orElseThrow();
    String to = gone ? "" : destination();
    Optional<Announcement> found = Announcements.bySlug(here.tx(), mark.slug());
    if (found.isPresent() && !mark.id().isEmpty() && !found.get().id().equals(mark.id()))
      return Outcome.refused("base_path", "import.taken", mark.slug());
    var origin =
        new Origin(
            mark.address(),
            mark.digest(),
            0,
            gone ? Origin.What.GONE : Origin.What.REDIRECT,
            new Page(mark.slug(), locale).path(here.newsroom().locales()),
            "",
            locale.toLanguageTag(),
            to,
            fields.updatedAt(),
            fields.keptJson(Set.of()));
    Instant at = fields.instant("/public_updated_at");
    if (at == null) at = Objects.requireNonNull(fields.updatedAt(), "its schema asks for it");
    return Outcome.done(
        new Asked.Address(
            origin,
            found.map(there -> unpublish(there, locale, to)).orElse(null),
            at,
            fields.kept()));
  }

  /// The page that stands there, if it still does.
  private @Nullable Unpublish unpublish(Announcement there, Locale locale, String to) {
    if (!there.locales().contains(locale) || there.state(locale) instanceof State.IsUnpublished)
      return null;
    String explanation = fields.text("/details/explanation");
    return new Unpublish(
        there.slug(),
        locale,
        to,
        explanation.isEmpty() || explanation.equals("null")
            ? ""
            : ContentItemWords.plain(explanation, locale));
  }

  /// Where its own path leads: to the page here that came from there, else to what is there said.
  private String destination() {
    String to = "";
    for (JsonNode one : fields.item().path("redirects"))
      if (to.isEmpty() || one.path("path").asText().equals(mark.address()))
        to = one.path("destination").asText();
    // An address of this newsroom written in full is one of its paths.
    String url = here.newsroom().url();
    if (to.startsWith(url + "/")) to = to.substring(url.length());
    String bare = to.split("[?#]", 2)[0];
    return Origins.at(here.tx(), bare).map(Origin::path).orElse(to);
  }
}
