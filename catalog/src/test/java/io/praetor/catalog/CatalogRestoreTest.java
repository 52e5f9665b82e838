// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Msgpack;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The catalog's records of a snapshot that a real Consul wrote.
class CatalogRestoreTest {
  private static <T> List<T> records(int type, Codec<T> codec) {
    return Recorded.ofType(type).stream()
        .filter(recorded -> recorded.name().startsWith("snap"))
        .map(recorded -> Msgpack.read(codec, recorded.body()))
        .toList();
  }

  private static Snapshot restored() {
    WriteTxn txn = new Store(CatalogTables.ALL, List.of()).beginRestore(72);
    records(32, ServiceVirtualIp.CODEC).forEach(ip -> txn.put(VirtualIps.ASSIGNED, ip));
    records(33, FreeVirtualIp.CODEC).forEach(ip -> txn.put(VirtualIps.FREE, ip));
    records(0, RegisterRequest.CODEC).forEach(record -> CatalogRestore.register(txn, record));
    records(6, Codecs.list(Coordinate.CODEC))
        .forEach(record -> CatalogRestore.coordinates(txn, record));
    return txn.publish();
  }

  @Test
  void whatConsulWroteIsWrittenInTheSameOrder() {
    Snapshot state = restored();
    assertEquals(records(0, RegisterRequest.CODEC), CatalogRestore.registrations(state).toList());
    assertEquals(
        records(6, Codecs.list(Coordinate.CODEC)), CatalogRestore.coordinates(state).toList());
    assertEquals(records(32, ServiceVirtualIp.CODEC), state.scan(VirtualIps.ASSIGNED).toList());
    assertEquals(records(33, FreeVirtualIp.CODEC), state.scan(VirtualIps.FREE).toList());
  }

  @Test
  void restoredRowsAnswerQueries() {
    Snapshot state = restored();
    CheckServiceNode db =
        HealthQueries.serviceNodes(state, ServiceSpecificRequest.of("DB")).value().getFirst();
    assertEquals("ext-1", db.nodeName());
    assertEquals(List.of("db-ttl"), db.checks().stream().map(HealthCheck::checkId).toList());
    assertEquals("240.0.0.1", VirtualIps.of(state, "", "web"));
  }
}
