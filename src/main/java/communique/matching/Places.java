package communique.matching;

import communique.search.Analysis.Token;
import java.util.Arrays;
import java.util.List;

/// Where the terms of one text stand in it: those that somebody asks for.
final class Places {
  /// Terms and positions, in order.
  private final long[] places;

  /// Which terms there are, a bit for each.
  private final long[] there;

  /// How many terms come before those of a word of `there`.
  private final int[] before;

  /// Where the places of each term begin, and at last where they end.
  private final int[] begins;

  private final int terms;

  Places(List<Token> tokens, Dictionary numbers) {
    var found = new long[tokens.size() * 2];
    int count = 0;
    for (Token token : tokens)
      for (String term : token.terms()) {
        int number = numbers.find(term);
        if (number < 0) continue;
        if (count == found.length) found = Arrays.copyOf(found, count * 2);
        found[count++] = (long) number << 32 | token.position();
      }
    Arrays.sort(found, 0, count);
    places = found;
    there = new long[count == 0 ? 0 : 1 + (int) (found[count - 1] >>> 38)];
    before = new int[there.length];
    begins = new int[count + 1];
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      int term = (int) (found[i] >>> 32);
      if (has(term)) continue;
      there[term >> 6] |= 1L << term;
      begins[distinct++] = i;
    }
    begins[distinct] = count;
    terms = distinct;
    for (int i = 1; i < before.length; i++) before[i] = before[i - 1] + Long.bitCount(there[i - 1]);
  }

  /// How many terms there are.
  int terms() {
    return terms;
  }

  /// Each of them, from 0.
  int term(int i) {
    return (int) (places[begins[i]] >>> 32);
  }

  /// Whether a term stands anywhere.
  boolean has(int term) {
    return term >> 6 < there.length && (there[term >> 6] & 1L << term) != 0;
  }

  /// Whether a term that is there stands that far behind the one that comes as number `i`.
  boolean has(int i, int term, int distance) {
    int other = index(term);
    int at = begins[other];
    int end = begins[other + 1];
    for (int lead = begins[i]; lead < begins[i + 1]; lead++) {
      int position = (int) places[lead] + distance;
      while (at < end && (int) places[at] < position) at++;
      if (at == end) return false;
      if ((int) places[at] == position) return true;
    }
    return false;
  }

  private int index(int term) {
    return before[term >> 6] + Long.bitCount(there[term >> 6] & ((1L << term) - 1));
  }

  /// Whether the words that are kept in `runs` from `start` on stand as they must; see [Tongue].
  boolean has(int[] runs, int start) {
    int count = runs[start];
    int at = start + 1;
    if (count < 0) {
      for (int i = 0; i > count; i--, at = next(runs, at)) if (!stands(runs, at, -1)) return false;
      return true;
    }
    // The first word stands somewhere, and each other that far from it.
    for (int i = at + 2; i < next(runs, at); i++) {
      if (!has(runs[i])) continue;
      int term = index(runs[i]);
      for (int place = begins[term]; place < begins[term + 1]; place++)
        if (follow(runs, next(runs, at), count - 1, (int) places[place] - runs[at])) return true;
    }
    return false;
  }

  private boolean follow(int[] runs, int start, int count, int first) {
    int at = start;
    for (int word = 0; word < count; word++, at = next(runs, at))
      if (!stands(runs, at, first + runs[at])) return false;
    return true;
  }

  private static int next(int[] runs, int at) {
    return at + 2 + runs[at + 1];
  }

  /// Whether one of a word's terms stands at a position, or anywhere for −1.
  private boolean stands(int[] runs, int at, int position) {
    for (int i = at + 2; i < next(runs, at); i++) {
      if (!has(runs[i])) continue;
      if (position < 0) return true;
      int term = index(runs[i]);
      long place = (long) runs[i] << 32 | position;
      if (Arrays.binarySearch(places, begins[term], begins[term + 1], place) >= 0) return true;
    }
    return false;
  }
}
