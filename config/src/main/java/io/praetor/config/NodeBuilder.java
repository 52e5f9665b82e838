// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.Locale;

/// Makes what identifies an agent and its datacenters.
final class NodeBuilder {
  private final Draft draft;
  private final Settings settings;
  private final boolean dev;

  NodeBuilder(Draft draft, boolean dev) {
    this.draft = draft;
    this.settings = draft.settings();
    this.dev = dev;
  }

  NodeConfig node(AddressBuilder addresses, Duration rejoinAgeMax) {
    String name = settings.string("node_name").strip();
    Locality locality =
        settings.has("locality")
            ? new Locality(settings.string("locality.region"), settings.string("locality.zone"))
            : null;
    return new NodeConfig(
        settings.string("node_id"),
        name.isEmpty() ? draft.host().name() : name,
        settings.stringMap("node_meta"),
        addresses.tagged(),
        datacenter(),
        settings.string("data_dir"),
        settings.bool("server"),
        dev,
        settings.bool("bootstrap") || settings.integer("bootstrap_expect") == 1,
        settings.integer("bootstrap_expect") == 1 ? 0 : draft.integer("bootstrap_expect"),
        settings.bool("disable_host_node_id"),
        settings.bool("rejoin_after_leave"),
        locality,
        rejoinAgeMax,
        settings.string("server_name"),
        settings.bool("read_replica"));
  }

  private String datacenter() {
    return settings.string("datacenter").toLowerCase(Locale.ROOT);
  }

  FederationConfig federation() {
    String primary = settings.string("primary_datacenter").toLowerCase(Locale.ROOT);
    return new FederationConfig(
        primary.isEmpty() ? datacenter() : primary,
        settings.strings("primary_gateways"),
        draft.duration("primary_gateways_interval"));
  }
}
