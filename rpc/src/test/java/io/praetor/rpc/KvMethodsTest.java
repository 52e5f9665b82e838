// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.catalog.Node;
import io.praetor.catalog.Nodes;
import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvTables;
import io.praetor.kv.KvsRequest;
import io.praetor.kv.Session;
import io.praetor.kv.SessionRequest;
import io.praetor.kv.TxnError;
import io.praetor.kv.TxnOp;
import io.praetor.kv.TxnRequest;
import io.praetor.kv.TxnResponse;
import io.praetor.rpc.KvMethods.KeyListRequest;
import io.praetor.rpc.KvMethods.KeyRequest;
import io.praetor.rpc.SessionMethods.NodeRequest;
import io.praetor.rpc.SessionMethods.SessionSpecificRequest;
import io.praetor.rpc.TxnMethods.TxnReadRequest;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys, sessions and transactions as callers see them: through the method, the log and back.
class KvMethodsTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong clock = new AtomicLong(SECOND);
  private final LeaderTimers timers = new LeaderTimers(clock::get);
  private final Store store = StateTables.newStore();
  private final SnapshotFormat format = new SnapshotFormat(SnapshotSections.ALL);
  private final ConsulStateMachine machine =
      new ConsulStateMachine(store, new CommandTable(Commands.ALL), format, timers::accept);
  private final InstantRaft raft = new InstantRaft(machine);
  private final ServerRpc rpc =
      new ServerRpc(
          store,
          machine,
          raft,
          TestContext.of(store, raft, clock::get, timers, null),
          new Random(7),
          Duration.ofMillis(1));

  @BeforeEach
  void lead() {
    WriteTxn txn = store.begin(0);
    Nodes.put(txn, Node.builder().node("n1").address("10.0.0.1").build());
    txn.publish();
    raft.lead(true);
    timers.lead(store::snapshot);
  }

  private boolean kv(KvOp op, DirEntry entry) throws InterruptedException {
    return rpc.write(KvMethods.APPLY, KvsRequest.of(op, entry), WriteOptions.DEFAULT);
  }

  private static DirEntry entry(String key, String value) {
    return DirEntry.of(key, Bytes.utf8(value), 0);
  }

  private String begin(String behavior, String ttl, Duration delay) throws InterruptedException {
    Session session = new Session("", "", "n1", delay, behavior, ttl, List.of(), null, null, 0, 0);
    return rpc.write(SessionMethods.APPLY, SessionRequest.create(session), WriteOptions.DEFAULT);
  }

  private void end(String id) throws InterruptedException {
    rpc.write(SessionMethods.APPLY, SessionRequest.destroy(id), WriteOptions.DEFAULT);
  }

  private List<DirEntry> get(String key) throws InterruptedException {
    return rpc.read(KvMethods.GET, new KeyRequest(key), QueryOptions.DEFAULT).value();
  }

  private static String refusal(Call call) {
    return assertThrows(ConsulException.class, call::run).text();
  }

  private interface Call {
    void run() throws InterruptedException;
  }

  @Test
  void whatWasWrittenIsRead() throws Exception {
    assertFalse(kv(KvOp.SET, entry("a/b", "v")), "the bool of a plain write is false, as Consul's");
    assertEquals("v", get("a/b").getFirst().value().text());
    assertEquals(List.of(), get("a"));
    KeyListRequest keys = new KeyListRequest("a", "/");
    assertEquals(List.of("a/"), rpc.read(KvMethods.LIST_KEYS, keys, QueryOptions.DEFAULT).value());
    assertEquals(
        1, rpc.read(KvMethods.LIST, new KeyRequest("a"), QueryOptions.DEFAULT).value().size());
  }

  @Test
  void badWritesAreRefusedWithConsulsTexts() {
    assertEquals("Must provide key", refusal(() -> kv(KvOp.SET, entry("", "v"))));
    assertEquals(
        "raft apply failed: invalid session \"x\"",
        refusal(() -> kv(KvOp.LOCK, entry("k", "v").withSession("x"))));
  }

  @Test
  void badSessionsAreRefusedWithConsulsTexts() {
    assertEquals(
        "Invalid Behavior setting 'explode'", refusal(() -> begin("explode", "", Duration.ZERO)));
    assertEquals(
        "Session TTL 'often' invalid: time: invalid duration \"often\"",
        refusal(() -> begin("", "often", Duration.ZERO)));
    assertEquals(
        "Invalid Session TTL '5000000000', must be between [10s=24h0m0s]",
        refusal(() -> begin("", "5s", Duration.ZERO)));
    Session lost = new Session("", "", "nowhere", Duration.ZERO, "", "", null, null, null, 0, 0);
    assertEquals(
        "apply failed: Missing node registration",
        refusal(
            () ->
                rpc.write(
                    SessionMethods.APPLY, SessionRequest.create(lost), WriteOptions.DEFAULT)));
  }

  @Test
  void aLostLockIsHeldBackForItsDelay() throws Exception {
    String first = begin("", "", Duration.ofSeconds(5));
    String second = begin("", "", Duration.ZERO);
    assertTrue(kv(KvOp.LOCK, entry("k", "1").withSession(first)));
    end(first);
    DirEntry mine = entry("k", "2").withSession(second);
    assertFalse(kv(KvOp.LOCK, mine));
    assertEquals(
        TxnResponse.failed(List.of(new TxnError(0, "failed to lock key \"k\" due to lock delay"))),
        txn(TxnOp.of(KvOp.LOCK, mine)));
    clock.addAndGet(5 * SECOND);
    assertTrue(kv(KvOp.LOCK, mine));
  }

  @Test
  void aSessionExpiresUnlessItIsRenewed() throws Exception {
    String id = begin("delete", "10s", Duration.ZERO);
    kv(KvOp.LOCK, entry("k", "1").withSession(id));
    clock.addAndGet(15 * SECOND);
    SessionSpecificRequest named = new SessionSpecificRequest(id);
    assertEquals(1, rpc.ask(SessionMethods.RENEW, named, WriteOptions.DEFAULT).size());
    clock.addAndGet(15 * SECOND);
    assertEquals(List.of(), timers.due().expired());
    clock.addAndGet(5 * SECOND);
    assertEquals(List.of(id), timers.due().expired());
    end(id);
    assertEquals(List.of(), get("k"));
    assertEquals(List.of(), rpc.ask(SessionMethods.RENEW, named, WriteOptions.DEFAULT));
    assertEquals(
        List.of(),
        rpc.read(SessionMethods.NODE_SESSIONS, new NodeRequest("n1"), QueryOptions.DEFAULT)
            .value());
  }

  @Test
  void aNewLeaderGivesEverySessionItsWholeTimeAgain() throws Exception {
    String id = begin("", "10s", Duration.ZERO);
    clock.addAndGet(19 * SECOND);
    timers.follow();
    assertEquals(OptionalLong.empty(), timers.nextNanos());
    timers.lead(store::snapshot);
    clock.addAndGet(19 * SECOND);
    assertEquals(List.of(), timers.due().expired());
    clock.addAndGet(SECOND);
    assertEquals(List.of(id), timers.due().expired());
  }

  @Test
  void tombstonesAreDueForReapingInTime() throws Exception {
    kv(KvOp.SET, entry("k", "1"));
    kv(KvOp.DELETE, entry("k", ""));
    long index = store.snapshot().lastIndex();
    clock.addAndGet(16 * 60 * SECOND);
    assertEquals(OptionalLong.of(index), timers.due().reapUpTo());
  }

  private TxnResponse txn(TxnOp... ops) throws InterruptedException {
    return rpc.write(TxnMethods.APPLY, TxnRequest.of(List.of(ops)), WriteOptions.DEFAULT);
  }

  @Test
  void aTransactionFillsInTheDatacenter() throws Exception {
    Node node = Node.builder().node("n2").address("10.0.0.2").build();
    TxnResponse response = txn(TxnOp.of(new TxnOp.Node("set", node)));
    assertEquals("dc1", response.results().getFirst().node().datacenter());
  }

  @Test
  void aReadOnlyTransactionNeedsNoLogEntry() throws Exception {
    kv(KvOp.SET, entry("k", "1"));
    long before = store.snapshot().lastIndex();
    TxnReadRequest request = new TxnReadRequest(List.of(TxnOp.of(KvOp.GET, DirEntry.ofKey("k"))));
    Reply<TxnResponse> reply = rpc.read(TxnMethods.READ, request, QueryOptions.DEFAULT);
    assertEquals("1", reply.value().results().getFirst().kv().value().text());
    assertEquals(1, reply.meta().index());
    assertEquals(before, store.snapshot().lastIndex());
  }

  @Test
  void aSnapshotBringsBackKeysSessionsAndTombstones() throws Exception {
    String id = begin("", "10s", Duration.ofSeconds(1));
    kv(KvOp.LOCK, entry("held", "1").withSession(id));
    kv(KvOp.SET, entry("gone", "1"));
    kv(KvOp.DELETE, entry("gone", ""));
    Snapshot before = store.snapshot();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    machine.snapshot().writeTo(stream);
    kv(KvOp.DELETE_TREE, entry("", ""));
    machine.restore(new ByteArrayInputStream(stream.toByteArray()), before.lastIndex(), 2);
    Snapshot after = store.snapshot();
    for (var table : KvTables.ALL) {
      assertEquals(before.scan(table).toList(), after.scan(table).toList());
      assertEquals(before.index(table.name()), after.index(table.name()));
    }
    assertTrue(kv(KvOp.UNLOCK, entry("held", "2").withSession(id)));
  }
}
