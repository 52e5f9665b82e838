// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import io.praetor.bench.load.Cluster.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// Drives clusters of real processes over HTTP and prints both columns, their ratio, and what each
/// process spent on an operation. Closed loop: each client sends its next request when the last one
/// was answered. Flags are listed by `bench/load`.
public final class LoadMain {
  private final Flags flags;

  private LoadMain(Flags flags) {
    this.flags = flags;
  }

  public static void main(String[] args) throws Exception {
    new LoadMain(Flags.parse(args)).run();
  }

  private void run() throws Exception {
    List<Workload> workloads = new ArrayList<>();
    for (String name : flags.text("load", "kv-put,kv-get,catalog-register").split(",")) {
      workloads.add(
          new Workload(
              Workload.Kind.of(name), flags.number("value-bytes", 64), flags.number("keys", 1000)));
    }
    Map<String, List<Measured>> columns = new LinkedHashMap<>();
    int network = flags.number("network", 31);
    for (var program : flags.programs().entrySet()) {
      try (Cluster cluster =
          Cluster.start(
              program.getValue(), flags.number("servers", 3), network++, flags.data(), List.of())) {
        prepare(cluster);
        List<Measured> column = new ArrayList<>();
        for (Workload workload : workloads) {
          column.add(measure(cluster, workload));
        }
        columns.put(program.getKey(), column);
      }
    }
    Report.print(
        "%d servers, %d clients, values of %d bytes, through %s"
            .formatted(
                flags.number("servers", 3),
                flags.number("clients", 64),
                flags.number("value-bytes", 64),
                flags.has("follower") ? "a follower" : "the leader"),
        columns);
  }

  /// Keys for the readers.
  private void prepare(Cluster cluster) throws IOException {
    byte[] value = "v".repeat(flags.number("value-bytes", 64)).getBytes(StandardCharsets.UTF_8);
    try (Exchange exchange = new Exchange(cluster.leader())) {
      for (int i = 0; i < flags.number("keys", 1000); i++) {
        int status = exchange.send(Exchange.put("/v1/kv/load/0/" + i, value)).status();
        if (status != 200) {
          throw new IOException("a key could not be written: status " + status);
        }
      }
    }
  }

  private Measured measure(Cluster cluster, Workload workload) throws IOException {
    InetSocketAddress leader = cluster.leader();
    InetSocketAddress target = flags.has("follower") ? cluster.follower() : leader;
    DiskFlushes disk = DiskFlushes.under(flags.data());
    try (Clients clients = new Clients(target, workload, flags.number("clients", 64))) {
      clients.run(TimeUnit.SECONDS.toNanos(flags.number("warmup", 10)));
      announce(cluster, workload, target);
      OptionalLong flushesBefore = disk.count();
      Map<String, Usage> before = usages(cluster, leader, target);
      Clients.Outcome outcome = clients.run(TimeUnit.SECONDS.toNanos(flags.number("seconds", 10)));
      Map<String, Usage> spent = usages(cluster, leader, target);
      OptionalLong flushes = disk.count();
      spent.replaceAll((name, usage) -> usage.since(Objects.requireNonNull(before.get(name))));
      return new Measured(
          workload.kind(),
          outcome,
          spent,
          flushes.isPresent()
              ? OptionalLong.of(flushes.getAsLong() - flushesBefore.orElse(0))
              : flushes);
    }
  }

  /// For whoever looks at a process meanwhile, with a profiler say.
  private static void announce(Cluster cluster, Workload workload, InetSocketAddress asked) {
    List<String> processes = new ArrayList<>();
    for (Server server : cluster.servers()) {
      processes.add(server.pid() + (server.address().equals(asked) ? " (asked)" : ""));
    }
    System.err.printf(
        "measuring %s, processes %s%n", workload.kind().flag(), String.join(", ", processes));
  }

  private static Map<String, Usage> usages(
      Cluster cluster, InetSocketAddress leader, InetSocketAddress target) throws IOException {
    Map<String, Usage> usages = new LinkedHashMap<>();
    for (Server server : cluster.servers()) {
      String name =
          (server.address().equals(leader) ? "leader" : "follower")
              + (server.address().equals(target) ? ", asked" : "");
      usages.put("server " + server.number() + ", " + name, Usage.of(server.pid()));
    }
    usages.put("clients", Usage.of(ProcessHandle.current().pid()));
    return usages;
  }
}
