// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerProbeTest {
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CompletableFuture<String> verdict = new CompletableFuture<>();

  @AfterEach
  void stop() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void aPortThatNobodyListensOnIsRefused() throws Exception {
    ServerSocket listener = listen();
    listener.close();
    probe(listener);
    assertEquals("refused", verdict.get());
  }

  @Test
  void aListenerThatEndsWithItsConnectionsIsNoneEither() throws Exception {
    ServerSocket listener = listen();
    probe(listener);
    listener.accept().close();
    listener.close();
    assertEquals("refused", verdict.get());
  }

  @Test
  void aListenerIsAListenerHoweverBusy() throws Exception {
    try (ServerSocket listener = listen()) {
      probe(listener);
      listener.accept().getInputStream().read(); // Until the probe lets go.
      assertNull(orNull());
    }
  }

  private String orNull() throws Exception {
    try {
      return verdict.get(100, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private void probe(ServerSocket of) {
    new ListenerProbe(
            RaftDialer.tcp(5000),
            loops.next(),
            "127.0.0.1:" + of.getLocalPort(),
            () -> verdict.complete("refused"))
        .run();
  }
}
