// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.DURATION_NANOS;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Struct;
import java.time.Duration;

/// What every read answers beside its value (Consul's QueryMeta).
///
/// @param index never 0: a result that nothing has written yet has index 1
/// @param lastContact since this server last heard the leader; zero on the leader
/// @param consistencyLevel how it was read: `leader`, `stale` or `consistent`
public record QueryMeta(
    long index,
    Duration lastContact,
    boolean knownLeader,
    String consistencyLevel,
    boolean resultsFilteredByAcls) {
  /// As servers tell it each other. They leave the consistency level empty: it is for the HTTP API to
  /// say.
  public static final Struct<QueryMeta> CODEC =
      Struct.<QueryMeta>named("QueryMeta")
          .field("Backend", INT, meta -> 0)
          .field("ConsistencyLevel", STRING, meta -> "")
          .field("Index", ULONG, QueryMeta::index)
          .field("KnownLeader", BOOL, QueryMeta::knownLeader)
          .field("LastContact", DURATION_NANOS, QueryMeta::lastContact)
          .field("NotModified", BOOL, meta -> false)
          .field("ResultsFilteredByACLs", BOOL, QueryMeta::resultsFilteredByAcls)
          .build(v -> new QueryMeta(v.get(2), v.get(4), v.get(3), v.get(1), v.get(6)));
}
