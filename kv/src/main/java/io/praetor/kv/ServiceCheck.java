// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// A check of a service that a session hangs on.
public record ServiceCheck(String id, String namespace) {
  public static final Struct<ServiceCheck> CODEC =
      Struct.<ServiceCheck>named("ServiceCheck")
          .field("ID", STRING, ServiceCheck::id)
          .field("Namespace", STRING, ServiceCheck::namespace)
          .build(v -> new ServiceCheck(v.get(0), v.get(1)));
}
