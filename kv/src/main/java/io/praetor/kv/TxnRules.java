// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.Weights;
import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// What is checked, and filled in, before a transaction is run or logged. Pure.
public final class TxnRules {
  private static final int UUID_LENGTH = 36;

  private TxnRules() {}

  /// The operations that cannot be run, all of them; none is run then.
  ///
  /// @param delayed whether a key is held back after its lock was lost, which only the leader knows
  public static List<TxnError> faults(List<TxnOp> ops, Predicate<String> delayed) {
    List<TxnError> errors = new ArrayList<>();
    for (int i = 0; i < ops.size(); i++) {
      try {
        check(ops.get(i), delayed);
      } catch (TxnFault e) {
        errors.add(new TxnError(i, e.text()));
      }
    }
    return errors;
  }

  private static void check(TxnOp op, Predicate<String> delayed) {
    if (op.kv() != null) {
      check(op.kv(), delayed);
    } else if (op.node() != null) {
      check(op.node());
    } else if (op.service() != null) {
      check(op.service());
    } else if (op.check() != null) {
      require(op.check().verb(), "check");
    }
  }

  private static void check(TxnOp.Kv op, Predicate<String> delayed) {
    KvOp verb = KvOp.of(op.verb());
    String key = op.entry().key();
    if (verb == null) {
      throw new TxnFault("unknown KV operation: " + op.verb());
    }
    if (key.isEmpty() && verb != KvOp.DELETE_TREE) {
      throw new TxnFault("Must provide key");
    }
    if (verb == KvOp.LOCK && delayed.test(key)) {
      throw new TxnFault("failed to lock key " + GoQuote.quote(key) + " due to lock delay");
    }
  }

  private static CatalogVerb require(String verb, String kind) {
    CatalogVerb known = CatalogVerb.of(verb);
    if (known == null) {
      throw new TxnFault("unknown " + kind + " operation: " + verb);
    }
    return known;
  }

  private static void check(TxnOp.Node op) {
    if (require(op.verb(), "node") == CatalogVerb.GET) {
      return;
    }
    if (op.node().node().isEmpty()) {
      throw new TxnFault("Must provide node");
    }
    String id = op.node().id();
    if (!id.isEmpty()) {
      checkUuid(id);
    }
  }

  private static void checkUuid(String id) {
    if (id.length() != UUID_LENGTH) {
      throw new TxnFault("Bad node ID: uuid string is wrong length");
    }
    try {
      if (UUID.fromString(id).toString().equalsIgnoreCase(id)) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new TxnFault("Bad node ID: uuid is improperly formatted");
    }
    throw new TxnFault("Bad node ID: uuid is improperly formatted");
  }

  private static void check(TxnOp.Service op) {
    if (require(op.verb(), "service") == CatalogVerb.GET) {
      return;
    }
    NodeService service = op.service();
    if (service.id().isEmpty() && service.service().isEmpty()) {
      throw new TxnFault(
          "service name (Service.Service) is required; "
              + "both Service ID (Service.ID) and Service Name cannot be empty");
    }
    if (service.service().isEmpty()) {
      throw new TxnFault("Must provide service name (Service.Service) when service ID is provided");
    }
  }

  /// The operations with what a client may leave out: a node's datacenter, a service's or check's
  /// id, a service's weights. Weights that a registration would be refused for become 1 and 1 here
  /// (observed).
  public static List<TxnOp> completed(List<TxnOp> ops, String datacenter) {
    return ops.stream().map(op -> completed(op, datacenter)).toList();
  }

  private static TxnOp completed(TxnOp op, String datacenter) {
    if (op.node() != null && op.node().node().datacenter().isEmpty()) {
      Node node = op.node().node().toBuilder().datacenter(datacenter).build();
      return TxnOp.of(new TxnOp.Node(op.node().verb(), node));
    }
    if (op.service() != null && !isGet(op.service().verb())) {
      NodeService service = op.service().service();
      String id = service.id().isEmpty() ? service.service() : service.id();
      Weights asked = service.weights();
      boolean good = asked != null && Weights.invalid(asked) == null;
      NodeService full = service.toBuilder().id(id).weights(good ? asked : Weights.ONE).build();
      return TxnOp.of(new TxnOp.Service(op.service().verb(), op.service().node(), full));
    }
    if (op.check() != null && !isGet(op.check().verb())) {
      HealthCheck check = op.check().check();
      String id = check.checkId().isEmpty() ? check.name() : check.checkId();
      return TxnOp.of(new TxnOp.Check(op.check().verb(), check.toBuilder().checkId(id).build()));
    }
    return op;
  }

  private static boolean isGet(String verb) {
    return CatalogVerb.of(verb) == CatalogVerb.GET;
  }
}
