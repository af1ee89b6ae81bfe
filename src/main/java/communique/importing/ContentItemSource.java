package communique.importing;

import com.fasterxml.jackson.databind.JsonNode;
import communique.language.Locales;
import communique.platform.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// GOV.UK's content items, as its content API gives them: one a file, one a line, or a list.
final class ContentItemSource implements Source {
  private final Locales locales;

  ContentItemSource(Locales locales) {
    this.locales = locales;
  }

  @Override
  public String name() {
    return "GOV.UK content items";
  }

  @Override
  public boolean recognises(Path file, byte[] start) {
    return JsonItems.mayBe(start);
  }

  @Override
  public void read(Path file, Taker taker) throws IOException {
    String name = file.toString();
    JsonItems.read(
        file,
        new JsonItems.Taker() {
          @Override
          public void take(String place, JsonNode json, int bytes) {
            taker.take(new ContentItem(name, place, json, bytes, false, locales));
          }

          @Override
          public void line(String place, byte[] json) {
            taker.take(new ContentItemLine(name, place, json, locales));
          }

          @Override
          public void refused(String place, Refusal why) {
            taker.take(new Refused(Mark.at(name, place), List.of(why)));
          }

          @Override
          public void broken(String place, Refusal why) {
            taker.broken(place, List.of(why));
          }
        });
  }
}
