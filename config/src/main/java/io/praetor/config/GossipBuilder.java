// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.List;

/// Makes the settings of both gossip pools. Consul looks at them in three steps with other settings in
/// between, and reports their faults in that order.
final class GossipBuilder {
  private final Draft draft;
  private final Settings settings;
  private Timing lan = Timing.NONE;
  private Timing wan = Timing.NONE;
  private Duration advertisedTimeout = Duration.ZERO;

  GossipBuilder(Draft draft) {
    this.draft = draft;
    this.settings = draft.settings();
  }

  private record Timing(Duration gossip, Duration probe, Duration timeout) {
    static final Timing NONE = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /// The first step.
  void readTiming() {
    lan = timing("gossip_lan");
    wan = timing("gossip_wan");
  }

  /// The second step.
  void readAdvertisedTimeout() {
    advertisedTimeout = draft.duration("advertise_reconnect_timeout");
  }

  /// The last step.
  GossipConfig build(AddressBuilder addresses) {
    return new GossipConfig(
        pool("gossip_lan", lan, addresses.allowedLan(), draft.duration("reconnect_timeout")),
        pool("gossip_wan", wan, addresses.allowedWan(), draft.duration("reconnect_timeout_wan")),
        settings.string("encrypt"),
        settings.bool("encrypt_verify_incoming"),
        settings.bool("encrypt_verify_outgoing"),
        settings.bool("disable_keyring_file"),
        draft.integer("protocol"),
        advertisedTimeout);
  }

  private GossipConfig.Pool pool(
      String name, Timing timing, List<Cidr> allowed, Duration reconnectTimeout) {
    return new GossipConfig.Pool(
        draft.integer(name + ".gossip_nodes"),
        timing.gossip(),
        timing.probe(),
        timing.timeout(),
        draft.integer(name + ".suspicion_mult"),
        draft.integer(name + ".retransmit_mult"),
        allowed,
        reconnectTimeout);
  }

  private Timing timing(String pool) {
    return new Timing(
        duration(pool, "gossip_interval"),
        duration(pool, "probe_interval"),
        duration(pool, "probe_timeout"));
  }

  /// Consul's own errors have the two dots.
  private Duration duration(String pool, String key) {
    return draft.duration(pool + ".." + key, settings.text(pool + "." + key));
  }
}
