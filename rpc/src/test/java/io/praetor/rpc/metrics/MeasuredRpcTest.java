// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConfigEntryMethods;
import io.praetor.rpc.KvMethods;
import io.praetor.rpc.PreparedQueryMethods;
import io.praetor.rpc.SessionMethods;
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
}
