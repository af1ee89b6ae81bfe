package communique.language;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ibm.icu.text.Collator;
import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.util.Region;
import com.ibm.icu.util.Region.RegionType;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import com.ibm.icu.util.ULocale;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/// The clocks that somebody may live by: each zone of the IANA database under the name of a city,
/// by CLDR, and the cities by continent. A zone that is only another name for one of them is left
/// out.
public final class Zones {
  // As in Messages: bounded in case of a mistake only.
  private static final Cache<Locale, List<Area>> KNOWN =
      Caffeine.newBuilder().maximumSize(100).build();

  /// The JDK gives a copy of its six hundred each time.
  private static final Set<String> IDS = Set.copyOf(ZoneId.getAvailableZoneIds());

  private Zones() {}

  /// Whether there is a zone of that name in the IANA database, as far as this JDK knows.
  public static boolean has(String id) {
    return IDS.contains(id);
  }

  /// A zone.
  ///
  /// @param id as the IANA database has it, `Asia/Tokyo`
  /// @param city in the language that was asked for
  public record Zone(String id, String city) {}

  /// The zones of a continent, in the order of its readers' alphabet.
  ///
  /// @param name of the continent
  public record Area(String name, List<Zone> zones) {
    public Area {
      zones = List.copyOf(zones);
    }
  }

  /// All of them in the words of a locale, in the order of its alphabet.
  public static List<Area> in(Locale locale) {
    return KNOWN.get(locale, Zones::made);
  }

  private static List<Area> made(Locale locale) {
    ULocale cldr = Locales.cldr(locale);
    TimeZoneNames cities = TimeZoneNames.getInstance(cldr);
    LocaleDisplayNames regions =
        LocaleDisplayNames.getInstance(
            cldr, DisplayContext.CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE);
    Comparator<Object> alphabet = Collator.getInstance(cldr);
    var areas = new TreeMap<String, List<Zone>>(alphabet);
    for (String icu : TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, null, null)) {
      String id = TimeZone.getIanaID(icu);
      // The clock itself is the JDK's, which may know fewer.
      if (!has(id)) continue;
      Region continent =
          Region.getInstance(TimeZone.getRegion(icu)).getContainingRegion(RegionType.CONTINENT);
      areas
          .computeIfAbsent(
              regions.regionDisplayName(continent.toString()), key -> new ArrayList<>())
          .add(new Zone(id, cities.getExemplarLocationName(icu)));
    }
    var all = new ArrayList<Area>();
    areas.forEach((name, zones) -> {
      zones.sort(Comparator.comparing(Zone::city, alphabet));
      all.add(new Area(name, zones));
    });
    return List.copyOf(all);
  }
}
