// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import io.praetor.catalog.Checks;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.Nodes;
import io.praetor.catalog.Services;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import io.praetor.wire.GoQuote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operations on nodes, services and checks in a transaction. Unlike with keys, deleting what
/// does not exist by its version is a stale version, not a success.
final class TxnCatalog {
  private TxnCatalog() {}

  static List<TxnResult> node(View view, TxnOp.Node op) {
    Node asked = op.node();
    String name = "node " + GoQuote.quote(asked.node());
    CatalogVerb verb = verb(op.verb(), "node");
    Node found = findNode(view, asked);
    return switch (verb) {
      case GET -> List.of(TxnResult.of(existing(found, name)));
      case SET, CAS -> {
        if (verb == CatalogVerb.CAS) {
          expect(asked.modifyIndex() == (found == null ? 0 : found.modifyIndex()), "set", name);
        }
        Nodes.put(Transactions.writable(view), asked);
        yield List.of(TxnResult.of(existing(findNode(view, asked), name)));
      }
      case DELETE, DELETE_CAS -> {
        if (verb == CatalogVerb.DELETE_CAS) {
          expect(found != null && found.modifyIndex() == asked.modifyIndex(), "delete", name);
        }
        Nodes.delete(Transactions.writable(view), asked.peerName(), asked.node());
        yield List.of();
      }
    };
  }

  private static @Nullable Node findNode(View view, Node asked) {
    return asked.id().isEmpty()
        ? Nodes.get(view, asked.peerName(), asked.node())
        : Nodes.byId(view, asked.peerName(), asked.id());
  }

  static List<TxnResult> service(View view, TxnOp.Service op) {
    NodeService asked = op.service();
    String peer = asked.peerName();
    String name = "service " + GoQuote.quote(asked.id()) + " on node " + GoQuote.quote(op.node());
    CatalogVerb verb = verb(op.verb(), "service");
    NodeService found = Services.get(view, peer, op.node(), asked.id());
    return switch (verb) {
      case GET -> List.of(TxnResult.of(existing(found, name)));
      case SET, CAS -> {
        if (verb == CatalogVerb.CAS) {
          expect(asked.modifyIndex() == (found == null ? 0 : found.modifyIndex()), "set", name);
        }
        WriteTxn txn = Transactions.writable(view);
        expectNode(txn, peer, op.node());
        Services.put(txn, op.node(), asked);
        yield List.of(TxnResult.of(existing(Services.get(txn, peer, op.node(), asked.id()), name)));
      }
      case DELETE, DELETE_CAS -> {
        if (verb == CatalogVerb.DELETE_CAS) {
          expect(found != null && found.modifyIndex() == asked.modifyIndex(), "delete", name);
        }
        Services.delete(Transactions.writable(view), peer, op.node(), asked.id());
        yield List.of();
      }
    };
  }

  static List<TxnResult> check(View view, TxnOp.Check op) {
    HealthCheck asked = op.check();
    String peer = asked.peerName();
    String name =
        "check " + GoQuote.quote(asked.checkId()) + " on node " + GoQuote.quote(asked.node());
    CatalogVerb verb = verb(op.verb(), "check");
    HealthCheck found = Checks.get(view, peer, asked.node(), asked.checkId());
    return switch (verb) {
      case GET -> List.of(TxnResult.of(existing(found, name)));
      case SET, CAS -> {
        if (verb == CatalogVerb.CAS) {
          expect(asked.modifyIndex() == (found == null ? 0 : found.modifyIndex()), "set", name);
        }
        WriteTxn txn = Transactions.writable(view);
        expectNode(txn, peer, asked.node());
        Checks.put(txn, asked);
        yield List.of(
            TxnResult.of(existing(Checks.get(txn, peer, asked.node(), asked.checkId()), name)));
      }
      case DELETE, DELETE_CAS -> {
        if (verb == CatalogVerb.DELETE_CAS) {
          expect(found != null && found.modifyIndex() == asked.modifyIndex(), "delete", name);
        }
        Checks.delete(Transactions.writable(view), peer, asked.node(), asked.checkId());
        yield List.of();
      }
    };
  }

  private static CatalogVerb verb(String wireName, String kind) {
    CatalogVerb verb = CatalogVerb.of(wireName);
    if (verb == null) {
      throw new TxnFault("unknown " + kind + " operation: " + wireName);
    }
    return verb;
  }

  private static void expect(boolean current, String what, String name) {
    if (!current) {
      throw new TxnFault("failed to " + what + " " + name + ", index is stale");
    }
  }

  private static void expectNode(View view, String peer, String node) {
    if (Nodes.get(view, peer, node) == null) {
      throw new TxnFault("Missing node registration");
    }
  }

  private static <T> T existing(@Nullable T found, String name) {
    if (found == null) {
      throw new TxnFault(name + " doesn't exist");
    }
    return found;
  }
}
