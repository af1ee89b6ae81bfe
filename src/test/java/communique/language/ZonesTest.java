package communique.language;

import static org.assertj.core.api.Assertions.assertThat;

import communique.language.Zones.Area;
import communique.language.Zones.Zone;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ZonesTest {
  @Test
  void each_clock_has_the_name_of_a_city_in_every_language() {
    for (String tag : List.of("en", "ar", "ur", "zh-Hans", "ru", "fr", "es", "cy")) {
      List<Area> areas = Zones.in(Locale.forLanguageTag(tag));
      assertThat(areas).as(tag).hasSizeBetween(5, 7);
      List<Zone> zones = areas.stream().flatMap(area -> area.zones().stream()).toList();
      assertThat(zones).extracting(Zone::id).doesNotHaveDuplicates().hasSizeGreaterThan(300);
      assertThat(zones)
          .allSatisfy(zone -> {
            assertThat(ZoneId.of(zone.id()).getId()).isEqualTo(zone.id());
            assertThat(zone.city()).isNotBlank();
          });
    }
  }

  @Test
  void cities_stand_in_the_order_of_the_alphabet_below_their_continent() {
    List<Area> areas = Zones.in(Locale.of("es"));
    assertThat(areas)
        .extracting(Area::name)
        .containsExactly("África", "América", "Asia", "Europa", "Oceanía");
    List<String> europe = areas.get(3).zones().stream().map(Zone::city).toList();
    // An accent moves no letter.
    assertThat(europe.subList(0, 5))
        .containsExactly("Ámsterdam", "Anádyr", "Andorra", "Astracán", "Atenas");
  }
}
