// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.channel.EventLoopGroup;
import io.praetor.rpc.Method;
import io.praetor.rpc.Methods;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.net.Dispatcher;
import io.praetor.rpc.net.MethodTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/// A server whose calls never end by themselves.
record CallGate(CountDownLatch begun, CountDownLatch stopped) implements Rpc {
  ServerPort open(EventLoopGroup loops, ExecutorService executor) throws IOException {
    Dispatcher dispatcher = new Dispatcher(new MethodTable(Methods.ALL), this, PortedServer.FILTER);
    return ServerPort.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .on(FirstByte.MULTIPLEX, new MultiplexServer(dispatcher, executor, RequestMemory.ofHeap()))
        .start(loops);
  }

  private <T> T hang() throws InterruptedException {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
      throw new AssertionError("nobody counts down");
    } finally {
      stopped.countDown();
    }
  }

  @Override
  public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options)
      throws InterruptedException {
    return hang();
  }

  @Override
  public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    return hang();
  }

  @Override
  public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    return hang();
  }
}
