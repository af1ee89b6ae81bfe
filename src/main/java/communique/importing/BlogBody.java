package communique.importing;

import communique.platform.Outcome;
import communique.record.Attachment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The body of a blog's Markdown, made fit for a page here: pictures that lie beside it become
/// ours, and what only its own program understands is left out.
///
/// @param source what is to be published
/// @param attachments the pictures, none twice
/// @param kept what no page here shows, by name and line of the body, and how often it stood there
record BlogBody(String source, List<Attachment> attachments, Map<String, Object> kept) {
  private static final Pattern SHORTCODE =
      Pattern.compile("\\{\\{[<%]\\s*(.{0,500}?)\\s*[%>]\\}\\}|\\{%-?\\s*(.{0,500}?)\\s*-?%\\}");
  private static final Pattern MORE = Pattern.compile("<!--\\s*more\\s*-->");
  private static final Pattern PICTURE =
      Pattern.compile("!\\[([^\\]\\[\\n]{0,1000})\\]\\(([^)\\s]{1,500})(?:\\s+\"[^\"\\n]*\")?\\)");
  private static final Pattern HTML = Pattern.compile("<([a-zA-Z][a-zA-Z0-9]*)(?:\\s[^>\\n]*)?/?>");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s:#/?][^)\\s:]{0,500})[)\\s]");
  private static final Pattern FENCE = Pattern.compile("\\s{0,3}(```|~~~).*");

  /// @param beside finds a file that is named
  static BlogBody of(String body, BiFunction<String, String, Outcome<Attachment>> beside) {
    var kept = new LinkedHashMap<String, Object>();
    var attachments = new LinkedHashMap<String, Attachment>();
    var out = new ArrayList<String>();
    boolean code = false;
    boolean gone = false;
    int number = 0;
    for (String line : body.split("\n", -1)) {
      number++;
      if (FENCE.matcher(line).matches()) code = !code;
      String at = ", line " + number + " of the text";
      String plain =
          SHORTCODE
              .matcher(line)
              .replaceAll(found -> {
                String words = found.group(1) == null ? found.group(2) : found.group(1);
                if (!words.startsWith("/"))
                  kept.put("shortcode " + words.split("\\s+", 2)[0] + at, 1);
                return "";
              });
      if (!code) {
        plain = MORE.matcher(plain).replaceAll("");
        HTML.matcher(plain).results().forEach(found -> kept.put("html " + found.group(1) + at, 1));
        plain = pictures(plain, attachments, beside);
        LINK.matcher(plain).results().forEach(found -> kept.put("link " + found.group(1) + at, 1));
      }
      // A line of nothing else goes whole, and leaves one empty line.
      boolean goes = plain.isBlank() && !line.isBlank();
      boolean empty = plain.isBlank() && (out.isEmpty() || out.getLast().isBlank());
      if (!(goes || gone) || !empty) out.add(goes ? "" : plain);
      gone = goes || (gone && plain.isBlank());
    }
    return new BlogBody(String.join("\n", out).strip(), List.copyOf(attachments.values()), kept);
  }

  private static String pictures(
      String line,
      Map<String, Attachment> attachments,
      BiFunction<String, String, Outcome<Attachment>> beside) {
    Matcher found = PICTURE.matcher(line);
    var out = new StringBuilder();
    while (found.find()) {
      String named = Wxr.decoded(found.group(2)).replaceFirst("^\\./", "");
      if (named.contains(":") || named.startsWith("/")) continue;
      if (!(beside.apply("", named) instanceof Outcome.Done<Attachment> done)) continue;
      Attachment picture = done.value().shows(found.group(1));
      if (!picture.isPicture()) continue;
      Attachment same = attachments.putIfAbsent(picture.path(), picture);
      boolean alone = line.strip().equals(found.group()) && same == null;
      boolean isNamed =
          NAME.matcher(picture.name()).matches()
              && attachments.values().stream()
                      .filter(one -> one.name().equals(picture.name()))
                      .count()
                  == 1;
      String becomes =
          alone && isNamed
              ? "[Image:" + picture.name() + "]"
              : "![" + found.group(1) + "](" + picture.path() + ")";
      found.appendReplacement(out, Matcher.quoteReplacement(becomes));
    }
    return found.appendTail(out).toString();
  }
}
