package communique.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/// Finds what differs between lists, as long as its work lasts. Myers's algorithm needs the product
/// of the lengths in the worst case; when that is no longer there, what lies between a common start
/// and a common end counts as replaced.
final class Changes {
  private long work;

  Changes(long work) {
    this.work = work;
  }

  /// A stretch of both lists; one of the two may be empty when they are not the same.
  record Step(boolean same, int before, int beforeEnd, int after, int afterEnd) {}

  List<Step> between(List<String> before, List<String> after) {
    int start = 0;
    int shorter = Math.min(before.size(), after.size());
    while (start < shorter && before.get(start).equals(after.get(start))) start++;
    int end = 0;
    while (end < shorter - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    int beforeEnd = before.size() - end;
    int afterEnd = after.size() - end;

    List<Step> steps = new ArrayList<>();
    if (start > 0) steps.add(new Step(true, 0, start, 0, start));
    middle(before.subList(start, beforeEnd), after.subList(start, afterEnd), start, steps);
    if (end > 0) steps.add(new Step(true, beforeEnd, before.size(), afterEnd, after.size()));
    return steps;
  }

  private void middle(List<String> before, List<String> after, int start, List<Step> steps) {
    if (before.isEmpty() && after.isEmpty()) return;
    long cost = (long) before.size() * after.size();
    if (cost == 0 || cost > work) {
      steps.add(new Step(false, start, start + before.size(), start, start + after.size()));
      return;
    }
    work -= cost;
    int a = 0;
    int b = 0;
    int aEnd = 0;
    int bEnd = 0;
    var script = DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<String>());
    for (AbstractDelta<String> delta : script.getDeltas()) {
      int from = delta.getSource().getPosition();
      int to = delta.getTarget().getPosition();
      // What is put in and what is taken out at the same place come as two deltas.
      if (from > aEnd) {
        changed(start, a, aEnd, b, bEnd, steps);
        steps.add(new Step(true, start + aEnd, start + from, start + bEnd, start + to));
        a = from;
        b = to;
      }
      aEnd = from + delta.getSource().size();
      bEnd = to + delta.getTarget().size();
    }
    changed(start, a, aEnd, b, bEnd, steps);
    if (aEnd < before.size()) {
      int end = start + before.size();
      steps.add(new Step(true, start + aEnd, end, start + bEnd, start + after.size()));
    }
  }

  private static void changed(int start, int a, int aEnd, int b, int bEnd, List<Step> steps) {
    if (a == aEnd && b == bEnd) return;
    steps.add(new Step(false, start + a, start + aEnd, start + b, start + bEnd));
  }
}
