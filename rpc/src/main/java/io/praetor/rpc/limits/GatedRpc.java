// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.limits;

import io.praetor.rpc.Method;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Calls that pass a [Gate] first.
///
/// @param rpc where they go then
public record GatedRpc(Gate gate, Rpc rpc) implements Rpc {
  @Override
  public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options)
      throws InterruptedException {
    gate.enter(method);
    return rpc.read(method, request, options);
  }

  /// A call that cannot be answered at once is made again and must not be counted twice, so where calls
  /// are counted all of them wait.
  @Override
  public <Q, R> @Nullable Reply<R> readAtOnce(
      Method.Read<Q, R> method, Q request, QueryOptions options) {
    return gate.isOpen() ? rpc.readAtOnce(method, request, options) : null;
  }

  @Override
  public <Q, R> @Nullable CompletableFuture<R> writeAtOnce(
      Method.Write<Q, R> method, Q request, WriteOptions options) {
    return gate.isOpen() ? rpc.writeAtOnce(method, request, options) : null;
  }

  @Override
  public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    gate.enter(method);
    return rpc.write(method, request, options);
  }

  @Override
  public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    gate.enter(method);
    return rpc.ask(method, request, options);
  }
}
