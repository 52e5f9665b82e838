// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.listOrNil;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The replicated command that changes the certificate authority (Consul's CARequest).
///
/// @param op one of the operations below
/// @param index for `set-roots`: the index of the roots that it replaces, or 0
public record CaRequest(
    String op,
    String datacenter,
    long index,
    List<CaRoot> roots,
    @Nullable CaConfiguration config,
    @Nullable CaProviderState providerState,
    String token) {

  public static final String SET_CONFIG = "set-config";
  public static final String SET_ROOTS = "set-roots";
  public static final String SET_ROOTS_CONFIG = "set-roots-config";
  public static final String SET_PROVIDER_STATE = "set-provider-state";
  public static final String DELETE_PROVIDER_STATE = "delete-provider-state";
  public static final String INCREMENT_PROVIDER_SERIAL = "increment-provider-serial";

  public static final Struct<CaRequest> CODEC =
      Struct.<CaRequest>named("CARequest")
          .field("Op", STRING, CaRequest::op)
          .field("Datacenter", STRING, CaRequest::datacenter)
          .field("Index", ULONG, CaRequest::index)
          .field("Roots", listOrNil(CaRoot.CODEC), CaRequest::roots)
          .field("Config", nullable(CaConfiguration.CODEC), CaRequest::config)
          .field("ProviderState", nullable(CaProviderState.CODEC), CaRequest::providerState)
          .field("Token", STRING, CaRequest::token)
          .build(
              v ->
                  new CaRequest(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));

  public CaRequest {
    roots = List.copyOf(roots);
  }

  public static CaRequest setConfig(CaConfiguration config) {
    return new CaRequest(SET_CONFIG, "", 0, List.of(), config, null, "");
  }

  public static CaRequest setProviderState(CaProviderState state) {
    return new CaRequest(SET_PROVIDER_STATE, "", 0, List.of(), null, state, "");
  }

  /// @param state of which only the id counts
  public static CaRequest deleteProviderState(CaProviderState state) {
    return new CaRequest(DELETE_PROVIDER_STATE, "", 0, List.of(), null, state, "");
  }

  public static CaRequest incrementSerial() {
    return new CaRequest(INCREMENT_PROVIDER_SERIAL, "", 0, List.of(), null, null, "");
  }

  public static CaRequest setRoots(long index, List<CaRoot> roots, CaConfiguration config) {
    return new CaRequest(SET_ROOTS_CONFIG, "", index, roots, config, null, "");
  }

  public static CaRequest setRootsOnly(long index, List<CaRoot> roots) {
    return new CaRequest(SET_ROOTS, "", index, roots, null, null, "");
  }
}
