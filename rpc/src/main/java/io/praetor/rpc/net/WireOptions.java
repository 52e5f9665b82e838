// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.DURATION_NANOS;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.WriteOptions;
import io.praetor.wire.Codec;
import io.praetor.wire.EnclosedCodec;
import io.praetor.wire.Kind;
import io.praetor.wire.Struct;
import java.time.Duration;

/// The members that every request or reply has beside its own, in the same map.
final class WireOptions {
  /// Consul's QueryOptions and the datacenter.
  static final Struct<QueryOptions> QUERY =
      Struct.<QueryOptions>named("QueryOptions")
          .field("Token", STRING, QueryOptions::token)
          .field("Datacenter", STRING, QueryOptions::datacenter)
          .field("MinQueryIndex", ULONG, QueryOptions::minQueryIndex)
          .field("MaxQueryTime", DURATION_NANOS, QueryOptions::maxQueryTime)
          .field("AllowStale", BOOL, QueryOptions::allowStale)
          .field("RequireConsistent", BOOL, QueryOptions::requireConsistent)
          .field("MaxStaleDuration", DURATION_NANOS, QueryOptions::maxStaleDuration)
          .field("UseCache", BOOL, QueryOptions::useCache)
          .field("MaxAge", DURATION_NANOS, QueryOptions::maxAge)
          .field("MustRevalidate", BOOL, QueryOptions::mustRevalidate)
          .field("StaleIfError", DURATION_NANOS, QueryOptions::staleIfError)
          .field("Filter", STRING, QueryOptions::filter)
          .field("AllowNotModifiedResponse", BOOL, options -> false)
          .build(
              v ->
                  new QueryOptions(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11)));

  /// Consul's WriteRequest and the datacenter.
  static final Struct<WriteOptions> WRITE =
      Struct.<WriteOptions>named("WriteRequest")
          .field("Token", STRING, WriteOptions::token)
          .field("Datacenter", STRING, WriteOptions::datacenter)
          .build(v -> new WriteOptions(v.get(0), v.get(1)));

  /// Of a reply without such members (a bare text), nothing.
  private static final QueryMeta NONE = new QueryMeta(0, Duration.ZERO, true, "", false);

  private WireOptions() {}

  /// What a reply says beside its value.
  static QueryMeta meta(Codec<?> value, Message reply) {
    return value instanceof EnclosedCodec<?> || reply.bodyKind() == Kind.MAP
        ? reply.beside(value, QueryMeta.CODEC)
        : NONE;
  }
}
