// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import io.praetor.config.Ip;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.NothingDoneException;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.RemoteCalls;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends each call where it can be answered, and again when that is of use: on a server to itself, to
/// the leader or to another datacenter, on a client agent to any server, as its {@link Routes} say. Any
/// thread.
public final class ForwardingRpc implements Rpc {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");

  private final Routes routes;
  private final RemoteCalls remote;
  private final Function<String, RemoteCalls> elsewhere;
  private final RetryRule rule;
  private final LongSupplier nanos;
  private final RandomGenerator random;

  /// @param elsewhere calls to the servers of another datacenter, by its name
  /// @param holdTimeout how long a call is held while there is no leader (`rpc_hold_timeout`)
  /// @param nanos monotonic time
  public ForwardingRpc(
      Routes routes,
      RemoteCalls remote,
      Function<String, RemoteCalls> elsewhere,
      Duration holdTimeout,
      LongSupplier nanos,
      RandomGenerator random) {
    this.routes = routes;
    this.remote = remote;
    this.elsewhere = elsewhere;
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
          public Reply<R> there(RemoteCalls calls, InetSocketAddress server)
              throws InterruptedException {
            return calls.read(server, method, request, options);
          }
        };
    return run(
        attempt, options.datacenter(), options.allowStale() ? Need.STALE : Need.LEADER, false);
  }

  @Override
  public <Q, R> @Nullable Reply<R> readAtOnce(
      Method.Read<Q, R> method, Q request, QueryOptions options) {
    Need need = options.allowStale() ? Need.STALE : Need.LEADER;
    return routes.route(options.datacenter(), need) instanceof Route.Here(Rpc rpc)
        ? rpc.readAtOnce(method, request, options)
        : null;
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
          public R there(RemoteCalls calls, InetSocketAddress server) throws InterruptedException {
            return calls.write(server, method, request, options);
          }
        };
    return run(attempt, options.datacenter(), Need.LEADER, true);
  }

  @Override
  public <Q, R> @Nullable CompletableFuture<R> writeAtOnce(
      Method.Write<Q, R> method, Q request, WriteOptions options) {
    CompletableFuture<R> begun =
        routes.route(options.datacenter(), Need.LEADER) instanceof Route.Here(Rpc rpc)
            ? rpc.writeAtOnce(method, request, options)
            : null;
    return begun == null ? null : begun.exceptionallyCompose(this::judged);
  }

  /// Waiting and trying again is for [#write].
  private <R> CompletableFuture<R> judged(Throwable failure) {
    Throwable inner = failure.getCause();
    Throwable cause = failure instanceof CompletionException && inner != null ? inner : failure;
    return CompletableFuture.failedFuture(
        cause instanceof ConsulException refused && rule.isWorthwhile(refused, true)
            ? new NothingDoneException(refused)
            : cause);
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
          public R there(RemoteCalls calls, InetSocketAddress server) throws InterruptedException {
            return calls.ask(server, method, request, options);
          }
        };
    Need need = method.anyServer() ? Need.ANY : Need.LEADER;
    return run(attempt, options.datacenter(), need, need == Need.LEADER);
  }

  private interface Attempt<T> {
    T here(Rpc rpc) throws InterruptedException;

    T there(RemoteCalls calls, InetSocketAddress server) throws InterruptedException;
  }

  private <T> T run(Attempt<T> attempt, String datacenter, Need need, boolean write)
      throws InterruptedException {
    long start = nanos.getAsLong();
    for (int count = 0; ; count++) {
      long news = routes.news();
      InetSocketAddress server = null;
      Route route = routes.route(datacenter, need);
      if (route instanceof Route.Elsewhere(String there, List<InetSocketAddress> servers)) {
        return elsewhere(attempt, there, servers, write);
      }
      try {
        switch (route) {
          case Route.Here(Rpc rpc) -> {
            return attempt.here(rpc);
          }
          case Route.There(InetSocketAddress address) -> {
            server = address;
            return attempt.there(remote, address);
          }
          case Route.Elsewhere _ -> throw new IllegalStateException("not reached");
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

  /// Each server of the other datacenter is tried once. Nothing waits here: its servers hold a call for
  /// a leader themselves.
  private <T> T elsewhere(
      Attempt<T> attempt, String datacenter, List<InetSocketAddress> servers, boolean write)
      throws InterruptedException {
    RemoteCalls calls = elsewhere.apply(datacenter);
    for (Iterator<InetSocketAddress> left = servers.iterator(); ; ) {
      InetSocketAddress server = left.next();
      try {
        return attempt.there(calls, server);
      } catch (RemoteFailure failure) {
        LOG.error(
            "RPC failed to server in DC: server={} datacenter={} error=\"{}\"",
            Ip.hostPort(server.getAddress(), server.getPort()),
            datacenter,
            failure.text());
        routes.failed(datacenter, server);
        boolean refused = failure.stage() == RemoteFailure.Stage.REFUSED;
        if (refused || !left.hasNext() || !rule.isWorthwhile(failure, write)) {
          throw failure;
        }
      }
    }
  }
}
