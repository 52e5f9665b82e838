// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.RemoteCalls;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Sends each call where it can be answered, and again when that is of use: on a server to itself or
/// to the leader, on a client agent to any server, as its {@link Routes} say. Any thread.
public final class ForwardingRpc implements Rpc {
  private final Routes routes;
  private final RemoteCalls remote;
  private final RetryRule rule;
  private final LongSupplier nanos;
  private final RandomGenerator random;

  /// @param holdTimeout how long a call is held while there is no leader (`rpc_hold_timeout`)
  /// @param nanos monotonic time
  public ForwardingRpc(
      Routes routes,
      RemoteCalls remote,
      Duration holdTimeout,
      LongSupplier nanos,
      RandomGenerator random) {
    this.routes = routes;
    this.remote = remote;
    this.rule = new RetryRule(holdTimeout);
    this.nanos = nanos;
    this.random = random;
  }

  @Override
  public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options)
      throws InterruptedException {
    Attempt<Reply<R>> attempt =
        new Attempt<>() {
          @Override
          public Reply<R> here(Rpc rpc) throws InterruptedException {
            return rpc.read(method, request, options);
          }

          @Override
          public Reply<R> there(InetSocketAddress server) throws InterruptedException {
            return remote.read(server, method, request, options);
          }
        };
    return run(
        attempt, options.datacenter(), options.allowStale() ? Need.STALE : Need.LEADER, false);
  }

  @Override
  public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    Attempt<R> attempt =
        new Attempt<>() {
          @Override
          public R here(Rpc rpc) throws InterruptedException {
            return rpc.write(method, request, options);
          }

          @Override
          public R there(InetSocketAddress server) throws InterruptedException {
            return remote.write(server, method, request, options);
          }
        };
    return run(attempt, options.datacenter(), Need.LEADER, true);
  }

  /// Asks may change something on the leader (a renewed session), so they are treated as writes.
  @Override
  public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    Attempt<R> attempt =
        new Attempt<>() {
          @Override
          public R here(Rpc rpc) throws InterruptedException {
            return rpc.ask(method, request, options);
          }

          @Override
          public R there(InetSocketAddress server) throws InterruptedException {
            return remote.ask(server, method, request, options);
          }
        };
    Need need = method.anyServer() ? Need.ANY : Need.LEADER;
    return run(attempt, options.datacenter(), need, need == Need.LEADER);
  }

  private interface Attempt<T> {
    T here(Rpc rpc) throws InterruptedException;

    T there(InetSocketAddress server) throws InterruptedException;
  }

  private <T> T run(Attempt<T> attempt, String datacenter, Need need, boolean write)
      throws InterruptedException {
    long start = nanos.getAsLong();
    for (int count = 0; ; count++) {
      long news = routes.news();
      InetSocketAddress server = null;
      try {
        switch (routes.route(datacenter, need)) {
          case Route.Here(Rpc rpc) -> {
            return attempt.here(rpc);
          }
          case Route.There(InetSocketAddress address) -> {
            server = address;
            return attempt.there(address);
          }
          case Route.Nowhere(ConsulException reason) -> throw reason;
        }
      } catch (ConsulException failure) {
        if (!rule.isWorthwhile(failure, write)) {
          throw failure;
        }
        if (server != null) {
          routes.failed(server);
        }
        Duration elapsed = Duration.ofNanos(nanos.getAsLong() - start);
        Duration wait = rule.pause(count, elapsed, random);
        if (wait == null) {
          throw failure;
        }
        routes.awaitNews(news, wait);
      }
    }
  }
}
