package communique.outbound;

import java.util.concurrent.atomic.LongAdder;

/// How many mails had which fate since the start of the process.
final class Tally {
  final LongAdder accepted = new LongAdder();
  final LongAdder deferred = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder unknown = new LongAdder();

  void count(Fate fate) {
    switch (fate) {
      case Fate.Accepted _ -> accepted.increment();
      case Fate.Deferred _ -> deferred.increment();
      case Fate.Refused _ -> refused.increment();
      case Fate.Unknown _ -> unknown.increment();
    }
  }

  long all() {
    return accepted.sum() + deferred.sum() + refused.sum() + unknown.sum();
  }
}
