// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvsRequest;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConfigEntryMethods;
import io.praetor.rpc.KvMethods;
import io.praetor.rpc.PreparedQueryMethods;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.SessionMethods;
import io.praetor.rpc.TestServer;
import io.praetor.rpc.WriteOptions;
import io.praetor.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The names under which writes are timed, which dashboards ask for.
class MeasuredRpcTest {
  @Test
  void namesAreThoseOfConsul() {
    assertEquals("kvs.apply", MeasuredRpc.nameOf(KvMethods.APPLY));
    assertEquals("catalog.register", MeasuredRpc.nameOf(CatalogMethods.REGISTER));
    assertEquals("catalog.deregister", MeasuredRpc.nameOf(CatalogMethods.DEREGISTER));
    assertEquals("session.apply", MeasuredRpc.nameOf(SessionMethods.APPLY));
    assertEquals("session.renew", MeasuredRpc.nameOf(SessionMethods.RENEW));
    assertEquals("prepared-query.apply", MeasuredRpc.nameOf(PreparedQueryMethods.APPLY));
    assertEquals("config_entry.apply", MeasuredRpc.nameOf(ConfigEntryMethods.APPLY));
  }

  @Test
  void whatIsAnsweredAtOnceIsCountedAndTimedAsWell() throws Exception {
    List<String> told = new ArrayList<>();
    Metrics metrics =
        new Metrics() {
          @Override
          public void gauge(String name, double value, Label... labels) {
            told.add("gauge " + name);
          }

          @Override
          public void counter(String name, double increment, Label... labels) {
            told.add("counter " + name);
          }

          @Override
          public void sample(String name, double value, Label... labels) {
            told.add("sample " + name + " " + value);
          }
        };
    long[] now = {0};
    TestServer server = new TestServer();
    MeasuredRpc rpc = new MeasuredRpc(metrics, server.rpc(), () -> now[0] += 3_000_000);
    KvsRequest put = KvsRequest.of(KvOp.CAS, DirEntry.of("a", Bytes.utf8("1"), 0));
    KvMethods.KeyRequest key = new KvMethods.KeyRequest("a");
    assertTrue(rpc.writeAtOnce(KvMethods.APPLY, put, WriteOptions.DEFAULT).get());
    assertEquals(1, rpc.readAtOnce(KvMethods.GET, key, QueryOptions.DEFAULT).value().size());
    server.raft().follow("10.0.0.1:8300");
    assertNull(rpc.writeAtOnce(KvMethods.APPLY, put, WriteOptions.DEFAULT));
    assertNull(rpc.readAtOnce(KvMethods.GET, key, QueryOptions.DEFAULT));
    assertEquals(List.of("sample kvs.apply 3.0", "counter rpc.query"), told);
  }
}
