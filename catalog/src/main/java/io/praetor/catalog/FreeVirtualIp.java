// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.BYTES;

import io.praetor.wire.Bytes;
import io.praetor.wire.Struct;

/// A virtual address that can be given out again or, with `isCounter`, the highest that ever was.
public record FreeVirtualIp(Bytes ip, boolean isCounter) {
  public static final Struct<FreeVirtualIp> CODEC =
      Struct.<FreeVirtualIp>named("FreeVirtualIP")
          .field("IP", BYTES, FreeVirtualIp::ip)
          .field("IsCounter", BOOL, FreeVirtualIp::isCounter)
          .build(v -> new FreeVirtualIp(v.get(0), v.get(1)));
}
