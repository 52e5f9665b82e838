// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench;

import io.praetor.catalog.CatalogQueries;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.ServiceNode;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvQueries;
import io.praetor.kv.KvsRequest;
import io.praetor.rpc.CommandTable;
import io.praetor.rpc.Commands;
import io.praetor.rpc.ConsulStateMachine;
import io.praetor.rpc.SnapshotFormat;
import io.praetor.rpc.SnapshotSections;
import io.praetor.rpc.StateTables;
import io.praetor.store.Store;
import io.praetor.wire.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The replicated state as the log drives it: a command from bytes to a published version, and
/// reads of the newest version.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StateBench {
  private static final int INSTANCES = 50;

  @Param({"1000", "1000000"})
  public int keys;

  private Store store = StateTables.newStore();
  private ConsulStateMachine machine = machine(store);
  private byte[] registration = {};
  private long index;
  private int next;

  private static ConsulStateMachine machine(Store store) {
    return new ConsulStateMachine(
        store,
        new CommandTable(Commands.ALL),
        new SnapshotFormat(SnapshotSections.ALL),
        events -> {});
  }

  @Setup
  public void fill() {
    store = StateTables.newStore();
    machine = machine(store);
    for (int i = 0; i < keys; i++) {
      machine.apply(++index, 1, write(i));
    }
    for (int i = 0; i < INSTANCES; i++) {
      machine.apply(++index, 1, register(i, "passing"));
    }
    registration = register(0, "passing");
  }

  private static String key(int i) {
    return String.format(Locale.ROOT, "app/%04d/%06d", i % 1000, i);
  }

  private static byte[] write(int i) {
    DirEntry entry = DirEntry.of(key(i), Bytes.utf8("value-" + i), 0);
    return CommandTable.encode(Commands.KVS, KvsRequest.of(KvOp.SET, entry));
  }

  private static byte[] register(int i, String status) {
    String node = "node-" + i;
    RegisterRequest request =
        RegisterRequest.builder()
            .datacenter("dc1")
            .node(node)
            .address("10.0.0." + i)
            .service(NodeService.builder().id("web").service("web").port(80).build())
            .checks(
                List.of(
                    HealthCheck.builder()
                        .node(node)
                        .checkId("web")
                        .serviceId("web")
                        .status(status)
                        .build()))
            .build();
    return CommandTable.encode(Commands.REGISTER, request);
  }

  private int key() {
    next = (int) ((next + 7_368_787L) % keys);
    return next;
  }

  @Benchmark
  public @Nullable Object applyWrite() {
    return machine.apply(++index, 1, write(key() + (int) (index % 7)));
  }

  @Benchmark
  public Optional<DirEntry> readKey() {
    return KvQueries.get(store.snapshot(), key(key())).value();
  }

  /// As a second heartbeat of an agent does: nothing in it is new.
  @Benchmark
  public @Nullable Object applySameRegistration() {
    return machine.apply(++index, 1, registration);
  }

  @Benchmark
  public List<ServiceNode> readServiceOfFifty() {
    return CatalogQueries.serviceNodes(
            store.snapshot(), ServiceSpecificRequest.builder().serviceName("web").build())
        .value();
  }
}
