// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a service that was imported from a peer is to be dialled.
public record PeeringServiceMeta(
    @Nullable List<String> sni, @Nullable List<String> spiffeId, String protocol) {

  public PeeringServiceMeta {
    sni = Frozen.list(sni);
    spiffeId = Frozen.list(spiffeId);
  }
}
