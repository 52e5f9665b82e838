// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Drives clusters of real processes over HTTP and prints both columns and their ratio. Closed
/// loop: each client sends its next request when the last one was answered. Flags are listed by
/// `bench/load`.
public final class LoadMain {
  private final Map<String, String> flags;

  private LoadMain(Map<String, String> flags) {
    this.flags = flags;
  }

  /// One measured program and workload.
  private record Result(double rate, double p50Millis, double p99Millis, long errors) {}

  public static void main(String[] args) throws Exception {
    Map<String, String> flags = new HashMap<>();
    for (String arg : args) {
      String[] parts = arg.replaceFirst("^-+", "").split("=", 2);
      flags.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    new LoadMain(flags).run();
  }

  private int number(String name, int otherwise) {
    return Integer.parseInt(flags.getOrDefault(name, Integer.toString(otherwise)));
  }

  private void run() throws Exception {
    Map<String, String> programs = new LinkedHashMap<>();
    programs.put("praetor", flags.getOrDefault("agent", "praetor"));
    if (flags.containsKey("peer")) {
      programs.put("peer", flags.get("peer"));
    }
    List<Workload> workloads = new ArrayList<>();
    for (String name : flags.getOrDefault("load", "kv-put,kv-get,catalog-register").split(",")) {
      workloads.add(Workload.of(name));
    }
    Map<String, Map<Workload, Result>> results = new LinkedHashMap<>();
    int network = 31;
    for (var program : programs.entrySet()) {
      Map<Workload, Result> row = new LinkedHashMap<>();
      results.put(program.getKey(), row);
      try (Cluster cluster =
          Cluster.start(
              program.getValue(),
              number("servers", 3),
              network++,
              Path.of(flags.getOrDefault("data", System.getProperty("java.io.tmpdir"))))) {
        prepare(cluster);
        for (Workload workload : workloads) {
          InetSocketAddress target =
              flags.containsKey("follower") ? cluster.follower() : cluster.leader();
          measure(target, workload, number("warmup", 10));
          row.put(workload, measure(target, workload, number("seconds", 10)));
        }
      }
    }
    print(workloads, results);
  }

  /// Keys for the readers.
  private void prepare(Cluster cluster) throws IOException {
    try (Exchange exchange = new Exchange(cluster.leader())) {
      for (int i = 0; i < number("keys", 1000); i++) {
        int status = exchange.send(request(Workload.KV_PUT, 0, i)).status();
        if (status != 200) {
          throw new IOException("a key could not be written: status " + status);
        }
      }
    }
  }

  private byte[] request(Workload workload, int client, long number) {
    return workload.request(client, number, number("value-bytes", 64), number("keys", 1000));
  }

  private Result measure(InetSocketAddress target, Workload workload, int seconds)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Callable<Client>> clients = new ArrayList<>();
    for (int i = 0; i < number("clients", 64); i++) {
      int client = i;
      clients.add(() -> drive(target, workload, client, end));
    }
    Client total = new Client();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Client> done : threads.invokeAll(clients)) {
        total.times.add(done.get().times);
        total.errors += done.get().errors;
      }
    }
    double took = (System.nanoTime() - begin) / 1e9;
    return new Result(
        total.times.count() / took,
        total.times.quantile(0.5) / 1e6,
        total.times.quantile(0.99) / 1e6,
        total.errors);
  }

  private static final class Client {
    final Histogram times = new Histogram();
    long errors;
  }

  private Client drive(InetSocketAddress target, Workload workload, int number, long end)
      throws IOException {
    Client client = new Client();
    try (Exchange exchange = new Exchange(target)) {
      for (long i = 0; System.nanoTime() < end; i++) {
        byte[] request = request(workload, number, i);
        long begin = System.nanoTime();
        if (exchange.send(request).status() == 200) {
          client.times.add(System.nanoTime() - begin);
        } else {
          client.errors++;
        }
      }
    }
    return client;
  }

  private void print(List<Workload> workloads, Map<String, Map<Workload, Result>> results) {
    System.out.printf(
        "%d servers, %d clients, values of %d bytes, %s, load average %.1f on %d cores%n",
        number("servers", 3),
        number("clients", 64),
        number("value-bytes", 64),
        flags.containsKey("follower") ? "through a follower" : "through the leader",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
    for (Workload workload : workloads) {
      Result ours = null;
      for (var row : results.entrySet()) {
        Result result = Objects.requireNonNull(row.getValue().get(workload));
        System.out.printf(
            "%-17s %-8s %9.0f /s   p50 %7.2f ms   p99 %7.2f ms   %d errors%n",
            workload.flag(),
            row.getKey(),
            result.rate(),
            result.p50Millis(),
            result.p99Millis(),
            result.errors());
        if (ours != null) {
          System.out.printf(
              "%-17s %-8s %9.2f x    p50 %7.2f x    p99 %7.2f x%n",
              workload.flag(),
              "ratio",
              ours.rate() / result.rate(),
              ours.p50Millis() / result.p50Millis(),
              ours.p99Millis() / result.p99Millis());
        }
        ours = result;
      }
    }
  }
}
