package communique.importing;

import communique.platform.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Reads and prepares items on other threads, ahead of the one that writes, in order. What waits is
/// bounded in number and in bytes.
final class Ahead implements AutoCloseable {
  private static final int WAITING_MAX = 512;
  private static final int WAITING_BYTES = 48 << 20;

  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
          Thread.ofPlatform().daemon().name("prepare-", 0).factory());
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Semaphore bytes = new Semaphore(WAITING_BYTES);
  private final Thread reader;

  private sealed interface Waiting {
    record One(Future<Item> item) implements Waiting {}

    record End(@Nullable Throwable failed) implements Waiting {}
  }

  Ahead(List<Survey.Part> parts) {
    reader = Thread.ofPlatform().daemon().name("read").unstarted(() -> read(parts));
    reader.start();
  }

  /// The next items, `limit` at most, at least one; empty at the end.
  List<Item> next(int limit) {
    var items = new ArrayList<Item>();
    try {
      while (items.size() < limit) {
        Waiting waiting = queue.take();
        if (waiting instanceof Waiting.One(Future<Item> future)) {
          Item item = future.get();
          bytes.release(weight(item));
          items.add(item);
        } else if (waiting instanceof Waiting.End end) {
          if (end.failed() instanceof IOException failed) throw new UncheckedIOException(failed);
          if (end.failed() instanceof RuntimeException failed) throw failed;
          if (end.failed() instanceof Error failed) throw failed;
          queue.put(end);
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while importing");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failed) throw failed;
      throw new IllegalStateException(e.getCause());
    }
    return items;
  }

  @Override
  public void close() {
    reader.interrupt();
    workers.shutdownNow();
  }

  private void read(List<Survey.Part> parts) {
    try {
      for (Survey.Part part : parts)
        part.source()
            .read(
                part.file(),
                new Source.Taker() {
                  @Override
                  public void take(Item item) {
                    put(item);
                  }

                  @Override
                  public void broken(String place, List<Refusal> why) {
                    // It was whole a moment ago.
                    put(new Refused(Mark.at(part.file().toString(), place), why));
                  }
                });
      queue.put(new Waiting.End(null));
    } catch (InterruptedException | CancellationException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      queue.clear();
      queue.offer(new Waiting.End(e));
    }
  }

  private void put(Item item) {
    try {
      bytes.acquire(weight(item));
      queue.put(
          new Waiting.One(
              workers.submit(() -> {
                item.prepare();
                return item;
              })));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  private static int weight(Item item) {
    return Math.min(WAITING_BYTES, Math.max(1, item.bytes()));
  }
}
