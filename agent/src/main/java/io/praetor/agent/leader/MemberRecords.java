// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.Weights;
import io.praetor.http.agent.Member;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the catalog should say of a member, as observed on a real leader: a node with the check
/// `serfHealth`, and the service `consul` for servers.
final class MemberRecords {
  static final String CHECK = "serfHealth";
  static final String SERVICE = "consul";
  private static final String PASSING = "passing";
  private static final String CRITICAL = "critical";

  private final String datacenter;

  MemberRecords(String datacenter) {
    this.datacenter = datacenter;
  }

  /// Whether the member is an agent of this datacenter.
  boolean concerns(Member member) {
    String role = member.tags().getOrDefault("role", "");
    return (role.equals("consul") || role.equals("node"))
        && datacenter.equals(member.tags().get("dc"));
  }

  /// @param known what the catalog has under the member's name; its node is left as it is
  RegisterRequest alive(Member member, @Nullable Node known) {
    RegisterRequest.Builder request =
        node(member, known).check(check(member.name(), PASSING, "Agent alive and reachable"));
    if (SERVICE.equals(member.tags().get("role"))) {
      request.service(service(member));
    }
    return request.build();
  }

  RegisterRequest failed(Member member, Node known) {
    return node(member, known)
        .check(check(member.name(), CRITICAL, "Agent not live or unreachable"))
        .build();
  }

  /// Whether the pool gave the member's name to a node of another id. The catalog keeps the name for
  /// the old one for as long as its check is not critical.
  static boolean isReplaced(Member member, Node known, List<HealthCheck> checks) {
    return !known.id().isEmpty()
        && !known.id().equals(member.tags().getOrDefault("id", ""))
        && checks.stream().anyMatch(c -> c.checkId().equals(CHECK))
        && !saysFailed(checks);
  }

  /// What frees the name of a node that was replaced.
  RegisterRequest replaced(Node known) {
    return RegisterRequest.builder()
        .datacenter(datacenter)
        .id(known.id())
        .node(known.node())
        .address(known.address())
        .skipNodeUpdate(true)
        .check(check(known.node(), CRITICAL, "Agent not live or unreachable"))
        .build();
  }

  private RegisterRequest.Builder node(Member member, @Nullable Node known) {
    RegisterRequest.Builder request =
        RegisterRequest.builder()
            .datacenter(datacenter)
            .id(member.tags().getOrDefault("id", ""))
            .node(member.name())
            .address(member.addr());
    // What the agent itself has told of its node must not be lost.
    return known != null && current(member, known) ? request.skipNodeUpdate(true) : request;
  }

  private static boolean current(Member member, Node known) {
    return known.address().equals(member.addr())
        && known.id().equals(member.tags().getOrDefault("id", ""));
  }

  private static HealthCheck check(String node, String status, String output) {
    return HealthCheck.builder()
        .node(node)
        .checkId(CHECK)
        .name("Serf Health Status")
        .status(status)
        .output(output)
        .build();
  }

  /// Whether the catalog already says that the member is alive.
  boolean saysAlive(
      Member member, Node known, Map<String, NodeService> services, List<HealthCheck> checks) {
    boolean passing =
        checks.stream().anyMatch(c -> c.checkId().equals(CHECK) && c.status().equals(PASSING));
    if (!passing || !current(member, known)) {
      return false;
    }
    if (!SERVICE.equals(member.tags().get("role"))) {
      return true;
    }
    NodeService wanted = service(member);
    NodeService has = services.get(SERVICE);
    return has != null
        && has.port() == wanted.port()
        && wanted.meta() != null
        && wanted.meta().equals(has.meta());
  }

  static boolean saysFailed(List<HealthCheck> checks) {
    return checks.stream().anyMatch(c -> c.checkId().equals(CHECK) && c.status().equals(CRITICAL));
  }

  private static NodeService service(Member member) {
    Map<String, String> tags = member.tags();
    Map<String, String> meta = new TreeMap<>();
    putIfPresent(meta, "grpc_port", tags.get("grpc_port"));
    putIfPresent(meta, "grpc_tls_port", tags.get("grpc_tls_port"));
    meta.put("non_voter", "false");
    meta.put("raft_version", tags.getOrDefault("raft_vsn", "3"));
    meta.put("read_replica", Boolean.toString(tags.containsKey("read_replica")));
    meta.put("serf_protocol_current", Integer.toString(member.protocolCur()));
    meta.put("serf_protocol_max", Integer.toString(member.protocolMax()));
    meta.put("serf_protocol_min", Integer.toString(member.protocolMin()));
    meta.put("version", tags.getOrDefault("build", "").replaceAll(":.*", ""));
    return NodeService.builder()
        .id("consul")
        .service("consul")
        .port(port(tags.getOrDefault("port", "0")))
        .meta(meta)
        .weights(Weights.ONE)
        .build();
  }

  private static void putIfPresent(Map<String, String> meta, String key, @Nullable String value) {
    if (value != null) {
      meta.put(key, value);
    }
  }

  /// Tags come from the network.
  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
