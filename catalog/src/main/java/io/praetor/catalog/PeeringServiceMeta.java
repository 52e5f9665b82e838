// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a service that was imported from a peer is to be dialled.
public record PeeringServiceMeta(
    @Nullable List<String> sni, @Nullable List<String> spiffeId, String protocol) {

  public static final Struct<PeeringServiceMeta> CODEC =
      Struct.<PeeringServiceMeta>named("PeeringServiceMeta")
          .omitEmpty("SNI", nullable(list(STRING)), PeeringServiceMeta::sni)
          .omitEmpty("SpiffeID", nullable(list(STRING)), PeeringServiceMeta::spiffeId)
          .omitEmpty("Protocol", STRING, PeeringServiceMeta::protocol)
          .build(v -> new PeeringServiceMeta(v.get(0), v.get(1), v.get(2)));

  public PeeringServiceMeta {
    sni = Frozen.list(sni);
    spiffeId = Frozen.list(spiffeId);
  }
}
