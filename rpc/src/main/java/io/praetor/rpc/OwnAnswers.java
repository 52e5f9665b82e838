// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

/// Calls that this server answers by itself, wherever the caller says that they belong: those of
/// agents that have no certificate yet, which no server may send on as they are. Any thread.
public final class OwnAnswers implements Rpc {
  private final ServerContext context;

  public OwnAnswers(ServerContext context) {
    this.context = context;
  }

  @Override
  public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options) {
    throw new ConsulException("rpc: can't find method " + method.name());
  }

  @Override
  public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options) {
    throw new ConsulException("rpc: can't find method " + method.name());
  }

  @Override
  public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    return method.answerer().run(context, request);
  }
}
