// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Measures how writes and reads of keys change with the number of clients, the size of values and
/// the number of keys. Flags are listed by `bench/curves`.
public final class Curves {
  static final String CLIENTS = "clients";
  static final String VALUES = "bytes of a value";
  static final String KEYS = "keys";

  private static final int USUAL_CLIENTS = 64;
  private static final int USUAL_VALUE = 64;
  private static final int USUAL_KEYS = 1000;

  /// So much of large values per client, or the keys of one that writes would fill the memory.
  private static final int MOST_CLIENT_BYTES = 1 << 20;

  private static final int FIRST_WARMUP_SECONDS = 5;
  private static final String READ_PREFIX = "load/0/";

  private final Flags flags;
  private final List<CurvePoint> points = new ArrayList<>();

  private Curves(Flags flags) {
    this.flags = flags;
  }

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    new Curves(Flags.parse(args)).run();
  }

  private int[] numbers(String name, String otherwise) {
    return Arrays.stream(flags.text(name, otherwise).split(","))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private void run() throws Exception {
    int network = flags.number("network", 35);
    for (var program : flags.programs().entrySet()) {
      try (Cluster cluster =
          Cluster.start(
              program.getValue(), flags.number("servers", 3), network++, flags.data(), List.of())) {
        measure(program.getKey(), cluster);
      }
    }
    String tables = CurveTables.of(points);
    System.out.print(tables);
    String drawing = "";
    if (flags.has("svg")) {
      Path svg = Path.of(flags.text("svg", ""));
      Files.writeString(svg, CurvePlot.of(points));
      drawing = "![Rates by clients, sizes and keys](" + svg.getFileName() + ")\n\n";
    }
    if (flags.has("into")) {
      CurveTables.into(Path.of(flags.text("into", "")), drawing + tables);
    }
  }

  private void measure(String program, Cluster cluster) throws IOException, InterruptedException {
    load(cluster, 0, USUAL_KEYS, USUAL_VALUE);
    for (Workload.Kind kind : List.of(Workload.Kind.KV_PUT, Workload.Kind.KV_GET)) {
      Workload workload = new Workload(kind, USUAL_VALUE, USUAL_KEYS);
      try (Clients clients = new Clients(cluster.leader(), workload, USUAL_CLIENTS)) {
        clients.run(TimeUnit.SECONDS.toNanos(FIRST_WARMUP_SECONDS));
      }
    }
    for (int clients : numbers("clients", "1,4,16,64,256")) {
      writeAndRead(program, CLIENTS, clients, cluster, clients, USUAL_VALUE, USUAL_KEYS);
    }
    for (int bytes : numbers("values", "64,1024,16384,262144")) {
      int keys = Math.clamp(MOST_CLIENT_BYTES / bytes, 1, USUAL_KEYS);
      load(cluster, 0, keys, bytes);
      writeAndRead(program, VALUES, bytes, cluster, USUAL_CLIENTS, bytes, keys);
    }
    int there = 0;
    for (int keys : numbers("keys", "1000,100000,1000000")) {
      load(cluster, there, keys, USUAL_VALUE);
      there = keys;
      writeAndRead(program, KEYS, keys, cluster, USUAL_CLIENTS, USUAL_VALUE, keys);
    }
  }

  private static void load(Cluster cluster, int from, int to, int valueBytes)
      throws IOException, InterruptedException {
    new KeyLoad(cluster.leader(), READ_PREFIX, from, to, valueBytes).run();
  }

  private void writeAndRead(
      String program, String curve, int at, Cluster cluster, int clients, int bytes, int keys)
      throws IOException {
    int own = Math.min(keys, USUAL_KEYS);
    point(program, curve, at, cluster, clients, new Workload(Workload.Kind.KV_PUT, bytes, own));
    point(program, curve, at, cluster, clients, new Workload(Workload.Kind.KV_GET, bytes, keys));
  }

  private void point(
      String program, String curve, int at, Cluster cluster, int count, Workload workload)
      throws IOException {
    InetSocketAddress leader = cluster.leader();
    try (Clients clients = new Clients(leader, workload, count)) {
      clients.run(TimeUnit.SECONDS.toNanos(flags.number("warmup", 1)));
      Clients.Outcome outcome = clients.run(TimeUnit.SECONDS.toNanos(flags.number("seconds", 2)));
      CurvePoint point = new CurvePoint(program, curve, at, workload.kind(), outcome);
      points.add(point);
      System.err.printf(
          "%s, %d %s, %s: %.0f /s, %d errors%n",
          program, at, curve, workload.kind().flag(), point.rate(), outcome.errors());
    }
  }
}
