package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import communique.record.EachDatabase;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Withdraw;
import communique.shelf.Shelf;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachDatabase
class SiteReaderTest {
  @TempDir Path folder;

  @Test
  void each_announcement_that_changed_is_named_once(TestNewsroom newsroom) {
    newsroom.publish("visit").publish("rescue").publish("visit");
    newsroom.execute(new Withdraw("rescue", null, "It is over."));
    newsroom.tag(TagKind.TOPIC, "sea", "Sea");
    var reader = new SiteReader(newsroom.database(), new Shelf(folder, List.of()));
    assertThat(reader.outdated(newsroom.log())).containsExactlyInAnyOrder("visit", "rescue");
    assertThat(reader.outdated(newsroom.log().subList(2, 3))).containsExactly("visit");
    newsroom.readAll(reader);
  }
}
