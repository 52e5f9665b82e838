// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.ANY;
import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.byForm;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Struct;
import org.jspecify.annotations.Nullable;

/// One operation of a transaction: the first member that is there counts, and none is no operation.
/// JSON has only the first four, and a key's operation in a flatter shape than msgpack.
public record TxnOp(
    @Nullable Kv kv,
    @Nullable Node node,
    @Nullable Service service,
    @Nullable Check check,
    @Nullable Holder session,
    @Nullable Object intention) {

  /// @param verb the name of a [KvOp]
  /// @param entry its `modifyIndex` is the version seen, for the operations that compare one
  public record Kv(String verb, DirEntry entry) {
    private static final Struct<Kv> MSGPACK =
        Struct.<Kv>named("TxnKVOp")
            .field("Verb", STRING, Kv::verb)
            .field("DirEnt", DirEntry.CODEC, Kv::entry)
            .build(v -> new Kv(v.get(0), v.get(1)));

    private static final Struct<Kv> JSON =
        Struct.<Kv>named("KVTxnOp")
            .field("Verb", STRING, Kv::verb)
            .field("Key", STRING, op -> op.entry.key())
            .field("Value", BYTES, op -> op.entry.value())
            .field("Flags", ULONG, op -> op.entry.flags())
            .field("Index", ULONG, op -> op.entry.modifyIndex())
            .field("Session", STRING, op -> op.entry.session())
            // Known to the client library, without meaning in the community edition.
            .omitEmpty("Namespace", STRING, op -> "")
            .omitEmpty("Partition", STRING, op -> "")
            .build(v -> json(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

    static final Codec<Kv> CODEC = byForm(JSON, MSGPACK);

    private static Kv json(
        String verb, String key, Bytes value, long flags, long index, String session) {
      return new Kv(verb, new DirEntry(0, key, flags, value, session, 0, index));
    }
  }

  public record Node(String verb, io.praetor.catalog.Node node) {
    static final Struct<Node> CODEC =
        Struct.<Node>named("TxnNodeOp")
            .field("Verb", STRING, Node::verb)
            .field("Node", io.praetor.catalog.Node.CODEC, Node::node)
            .build(v -> new Node(v.get(0), v.get(1)));
  }

  public record Service(String verb, String node, NodeService service) {
    static final Struct<Service> CODEC =
        Struct.<Service>named("TxnServiceOp")
            .field("Verb", STRING, Service::verb)
            .field("Node", STRING, Service::node)
            .field("Service", NodeService.CODEC, Service::service)
            .build(v -> new Service(v.get(0), v.get(1), v.get(2)));
  }

  public record Check(String verb, HealthCheck check) {
    static final Struct<Check> CODEC =
        Struct.<Check>named("TxnCheckOp")
            .field("Verb", STRING, Check::verb)
            .field("Check", HealthCheck.CODEC, Check::check)
            .build(v -> new Check(v.get(0), v.get(1)));
  }

  /// The leader's own operation on a session; the only verb is `delete`.
  public record Holder(String verb, Session session) {
    static final String DELETE = "delete";

    static final Struct<Holder> CODEC =
        Struct.<Holder>named("TxnSessionOp")
            .field("Verb", STRING, Holder::verb)
            .field("Session", Session.CODEC, Holder::session)
            .build(v -> new Holder(v.get(0), v.get(1)));
  }

  public static final Struct<TxnOp> CODEC =
      Struct.<TxnOp>named("TxnOp")
          .omitEmpty("KV", nullable(Kv.CODEC), TxnOp::kv)
          .omitEmpty("Node", nullable(Node.CODEC), TxnOp::node)
          .omitEmpty("Service", nullable(Service.CODEC), TxnOp::service)
          .omitEmpty("Check", nullable(Check.CODEC), TxnOp::check)
          .msgpackOnly("Session", nullable(Holder.CODEC), TxnOp::session)
          .msgpackOnly("Intention", ANY, TxnOp::intention)
          .build(v -> new TxnOp(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

  public static TxnOp of(KvOp verb, DirEntry entry) {
    return of(new Kv(verb.wireName(), entry));
  }

  public static TxnOp of(Kv kv) {
    return new TxnOp(kv, null, null, null, null, null);
  }

  public static TxnOp of(Node node) {
    return new TxnOp(null, node, null, null, null, null);
  }

  public static TxnOp of(Service service) {
    return new TxnOp(null, null, service, null, null, null);
  }

  public static TxnOp of(Check check) {
    return new TxnOp(null, null, null, check, null, null);
  }

  /// Whether it can be answered from a snapshot. An unknown operation on a key counts as a read and
  /// one on anything else as a write, which shows in the shape of the answer that refuses it.
  public boolean isRead() {
    if (kv != null) {
      KvOp op = KvOp.of(kv.verb);
      return op == null || op.isRead();
    }
    if (node != null) {
      return CatalogVerb.of(node.verb) == CatalogVerb.GET;
    }
    if (service != null) {
      return CatalogVerb.of(service.verb) == CatalogVerb.GET;
    }
    if (check != null) {
      return CatalogVerb.of(check.verb) == CatalogVerb.GET;
    }
    return session == null && intention == null;
  }
}
