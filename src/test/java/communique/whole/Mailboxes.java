package communique.whole;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// Readers' mailboxes, read over IMAP by Python's imaplib and email, which know nothing of us.
final class Mailboxes {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final int port;
  private final String password;
  private final Path folder;

  /// @param password everybody's
  /// @param folder where mails are put as they came
  Mailboxes(int port, String password, Path folder) {
    this.port = port;
    this.password = password;
    this.folder = folder;
  }

  /// A mail as its reader's mail program has it.
  ///
  /// @param file as it came
  /// @param headers name in lower case → its values, decoded
  record Received(String address, Path file, JsonNode headers, String text, String html) {
    /// The one header of this name.
    String header(String name) {
      JsonNode values = headers.path(name);
      if (values.size() != 1)
        throw new AssertionError(name + " is there " + values.size() + " times: " + headers);
      return values.get(0).asText();
    }
  }

  /// The mails in some mailboxes, each box's oldest first.
  List<Received> read(Collection<String> addresses) {
    try {
      Files.createDirectories(folder);
      var arguments = new ArrayList<>(List.of(Integer.toString(port), password, folder.toString()));
      arguments.addAll(addresses);
      var received = new ArrayList<Received>();
      for (JsonNode one : Json.tree(Tools.python("mailboxes.py", arguments).done().out()))
        received.add(
            new Received(
                one.path("address").asText(),
                Path.of(one.path("file").asText()),
                one.path("headers"),
                one.path("text").asText(),
                one.path("html").asText()));
      return received;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until there are so many mails of a kind in some mailboxes, and returns those.
  ///
  /// @throws AssertionError when there are fewer after a while, or more
  List<Received> await(Collection<String> addresses, Predicate<Received> kind, int count) {
    var found = new ArrayList<Received>();
    try {
      RunningNewsroom.await(
          count + " mails",
          SOON,
          () -> {
            RunningNewsroom.pause(LOOK);
            found.clear();
            found.addAll(read(addresses).stream().filter(kind).toList());
            return found.size() >= count;
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; there are those of " + addresses(found), e);
    }
    if (found.size() > count)
      throw new AssertionError("more than " + count + " mails: " + addresses(found));
    return found;
  }

  private static List<String> addresses(List<Received> mails) {
    return mails.stream().map(Received::address).toList();
  }
}
