// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.RemoteCalls;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.Reply;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.net.Calls;
import io.praetor.rpc.net.Message;
import io.praetor.wire.DecodeException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Calls methods of other servers: one connection for each server, a stream for each call at a time.
/// Any thread; the caller's waits, and interrupting it gives the call up.
public final class RpcPool implements RemoteCalls, AutoCloseable {
  private final EventLoopGroup loops;
  private final PortDialer dialer;
  private final CallDeadlines deadlines;
  private final ConcurrentHashMap<InetSocketAddress, CompletableFuture<ClientConnection>> servers =
      new ConcurrentHashMap<>();
  private final AtomicLong sequence = new AtomicLong();
  private volatile boolean closed;

  public RpcPool(EventLoopGroup loops, PortDialer dialer, CallDeadlines deadlines) {
    this.loops = loops;
    this.dialer = dialer;
    this.deadlines = deadlines;
  }

  @Override
  public <Q, R> Reply<R> read(
      InetSocketAddress server, Method.Read<Q, R> method, Q argument, QueryOptions options)
      throws InterruptedException {
    byte[] body = Calls.body(method, argument, options);
    Message reply = call(server, method.name(), body, deadlines.read(options));
    return decoded(() -> Calls.reply(method, options, reply));
  }

  @Override
  public <Q, R> R write(
      InetSocketAddress server, Method.Write<Q, R> method, Q argument, WriteOptions options)
      throws InterruptedException {
    return plain(server, method, argument, options);
  }

  @Override
  public <Q, R> R ask(
      InetSocketAddress server, Method.Ask<Q, R> method, Q argument, WriteOptions options)
      throws InterruptedException {
    return plain(server, method, argument, options);
  }

  private <Q, R> R plain(
      InetSocketAddress server, Method<Q, R> method, Q argument, WriteOptions options)
      throws InterruptedException {
    byte[] body = Calls.body(method, argument, options);
    Message reply = call(server, method.name(), body, deadlines.call());
    return decoded(() -> Calls.value(method, reply));
  }

  private static <T> T decoded(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (DecodeException e) {
      throw RemoteFailure.noAnswer(String.valueOf(e.getMessage()));
    }
  }

  private Message call(InetSocketAddress server, String method, byte[] body, Duration timeout)
      throws InterruptedException {
    ClientConnection connection = connection(server);
    long seq = sequence.incrementAndGet();
    ClientConnection.Call call = connection.start(seq, Calls.request(seq, method, body));
    try {
      return call.answer().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      connection.abandon(call);
      throw RemoteFailure.noAnswer("i/o deadline reached");
    } catch (InterruptedException e) {
      connection.abandon(call);
      throw e;
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(ExecutionException e) {
    return e.getCause() instanceof RemoteFailure known
        ? known
        : new IllegalStateException(e.getCause());
  }

  private ClientConnection connection(InetSocketAddress server) throws InterruptedException {
    while (true) {
      CompletableFuture<ClientConnection> mine = new CompletableFuture<>();
      CompletableFuture<ClientConnection> known = servers.putIfAbsent(server, mine);
      if (known == null) {
        dial(server, mine);
        known = mine;
      }
      try {
        ClientConnection connection = known.get();
        if (!connection.isDead()) {
          return connection;
        }
        servers.remove(server, known);
      } catch (ExecutionException e) {
        servers.remove(server, known);
        throw failure(e);
      }
    }
  }

  private void dial(InetSocketAddress server, CompletableFuture<ClientConnection> result) {
    if (closed) {
      result.completeExceptionally(RemoteFailure.notSent("rpc connection pool is shutdown"));
      return;
    }
    Future<Channel> connecting = dialer.dial(loops.next(), server);
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            result.completeExceptionally(
                RemoteFailure.notSent(
                    "failed to get conn: dial tcp " + DialFailure.text(server, done.cause())));
            return;
          }
          Channel channel = connecting.getNow();
          channel.writeAndFlush(
              Unpooled.wrappedBuffer(new byte[] {(byte) FirstByte.MULTIPLEX.value()}));
          channel.closeFuture().addListener(gone -> servers.remove(server, result));
          result.complete(ClientConnection.on(channel));
          if (closed) {
            channel.close();
          }
        });
  }

  /// Ends all calls to a server; the next one connects anew. Returns at once.
  public void giveUp(InetSocketAddress server) {
    CompletableFuture<ClientConnection> connection = servers.get(server);
    if (connection != null && connection.isDone() && servers.remove(server, connection)) {
      connection.whenComplete(
          (made, failed) -> {
            if (made != null) {
              made.close();
            }
          });
    }
  }

  /// Closes all connections; calls that wait fail, and new ones are refused.
  @Override
  public void close() {
    closed = true;
    servers.forEach(
        (server, connection) -> {
          servers.remove(server, connection);
          connection.whenComplete(
              (made, failed) -> {
                if (made != null) {
                  made.close();
                }
              });
        });
  }
}
