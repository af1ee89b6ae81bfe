package communique.record;

import communique.text.Body;
import java.util.List;

/// What an edition says.
///
/// @param attachments the files and pictures that belong to it, in the author's order
/// @param kept what the place that it was imported from said of it and nothing here has a field
///   for, as a JSON object; empty for what was written here
public record Content(
    String title, String summary, Body body, List<Attachment> attachments, String kept) {
  public Content {
    attachments = List.copyOf(attachments);
  }

  /// Words alone.
  public Content(String title, String summary, Body body) {
    this(title, summary, body, List.of(), "");
  }

  Content stripped() {
    return new Content(title.strip(), summary.strip(), body, attachments, kept);
  }
}
