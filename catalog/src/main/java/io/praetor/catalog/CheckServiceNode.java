// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service instance with its node and the checks of both: what `/v1/health/service/:name` answers.
public record CheckServiceNode(
    @Nullable Node node, @Nullable NodeService service, @Nullable List<HealthCheck> checks) {

  public static final Struct<CheckServiceNode> CODEC =
      Struct.<CheckServiceNode>named("CheckServiceNode")
          .field("Node", nullable(Node.CODEC), CheckServiceNode::node)
          .field("Service", nullable(NodeService.CODEC), CheckServiceNode::service)
          .field("Checks", nullable(list(HealthCheck.CODEC)), CheckServiceNode::checks)
          .build(v -> new CheckServiceNode(v.get(0), v.get(1), v.get(2)));

  public CheckServiceNode {
    checks = Frozen.list(checks);
  }

  /// The name of the node; empty without one.
  public String nodeName() {
    return node == null ? "" : node.node();
  }

  /// Whether every check, the node's own among them, passes.
  public boolean passing() {
    return checks == null
        || checks.stream().allMatch(check -> check.status().equals(Checks.PASSING));
  }
}
