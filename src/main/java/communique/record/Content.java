package communique.record;

import communique.text.Body;
import java.util.List;
import java.util.Optional;

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

  /// The picture that stands for it, if one does.
  public Optional<Attachment> lead() {
    return attachments.stream()
        .filter(one -> one.lead() && one.isPicture() && one.isKept())
        .findFirst();
  }

  /// Whether it came from elsewhere as it stands: what others published may lack what is due here.
  boolean isFromElsewhere() {
    return !kept.isEmpty();
  }

  Content stripped() {
    return new Content(title.strip(), summary.strip(), body, attachments, kept);
  }
}
