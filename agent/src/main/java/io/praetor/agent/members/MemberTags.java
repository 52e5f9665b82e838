// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.config.NodeConfig;
import io.praetor.config.PortConfig;
import io.praetor.config.RuntimeConfig;
import io.praetor.config.TlsConfig;
import io.praetor.http.agent.Member;
import io.praetor.wire.GoDuration;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// What this agent tells about itself in its pools: Consul's serf tags and protocol versions, as
/// observed on 1.22.5. Peers decide by them, so the build is the version that we are compatible with.
public final class MemberTags {
  private static final int SERF_PROTOCOL_MIN = 1;
  private static final int SERF_PROTOCOL_MAX = 5;
  private static final int SERF_PROTOCOL = 2;
  private static final int DELEGATE_MIN = 2;
  private static final int DELEGATE_MAX = 5;
  private static final int DELEGATE = 4;

  /// How long a client wants to be kept after it failed.
  static final String RECONNECT_TIMEOUT = "rc_tm";

  private MemberTags() {}

  public static Member lan(RuntimeConfig config, String nodeId) {
    return member(
        config.node().name(), config.addresses().serfLanAdvertise(), tags(config, nodeId));
  }

  /// In the WAN pool a server's name carries its datacenter.
  public static Member wan(RuntimeConfig config, String nodeId) {
    InetSocketAddress address = config.addresses().serfWanAdvertise();
    Map<String, String> tags = tags(config, nodeId);
    // Whoever is in this pool knows the port already.
    tags.remove("wan_join_port");
    return member(
        config.node().name() + "." + config.node().datacenter(),
        address == null ? config.addresses().serfLanAdvertise() : address,
        tags);
  }

  private static Member member(String name, InetSocketAddress address, Map<String, String> tags) {
    return new Member(
        name,
        address.getAddress().getHostAddress(),
        address.getPort(),
        tags,
        1,
        SERF_PROTOCOL_MIN,
        SERF_PROTOCOL_MAX,
        SERF_PROTOCOL,
        DELEGATE_MIN,
        DELEGATE_MAX,
        DELEGATE);
  }

  private static Map<String, String> tags(RuntimeConfig config, String nodeId) {
    NodeConfig node = config.node();
    PortConfig ports = config.ports();
    Map<String, String> tags = new TreeMap<>();
    tags.put("acls", config.acl().enabled() ? "1" : "0");
    tags.put("build", config.build().version() + ":" + config.build().revision());
    tags.put("dc", node.datacenter());
    tags.put("id", nodeId);
    tags.put("role", node.server() ? "consul" : "node");
    tags.put("segment", "");
    tags.put("vsn", "2");
    tags.put("vsn_max", "3");
    tags.put("vsn_min", "2");
    if (!node.server()) {
      Duration reconnect = config.gossip().advertiseReconnectTimeout();
      if (!reconnect.isZero()) {
        tags.put(RECONNECT_TIMEOUT, GoDuration.format(reconnect));
      }
      return tags;
    }
    tags.put("ft_fs", "1");
    tags.put("ft_si", "1");
    tags.put("port", Integer.toString(ports.server()));
    tags.put("raft_vsn", "3");
    putPort(tags, "grpc_port", ports.grpc());
    putPort(tags, "grpc_tls_port", ports.grpcTls());
    putPort(tags, "wan_join_port", ports.serfWan());
    if (node.bootstrap()) {
      tags.put("bootstrap", "1");
    }
    if (node.bootstrapExpect() > 0) {
      tags.put("expect", Integer.toString(node.bootstrapExpect()));
    }
    var files = config.tls().internalRpc();
    if (!files.caFile().isEmpty() || !files.caPath().isEmpty()) {
      // Client agents of Consul speak gRPC without TLS to servers that do not say so.
      tags.put("use_tls", "1");
    }
    if (node.readReplica()) {
      tags.put("nonvoter", "1");
      tags.put("read_replica", "1");
    }
    TlsConfig.Protocol tls = config.tls().internalRpc();
    if (!tls.caFile().isEmpty() || !tls.caPath().isEmpty()) {
      tags.put("use_tls", "1");
    }
    return tags;
  }

  private static void putPort(Map<String, String> tags, String name, int port) {
    if (port > 0) {
      tags.put(name, Integer.toString(port));
    }
  }
}
