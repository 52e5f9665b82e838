// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.Weights;
import io.praetor.config.RuntimeConfig;
import io.praetor.http.agent.Member;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns the members of the LAN pool into catalog entries: a node for each with the check
/// `serfHealth`, and the service `consul` for servers, as observed on a real leader.
public final class CatalogReconciler implements LeaderDuty {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");
  private static final int ALIVE = 1;

  private final RuntimeConfig config;
  private final Supplier<List<Member>> members;
  private final Rpc rpc;

  public CatalogReconciler(RuntimeConfig config, Supplier<List<Member>> members, Rpc rpc) {
    this.config = config;
    this.members = members;
    this.rpc = rpc;
  }

  @Override
  public String name() {
    return "member reconciliation";
  }

  @Override
  public void start() throws InterruptedException {
    for (Member member : members.get()) {
      if (member.status() == ALIVE) {
        markAlive(member);
      }
    }
  }

  private void markAlive(Member member) throws InterruptedException {
    rpc.write(CatalogMethods.REGISTER, registration(member), WriteOptions.DEFAULT);
    LOG.info("member joined, marking health alive: member={} partition=default", member.name());
  }

  private RegisterRequest registration(Member member) {
    HealthCheck alive =
        HealthCheck.builder()
            .node(member.name())
            .checkId("serfHealth")
            .name("Serf Health Status")
            .status("passing")
            .output("Agent alive and reachable")
            .build();
    RegisterRequest.Builder request =
        RegisterRequest.builder()
            .datacenter(config.node().datacenter())
            .id(member.tags().getOrDefault("id", ""))
            .node(member.name())
            .address(member.addr())
            .check(alive);
    if ("consul".equals(member.tags().get("role"))) {
      request.service(serverService(member));
    }
    return request.build();
  }

  private NodeService serverService(Member member) {
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
        .port(Integer.parseInt(tags.getOrDefault("port", "0")))
        .meta(meta)
        .weights(Weights.ONE)
        .build();
  }

  private static void putIfPresent(Map<String, String> meta, String key, @Nullable String value) {
    if (value != null) {
      meta.put(key, value);
    }
  }

  @Override
  public void stop() {
    // Nothing runs between members' events.
  }
}
