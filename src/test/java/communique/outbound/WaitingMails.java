package communique.outbound;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Mails that wait in memory, with every fate that they had.
final class WaitingMails implements Waiting {
  private final ArrayDeque<Mail> due = new ArrayDeque<>();
  private final Map<Long, Mail> claimed = new LinkedHashMap<>();
  private final Map<Long, Mail> later = new HashMap<>();
  private final List<Fate> fates = new ArrayList<>();
  private UnaryOperator<Collection<Fate>> settling = UnaryOperator.identity();

  /// A mail that says little, to this address.
  static Mail mail(long id, String recipient) {
    return mail(
        id,
        recipient,
        """
        From: newsroom@example.org
        To: %s
        Subject: Mail %d
        Message-ID: <%d@example.org>

        Text of %d.
        .
        ..and a line that begins with dots
        """
            .formatted(recipient, id, id, id));
  }

  static Mail mail(long id, String recipient, String message) {
    byte[] octets = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return new Mail(id, 0, "bounce+" + id + "@example.org", recipient, () -> octets);
  }

  synchronized WaitingMails add(Mail mail) {
    due.add(mail);
    return this;
  }

  synchronized WaitingMails add(int mails, String domain) {
    for (int i = 0; i < mails; i++) {
      long id = due.size() + 1L;
      due.add(mail(id, "reader" + id + "@" + domain));
    }
    return this;
  }

  /// What is done with fates before they are kept; it may throw, or wait.
  synchronized void whenSettling(UnaryOperator<Collection<Fate>> settling) {
    this.settling = settling;
  }

  @Override
  public synchronized List<Mail> claim(int most) {
    var mails = new ArrayList<Mail>();
    while (mails.size() < most && !due.isEmpty()) mails.add(due.remove());
    for (Mail mail : mails) claimed.put(mail.id(), mail);
    return mails;
  }

  @Override
  public void settle(Collection<Fate> some) {
    UnaryOperator<Collection<Fate>> first;
    synchronized (this) {
      first = settling;
    }
    Collection<Fate> kept = first.apply(some);
    synchronized (this) {
      for (Fate fate : kept) {
        Mail mail = claimed.remove(fate.id());
        if (mail == null) throw new AssertionError("settled without being claimed: " + fate);
        fates.add(fate);
        if (fate instanceof Fate.Deferred deferred)
          later.put(fate.id(), again(mail, deferred.attempts()));
        if (fate instanceof Fate.Unknown unknown)
          later.put(fate.id(), again(mail, unknown.attempts()));
      }
    }
  }

  private static Mail again(Mail mail, int attempts) {
    return new Mail(mail.id(), attempts, mail.returnPath(), mail.recipient(), mail.content());
  }

  /// Whatever was deferred is due now.
  synchronized void timePasses() {
    due.addAll(later.values());
    later.clear();
  }

  synchronized List<Fate> fates() {
    return List.copyOf(fates);
  }

  synchronized List<Long> unsettled() {
    return List.copyOf(claimed.keySet());
  }

  /// Waits until so many fates were kept.
  List<Fate> await(int count) {
    until(() -> fates().size() >= count, () -> fates().size() + " of " + count + " fates");
    return fates();
  }

  static void until(BooleanSupplier there, Supplier<String> otherwise) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!there.getAsBoolean()) {
      if (System.nanoTime() - end > 0) throw new AssertionError(otherwise.get());
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
