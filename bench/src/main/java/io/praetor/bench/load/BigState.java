// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server with a large state: writes while it takes snapshots, its way back after kill -9, its
/// memory and disk. Flags are listed by `bench/bigstate`.
public final class BigState {
  /// Snapshots come every ten to twenty seconds while there are writes.
  private static final List<String> SNAPSHOTS_OFTEN =
      List.of("-hcl=raft_snapshot_threshold = 1000", "-hcl=raft_snapshot_interval = \"10s\"");

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PREFIX = "big/";
  private static final int WANTED_SNAPSHOTS = 2;

  private final Flags flags;

  private BigState(Flags flags) {
    this.flags = flags;
  }

  public static void main(String[] args) throws Exception {
    new BigState(Flags.parse(args)).run();
  }

  private void run() throws Exception {
    int network = flags.number("network", 33);
    List<BigStateResult> results = new ArrayList<>();
    for (var program : flags.programs().entrySet()) {
      try (Cluster cluster =
          Cluster.start(program.getValue(), 1, network++, flags.data(), SNAPSHOTS_OFTEN)) {
        results.add(measure(program.getKey(), cluster));
      }
    }
    System.out.printf(
        "%d keys of %d bytes, %d writes a second%n",
        flags.number("keys", 1_000_000),
        flags.number("value-bytes", 100),
        flags.number("rate", 300));
    BigStateResult.print(results);
  }

  private BigStateResult measure(String name, Cluster cluster) throws Exception {
    InetSocketAddress server = cluster.servers().getFirst().address();
    long begin = System.nanoTime();
    new KeyLoad(
            server, PREFIX, 0, flags.number("keys", 1_000_000), flags.number("value-bytes", 100))
        .run();
    double loading = seconds(begin);
    try (SnapshotWatch snapshots = SnapshotWatch.of(cluster.data(1))) {
      SteadyWrites writes = new SteadyWrites(server, flags.number("rate", 300));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(flags.number("seconds", 40));
      long limit = System.nanoTime() + PATIENCE.toNanos();
      writes.runUntil(
          now -> now > limit || (now > end && snapshots.finished() >= WANTED_SNAPSHOTS));
      ProcessMemory loaded = ProcessMemory.of(cluster.servers().getFirst().pid());
      long disk = bytesUnder(cluster.data(1));
      double restart = restart(cluster);
      long pid = cluster.servers().getFirst().pid();
      Usage spent = Usage.of(pid);
      ProcessMemory restarted = ProcessMemory.of(pid);
      return new BigStateResult(
          name,
          loading,
          writes.apartFrom(snapshots),
          writes.during(snapshots),
          snapshots.finished(),
          snapshots.meanSeconds(),
          loaded,
          restarted,
          disk,
          restart,
          (spent.userMicros() + spent.systemMicros()) / 1e6);
    }
  }

  /// From the kill to the first read of a key.
  private double restart(Cluster cluster) throws IOException, InterruptedException {
    InetSocketAddress server = cluster.servers().getFirst().address();
    byte[] read = Exchange.get("/v1/kv/" + PREFIX + flags.number("keys", 1_000_000) / 2);
    long begin = System.nanoTime();
    cluster.killAndStart(1);
    while (!answers(server, read)) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new IOException("not back within " + PATIENCE);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return seconds(begin);
  }

  private static boolean answers(InetSocketAddress server, byte[] read) {
    try (Exchange exchange = new Exchange(server)) {
      return exchange.send(read).status() == 200;
    } catch (IOException e) {
      return false; // It does not listen yet; the caller has a deadline.
    }
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }

  private static long bytesUnder(Path directory) throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.exists(file) ? Files.size(file) : 0;
      }
    }
    return sum;
  }
}
