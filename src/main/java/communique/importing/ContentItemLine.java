package communique.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import communique.language.Locales;
import communique.platform.Outcome;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A content item that is still the bytes that came: at a glance one sees where it stood, and all
/// of it is read when its turn comes.
final class ContentItemLine implements Item {
  private final String file;
  private final String place;
  private final int length;
  private final Locales locales;
  private byte @Nullable [] json;
  private @Nullable Item item;

  ContentItemLine(String file, String place, byte[] json, Locales locales) {
    this.file = file;
    this.place = place;
    this.json = json;
    this.length = json.length;
    this.locales = locales;
  }

  @Override
  public int bytes() {
    return ContentItem.weight(length);
  }

  @Override
  public Mark mark() {
    return item == null ? glance(Objects.requireNonNull(json)) : item.mark();
  }

  @Override
  public void prepare() {
    byte[] bytes = Objects.requireNonNull(json, "it is prepared once");
    json = null;
    item = read(bytes);
    item.prepare();
  }

  @Override
  public Outcome<Asked> ask(Here here) {
    return Objects.requireNonNull(item, "it was prepared").ask(here);
  }

  private Item read(byte[] bytes) {
    return switch (JsonItems.read(place, bytes)) {
      case JsonItems.Read.Whole(JsonNode whole) ->
          new ContentItem(file, place, whole, length, JsonItems.isPlain(bytes), locales);
      case JsonItems.Read.Broken broken ->
          new Refused(Mark.at(file, broken.place()), java.util.List.of(broken.why()));
    };
  }

  /// The mark of what is in the bytes, without making a tree of them. Of what cannot be read, it is
  /// one that has no address.
  private Mark glance(byte[] bytes) {
    Map<String, String> texts = new HashMap<>();
    var digest = new JsonDigest();
    try (JsonParser parser = JsonItems.parser(bytes)) {
      int depth = 0;
      String name = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        digest.add(parser);
        if (token.isStructStart()) depth++;
        else if (token.isStructEnd()) depth--;
        else if (depth == 1 && token == JsonToken.FIELD_NAME) name = parser.currentName();
        else if (depth == 1 && token == JsonToken.VALUE_STRING) texts.put(name, parser.getText());
      }
    } catch (IOException e) {
      return Mark.at(file, place);
    }
    return ContentItem.mark(
        file, place, key -> texts.getOrDefault(key, ""), digest.end(), bytes.length);
  }
}
