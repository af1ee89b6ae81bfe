package communique.matching;

import java.util.Arrays;

/// A search as a row of numbers in the list of its anchor: what else must hold, in clauses of which
/// each needs one of its literals. A row is read once from its beginning to its end, wherever a
/// text has the anchor; most searches are decided by it.
///
/// A text passes a word over where its language has no such thing, or where nearly every text has
/// it. What becomes of a search then depends on all of it, so the answer is [#PERHAPS], and its
/// [Program] is asked.
final class Clauses {
  /// Added to a literal's atom, four times: that it must not hold.
  static final int NOT = 2;

  /// That another literal of the same clause comes next.
  static final int MORE = 1;

  static final int NO = 0;
  static final int PERHAPS = 1;
  static final int YES = 2;

  /// The id of the search; four times how many literals follow and the two signs below; where there
  /// is a program, where it begins; the literals.
  private static final int HEAD = 2;

  private static final int PROGRAM = 1;
  private static final int PARTIAL = 2;

  private Clauses() {}

  /// The row of a search that is nothing but an anchor of one atom, or none, and clauses.
  static int[] row(int id, int[] clauses) {
    int[] row = new int[HEAD + clauses.length];
    row[0] = id;
    row[1] = clauses.length << 2;
    System.arraycopy(clauses, 0, row, HEAD, clauses.length);
    return row;
  }

  /// The row of one that has a program.
  ///
  /// @param complete whether it answers where the anchor and the clauses do
  /// @param max that many literals are taken; the program knows the others
  static int[] row(int id, int[] clauses, int program, boolean complete, int max) {
    int count = clauses.length;
    if (count > max) for (count = max; count > 0 && (clauses[count - 1] & MORE) != 0; ) count--;
    int[] row = Arrays.copyOf(new int[] {id, 0, program}, HEAD + 1 + count);
    boolean all = complete && count == clauses.length;
    row[1] = (count << 2) | PROGRAM | (all ? 0 : PARTIAL);
    System.arraycopy(clauses, 0, row, HEAD + 1, count);
    return row;
  }

  static int id(int[] rows, int at) {
    return rows[at];
  }

  /// Where the row that begins at `at` has its end.
  static int end(int[] rows, int at) {
    return clauses(rows, at) + (rows[at + 1] >>> 2);
  }

  private static int clauses(int[] rows, int at) {
    return at + HEAD + (rows[at + 1] & PROGRAM);
  }

  /// Where a search has its program; −1 where it has none.
  static int start(int[] rows, int at) {
    return (rows[at + 1] & PROGRAM) == 0 ? -1 : rows[at + HEAD];
  }

  /// Whether a text answers to the search at `at`, as far as its row says.
  ///
  /// @param anchor the atom in whose list it stands, −1 for none
  static int answer(int[] rows, int at, int anchor, Tongue.Heard heard) {
    int head = rows[at + 1];
    int sure = (head & PARTIAL) != 0 || (anchor >= 0 && !heard.isHeld(anchor)) ? PERHAPS : YES;
    int i = at + HEAD + (head & PROGRAM);
    for (int end = i + (head >>> 2); i < end; ) {
      int literal = rows[i++];
      int one = literal(literal, heard);
      while ((literal & MORE) != 0) {
        literal = rows[i++];
        one = Math.max(one, literal(literal, heard));
      }
      if (one == NO) return NO;
      sure = Math.min(sure, one);
    }
    return sure;
  }

  /// A search that asks for an atom that is not known came later than the text. It is not asked
  /// for.
  private static int literal(int literal, Tongue.Heard heard) {
    int atom = literal >>> 2;
    boolean not = (literal & NOT) != 0;
    if (!heard.isKnown(atom)) return NO;
    if (!heard.isFired(atom)) return not ? YES : NO;
    return heard.isHeld(atom) ? (not ? NO : YES) : PERHAPS;
  }

  /// The program of a search whose row is all there is of it.
  static int[] program(int[] rows, int at, int anchor) {
    return Program.of(anchor, rows, clauses(rows, at), end(rows, at));
  }
}
