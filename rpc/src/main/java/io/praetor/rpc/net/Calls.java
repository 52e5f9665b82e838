// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import io.praetor.rpc.Method;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.WriteOptions;
import io.praetor.wire.Msgpack;

/// The caller's side of a call: what it sends and how it reads the answer.
public final class Calls {
  private Calls() {}

  /// A whole request.
  public static byte[] request(long seq, String method, byte[] body) {
    byte[] header = Msgpack.write(RequestHeader.CODEC, new RequestHeader(seq, method));
    byte[] all = new byte[header.length + body.length];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(body, 0, all, header.length, body.length);
    return all;
  }

  /// The argument of a read with its options, in one map.
  public static <Q, R> byte[] body(Method.Read<Q, R> method, Q argument, QueryOptions options) {
    return FlatMap.merge(
        method.argument(),
        Msgpack.write(method.argument(), argument),
        Msgpack.write(WireOptions.QUERY, options));
  }

  /// The argument of a write or an ask with its options, in one map.
  public static <Q, R> byte[] body(Method<Q, R> method, Q argument, WriteOptions options) {
    return FlatMap.merge(
        method.argument(),
        Msgpack.write(method.argument(), argument),
        Msgpack.write(WireOptions.WRITE, options));
  }

  /// @throws io.praetor.wire.DecodeException when it is not such a reply
  public static <Q, R> R value(Method<Q, R> method, Message reply) {
    return reply.body(method.reply());
  }

  /// The reply of a read; servers leave it to the caller to say how it was read.
  ///
  /// @throws io.praetor.wire.DecodeException when it is not such a reply
  public static <Q, R> Reply<R> reply(
      Method.Read<Q, R> method, QueryOptions options, Message reply) {
    R value = reply.body(method.reply());
    QueryMeta meta = WireOptions.meta(method.reply(), reply);
    String level =
        options.allowStale() ? "stale" : options.requireConsistent() ? "consistent" : "leader";
    return new Reply<>(
        value,
        new QueryMeta(
            meta.index(),
            meta.lastContact(),
            meta.knownLeader(),
            level,
            meta.resultsFilteredByAcls()));
  }
}
