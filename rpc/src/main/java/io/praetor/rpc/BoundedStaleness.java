// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import org.jspecify.annotations.Nullable;

/// Reads for the edges, whose callers say how old an answer may be: a server that has not heard its
/// leader for longer is not good enough, and the leader is asked. Servers do not look at the bound
/// themselves.
public final class BoundedStaleness {
  private BoundedStaleness() {}

  /// As [Rpc#read], with the bound of the options kept.
  ///
  /// @throws ConsulException with Consul's text, when it is refused or cannot be done
  public static <Q, R> Reply<R> read(
      Rpc rpc, Method.Read<Q, R> method, Q request, QueryOptions options)
      throws InterruptedException {
    Reply<R> reply = rpc.read(method, request, options);
    return isTooOld(reply, options) ? rpc.read(method, request, options.withoutStale()) : reply;
  }

  /// As [Rpc#readAtOnce], with the bound of the options kept.
  ///
  /// @throws ConsulException with Consul's text, when it is refused
  public static <Q, R> @Nullable Reply<R> readAtOnce(
      Rpc rpc, Method.Read<Q, R> method, Q request, QueryOptions options) {
    Reply<R> reply = rpc.readAtOnce(method, request, options);
    return reply == null || isTooOld(reply, options) ? null : reply;
  }

  private static boolean isTooOld(Reply<?> reply, QueryOptions options) {
    return options.allowStale()
        && options.maxStaleDuration().isPositive()
        && reply.meta().lastContact().compareTo(options.maxStaleDuration()) > 0;
  }
}
