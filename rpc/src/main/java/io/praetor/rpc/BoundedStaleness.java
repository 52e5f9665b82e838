// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

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
    boolean bounded = options.allowStale() && options.maxStaleDuration().isPositive();
    return bounded && reply.meta().lastContact().compareTo(options.maxStaleDuration()) > 0
        ? rpc.read(method, request, options.withoutStale())
        : reply;
  }
}
