// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import io.praetor.catalog.CatalogTables;
import io.praetor.catalog.Checks;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.Nodes;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// A state with the catalog's and this module's tables; every call of `at` is one log entry.
final class State {
  final Store store =
      new Store(
          Stream.of(CatalogTables.ALL, KvTables.ALL).flatMap(List::stream).toList(),
          KvTables.HOOKS);

  /// What the last entry left for the leader.
  List<Object> events = List.of();

  <T> T at(long index, Function<WriteTxn, T> write) {
    WriteTxn txn = store.begin(index);
    T result = write.apply(txn);
    txn.publish();
    events = txn.events();
    return result;
  }

  void run(long index, Consumer<WriteTxn> write) {
    at(
        index,
        txn -> {
          write.accept(txn);
          return true;
        });
  }

  Snapshot now() {
    return store.snapshot();
  }

  Outcome kv(long index, KvOp op, DirEntry entry) {
    return at(index, txn -> KvWrites.apply(txn, KvsRequest.of(op, entry)));
  }

  void put(long index, String key, String value) {
    kv(index, KvOp.SET, entry(key, value));
  }

  DirEntry get(String key) {
    return KvQueries.get(now(), key).value().orElseThrow();
  }

  boolean has(String key) {
    return KvQueries.get(now(), key).value().isPresent();
  }

  static DirEntry entry(String key, String value) {
    return DirEntry.of(key, Bytes.utf8(value), 0);
  }

  void node(long index, String name) {
    run(index, txn -> Nodes.put(txn, Node.builder().node(name).address("10.0.0.1").build()));
  }

  void check(long index, String node, String id, String status) {
    run(index, txn -> Checks.put(txn, checkOf(node, id, status)));
  }

  static HealthCheck checkOf(String node, String id, String status) {
    return HealthCheck.builder().node(node).checkId(id).name(id).status(status).build();
  }

  Outcome session(long index, Session session) {
    return at(index, txn -> SessionWrites.apply(txn, SessionRequest.create(session)));
  }

  Outcome destroy(long index, String id) {
    return at(index, txn -> SessionWrites.apply(txn, SessionRequest.destroy(id)));
  }

  List<Session> sessions() {
    return SessionQueries.list(now()).value();
  }

  static Session session(String id, String behavior, Duration lockDelay, String... checks) {
    return new Session(id, "", "n1", lockDelay, behavior, "", List.of(checks), null, null, 0, 0);
  }
}
