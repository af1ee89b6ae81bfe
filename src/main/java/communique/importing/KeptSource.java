package communique.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The bytes of attachments beside an export of ours: whatever they look like, they come in with
/// the announcements that name them.
record KeptSource() implements Source {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}(\\.[A-Za-z0-9]{1,5})?");

  @Override
  public String name() {
    return "attached files";
  }

  @Override
  public boolean recognises(Path file, byte[] start) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) return false;
    String name = String.valueOf(file.getFileName());
    return switch (String.valueOf(folder.getFileName())) {
      case "about" -> name.equals("newsroom.json");
      case "files" ->
          DIGEST.matcher(name).matches()
              && Files.isRegularFile(folder.resolveSibling("about").resolve("newsroom.json"));
      default -> false;
    };
  }

  @Override
  public void read(Path file, Taker taker) {}
}
