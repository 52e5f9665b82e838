// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.limits;

import io.praetor.rpc.Method;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;

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
