// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// The replicated command that counts a signed certificate (Consul's CALeafRequest). It changes nothing
/// but an index; those who wait for new certificates compare by it.
public record CaLeafRequest(String op, String datacenter, String token) {
  public static final String INCREMENT = "increment-index";

  public static final Struct<CaLeafRequest> CODEC =
      Struct.<CaLeafRequest>named("CALeafRequest")
          .field("Op", STRING, CaLeafRequest::op)
          .field("Datacenter", STRING, CaLeafRequest::datacenter)
          .field("Token", STRING, CaLeafRequest::token)
          .build(v -> new CaLeafRequest(v.get(0), v.get(1), v.get(2)));
}
