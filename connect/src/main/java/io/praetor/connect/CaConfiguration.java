// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static io.praetor.wire.Codecs.ANY;
import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRING_MAP;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.mapOrNil;

import io.praetor.wire.Struct;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which provider signs the mesh's certificates, and its settings (Consul's CAConfiguration).
///
/// @param clusterId the id that the trust domain is made of
/// @param config the provider's own settings; durations are texts such as `72h`
/// @param state what an external provider keeps here
public record CaConfiguration(
    String clusterId,
    String provider,
    Map<String, @Nullable Object> config,
    Map<String, String> state,
    boolean forceWithoutCrossSigning,
    long createIndex,
    long modifyIndex) {

  public static final Struct<CaConfiguration> CODEC =
      Struct.<CaConfiguration>named("CAConfiguration")
          .msgpackOnly("ClusterID", STRING, CaConfiguration::clusterId)
          .field("Provider", STRING, CaConfiguration::provider)
          .field("Config", mapOrNil(ANY), CaConfiguration::config)
          .field("State", STRING_MAP, CaConfiguration::state)
          .field("ForceWithoutCrossSigning", BOOL, CaConfiguration::forceWithoutCrossSigning)
          .field("CreateIndex", ULONG, CaConfiguration::createIndex)
          .field("ModifyIndex", ULONG, CaConfiguration::modifyIndex)
          .build(
              v ->
                  new CaConfiguration(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));

  public CaConfiguration {
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    state = Map.copyOf(state);
  }

  CaConfiguration withIndexes(long created, long modified) {
    return new CaConfiguration(
        clusterId, provider, config, state, forceWithoutCrossSigning, created, modified);
  }
}
