package communique.language;

import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.MeasureFormat.FormatWidth;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;

/// How long things are, as a language says it.
public final class Sizes {
  private static final double KILO = 1_000;

  private Sizes() {}

  /// The length of a file: `870 kB`, `1.2 MB`.
  public static String bytes(Locale locale, long bytes) {
    boolean small = bytes < KILO * KILO;
    return NumberFormatter.withLocale(ULocale.forLocale(locale))
        .unit(small ? MeasureUnit.KILOBYTE : MeasureUnit.MEGABYTE)
        .precision(Precision.maxFraction(small ? 0 : 1))
        .format(small ? Math.max(1, bytes / KILO) : bytes / KILO / KILO)
        .toString();
  }

  /// The length of a film: `2 minutes, 30 seconds`.
  public static String length(Locale locale, Duration length) {
    var measures = new ArrayList<Measure>();
    if (length.toHours() > 0) measures.add(new Measure(length.toHours(), MeasureUnit.HOUR));
    if (length.toMinutesPart() > 0)
      measures.add(new Measure(length.toMinutesPart(), MeasureUnit.MINUTE));
    if (length.toSecondsPart() > 0 || measures.isEmpty())
      measures.add(new Measure(length.toSecondsPart(), MeasureUnit.SECOND));
    return MeasureFormat.getInstance(ULocale.forLocale(locale), FormatWidth.WIDE)
        .formatMeasures(measures.toArray(Measure[]::new));
  }
}
