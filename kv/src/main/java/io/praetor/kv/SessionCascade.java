// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import io.praetor.catalog.Checks;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.Nodes;
import io.praetor.store.ChangeHook;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How sessions hang on the catalog: what must exist for one to begin, and what ends it. Sessions
/// hang on nodes of this cluster only, never on what a peer exports.
final class SessionCascade {
  /// The catalog's hooks: a node or check that goes takes its sessions with it, and so does a check
  /// that becomes critical, all in the transaction that changed it.
  static final List<ChangeHook<?>> HOOKS =
      List.of(
          new ChangeHook<>(Nodes.TABLE, SessionCascade::nodeChanged),
          new ChangeHook<>(Checks.TABLE, SessionCascade::checkChanged));

  private static final String LOCAL = "";

  private SessionCascade() {}

  private static void nodeChanged(WriteTxn txn, @Nullable Node before, @Nullable Node after) {
    if (before != null && after == null && before.peerName().equals(LOCAL)) {
      SessionWrites.endAllOf(txn, before.node());
    }
  }

  private static void checkChanged(
      WriteTxn txn, @Nullable HealthCheck before, @Nullable HealthCheck after) {
    HealthCheck check = after == null ? before : after;
    boolean lost = after == null || after.status().equals(Checks.CRITICAL);
    if (lost && check != null && check.peerName().equals(LOCAL)) {
      SessionWrites.endAllOn(txn, check.node(), check.checkId());
    }
  }

  /// Consul's text for why the session cannot begin, or null.
  static @Nullable String fault(View view, Session session) {
    if (Nodes.get(view, LOCAL, session.node()) == null) {
      return "Missing node registration";
    }
    for (String id : session.checkIds()) {
      HealthCheck check = Checks.get(view, LOCAL, session.node(), id);
      if (check == null) {
        return "Missing check '" + id + "' registration";
      }
      if (check.status().equals(Checks.CRITICAL)) {
        return "Check '" + id + "' is in critical state";
      }
    }
    return null;
  }
}
