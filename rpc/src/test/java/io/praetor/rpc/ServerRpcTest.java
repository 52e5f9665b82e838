// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.connect.CaConfiguration;
import io.praetor.connect.CaRequest;
import io.praetor.connect.CaTables;
import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvsRequest;
import io.praetor.rpc.ConnectMethods.NoArgument;
import io.praetor.store.Store;
import io.praetor.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerRpcTest {
  private static final String CLUSTER = "b1a71708-1bf4-f8fe-013c-54beafd9dd46";

  private final Store store = StateTables.newStore();
  private final SnapshotFormat format = new SnapshotFormat(SnapshotSections.ALL);
  private final ConsulStateMachine machine =
      new ConsulStateMachine(store, new CommandTable(Commands.ALL), format, events -> {});
  private final InstantRaft raft = new InstantRaft(machine);
  private final ServerRpc rpc =
      new ServerRpc(
          store,
          machine,
          raft,
          TestContext.of(store, raft, System::nanoTime, null, null),
          new Random(7),
          Duration.ofMillis(1));
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stopCallers() {
    callers.shutdownNow();
  }

  @Test
  void aWriteIsSeenByTheNextRead() throws Exception {
    raft.lead(true);
    write("set-config");
    assertEquals(CLUSTER + ".consul", read(QueryOptions.DEFAULT).value().trustDomain());
  }

  @Test
  void anIndexIsNeverZero() throws Exception {
    raft.lead(true);
    assertEquals(1, read(QueryOptions.DEFAULT).meta().index());
  }

  @Test
  void withoutALeaderOnlyStaleReadsAreAnswered() throws Exception {
    ConsulException refused = assertThrows(ConsulException.class, () -> read(QueryOptions.DEFAULT));
    assertEquals("No cluster leader", refused.text());
    assertFalse(read(QueryOptions.STALE).meta().knownLeader());
    assertThrows(ConsulException.class, () -> write("set-config"));
  }

  @Test
  void atOnceIsAnsweredWhatNeedsNeitherTimeNorLeadershipThatIsInDoubt() throws Exception {
    assertNull(atOnce(QueryOptions.DEFAULT));
    assertEquals("stale", atOnce(QueryOptions.STALE).meta().consistencyLevel());
    raft.lead(true);
    write("set-config");
    Reply<CaTables.Roots> reply = atOnce(QueryOptions.DEFAULT);
    assertEquals(CLUSTER + ".consul", reply.value().trustDomain());
    assertEquals(read(QueryOptions.DEFAULT).meta(), reply.meta());
    assertNull(atOnce(CONSISTENT));
    assertNull(atOnce(QueryOptions.DEFAULT.withBlocking(1, Duration.ZERO)));
    raft.lease(false);
    assertNull(atOnce(QueryOptions.DEFAULT));
    assertThrows(ConsulException.class, () -> atOnce(QueryOptions.STALE.withDatacenter("dc9")));
  }

  @Test
  void aQuickWriteIsBegunByTheLeaderOnly() throws Exception {
    KvsRequest put = KvsRequest.of(KvOp.CAS, DirEntry.of("a", Bytes.utf8("1"), 0));
    assertNull(rpc.writeAtOnce(KvMethods.APPLY, put, WriteOptions.DEFAULT));
    raft.lead(true);
    CompletableFuture<Boolean> begun = rpc.writeAtOnce(KvMethods.APPLY, put, WriteOptions.DEFAULT);
    assertTrue(begun.get());
    KvsRequest nothing = KvsRequest.of(KvOp.SET, DirEntry.of("", Bytes.NIL, 0));
    assertThrows(
        ConsulException.class,
        () -> rpc.writeAtOnce(KvMethods.APPLY, nothing, WriteOptions.DEFAULT));
  }

  private static final QueryOptions CONSISTENT =
      new QueryOptions(
          "",
          "",
          0,
          Duration.ZERO,
          false,
          true,
          Duration.ZERO,
          false,
          Duration.ZERO,
          false,
          Duration.ZERO,
          "");

  private Reply<CaTables.Roots> atOnce(QueryOptions options) {
    return rpc.readAtOnce(ConnectMethods.ROOTS, NoArgument.NONE, options);
  }

  @Test
  void anotherDatacenterHasNoPath() {
    raft.lead(true);
    ConsulException refused =
        assertThrows(ConsulException.class, () -> read(QueryOptions.DEFAULT.withDatacenter("dc9")));
    assertEquals("No path to datacenter", refused.text());
  }

  @Test
  void aBlockingReadEndsWithTheChangeItWaitedFor() throws Exception {
    raft.lead(true);
    CompletableFuture<Reply<CaTables.Roots>> answer = blocking(1);
    awaitParked(1);
    write("set-config");
    // The configuration is a part of the answer, but its index is that of the roots.
    awaitParked(1);
    assertFalse(answer.isDone());
    rpc.write(
        ConnectMethods.APPLY,
        CaRequest.setRoots(0, List.of(), configuration()),
        WriteOptions.DEFAULT);
    assertEquals(2, answer.get(10, TimeUnit.SECONDS).meta().index());
    assertEquals(0, store.watches().size());
  }

  @Test
  void aRestoreFreesBlockedReadsEvenWhenTheIndexDidNotGrow() throws Exception {
    raft.lead(true);
    ByteArrayOutputStream empty = new ByteArrayOutputStream();
    machine.snapshot().writeTo(empty);
    CompletableFuture<Reply<CaTables.Roots>> answer = blocking(50);
    awaitParked(1);
    machine.restore(new ByteArrayInputStream(empty.toByteArray()), 9, 2);
    assertEquals(1, answer.get(10, TimeUnit.SECONDS).meta().index());
  }

  @Test
  void aReadThatIsInterruptedLeavesNothingParked() throws Exception {
    raft.lead(true);
    blocking(50);
    awaitParked(1);
    callers.shutdownNow();
    assertTrue(callers.awaitTermination(10, TimeUnit.SECONDS));
    assertEquals(0, store.watches().size());
  }

  private CompletableFuture<Reply<CaTables.Roots>> blocking(long index) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return read(QueryOptions.DEFAULT.withBlocking(index, Duration.ofMinutes(1)));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        callers);
  }

  private void awaitParked(int readers) {
    while (store.watches().size() != readers) {
      Thread.onSpinWait();
    }
  }

  private Reply<CaTables.Roots> read(QueryOptions options) throws InterruptedException {
    return rpc.read(ConnectMethods.ROOTS, NoArgument.NONE, options);
  }

  private void write(String operation) throws InterruptedException {
    rpc.write(
        ConnectMethods.APPLY,
        new CaRequest(operation, "", 0, List.of(), configuration(), null, ""),
        WriteOptions.DEFAULT);
  }

  private static CaConfiguration configuration() {
    return new CaConfiguration(CLUSTER, "consul", Map.of(), Map.of(), false, 0, 0);
  }
}
