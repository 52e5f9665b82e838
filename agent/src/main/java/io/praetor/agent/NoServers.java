// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;

/// The way to the servers of a client agent that knows none: every call is refused with the text that
/// Consul's clients get then.
final class NoServers implements Rpc {
  @Override
  public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options) {
    throw refusal();
  }

  @Override
  public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options) {
    throw refusal();
  }

  @Override
  public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options) {
    throw refusal();
  }

  private static ConsulException refusal() {
    return new ConsulException("No known Consul servers");
  }
}
