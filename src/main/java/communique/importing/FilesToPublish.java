package communique.importing;

import communique.language.Locales;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.Act;
import communique.record.PublicRecord;
import communique.record.Publish;
import communique.record.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Files that are published together: all are checked before the first is published, then all are
/// published or none. In whatever order they are given, an original comes before its translations.
public final class FilesToPublish {
  private final PublicRecord record;
  private final Locales locales;

  /// @param locales the newsroom's
  public FilesToPublish(PublicRecord record, Locales locales) {
    this.record = record;
    this.locales = locales;
  }

  /// What became of them.
  public sealed interface Answer {
    /// All are public; a receipt for each, in the order in which they were given.
    record Done(List<Receipt> receipts) implements Answer {}

    /// None is; every reason, by the file's name.
    record Refused(Map<String, List<Refusal>> refusals) implements Answer {}
  }

  /// Publishes `files`.
  public Answer publish(Act act, List<MarkdownFile> files) {
    var reasons = new Reasons(files);
    var publishes = new HashMap<Integer, Publish>();
    for (int i = 0; i < files.size(); i++) {
      switch (files.get(i).publish()) {
        case Outcome.Done<Publish> done -> publishes.put(i, done.value());
        case Outcome.Refused<Publish> refused -> reasons.add(i, refused.refusals());
      }
    }
    Map<Integer, Publish> once = once(files, publishes, reasons);
    List<Integer> order =
        IntStream.range(0, files.size())
            .boxed()
            .filter(once::containsKey)
            .sorted(Comparator.comparingInt(i -> rank(publish(once, i))))
            .toList();
    List<Publish> commands = order.stream().map(i -> publish(once, i)).toList();
    Outcome<List<Receipt>> outcome =
        reasons.none() ? record.execute(act, commands) : record.rehearse(act, commands);
    return switch (outcome) {
      case Outcome.Refused<List<Receipt>> refused -> {
        for (Refusal refusal : refused.refusals()) {
          int dot = refusal.place().indexOf('.');
          int command = commands.size() == 1 ? 0 : Integer.parseInt(refusal.place(), 0, dot, 10);
          String place =
              commands.size() == 1 ? refusal.place() : refusal.place().substring(dot + 1);
          reasons.add(
              order.get(command), List.of(new Refusal(place, refusal.key(), refusal.arguments())));
        }
        yield reasons.answer();
      }
      case Outcome.Done<List<Receipt>> done -> {
        if (!reasons.none()) yield reasons.answer();
        var receipts = new ArrayList<Receipt>();
        for (int i = 0; i < files.size(); i++) receipts.add(done.value().get(order.indexOf(i)));
        yield new Answer.Done(List.copyOf(receipts));
      }
    };
  }

  /// Those that are the first of their page; the others are refused.
  private static Map<Integer, Publish> once(
      List<MarkdownFile> files, Map<Integer, Publish> publishes, Reasons reasons) {
    var pages = new HashMap<String, String>();
    var once = new HashMap<Integer, Publish>();
    for (int i = 0; i < files.size(); i++) {
      Publish publish = publishes.get(i);
      if (publish == null) continue;
      String tag = publish.locale().toLanguageTag();
      String other = pages.putIfAbsent(publish.slug() + "." + tag, files.get(i).name());
      if (other == null) once.put(i, publish);
      else
        reasons.add(
            i, List.of(new Refusal("slug", "file.twice", List.of(publish.slug(), tag, other))));
    }
    return once;
  }

  private int rank(Publish publish) {
    if (publish.original()) return 0;
    return publish.locale().equals(locales.first()) ? 1 : 2;
  }

  private static Publish publish(Map<Integer, Publish> publishes, int i) {
    Publish publish = publishes.get(i);
    if (publish == null) throw new IllegalArgumentException("file " + i + " was refused");
    return publish;
  }

  /// The reasons against each file.
  private static final class Reasons {
    private final List<MarkdownFile> files;
    private final List<List<Refusal>> reasons;

    Reasons(List<MarkdownFile> files) {
      this.files = files;
      this.reasons = IntStream.range(0, files.size()).mapToObj(i -> reasons()).toList();
    }

    void add(int file, List<Refusal> more) {
      reasons.get(file).addAll(more);
    }

    boolean none() {
      return reasons.stream().allMatch(List::isEmpty);
    }

    /// That a translation lacks its original says nothing to somebody who gave the original, and is
    /// told what is wrong with that.
    Answer answer() {
      var all = new LinkedHashMap<String, List<Refusal>>();
      for (int i = 0; i < files.size(); i++) {
        boolean follows = isRefusedElsewhere(i);
        for (Refusal refusal : reasons.get(i)) {
          if (follows && refusal.key().equals("document.missing")) continue;
          all.computeIfAbsent(files.get(i).name(), name -> reasons()).add(refusal);
        }
      }
      return new Answer.Refused(all);
    }

    private boolean isRefusedElsewhere(int file) {
      String slug = files.get(file).slug();
      return IntStream.range(0, files.size())
          .filter(i -> i != file && files.get(i).slug().equals(slug))
          .mapToObj(reasons::get)
          .flatMap(List::stream)
          .anyMatch(refusal -> !refusal.key().equals("document.missing"));
    }

    private static List<Refusal> reasons() {
      return new ArrayList<>();
    }
  }
}
