// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.config.GossipConfig;
import io.praetor.config.RuntimeConfig;
import io.praetor.gossip.core.serf.Member.Versions;
import io.praetor.gossip.core.serf.PoolRules;
import io.praetor.gossip.core.serf.SerfOptions;
import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.gossip.transport.PoolOptions;
import io.praetor.http.agent.Member;
import io.praetor.wire.GoDuration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the configuration says of a pool, as the pool wants it.
final class Pools {
  private Pools() {}

  static PoolOptions lan(RuntimeConfig config, String nodeId, Member self) throws IOException {
    PoolRules rules = new LanRules(config.node().name(), nodeId, config.node().datacenter());
    return options(
        config,
        self,
        config.addresses().serfLanBind(),
        config.addresses().serfLanAdvertise(),
        SwimOptions.lan(),
        rules,
        false);
  }

  /// Null where the WAN port is off, and on clients.
  static @Nullable PoolOptions wan(RuntimeConfig config, Member self) throws IOException {
    InetSocketAddress bind = config.addresses().serfWanBind();
    InetSocketAddress advertise = config.addresses().serfWanAdvertise();
    if (!config.node().server() || bind == null || advertise == null) {
      return null;
    }
    return options(config, self, bind, advertise, SwimOptions.wan(), new WanRules(), true);
  }

  private static PoolOptions options(
      RuntimeConfig config,
      Member self,
      InetSocketAddress bind,
      InetSocketAddress advertise,
      SwimOptions standard,
      PoolRules rules,
      boolean wan)
      throws IOException {
    GossipConfig.Pool timing = wan ? config.gossip().wan() : config.gossip().lan();
    SerfOptions serf = SerfOptions.consul(config.node().server());
    long reconnect =
        timing.reconnectTimeout().isZero()
            ? serf.reconnectTimeout()
            : timing.reconnectTimeout().toNanos();
    AllowedNetworks allowed = new AllowedNetworks(rules, timing.allowedCidrs(), self.name());
    Path keyring = Keyrings.file(config, wan);
    String dataDir = config.node().dataDir();
    return new PoolOptions(
        wan ? "wan" : "lan",
        self.name(),
        bind,
        advertise,
        self.tags(),
        new Versions(
            self.protocolMin(),
            self.protocolMax(),
            self.protocolCur(),
            self.delegateMin(),
            self.delegateMax(),
            self.delegateCur()),
        standard.with(
            timing.gossipNodes(),
            timing.gossipInterval().toNanos(),
            timing.probeInterval().toNanos(),
            timing.probeTimeout().toNanos(),
            timing.suspicionMult(),
            timing.retransmitMult()),
        serf.with(
            timing.gossipInterval().toNanos(), reconnect, !config.coordinates().disabled(), wan),
        allowed,
        Pools::reconnectTimeout,
        Keyrings.load(config, keyring),
        dataDir.isEmpty()
            ? null
            : Path.of(dataDir).resolve("serf").resolve(wan ? "remote.snapshot" : "local.snapshot"),
        keyring,
        config.node().rejoinAfterLeave(),
        allowed::contain);
  }

  /// A client may ask to be forgotten sooner or later than others.
  private static long reconnectTimeout(io.praetor.gossip.core.serf.Member member, long standard) {
    String wanted = member.tags().get(MemberTags.RECONNECT_TIMEOUT);
    if (wanted == null) {
      return standard;
    }
    try {
      Duration timeout = GoDuration.parse(wanted);
      return timeout.isPositive() ? GoDuration.nanos(timeout) : standard;
    } catch (GoDuration.InvalidDuration e) {
      return standard;
    }
  }
}
