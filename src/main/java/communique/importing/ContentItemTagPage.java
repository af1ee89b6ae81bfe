package communique.importing;

import com.fasterxml.jackson.databind.JsonNode;
import communique.language.GovukLocales;
import communique.platform.Outcome;
import communique.record.About;
import communique.record.DefineTag;
import communique.record.Origin;
import communique.record.Tag.Account;
import communique.record.TagKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The page of an organisation, a role, a person or a topical event, as the tag that it becomes.
final class ContentItemTagPage {
  private static final int SUMMARY_MAX = 300;

  private final ContentItemFields fields;
  private final Mark mark;
  private final ContentItemTags tags;

  ContentItemTagPage(Here here, ContentItemFields fields, Mark mark) {
    this.fields = fields;
    this.mark = mark;
    this.tags = new ContentItemTags(here, mark.locale());
  }

  Outcome<Asked> ask() {
    TagKind kind = kind(fields.text("/schema_name"));
    String slug = tags.tag(kind, fields.item());
    DefineTag says = tags.said(kind, slug);
    String locale = GovukLocales.tag(mark.locale());
    var titles = new LinkedHashMap<>(says.about().titles());
    titles.put(
        locale, ContentItemWords.cut(ContentItemWords.line(fields.text("/title")), SUMMARY_MAX));
    var summaries = new LinkedHashMap<>(says.about().summaries());
    String summary = ContentItemWords.line(description());
    if (!summary.isEmpty()) summaries.put(locale, ContentItemWords.cut(summary, SUMMARY_MAX));
    About about = says.about().titles(titles).summaries(summaries);
    if (kind == TagKind.ORGANISATION) about = about.accounts(accounts(about.accounts()));
    DefineTag told = says.about(about);
    Set<String> kept = fields.kept();
    if (kind == TagKind.ORGANISATION) {
      var organisation = new ContentItemOrganisation(fields, tags, locale);
      told = organisation.told(told);
      kept.addAll(organisation.left());
    }
    tags.put(told);
    for (JsonNode appointment : fields.links("role_appointments"))
      tags.appointment(
          appointment,
          kind == TagKind.PERSON ? Optional.of(slug) : Optional.empty(),
          kind == TagKind.ROLE ? Optional.of(slug) : Optional.empty());
    return Outcome.done(
        new Asked.Tag(
            tags.defines(),
            new Origin(
                mark.address(),
                mark.digest(),
                0,
                Origin.What.TAG,
                "/" + kind.plural() + "/" + slug,
                "",
                locale,
                "",
                fields.updatedAt(),
                fields.keptJson(Set.of())),
            kept));
  }

  private String description() {
    return fields.item().path("description").isTextual() ? fields.text("/description") : "";
  }

  private static TagKind kind(String schema) {
    return switch (schema) {
      case "person" -> TagKind.PERSON;
      case "role" -> TagKind.ROLE;
      case "topical_event" -> TagKind.TOPIC;
      default -> TagKind.ORGANISATION;
    };
  }

  /// Accounts to follow that are not known yet, after those that are.
  private List<Account> accounts(List<Account> known) {
    var accounts = new ArrayList<>(known);
    for (JsonNode link : fields.item().at("/details/social_media_links")) {
      String address = link.path("href").asText();
      String title = ContentItemWords.line(link.path("title").asText(""));
      String service = ContentItemWords.line(link.path("service_type").asText(""));
      boolean isKnown = accounts.stream().anyMatch(one -> one.address().equals(address));
      if (isKnown || service.isEmpty() || !address.startsWith("http")) continue;
      int at = title.indexOf('@');
      String handle = at < 0 ? "" : title.substring(at).split(" ", 2)[0];
      accounts.add(
          new Account(
              Character.toUpperCase(service.charAt(0)) + service.substring(1).replace('-', ' '),
              handle,
              address,
              null,
              null));
    }
    return accounts;
  }
}
