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

  private static final String BUILT_IN = "consul";
  private static final String INTERMEDIATE_TTL = "IntermediateCertTTL";

  public static final Struct<CaConfiguration> CODEC =
      Struct.<CaConfiguration>named("CAConfiguration")
          .msgpackOnly("ClusterID", STRING, CaConfiguration::clusterId)
          .field("Provider", STRING, CaConfiguration::provider)
          .field("Config", mapOrNil(ANY), CaConfiguration::config)
          .field("State", STRING_MAP, CaConfiguration::state)
          .field("ForceWithoutCrossSigning", BOOL, CaConfiguration::forceWithoutCrossSigning)
          .field("CreateIndex", ULONG, CaConfiguration::createIndex)
          .field("ModifyIndex", ULONG, CaConfiguration::modifyIndex)
          .alias("force_without_cross_signing", "ForceWithoutCrossSigning")
          .build(
              v ->
                  new CaConfiguration(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));

  public CaConfiguration {
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    state = Map.copyOf(state);
  }

  /// The same for this cluster, with what its provider keeps.
  public CaConfiguration of(String cluster, Map<String, String> kept) {
    return new CaConfiguration(
        cluster, provider, config, kept, forceWithoutCrossSigning, createIndex, modifyIndex);
  }

  /// What a new cluster begins with.
  ///
  /// @param provider empty for the built-in one
  /// @param settings beside the defaults, or instead of them
  public static CaConfiguration initial(String provider, Map<String, Object> settings) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("LeafCertTTL", "72h");
    config.put(INTERMEDIATE_TTL, "8760h");
    config.put("RootCertTTL", "87600h");
    config.putAll(settings);
    return new CaConfiguration(
        settings.get("cluster_id") instanceof String id ? id : "",
        provider.isEmpty() ? BUILT_IN : provider,
        config,
        Map.of(),
        false,
        0,
        0);
  }

  public boolean isBuiltIn() {
    return provider.equals(BUILT_IN);
  }

  public boolean hasIntermediateTtl() {
    return config.containsKey(INTERMEDIATE_TTL);
  }

  /// The same with the default for what older versions did not have.
  public CaConfiguration withIntermediateTtl() {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(config);
    more.put(INTERMEDIATE_TTL, "8760h0m0s");
    return new CaConfiguration(
        clusterId, provider, more, state, forceWithoutCrossSigning, createIndex, modifyIndex);
  }

  /// The same, meant to replace only this version.
  public CaConfiguration replacing(long index) {
    return new CaConfiguration(
        clusterId, provider, config, state, forceWithoutCrossSigning, createIndex, index);
  }

  CaConfiguration withIndexes(long created, long modified) {
    return new CaConfiguration(
        clusterId, provider, config, state, forceWithoutCrossSigning, created, modified);
  }
}
