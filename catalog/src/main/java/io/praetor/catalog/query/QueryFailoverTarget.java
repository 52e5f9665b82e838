// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// Where to look when no instance is left: a peer or a datacenter.
public record QueryFailoverTarget(String peer, String datacenter) {
  public static final Struct<QueryFailoverTarget> CODEC =
      Struct.<QueryFailoverTarget>named("QueryFailoverTarget")
          .field("Peer", STRING, QueryFailoverTarget::peer)
          .field("Datacenter", STRING, QueryFailoverTarget::datacenter)
          .build(v -> new QueryFailoverTarget(v.get(0), v.get(1)));
}
