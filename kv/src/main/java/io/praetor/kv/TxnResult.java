// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.nullable;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.wire.Struct;
import org.jspecify.annotations.Nullable;

/// What an operation read or wrote: one of the four. A key that was written comes without its
/// value.
public record TxnResult(
    @Nullable DirEntry kv,
    @Nullable Node node,
    @Nullable NodeService service,
    @Nullable HealthCheck check) {

  public static final Struct<TxnResult> CODEC =
      Struct.<TxnResult>named("TxnResult")
          .omitEmpty("KV", nullable(DirEntry.CODEC), TxnResult::kv)
          .omitEmpty("Node", nullable(Node.CODEC), TxnResult::node)
          .omitEmpty("Service", nullable(NodeService.CODEC), TxnResult::service)
          .omitEmpty("Check", nullable(HealthCheck.CODEC), TxnResult::check)
          .build(v -> new TxnResult(v.get(0), v.get(1), v.get(2), v.get(3)));

  static TxnResult of(DirEntry entry) {
    return new TxnResult(entry, null, null, null);
  }

  static TxnResult of(Node node) {
    return new TxnResult(null, node, null, null);
  }

  static TxnResult of(NodeService service) {
    return new TxnResult(null, null, service, null);
  }

  static TxnResult of(HealthCheck check) {
    return new TxnResult(null, null, null, check);
  }
}
