// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import java.net.InetSocketAddress;

/// Calls to one given server. Callers wait on their own (virtual) thread; interrupting it gives the
/// call up.
public interface RemoteCalls {
  /// @throws RemoteFailure when there is no reply
  <Q, R> Reply<R> read(
      InetSocketAddress server, Method.Read<Q, R> method, Q argument, QueryOptions options)
      throws InterruptedException;

  /// @throws RemoteFailure when there is no reply; its stage says whether it can have been done
  <Q, R> R write(
      InetSocketAddress server, Method.Write<Q, R> method, Q argument, WriteOptions options)
      throws InterruptedException;

  /// @throws RemoteFailure when there is no reply
  <Q, R> R ask(InetSocketAddress server, Method.Ask<Q, R> method, Q argument, WriteOptions options)
      throws InterruptedException;
}
