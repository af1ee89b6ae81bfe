package communique.cli;

import communique.access.Role;
import communique.access.Token;
import communique.access.Tokens;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.TagKind;
import communique.record.Tags;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes, lists and revokes the tokens of the API.
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Makes, lists and revokes tokens for the API.",
    synopsisSubcommandLabel = "(create | list | revoke)")
final class TokenCommand {
  @Spec @Nullable CommandSpec spec;

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a token, and prints it, alone and only this once, on standard output.")
  int create(
      @Parameters(paramLabel = "NAME", description = "What it is for, such as: translation desk.")
          String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              defaultValue = "publisher",
              description =
                  "reader (reads drafts), editor (also saves them) or publisher (also publishes);"
                      + " default: publisher.")
          String role,
      @Option(
              names = "--organisation",
              paramLabel = "SLUG",
              defaultValue = "",
              description = "It may write announcements of this organisation only.")
          String organisation,
      @Option(
              names = "--expires",
              paramLabel = "DAYS",
              description = "It ends after that many days; else it lives until it is revoked.")
          @Nullable Integer days) {
    Optional<Role> known = Role.read(role);
    if (known.isEmpty())
      return refused(new Refusal("role", "token.role", List.of(role, Role.all())));
    try (Store store = Store.open()) {
      boolean there =
          organisation.isEmpty()
              || store
                  .database()
                  .glance(tx -> Tags.find(tx, TagKind.ORGANISATION, organisation).isPresent());
      if (!there)
        return refused(
            new Refusal("organisation", "tag.missing", List.of("organisation", organisation)));
      return switch (tokens(store).create(name, known.get(), organisation, days)) {
        case Outcome.Done<String> done -> {
          out().println(done.value());
          yield 0;
        }
        case Outcome.Refused<String> refused -> refused(refused.refusals());
      };
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists all tokens, the newest first, and their last use; never a secret.")
  int list(@Option(names = "--json", description = "One JSON object a line.") boolean json) {
    try (Store store = Store.open()) {
      for (var used : tokens(store).list()) out().println(json ? asJson(used) : asLine(used));
      return 0;
    }
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Takes every right from a token, at once.")
  int revoke(
      @Parameters(paramLabel = "NAME", description = "Its name, as list shows it.") String name) {
    try (Store store = Store.open()) {
      return switch (tokens(store).revoke(name)) {
        case Outcome.Done<Token> done -> {
          spec().commandLine().getErr().println("The token '" + name + "' is revoked.");
          yield 0;
        }
        case Outcome.Refused<Token> refused -> refused(refused.refusals());
      };
    }
  }

  private static Tokens tokens(Store store) {
    return new Tokens(store.database(), InstantSource.system());
  }

  private static String asLine(Tokens.Used used) {
    Token token = used.token();
    var line = new StringBuilder(token.name()).append(": ").append(token.role().slug());
    if (!token.organisation().isEmpty()) line.append(" for ").append(token.organisation());
    line.append(", made ").append(shown(token.created()));
    if (token.revoked() != null) line.append(", revoked ").append(shown(token.revoked()));
    else if (token.expires() != null)
      line.append(token.ended(Instant.now()) ? ", expired " : ", expires ")
          .append(shown(token.expires()));
    if (used.lastUsed() == null) line.append(", never used");
    else
      line.append(", last used ")
          .append(shown(used.lastUsed()))
          .append(" for ")
          .append(used.lastUse());
    return line.toString();
  }

  private static String asJson(Tokens.Used used) {
    Token token = used.token();
    var members = new LinkedHashMap<String, Object>();
    members.put("name", token.name());
    members.put("role", token.role().slug());
    if (!token.organisation().isEmpty()) members.put("organisation", token.organisation());
    members.put("created", token.created().toString());
    if (token.expires() != null) members.put("expires", token.expires().toString());
    if (token.revoked() != null) members.put("revoked", token.revoked().toString());
    members.put("uses", used.uses());
    if (used.lastUsed() != null) {
      members.put("lastUsed", used.lastUsed().toString());
      members.put("lastUse", used.lastUse());
    }
    return Json.write(members);
  }

  private static String shown(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private int refused(Refusal refusal) {
    return refused(List.of(refusal));
  }

  private int refused(List<Refusal> refusals) {
    for (Refusal refusal : refusals)
      spec()
          .commandLine()
          .getErr()
          .println(refusal.place() + ": " + refusal.detail() + " " + refusal.mend());
    return 1;
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private CommandSpec spec() {
    return java.util.Objects.requireNonNull(spec, "picocli sets it");
  }
}
