package communique.matching;

import communique.search.Expression;
import communique.search.Field;
import communique.search.Search;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.function.ToIntFunction;

/// A search as numbers: signs of what is asked, each before what it is asked of.
///
/// It is the same for every language. What a word asks of a text in one of them, and whether it is
/// passed over there because it tells nothing, is the [Tongue]'s to say when a text is there, by
/// the rules of [communique.search.Sought].
final class Program {
  /// Answers of [Said#atom(int)]: the lowest bit says whether it holds, the others how much it
  /// tells.
  static final int HOLDS = 1;

  /// Nothing is asked.
  static final int VOID = 0;

  /// A word that nearly every text has.
  static final int COMMON = 2;

  /// Something that no word says, or that something is not so.
  static final int WEAK = 4;

  /// Words that tell something.
  static final int STRONG = 6;

  static final int NOT = -1;
  static final int FROM = -2;
  static final int TO = -3;
  static final int NOTHING = -4;
  static final int MANY = -16;
  static final int ALL = 0;
  static final int ANY = 1;
  static final int FILTERS = 2;

  private Program() {}

  /// What a text says of atoms, and its day.
  interface Said {
    /// How much an atom tells in the text's language, and whether it holds: one of the four below,
    /// with [#HOLDS] where it does.
    int atom(int atom);

    /// How many atoms were listened for, which are those with lower numbers. A search that asks for
    /// another came later than the text, and is not asked for here.
    int known();

    /// The day of the text, as [LocalDate#toEpochDay()] counts.
    long day();
  }

  /// The numbers of a search.
  ///
  /// @param atoms gives each word, phrase, beginning and value its number
  static int[] of(Search search, ToIntFunction<Expression> atoms) {
    var into = new Writing();
    int parts = 1 + search.values().size();
    LocalDate from = search.from();
    LocalDate to = search.to();
    if (from != null) parts++;
    if (to != null) parts++;
    if (parts > 1) into.many(FILTERS, parts);
    write(search.words(), atoms, into);
    search.values().forEach((field, values) -> fields(field, values, atoms, into));
    if (from != null) day(FROM, from, into);
    if (to != null) day(TO, to, into);
    return into.made();
  }

  /// The numbers of a search that asks for clauses at once.
  ///
  /// @param atom that it asks for besides; −1 for none
  /// @param rows where the clauses stand, each as [Clauses] has it
  static int[] of(int atom, int[] rows, int from, int end) {
    var into = new Writing();
    int count = atom < 0 ? 0 : 1;
    for (int i = from; i < end; i++) if ((rows[i] & Clauses.MORE) == 0) count++;
    into.many(ALL, count);
    if (atom >= 0) into.add(atom);
    for (int i = from; i < end; ) {
      int last = i;
      while ((rows[last] & Clauses.MORE) != 0) last++;
      if (last > i) into.many(ANY, last - i + 1);
      for (; i <= last; i++) {
        if ((rows[i] & Clauses.NOT) != 0) into.add(NOT);
        into.add(rows[i] >>> 2);
      }
    }
    return into.made();
  }

  private static void fields(
      Field field, SortedSet<String> values, ToIntFunction<Expression> atoms, Writing into) {
    if (values.size() > 1) into.many(ANY, values.size());
    for (String value : values) into.add(atoms.applyAsInt(new Expression.In(field, value)));
  }

  private static void write(Expression one, ToIntFunction<Expression> atoms, Writing into) {
    switch (one) {
      case Expression.Everything e -> into.add(NOTHING);
      case Expression.Word word -> into.add(atoms.applyAsInt(word));
      case Expression.Prefix prefix -> into.add(atoms.applyAsInt(prefix));
      case Expression.Phrase phrase -> into.add(atoms.applyAsInt(phrase));
      case Expression.In in -> {
        switch (in.field()) {
          case FROM -> day(FROM, LocalDate.parse(in.value()), into);
          case TO -> day(TO, LocalDate.parse(in.value()), into);
          case ORGANISATION, PERSON, ROLE, PLACE, TOPIC, KIND, ANNOUNCEMENT, LOCALE ->
              into.add(atoms.applyAsInt(in));
        }
      }
      case Expression.Not not -> {
        into.add(NOT);
        write(not.of(), atoms, into);
      }
      case Expression.All all -> {
        into.many(ALL, all.of().size());
        for (Expression member : all.of()) write(member, atoms, into);
      }
      case Expression.Any any -> {
        into.many(ANY, any.of().size());
        for (Expression member : any.of()) write(member, atoms, into);
      }
    }
  }

  private static void day(int sign, LocalDate day, Writing into) {
    into.add(sign);
    into.add((int) Math.clamp(day.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  private static final class Writing {
    private int[] made = new int[8];
    private int size;

    void add(int number) {
      if (size == made.length) made = Arrays.copyOf(made, size * 2);
      made[size++] = number;
    }

    void many(int sort, int count) {
      add(MANY - ((count << 2) | sort));
    }

    int[] made() {
      return Arrays.copyOf(made, size);
    }
  }

  /// Asks one text many programs; of one thread.
  static final class Run {
    private final Said said;
    private int[] program = {};
    private int at;
    private boolean later;

    Run(Said said) {
      this.said = said;
    }

    /// Whether the text answers to the program that begins at `start`.
    boolean holds(int[] numbers, int start) {
      program = numbers;
      at = start;
      later = false;
      int answer = next();
      return !later && ((answer & HOLDS) != 0 || (answer & ~HOLDS) == VOID);
    }

    private int next() {
      int sign = program[at++];
      if (sign >= 0) {
        if (sign < said.known()) return said.atom(sign);
        later = true;
        return VOID;
      }
      return switch (sign) {
        case NOTHING -> VOID;
        case NOT -> {
          int of = next();
          yield (of & ~HOLDS) == VOID ? VOID : WEAK | ((of & HOLDS) ^ HOLDS);
        }
        case FROM -> WEAK | (said.day() >= program[at++] ? HOLDS : 0);
        case TO -> WEAK | (said.day() <= program[at++] ? HOLDS : 0);
        default -> {
          int many = MANY - sign;
          int count = many >> 2;
          yield switch (many & 3) {
            case ALL -> all(count);
            case ANY -> any(count);
            default -> filters(count);
          };
        }
      };
    }

    /// A word that nearly every text has is not asked for beside one that tells more.
    private int all(int count) {
      int members = 0;
      int commons = 0;
      int last = VOID;
      int lastCommon = VOID;
      boolean tells = false;
      boolean others = true;
      boolean common = true;
      for (int i = 0; i < count; i++) {
        int member = next();
        switch (member & ~HOLDS) {
          case VOID -> {
            // Not asked.
          }
          case COMMON -> {
            commons++;
            lastCommon = member;
            common &= (member & HOLDS) != 0;
          }
          default -> {
            members++;
            last = member;
            tells |= (member & ~HOLDS) == STRONG;
            others &= (member & HOLDS) != 0;
          }
        }
      }
      if (tells) commons = 0;
      if (members + commons == 0) return VOID;
      if (members + commons == 1) return commons == 1 ? lastCommon : last;
      return STRONG | (others && (commons == 0 || common) ? HOLDS : 0);
    }

    private int any(int count) {
      int members = 0;
      int last = VOID;
      int holds = 0;
      for (int i = 0; i < count; i++) {
        int member = next();
        if ((member & ~HOLDS) == VOID) continue;
        members++;
        last = member;
        holds |= member & HOLDS;
      }
      return members <= 1 ? last : STRONG | holds;
    }

    private int filters(int count) {
      boolean holds = true;
      for (int i = 0; i < count; i++) {
        int member = next();
        holds &= (member & HOLDS) != 0 || (member & ~HOLDS) == VOID;
      }
      return WEAK | (holds ? HOLDS : 0);
    }
  }

  /// Where the program that begins at `start` has its end.
  static int end(int[] program, int start) {
    var needs = new Needs(atom -> 0);
    needs.read(program, start);
    return needs.end();
  }
}
