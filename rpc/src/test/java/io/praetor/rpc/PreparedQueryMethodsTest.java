// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.catalog.CatalogCommands;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.query.PreparedQueries;
import io.praetor.catalog.query.PreparedQuery;
import io.praetor.catalog.query.PreparedQueryExecuteRemoteRequest;
import io.praetor.catalog.query.PreparedQueryExecuteRequest;
import io.praetor.catalog.query.PreparedQueryExecuteResponse;
import io.praetor.catalog.query.PreparedQueryRequest;
import io.praetor.kv.Session;
import io.praetor.kv.SessionRequest;
import io.praetor.rpc.PreparedQueryMethods.PreparedQuerySpecificRequest;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Codec;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Prepared queries as callers see them: through the method, the log and back. Texts are those of a
/// running Consul 1.22.5.
class PreparedQueryMethodsTest {
  private final LeaderTimers timers = new LeaderTimers(() -> 1);
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
          TestContext.of(store, raft, () -> 1, timers, null),
          new Random(7),
          Duration.ofMillis(1));

  @BeforeEach
  void lead() {
    WriteTxn txn = store.begin(0);
    CatalogCommands.register(
        txn,
        json(
            RegisterRequest.CODEC,
            "{'Node': 'n1', 'Address': '10.0.0.1', 'Service': {'ID': 'web', 'Service': 'web'}}"));
    txn.publish();
    raft.lead(true);
  }

  private static <T> T json(Codec<T> codec, String text) {
    return Json.read(
        codec, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Decoder.Unknown.REFUSE);
  }

  private String apply(String op, String query) throws InterruptedException {
    return rpc.write(
        PreparedQueryMethods.APPLY,
        PreparedQueryRequest.of(op, json(PreparedQuery.CODEC, query)),
        WriteOptions.DEFAULT);
  }

  private String create(String query) throws InterruptedException {
    return apply(PreparedQueryRequest.CREATE, query);
  }

  private String refusal(String op, String query) {
    return assertThrows(ConsulException.class, () -> apply(op, query)).text();
  }

  private Reply<List<PreparedQuery>> get(String id) throws InterruptedException {
    return rpc.read(
        PreparedQueryMethods.GET, new PreparedQuerySpecificRequest(id), QueryOptions.DEFAULT);
  }

  private String getRefusal(String id) {
    return assertThrows(ConsulException.class, () -> get(id)).text();
  }

  private Reply<PreparedQueryExecuteResponse> execute(String name) throws InterruptedException {
    return rpc.read(
        PreparedQueryMethods.EXECUTE, PreparedQueryExecuteRequest.of(name), QueryOptions.DEFAULT);
  }

  @Test
  void aQueryIsMadeChangedRunAndDeleted() throws InterruptedException {
    String id = create("{'Name': 'q', 'Service': {'Service': 'web'}}");
    assertEquals(List.of(id), get(id).value().stream().map(PreparedQuery::id).toList());
    var found = execute("Q");
    assertEquals(1, found.value().nodes().size());
    assertEquals("dc1", found.value().datacenter());
    assertEquals(1, found.meta().index());
    assertEquals(
        id,
        apply(
            PreparedQueryRequest.UPDATE,
            "{'ID': '" + id + "', 'Name': 'r', 'Service': {'Service': 'db'}}"));
    assertEquals(List.of(), execute("r").value().nodes());
    assertEquals(2, get(id).meta().index());
    assertEquals(id, apply(PreparedQueryRequest.DELETE, "{'ID': '" + id + "'}"));
    assertEquals("Query not found", getRefusal(id));
    assertEquals("Query not found", assertThrows(ConsulException.class, () -> execute("r")).text());
  }

  @Test
  void whatCannotBeIsRefusedBeforeOrByTheLog() throws InterruptedException {
    String id = create("{'Name': 'q', 'Service': {'Service': 'web'}}");
    String missing = "00000000-0000-4000-8000-00000000ffff";
    assertEquals(
        "Invalid prepared query: Must be bound to a session",
        refusal("create", "{'Service': {'Service': 'web'}}"));
    assertEquals(
        "ID must be empty when creating a new prepared query",
        refusal("create", "{'ID': '" + id + "', 'Service': {'Service': 'web'}}"));
    assertEquals(
        "raft apply failed: name 'Q' aliases an existing query name",
        refusal("create", "{'Name': 'Q', 'Service': {'Service': 'web'}}"));
    assertEquals(
        "raft apply failed: invalid session \"none\"",
        refusal("create", "{'Session': 'none', 'Service': {'Service': 'web'}}"));
    assertEquals(
        "Cannot modify non-existent prepared query: '" + missing + "'",
        refusal("update", "{'ID': '" + missing + "'}"));
    assertEquals(
        "Prepared Query lookup failed: failed prepared query lookup: index error: UUID must be 36"
            + " characters",
        refusal("delete", "{'ID': 'abc'}"));
    assertEquals("Unknown prepared query operation: burn", refusal("burn", "{}"));
    assertEquals(
        "failed prepared query lookup: index error: UUID must be 36 characters", getRefusal("abc"));
  }

  @Test
  void aQueryEndsWithItsSessionInTheSameEntry() throws InterruptedException {
    Session begun = new Session("", "", "n1", Duration.ZERO, "", "", List.of(), null, null, 0, 0);
    String session =
        rpc.write(SessionMethods.APPLY, SessionRequest.create(begun), WriteOptions.DEFAULT);
    String id =
        create("{'Name': 'q', 'Session': '" + session + "', 'Service': {'Service': 'web'}}");
    rpc.write(SessionMethods.APPLY, SessionRequest.destroy(session), WriteOptions.DEFAULT);
    assertEquals("Query not found", getRefusal(id));
    assertEquals(store.snapshot().lastIndex(), PreparedQueries.list(store.snapshot()).index());
  }

  @Test
  void templatesAreExplainedAndRemoteQueriesRun() throws InterruptedException {
    create(
        "{'Name': 'v-', 'Template': {'Type': 'name_prefix_match'},"
            + " 'Service': {'Service': '${name.suffix}'}}");
    PreparedQuery explained =
        rpc.read(
                PreparedQueryMethods.EXPLAIN,
                PreparedQueryExecuteRequest.of("v-web"),
                QueryOptions.DEFAULT)
            .value();
    assertEquals("web", explained.service().service());
    assertEquals(1, execute("v-web").value().nodes().size());
    assertEquals(
        1,
        rpc.read(
                PreparedQueryMethods.EXECUTE_REMOTE,
                new PreparedQueryExecuteRemoteRequest(explained, 0, false),
                QueryOptions.DEFAULT)
            .value()
            .nodes()
            .size());
  }

  @Test
  void snapshotsCarryThem() throws IOException, InterruptedException {
    create("{'Name': 'q', 'Token': 't', 'Service': {'Service': 'web', 'Tags': ['a']}}");
    create(
        "{'Name': '', 'Template': {'Type': 'name_prefix_match'},"
            + " 'Service': {'Service': '${name.full}'}}");
    byte[] saved = save(store);
    Store other = StateTables.newStore();
    WriteTxn txn = other.beginRestore(store.snapshot().lastIndex());
    format.restore(new ByteArrayInputStream(saved), txn);
    txn.publish();
    assertArrayEquals(saved, save(other));
    assertEquals(
        PreparedQueries.list(store.snapshot()).value(),
        PreparedQueries.list(other.snapshot()).value());
    assertEquals(2, PreparedQueries.list(other.snapshot()).index());
    assertEquals(
        2,
        rpc.read(PreparedQueryMethods.LIST, DcSpecificRequest.ALL, QueryOptions.DEFAULT)
            .value()
            .size());
  }

  private byte[] save(Store of) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.source(of.snapshot()).writeTo(out);
    return out.toByteArray();
  }
}
