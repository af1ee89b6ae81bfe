package communique.alerts;

import communique.search.Expression;
import communique.search.Field;
import communique.search.Search;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.function.IntToDoubleFunction;
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

  private static final int NOT = -1;
  private static final int FROM = -2;
  private static final int TO = -3;
  private static final int NOTHING = -4;
  private static final int MANY = -16;
  private static final int ALL = 0;
  private static final int ANY = 1;
  private static final int FILTERS = 2;

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
          case ORGANISATION, PERSON, ROLE, PLACE, TOPIC, KIND, LOCALE ->
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
    var walk = new Needs(program, start, atom -> 0);
    walk.next();
    return walk.at;
  }

  /// What a program cannot do without.
  ///
  /// @param anyOf atoms of which one holds, or is passed over, in every text that answers to it;
  ///   empty where there are none such
  /// @param also another atom that does, −1 where there is none
  /// @param whole whether these are all that it asks: where they hold, it does
  record Anchor(List<Integer> anyOf, int also, boolean whole) {
    Anchor {
      anyOf = List.copyOf(anyOf);
    }
  }

  /// The anchor of the program that begins at `start`: of several, that of the lowest cost, and
  /// what comes next to it.
  static Anchor anchor(int[] program, int start, IntToDoubleFunction cost) {
    var needs = new Needs(program, start, cost);
    List<List<Integer>> all = needs.next();
    if (all.isEmpty()) return new Anchor(List.of(), -1, false);
    List<Integer> best = needs.cheapest(all);
    List<List<Integer>> others =
        all.stream().filter(one -> one.size() == 1 && !one.equals(best)).toList();
    return new Anchor(
        best.stream().distinct().toList(),
        others.isEmpty() ? -1 : needs.cheapest(others).getFirst(),
        needs.plain && best.size() == 1 && all.size() == 1 + Math.min(1, others.size()));
  }

  private static final class Needs {
    private final int[] program;
    private final IntToDoubleFunction cost;
    private int at;

    /// Whether there are nothing but atoms, of which all are needed.
    private boolean plain = true;

    Needs(int[] program, int start, IntToDoubleFunction cost) {
      this.program = program;
      this.at = start;
      this.cost = cost;
    }

    /// Of each of these one is needed.
    List<List<Integer>> next() {
      int sign = program[at++];
      if (sign >= 0) return List.of(List.of(sign));
      switch (sign) {
        case NOTHING -> {}
        case NOT -> {
          plain = false;
          next();
        }
        case FROM, TO -> {
          plain = false;
          at++;
        }
        default -> {
          int many = MANY - sign;
          return (many & 3) == ANY ? any(many >> 2) : all(many >> 2);
        }
      }
      return List.of();
    }

    private List<List<Integer>> all(int count) {
      var all = new ArrayList<List<Integer>>();
      for (int i = 0; i < count; i++) all.addAll(next());
      return all;
    }

    private List<List<Integer>> any(int count) {
      plain = false;
      var one = new ArrayList<Integer>();
      boolean complete = true;
      for (int i = 0; i < count; i++) {
        List<List<Integer>> member = next();
        complete &= !member.isEmpty();
        if (!member.isEmpty()) one.addAll(cheapest(member));
      }
      return complete ? List.of(one) : List.of();
    }

    private List<Integer> cheapest(List<List<Integer>> of) {
      List<Integer> best = of.getFirst();
      double lowest = Double.MAX_VALUE;
      for (List<Integer> one : of) {
        double costs = 0;
        for (Integer atom : one) costs += cost.applyAsDouble(atom);
        if (costs < lowest) {
          lowest = costs;
          best = one;
        }
      }
      return best;
    }
  }
}
