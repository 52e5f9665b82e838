// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// How the edges (HTTP, DNS, local state) reach the servers. On a server the call is answered from
/// its own state or forwarded to the leader; on a client it goes to a server. Calls block the
/// calling thread, which should be a virtual one; interrupting it abandons the call.
public interface Rpc {
  /// Reaches nobody.
  Rpc NONE =
      new Rpc() {
        @Override
        public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options) {
          throw ConsulException.noPathToDatacenter();
        }

        @Override
        public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options) {
          throw ConsulException.noPathToDatacenter();
        }

        @Override
        public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options) {
          throw ConsulException.noPathToDatacenter();
        }
      };

  /// Runs a read, waiting as its options ask.
  ///
  /// @throws ConsulException with Consul's text, when it is refused or cannot be done
  <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options)
      throws InterruptedException;

  /// As [#read], for a caller that cannot wait: the reply, if this server can give it now from its own
  /// state, else null. Answers that take time are never given.
  ///
  /// @throws ConsulException with Consul's text, when it is refused
  default <Q, R> @Nullable Reply<R> readAtOnce(
      Method.Read<Q, R> method, Q request, QueryOptions options) {
    return null;
  }

  /// Runs a write and returns once it is committed and applied.
  ///
  /// @throws ConsulException with Consul's text, when it is refused, or when it is not known
  ///     whether it was done
  <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException;

  /// As [#write], for a caller that cannot wait: begins it if this server leads and can decide now, else
  /// answers null. The future completes on a thread that must not be held up, or fails with a
  /// [ConsulException] or, when surely nothing was done and [#write] may fare better, with a
  /// [NothingDoneException].
  ///
  /// @throws ConsulException with Consul's text, when it is refused
  default <Q, R> @Nullable CompletableFuture<R> writeAtOnce(
      Method.Write<Q, R> method, Q request, WriteOptions options) {
    return null;
  }

  /// Asks the leader (or any server, where the method says so) for something that neither reads nor
  /// changes the replicated state.
  ///
  /// @throws ConsulException with Consul's text, when it is refused or cannot be done
  <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException;
}
