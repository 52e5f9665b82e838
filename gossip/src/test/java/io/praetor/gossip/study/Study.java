// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.study;

import static io.praetor.gossip.study.ScaleRun.Result.mean;
import static io.praetor.gossip.study.ScaleRun.Result.worst;

import io.praetor.gossip.core.swim.SwimOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs the scenarios of `docs/gossip.md`; `bench/gossip` lists the flags.
public final class Study {
  private static final double[] HELD = {2, 8, 16, 32};
  private static final double FREE = 1;

  private final Map<String, String> flags;
  private final Path out;

  private Study(Map<String, String> flags) {
    this.flags = flags;
    this.out = Path.of(flags.getOrDefault("out", "docs/gossip"));
  }

  public static void main(String[] args) throws IOException {
    Map<String, String> flags = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String[] parts = args[i].replaceFirst("^-+", "").split("=", 2);
      boolean apart = parts.length == 1 && i + 1 < args.length && !args[i + 1].startsWith("-");
      flags.put(parts[0], parts.length == 2 ? parts[1] : apart ? args[++i] : "");
    }
    new Study(flags).run();
  }

  private void run() throws IOException {
    Files.createDirectories(out);
    for (String what : flags.getOrDefault("run", "scale").split(",")) {
      switch (what) {
        case "scale" -> scale();
        case "slow" -> slow();
        case "partition" -> partition();
        case "plots" -> {}
        default -> throw new IllegalArgumentException("no scenario " + what);
      }
    }
    new Plots(out).draw();
  }

  private long seed() {
    return Long.parseLong(flags.getOrDefault("seed", "1"));
  }

  private double[] numbers(String flag, String otherwise) {
    return List.of(flags.getOrDefault(flag, otherwise).split(",")).stream()
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private void scale() throws IOException {
    Table table = Plots.scale(out);
    for (double nodes : numbers("nodes", "100,300,1000")) {
      for (double loss : numbers("loss", "0.01")) {
        int n = (int) nodes;
        long begin = System.nanoTime();
        double cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
        int repeats = (int) numbers("repeats", "5")[0];
        ScaleRun.Result r = ScaleRun.of(n, loss, repeats, seed());
        double took = (System.nanoTime() - begin) / 1e9;
        Runtime runtime = Runtime.getRuntime();
        double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
        table.put(
            n,
            loss,
            mean(r.joins(), f -> f.at(0.5)),
            mean(r.joins(), f -> f.at(0.99)),
            mean(r.joins(), f -> f.at(0.999)),
            worst(r.joins(), f -> f.at(0.999)),
            mean(r.joins(), f -> f.at(1)),
            mean(r.crashes(), f -> f.suspected),
            worst(r.crashes(), f -> f.suspected),
            mean(r.crashes(), f -> f.convicted),
            mean(r.crashes(), f -> f.at(0.999)),
            worst(r.crashes(), f -> f.at(0.999)),
            mean(r.crashes(), f -> f.at(1)),
            r.wronged(),
            r.packetsPerSecond(),
            r.busiestPacketsPerSecond(),
            r.bytesPerSecond(),
            r.streamBytesPerSecond());
        double cpu =
            ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9 - cpuBefore;
        System.out.printf(
            "%d nodes: %.0f s, %.0f s of CPU, %.0f MB of heap at the end%n", n, took, cpu, heap);
      }
    }
  }

  private void slow() throws IOException {
    Table table = Plots.slow(out);
    int n = (int) numbers("nodes", "200")[0];
    long duration = SlowRun.seconds(numbers("seconds", "300")[0]);
    Map<String, SwimOptions> kinds =
        Map.of(
            "SWIM", SwimOptions.lan().withoutLifeguard(5),
            "SWIM4", SwimOptions.lan().withoutLifeguard(4),
            "Lifeguard", SwimOptions.lan());
    for (double share : numbers("share", "0,0.01,0.05,0.1,0.2")) {
      for (String kind : List.of("SWIM", "SWIM4", "Lifeguard")) {
        SlowRun.Result sum = new SlowRun.Result();
        for (double held : HELD) {
          SlowRun.Result r =
              SlowRun.of(
                  n,
                  share,
                  kinds.getOrDefault(kind, SwimOptions.lan()),
                  SlowRun.seconds(held),
                  SlowRun.seconds(FREE),
                  duration,
                  seed());
          sum.healthy += r.healthy;
          sum.healthyAtHealthy += r.healthyAtHealthy;
          sum.slow += r.slow;
        }
        double hours = HELD.length * duration / 3600e9;
        table.put(n, share, kind, sum.healthy, sum.healthyAtHealthy, sum.slow, hours);
      }
    }
  }

  private void partition() throws IOException {
    Table table = Plots.partition(out);
    int n = (int) numbers("nodes", "200")[0];
    for (double share : numbers("share", "0,0.05,0.1,0.2,0.3,0.4,0.5")) {
      put(table, n, "links", share, PartitionRun.oneWayLinks(n, share, seed()));
    }
    put(table, n, "deaf", 0, PartitionRun.deaf(n, seed()));
    put(table, n, "mute", 0, PartitionRun.mute(n, seed()));
    put(table, n, "fifth", 0, PartitionRun.oneWayHalves(n, seed()));
  }

  private static void put(Table table, int n, String kind, double share, PartitionRun.Result r)
      throws IOException {
    table.put(n, kind, share, r.wronged(), r.events(), r.victimKnown());
  }
}
