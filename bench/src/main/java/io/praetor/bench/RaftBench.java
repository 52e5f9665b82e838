// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench;

import io.praetor.raft.Applied;
import io.praetor.raft.Configuration;
import io.praetor.raft.LeadershipListener;
import io.praetor.raft.Server;
import io.praetor.raft.SnapshotSource;
import io.praetor.raft.StateMachine;
import io.praetor.raft.core.CoreOptions;
import io.praetor.raft.driver.DriverOptions;
import io.praetor.raft.driver.GroupCommit;
import io.praetor.raft.driver.RaftDriver;
import io.praetor.raft.driver.Transport;
import io.praetor.raft.storage.LogStore;
import io.praetor.raft.storage.MemoryLogStore;
import io.praetor.raft.storage.MemorySnapshotStore;
import io.praetor.raft.storage.RocksLogStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// How many entries a second a single server acknowledges, and how many share a sync, with 1, 16
/// and 64 callers that each wait for their answer. A program of its own and not JMH, because what
/// counts is the disk under `-dir`:  java -cp ... io.praetor.bench.RaftBench DIRECTORY [SECONDS]
/// [VALUE_BYTES]
public final class RaftBench {
  private static final int[] CALLERS = {1, 16, 64};

  /// Keeps nothing, so that only raft is measured.
  private static final class Nothing implements StateMachine {
    @Override
    public @Nullable Object apply(long index, long term, byte[] command) {
      return null;
    }

    @Override
    public SnapshotSource snapshot() {
      return out -> {};
    }

    @Override
    public void restore(InputStream state, long index, long term) {}
  }

  private RaftBench() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args.length > 0 ? args[0] : "target/raft-bench");
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int valueBytes = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    System.out.printf(
        "%-8s %8s %12s %14s %10s %10s%n",
        "log", "callers", "entries/s", "entries/sync", "p50 us", "p99 us");
    for (int callers : CALLERS) {
      run("rocksdb", fresh(directory), callers, seconds, valueBytes);
    }
    for (int callers : CALLERS) {
      run("memory", new MemoryLogStore(), callers, seconds, valueBytes);
    }
  }

  private static LogStore fresh(Path directory) throws IOException {
    Files.createDirectories(directory);
    return RocksLogStore.open(Files.createTempDirectory(directory, "log"));
  }

  private static void run(String name, LogStore log, int callers, int seconds, int valueBytes)
      throws Exception {
    try (RaftDriver node = start(log)) {
      awaitLeadership(node);
      measure(node, callers, 1, valueBytes);
      GroupCommit before = node.groupCommit();
      long[] nanos = measure(node, callers, seconds, valueBytes);
      GroupCommit after = node.groupCommit();
      Arrays.sort(nanos);
      System.out.printf(
          "%-8s %8d %12d %14.1f %10d %10d%n",
          name,
          callers,
          nanos.length / seconds,
          (after.entries() - before.entries()) / (double) (after.syncs() - before.syncs()),
          TimeUnit.NANOSECONDS.toMicros(nanos[nanos.length / 2]),
          TimeUnit.NANOSECONDS.toMicros(nanos[(int) (nanos.length * 0.99)]));
    }
  }

  /// Each caller proposes its next when the last is answered; the answering thread does it, as an
  /// event loop would.
  private static long[] measure(RaftDriver node, int callers, int seconds, int valueBytes)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    CountDownLatch done = new CountDownLatch(callers);
    AtomicLong failures = new AtomicLong();
    List<List<Long>> latencies = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      List<Long> own = new ArrayList<>();
      latencies.add(own);
      propose(node, new byte[valueBytes], end, own, failures, done);
    }
    done.await();
    if (failures.get() > 0) {
      throw new IllegalStateException(failures.get() + " proposals failed");
    }
    return latencies.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
  }

  private static void propose(
      RaftDriver node,
      byte[] command,
      long end,
      List<Long> latencies,
      AtomicLong failures,
      CountDownLatch done) {
    long start = System.nanoTime();
    node.propose(command)
        .whenComplete(
            (Applied applied, Throwable failure) -> {
              long now = System.nanoTime();
              if (failure != null) {
                failures.incrementAndGet();
                done.countDown();
              } else {
                latencies.add(now - start);
                if (now < end) {
                  propose(node, command, end, latencies, failures, done);
                } else {
                  done.countDown();
                }
              }
            });
  }

  private static RaftDriver start(LogStore log) {
    Server self = Server.voter("one", "127.0.0.1:8300");
    return RaftDriver.start(
        DriverOptions.of(self.id(), CoreOptions.consul(1), new Configuration(List.of(self))),
        new Nothing(),
        log,
        new MemorySnapshotStore(InstantSource.system()),
        Transport.NONE,
        Thread::new,
        System::nanoTime,
        InstantSource.system(),
        new Random(1));
  }

  private static void awaitLeadership(RaftDriver node) {
    CompletableFuture<Void> led = new CompletableFuture<>();
    LeadershipListener listener =
        (term, leader, self) -> {
          if (self) {
            led.complete(null);
          }
        };
    node.addLeadershipListener(listener);
    led.join();
  }
}
