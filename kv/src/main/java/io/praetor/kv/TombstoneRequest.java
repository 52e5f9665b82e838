// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Struct;

/// Drops the tombstones up to an index: the body of log entries of type 5, proposed by the leader
/// when they are old enough.
public record TombstoneRequest(String datacenter, String op, long reapIndex, String token) {
  public static final String REAP = "reap";

  public static final Struct<TombstoneRequest> CODEC =
      Struct.<TombstoneRequest>named("TombstoneRequest")
          .field("Datacenter", STRING, TombstoneRequest::datacenter)
          .field("Op", STRING, TombstoneRequest::op)
          .field("ReapIndex", ULONG, TombstoneRequest::reapIndex)
          .field("Token", STRING, TombstoneRequest::token)
          .build(v -> new TombstoneRequest(v.get(0), v.get(1), v.get(2), v.get(3)));

  public static TombstoneRequest reap(String datacenter, long upTo) {
    return new TombstoneRequest(datacenter, REAP, upTo, "");
  }
}
