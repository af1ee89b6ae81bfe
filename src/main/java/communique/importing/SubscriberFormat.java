package communique.importing;

import communique.alerts.Carried;
import communique.alerts.Frequency;
import communique.importing.SubscriberLine.Passed;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.Slug;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A format in which lists of subscribers come: what its first line must have, and what its lines
/// say.
enum SubscriberFormat {
  /// An export of a newsroom.
  COMMUNIQUE("an export of a newsroom", String.join(",", Carried.COLUMNS), ""),
  /// The subscribers of one list, as listmonk's `/api/subscribers/export` writes them.
  LISTMONK("listmonk", "uuid,email,status,created_at", ""),
  /// The subscriptions of an account of GovDelivery.
  GOVDELIVERY("GovDelivery", "destination", "topic_code,topic_name"),
  /// How often the subscribers of GovDelivery want mails, which is no part of the other file.
  GOVDELIVERY_DIGESTS("GovDelivery's digests", "destination,digest_for", ""),
  /// The subscriptions of email-alert-api with the addresses and lists that they join.
  EMAIL_ALERT_API(
      "email-alert-api", "address,frequency,created_at", "slug,title,subscriber_list_id"),
  /// The members of one list of Mailman 2 or 3: an address a line, with a name before it or
  /// without, and no line of names above.
  MAILMAN("Mailman", "", "");

  private static final Pattern NAMED = Pattern.compile("[^<>]*<([^<>]*)>");
  private static final Pattern TONGUE =
      Pattern.compile("\"(?:locale|language|lang)\"\\s*:\\s*\"([A-Za-z0-9-]{2,35})\"");

  private final String words;
  private final String columns;
  private final String oneOf;

  /// @param columns that it must have, with commas
  /// @param oneOf of which it must have one, with commas
  SubscriberFormat(String words, String columns, String oneOf) {
    this.words = words;
    this.columns = columns;
    this.oneOf = oneOf;
  }

  /// What it is called: `listmonk`.
  String words() {
    return words;
  }

  /// Its columns, as a message names them.
  String shown() {
    if (this == MAILMAN) return words + " (an address a line)";
    String others = oneOf.isEmpty() ? "" : " and " + oneOf.replace(",", " or ");
    return words + " (" + columns + others + ")";
  }

  /// The one that has these columns; empty where none has, or the line is no line of names.
  static Optional<SubscriberFormat> of(Set<String> names) {
    for (SubscriberFormat one :
        List.of(COMMUNIQUE, LISTMONK, GOVDELIVERY, GOVDELIVERY_DIGESTS, EMAIL_ALERT_API))
      if (names.containsAll(Set.of(one.columns.split(",", -1)))
          && (one.oneOf.isEmpty()
              || Arrays.stream(one.oneOf.split(",", -1)).anyMatch(names::contains)))
        return Optional.of(one);
    return Optional.empty();
  }

  /// Reads a line.
  Outcome<SubscriberLine> read(SubscriberRow row, ZoneId zone, Instant now) {
    return switch (this) {
      case COMMUNIQUE -> CarriedLine.read(row, zone, now);
      case LISTMONK -> listmonk(row, zone, now);
      case GOVDELIVERY -> govDelivery(row);
      case EMAIL_ALERT_API -> emailAlertApi(row, zone, now);
      case MAILMAN -> Outcome.done(line(mailman(row.fields().getFirst()), row.fileNames(), null));
      case GOVDELIVERY_DIGESTS -> throw new IllegalStateException("read before the others");
    };
  }

  private static SubscriberLine line(
      String address, List<String> lists, @Nullable Instant consent) {
    return SubscriberLine.of(
        address, lists, Optional.empty(), List.of(), consent, "", Optional.empty());
  }

  private static Outcome<SubscriberLine> listmonk(SubscriberRow row, ZoneId zone, Instant now) {
    Optional<Passed> passed =
        switch (row.text("status") + " " + row.text("subscription_status")) {
          case "enabled ", "enabled confirmed" -> Optional.empty();
          case "enabled unconfirmed" -> Optional.of(Passed.UNCONFIRMED);
          case "enabled unsubscribed" -> Optional.of(Passed.UNSUBSCRIBED);
          default -> Optional.of(Passed.BLOCKED);
        };
    if (!Set.of("enabled", "disabled", "blocklisted", "blacklisted").contains(row.text("status")))
      return unknown("status", row.text("status"), "enabled, disabled, blocklisted");
    return Moments.read("created_at", row.text("created_at"), zone, now)
        .then(consent ->
            Outcome.done(
                SubscriberLine.of(
                    row.text("email"),
                    row.fileNames(),
                    Optional.empty(),
                    tongue(row.text("attributes")),
                    consent,
                    "",
                    passed)));
  }

  /// The language that an operator of listmonk keeps of a subscriber, as far as it can be one.
  private static List<String> tongue(String attributes) {
    Matcher tongue = TONGUE.matcher(attributes);
    if (!tongue.find()) return List.of();
    try {
      var json = Json.tree(attributes);
      for (String name : List.of("locale", "language", "lang"))
        if (json.path(name).isTextual()) return List.of(json.path(name).asText());
    } catch (RuntimeException e) {
      // It says nothing that anybody can read.
    }
    return List.of();
  }

  private static Outcome<SubscriberLine> govDelivery(SubscriberRow row) {
    var lists =
        List.of(row.text("topic_code"), row.text("topic_name"), row.text("topic_id")).stream()
            .filter(name -> !name.isEmpty())
            .toList();
    if (!row.has("digest_for")) return Outcome.done(line(row.text("destination"), lists, null));
    return digest(row.text("digest_for"))
        .then(frequency ->
            Outcome.done(
                SubscriberLine.of(
                    row.text("destination"),
                    lists,
                    Optional.of(frequency),
                    List.of(),
                    null,
                    "",
                    Optional.empty())));
  }

  /// How many days a digest of GovDelivery is for.
  static Outcome<Frequency> digest(String days) {
    return switch (days) {
      case "0" -> Outcome.done(Frequency.AT_ONCE);
      case "1" -> Outcome.done(Frequency.DAILY);
      case "7" -> Outcome.done(Frequency.WEEKLY);
      default -> unknown("digest_for", days, "0, 1, 7");
    };
  }

  private static Outcome<SubscriberLine> emailAlertApi(
      SubscriberRow row, ZoneId zone, Instant now) {
    Optional<Frequency> frequency =
        switch (row.text("frequency").toLowerCase(Locale.ROOT)) {
          case "immediately" -> Optional.of(Frequency.AT_ONCE);
          case "daily" -> Optional.of(Frequency.DAILY);
          case "weekly" -> Optional.of(Frequency.WEEKLY);
          default -> Optional.empty();
        };
    if (frequency.isEmpty())
      return unknown("frequency", row.text("frequency"), "immediately, daily, weekly");
    Optional<Passed> passed =
        row.text("address").isEmpty()
            ? Optional.of(Passed.ERASED)
            : row.text("ended_at").isEmpty() && row.text("ended_reason").isEmpty()
                ? Optional.empty()
                : Optional.of(
                    switch (row.text("ended_reason")) {
                      case "non_existent_email", "marked_as_spam" -> Passed.BOUNCED;
                      case "frequency_changed", "subscriber_list_changed" -> Passed.CHANGED;
                      default -> Passed.UNSUBSCRIBED;
                    });
    var lists =
        List.of(row.text("slug"), row.text("title"), row.text("subscriber_list_id")).stream()
            .filter(name -> !name.isEmpty())
            .toList();
    List<String> languages =
        row.text("language").isEmpty() ? List.of() : List.of(row.text("language"));
    return Moments.read("created_at", row.text("created_at"), zone, now)
        .then(consent ->
            Outcome.done(
                SubscriberLine.of(
                    row.text("address"),
                    lists,
                    frequency,
                    languages,
                    consent,
                    row.text("source"),
                    passed)));
  }

  /// The address of a line such as `Anna Jones <anna@example.org>`, or the line.
  static String mailman(String line) {
    Matcher named = NAMED.matcher(line.strip());
    return named.matches() ? named.group(1) : line;
  }

  private static <T> Outcome<T> unknown(String column, String value, String known) {
    return Outcome.refused(column, "subscribers.value", Slug.shown(value), column, known);
  }
}
