package communique.text;

import communique.language.Locales;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;

/// A chart of bars, drawn before the table that it shows. The table says the same to those who do
/// not see it, so the drawing is hidden from them.
final class Chart {
  static final String CLASS = "js-barchart-table";
  private static final int WIDTH = 400;
  private static final int BAR = 20;
  private static final int LABEL = 22;
  private static final int GAP = 14;
  private static final int VALUE = 70;

  private final Locale locale;
  private final Element table;
  private final List<Bars> rows;
  private final double scale;
  private final double zero;
  private final boolean stacked;

  /// One row: what it is of, and its bars.
  private record Bars(String label, List<Double> values, List<String> words) {}

  private Chart(Element table, List<Bars> rows, Locale locale) {
    this.table = table;
    this.rows = rows;
    this.locale = locale;
    this.stacked = table.hasClass("mc-stacked");
    double least = 0;
    double most = 0;
    for (Bars row : rows) {
      double sum = 0;
      for (double value : row.values) {
        sum += Math.max(0, value);
        least = Math.min(least, value);
        most = Math.max(most, stacked ? sum : value);
      }
    }
    this.scale = most == least ? 0 : (WIDTH - VALUE) / (most - least);
    this.zero = -least * scale;
  }

  /// Why a chart of a body cannot be drawn; empty when all can, and for tables of a single column,
  /// which have nothing to draw.
  static Optional<TextRefused> problem(Element tree) {
    for (Element table : tree.select("table." + CLASS)) {
      Element first = table.selectFirst("tr");
      int width = first == null ? 0 : filled(first);
      for (Element row : table.select("tr")) {
        int cells = filled(row);
        if (cells != width) {
          return Optional.of(new TextRefused("text.chart-uneven", name(row), cells, width));
        }
      }
      for (Element row : table.select("tbody > tr")) {
        for (Element cell : row.children()) {
          if (cell.previousElementSibling() != null && number(cell.text(), Locale.ROOT).isEmpty()) {
            return Optional.of(
                new TextRefused("text.chart-no-number", name(row), shown(cell.text())));
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Cells that hold something, and the first, which may be the corner above the names of rows.
  private static int filled(Element row) {
    int cells = 0;
    for (Element cell : row.children()) {
      if (cell.previousElementSibling() == null || !cell.text().isBlank()) cells++;
    }
    return cells;
  }

  private static String name(Element row) {
    return row.childrenSize() == 0 ? "" : shown(row.child(0).text());
  }

  private static String shown(String words) {
    return words.length() > 80 ? words.substring(0, 79).strip() + "…" : words;
  }

  /// Puts the drawing before its table, if one can be made.
  static void draw(Element table, Locale locale) {
    List<Bars> rows = new ArrayList<>();
    for (Element row : table.select("> tbody > tr")) {
      List<Double> values = new ArrayList<>();
      List<String> words = new ArrayList<>();
      for (Element cell : row.children()) {
        if (cell.previousElementSibling() == null) continue;
        OptionalDouble number = number(cell.text(), locale);
        if (number.isEmpty()) return;
        values.add(number.getAsDouble());
        words.add(cell.text());
      }
      if (values.isEmpty()) return;
      rows.add(new Bars(row.child(0).text(), values, words));
    }
    if (rows.isEmpty() || rows.size() > 200) return;
    new Chart(table, rows, locale).draw();
  }

  private void draw() {
    boolean right = Locales.direction(locale).equals("rtl");
    Element figure = Elements.make("figure", "chart");
    int series = rows.getFirst().values.size();
    int bars = stacked ? 1 : series;
    int height = rows.size() * (LABEL + bars * BAR + GAP);
    Element svg =
        Elements.add(figure, "svg").attr("aria-hidden", "true").attr("focusable", "false");
    svg.attributes().put("viewBox", "0 0 " + WIDTH + " " + height);
    int y = 0;
    for (Bars row : rows) {
      text(svg, right ? WIDTH : 0, y + 15, row.label);
      y += LABEL;
      double from = zero;
      for (int i = 0; i < row.values.size(); i++) {
        double value = row.values.get(i);
        double length = Math.abs(value) * scale;
        double start = stacked ? from : value < 0 ? zero - length : zero;
        Elements.add(svg, "rect", "bar bar-" + (i % 4 + 1))
            .attr("x", number(right ? WIDTH - start - length : start))
            .attr("y", String.valueOf(y))
            .attr("width", number(Math.max(1, length)))
            .attr("height", String.valueOf(BAR - 3));
        if (stacked) {
          from += length;
        } else {
          double end = zero + (value < 0 ? 0 : length) + 6;
          text(svg, right ? WIDTH - end : end, y + 13, row.words.get(i)).addClass("value");
          y += BAR;
        }
      }
      if (stacked) y += BAR;
      y += GAP;
    }
    if (series > 1) legend(figure);
    table.before(figure);
  }

  private static Element text(Element svg, double x, double y, String words) {
    return Elements.add(svg, "text")
        .attr("x", number(x))
        .attr("y", number(y))
        .appendText(shown(words));
  }

  private void legend(Element figure) {
    Element head = table.selectFirst("thead tr");
    if (head == null) return;
    Element legend = Elements.add(figure, "figcaption").attr("aria-hidden", "true");
    for (int i = 1; i < head.childrenSize(); i++) {
      Elements.add(legend, "span", "key bar-" + ((i - 1) % 4 + 1)).appendText(head.child(i).text());
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /// The number in a cell: signs of money and per cent around it do not count, nor do those that
  /// set thousands apart. Two numbers, such as a range or a date, are none.
  ///
  /// @param locale of the table, whose comma may be a decimal sign
  static OptionalDouble number(String words, Locale locale) {
    StringBuilder digits = new StringBuilder();
    boolean negative = false;
    boolean over = false;
    for (int i = 0; i < words.length() && digits.length() < 30; i++) {
      char c = words.charAt(i);
      if (Character.isDigit(c)) {
        if (over) return OptionalDouble.empty();
        digits.append((char) ('0' + Character.digit(c, 10)));
      } else if (c == '.' || c == '٫') {
        digits.append('.');
      } else if (c == ',') {
        digits.append(',');
      } else if ("-−–".indexOf(c) >= 0 && digits.isEmpty()) {
        negative = true;
      } else if ("-−–/:".indexOf(c) >= 0) {
        over = true;
      } else if (Character.isLetter(c)) {
        return OptionalDouble.empty();
      }
    }
    String plain = plain(digits.toString(), locale);
    if (plain.chars().noneMatch(Character::isDigit)) return OptionalDouble.empty();
    return OptionalDouble.of((negative ? -1 : 1) * Double.parseDouble(plain));
  }

  /// Digits with a point as their only sign; empty where the signs among them make no number.
  private static String plain(String digits, Locale locale) {
    String written = digits.replaceFirst("[.,]+$", "");
    int last = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','));
    if (last < 0) return written;
    char sign = written.charAt(last);
    boolean three = written.length() - last == 4;
    boolean often = written.indexOf(sign) < last;
    if (often && !three) return "";
    boolean other = written.indexOf(sign == '.' ? ',' : '.') >= 0;
    boolean comma = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator() == ',';
    // Three digits may be thousands or a fraction: then the language decides.
    boolean fraction = !three || other || written.startsWith("0") || comma == (sign == ',');
    String whole = written.substring(0, last).replace(".", "").replace(",", "");
    return whole + (fraction && !often ? "." : "") + written.substring(last + 1);
  }
}
