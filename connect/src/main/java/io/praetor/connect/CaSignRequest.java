// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// Asks for a certificate (Consul's CASignRequest).
///
/// @param csr the request in PEM
public record CaSignRequest(String datacenter, String csr) {
  public static final Struct<CaSignRequest> CODEC =
      Struct.<CaSignRequest>named("CASignRequest")
          .field("Datacenter", STRING, CaSignRequest::datacenter)
          .field("CSR", STRING, CaSignRequest::csr)
          .build(v -> new CaSignRequest(v.get(0), v.get(1)));
}
