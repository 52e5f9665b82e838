// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Struct;

/// What the built-in provider keeps in the replicated state: the key that signs (Consul's
/// CAConsulProviderState). Replicated and in snapshots, as Consul does; never shown by an API.
public record CaProviderState(
    String id,
    String privateKey,
    String rootCert,
    String intermediateCert,
    long createIndex,
    long modifyIndex) {

  public static final Struct<CaProviderState> CODEC =
      Struct.<CaProviderState>named("CAConsulProviderState")
          .field("ID", STRING, CaProviderState::id)
          .field("PrivateKey", STRING, CaProviderState::privateKey)
          .field("RootCert", STRING, CaProviderState::rootCert)
          .field("IntermediateCert", STRING, CaProviderState::intermediateCert)
          .field("CreateIndex", ULONG, CaProviderState::createIndex)
          .field("ModifyIndex", ULONG, CaProviderState::modifyIndex)
          .build(
              v -> new CaProviderState(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

  CaProviderState withIndexes(long created, long modified) {
    return new CaProviderState(id, privateKey, rootCert, intermediateCert, created, modified);
  }

  /// Says nothing of the key.
  @Override
  public String toString() {
    return "CaProviderState[" + id + "]";
  }
}
