// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.praetor.catalog.Checks;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.Weights;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Transactions and their error texts, as recorded from real Consul.
class TransactionsTest {
  private final State state = new State();

  private TxnResponse run(long index, TxnOp... ops) {
    return state.at(index, txn -> Transactions.apply(txn, Arrays.asList(ops)));
  }

  private static TxnOp kv(KvOp op, String key) {
    return TxnOp.of(op, DirEntry.ofKey(key));
  }

  private static TxnOp set(String key, String value) {
    return TxnOp.of(KvOp.SET, State.entry(key, value));
  }

  private static TxnResponse failed(Object... indexesAndTexts) {
    List<TxnError> errors = new java.util.ArrayList<>();
    for (int i = 0; i < indexesAndTexts.length; i += 2) {
      errors.add(new TxnError((Integer) indexesAndTexts[i], (String) indexesAndTexts[i + 1]));
    }
    return TxnResponse.failed(errors);
  }

  private static TxnResponse done(TxnResult... results) {
    return TxnResponse.done(List.of(results));
  }

  @Test
  void aWriteAnswersTheEntryWithoutItsValueAndAReadWithIt() {
    DirEntry stored = State.entry("k", "v").withIndexes(5, 5);
    assertEquals(
        done(TxnResult.of(stored.withoutValue()), TxnResult.of(stored)),
        run(5, set("k", "v"), kv(KvOp.GET, "k")));
  }

  @Test
  void oneFaultUndoesAllAndAllFaultsAreTold() {
    state.put(3, "s1", "v");
    assertEquals(
        failed(
            1, "failed to set key \"s1\", index is stale",
            2, "failed to unlock key \"s9\", lock isn't held, or is held by another session",
            3, "missing session",
            4, "failed to check index, key \"s9\" doesn't exist",
            5, "failed index check for key \"s1\", current modify index 3 != 5",
            6, "failed to check session, key \"s9\" doesn't exist",
            7, "failed session check for key \"s1\", current session \"\" != \"q\"",
            8, "key \"s1\" exists",
            9, "failed to delete key \"s1\", index is stale",
            10, "key \"s9\" doesn't exist"),
        run(
            5,
            set("never", "v"),
            TxnOp.of(KvOp.CAS, State.entry("s1", "w").withModifyIndex(1)),
            TxnOp.of(KvOp.UNLOCK, DirEntry.ofKey("s9").withSession("x")),
            kv(KvOp.LOCK, "s9"),
            TxnOp.of(KvOp.CHECK_INDEX, DirEntry.ofKey("s9").withModifyIndex(5)),
            TxnOp.of(KvOp.CHECK_INDEX, DirEntry.ofKey("s1").withModifyIndex(5)),
            TxnOp.of(KvOp.CHECK_SESSION, DirEntry.ofKey("s9").withSession("q")),
            TxnOp.of(KvOp.CHECK_SESSION, DirEntry.ofKey("s1").withSession("q")),
            kv(KvOp.CHECK_NOT_EXISTS, "s1"),
            kv(KvOp.DELETE_CAS, "s1"),
            kv(KvOp.GET, "s9")));
    assertFalse(state.has("never"));
    assertEquals(3, state.now().index(KvTables.KVS_INDEX));
    assertEquals(List.of(), state.events);
  }

  @Test
  void operationsSeeThoseBeforeThem() {
    state.node(1, "n1");
    state.session(2, State.session("s", Session.RELEASE, Duration.ZERO));
    DirEntry mine = State.entry("k", "x").withSession("s");
    TxnResponse response =
        run(
            5,
            TxnOp.of(KvOp.LOCK, mine),
            TxnOp.of(KvOp.CHECK_SESSION, mine),
            TxnOp.of(KvOp.UNLOCK, mine),
            kv(KvOp.GET_TREE, "k"),
            kv(KvOp.DELETE, "k"),
            kv(KvOp.CHECK_NOT_EXISTS, "k"),
            kv(KvOp.GET_OR_EMPTY, "k"));
    DirEntry held = mine.locked("s", 1).withIndexes(5, 5);
    assertEquals(
        done(
            TxnResult.of(held.withoutValue()),
            TxnResult.of(held.withoutValue()),
            TxnResult.of(held.withSession("").withoutValue()),
            TxnResult.of(held.withSession("")),
            TxnResult.of(DirEntry.ofKey("k"))),
        response);
  }

  @Test
  void nodesServicesAndChecksAreWrittenTogether() {
    Node node = Node.builder().node("n1").address("10.6.0.1").build();
    NodeService service = NodeService.builder().id("s").service("s").build();
    HealthCheck check = State.checkOf("n1", "c", Checks.WARNING);
    TxnResponse response =
        run(
            5,
            TxnOp.of(new TxnOp.Node("set", node)),
            TxnOp.of(new TxnOp.Service("set", "n1", service)),
            TxnOp.of(new TxnOp.Check("set", check)));
    List<TxnResult> results = response.results();
    assertEquals(TxnResult.of(node.withIndexes(5, 5)), results.get(0));
    assertEquals(5, results.get(1).service().modifyIndex());
    assertEquals(TxnResult.of(check.withIndexes(5, 5)), results.get(2));
  }

  @Test
  void faultsOfTheCatalogHaveConsulsTexts() {
    Node node = Node.builder().node("n1").address("10.6.0.1").modifyIndex(3).build();
    NodeService service = NodeService.builder().id("s").service("s").modifyIndex(3).build();
    HealthCheck check = State.checkOf("n1", "c", "").withIndexes(0, 3);
    assertEquals(
        failed(
            0, "failed to set node \"n1\", index is stale",
            1, "failed to delete node \"n1\", index is stale",
            2, "node \"n1\" doesn't exist",
            3, "unknown node operation: paint",
            4, "Missing node registration",
            5, "failed to set service \"s\" on node \"n1\", index is stale",
            6, "failed to delete service \"s\" on node \"n1\", index is stale",
            7, "service \"s\" on node \"n1\" doesn't exist",
            9, "Missing node registration",
            10, "failed to set check \"c\" on node \"n1\", index is stale",
            11, "failed to delete check \"c\" on node \"n1\", index is stale",
            12, "check \"c\" on node \"n1\" doesn't exist"),
        run(
            5,
            TxnOp.of(new TxnOp.Node("cas", node)),
            TxnOp.of(new TxnOp.Node("delete-cas", node)),
            TxnOp.of(new TxnOp.Node("get", node)),
            TxnOp.of(new TxnOp.Node("paint", node)),
            TxnOp.of(new TxnOp.Service("set", "n1", service)),
            TxnOp.of(new TxnOp.Service("cas", "n1", service)),
            TxnOp.of(new TxnOp.Service("delete-cas", "n1", service)),
            TxnOp.of(new TxnOp.Service("get", "n1", service)),
            TxnOp.of(new TxnOp.Service("delete", "n1", service)),
            TxnOp.of(new TxnOp.Check("set", check)),
            TxnOp.of(new TxnOp.Check("cas", check)),
            TxnOp.of(new TxnOp.Check("delete-cas", check)),
            TxnOp.of(new TxnOp.Check("get", check))));
  }

  @Test
  void theLeaderEndsSessionsByTransaction() {
    state.node(1, "n1");
    state.session(2, State.session("s", Session.RELEASE, Duration.ZERO));
    TxnOp end =
        new TxnOp(null, null, null, null, new TxnOp.Holder("delete", Session.ofId("s")), null);
    assertEquals(done(), run(5, end));
    assertEquals(List.of(), state.sessions());
  }

  @Test
  void whatCannotRunIsToldBeforehand() {
    assertEquals(
        List.of(
            new TxnError(0, "unknown KV operation: zork"),
            new TxnError(1, "Must provide key"),
            new TxnError(3, "failed to lock key \"held\" due to lock delay"),
            new TxnError(4, "Must provide node"),
            new TxnError(5, "Bad node ID: uuid string is wrong length"),
            new TxnError(
                6,
                "service name (Service.Service) is required; both Service ID (Service.ID) and"
                    + " Service Name cannot be empty"),
            new TxnError(
                7, "Must provide service name (Service.Service) when service ID is provided"),
            new TxnError(8, "unknown check operation: zork")),
        TxnRules.faults(
            List.of(
                TxnOp.of(new TxnOp.Kv("zork", DirEntry.ofKey("k"))),
                kv(KvOp.GET, ""),
                kv(KvOp.DELETE_TREE, ""),
                kv(KvOp.LOCK, "held"),
                TxnOp.of(new TxnOp.Node("set", Node.builder().build())),
                TxnOp.of(new TxnOp.Node("set", Node.builder().node("n").id("zz").build())),
                TxnOp.of(new TxnOp.Service("set", "n", NodeService.builder().build())),
                TxnOp.of(new TxnOp.Service("set", "n", NodeService.builder().id("x").build())),
                TxnOp.of(new TxnOp.Check("zork", State.checkOf("n", "c", "")))),
            key -> key.equals("held")));
  }

  @Test
  void anEmptyOperationIsSkipped() {
    TxnResponse response = run(5, new TxnOp(null, null, null, null, null, null));
    assertEquals(done(), response);
    assertNull(response.errors());
  }

  @ParameterizedTest
  @CsvSource({"0,0,1,1", "5,0,5,0", "0,3,1,1", "-1,3,1,1", "70000,3,1,1", "3,-3,1,1", "7,2,7,2"})
  void weightsThatCannotBeBecomeOne(int passing, int warning, int wantPassing, int wantWarning) {
    NodeService asked =
        NodeService.builder().service("web").weights(new Weights(passing, warning)).build();
    TxnOp op = TxnOp.of(new TxnOp.Service("set", "n", asked));
    TxnOp.Service completed =
        Objects.requireNonNull(TxnRules.completed(List.of(op), "dc1").getFirst().service());
    assertEquals(new Weights(wantPassing, wantWarning), completed.service().weights());
    assertEquals("web", completed.service().id());
  }
}
