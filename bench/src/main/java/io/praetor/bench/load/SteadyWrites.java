// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/// Writes at times that are fixed beforehand, and notes from when each was due to when it was
/// answered.
final class SteadyWrites {
  private static final int CLIENTS = 16;
  private static final byte[] VALUE = "v".repeat(100).getBytes(StandardCharsets.UTF_8);

  private record Write(long dueNanos, long doneNanos) {}

  private final InetSocketAddress server;
  private final long pauseNanos;
  private final List<Write> writes = new ArrayList<>();

  SteadyWrites(InetSocketAddress server, int rate) {
    this.server = server;
    this.pauseNanos = TimeUnit.SECONDS.toNanos(CLIENTS) / rate;
  }

  /// @param over told the time before each write
  void runUntil(LongPredicate over) throws IOException, InterruptedException {
    List<Callable<List<Write>>> clients = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < CLIENTS; i++) {
      int number = i;
      long first = begin + pauseNanos * i / CLIENTS;
      clients.add(() -> client(number, first, over));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Write>> done : threads.invokeAll(clients)) {
        writes.addAll(done.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("a write failed", e.getCause());
    }
  }

  private List<Write> client(int number, long first, LongPredicate over)
      throws IOException, InterruptedException {
    List<Write> own = new ArrayList<>();
    try (Exchange exchange = new Exchange(server)) {
      for (long i = 0; !over.test(System.nanoTime()); i++) {
        long due = first + i * pauseNanos;
        long wait = due - System.nanoTime();
        if (wait > 0) {
          TimeUnit.NANOSECONDS.sleep(wait);
        }
        byte[] request = Exchange.put("/v1/kv/steady/" + number + "/" + i % 1000, VALUE);
        int status = exchange.send(request).status();
        if (status != 200) {
          throw new IOException("status " + status);
        }
        own.add(new Write(due, System.nanoTime()));
      }
    }
    return own;
  }

  Histogram during(SnapshotWatch snapshots) {
    return histogram(snapshots, true);
  }

  Histogram apartFrom(SnapshotWatch snapshots) {
    return histogram(snapshots, false);
  }

  private Histogram histogram(SnapshotWatch snapshots, boolean during) {
    Histogram times = new Histogram();
    for (Write write : writes) {
      boolean overlaps =
          snapshots.spans().stream().anyMatch(s -> s.overlaps(write.dueNanos, write.doneNanos));
      if (overlaps == during) {
        times.add(write.doneNanos - write.dueNanos);
      }
    }
    return times;
  }
}
