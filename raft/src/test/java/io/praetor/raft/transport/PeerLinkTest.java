// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.praetor.raft.ServerId;
import io.praetor.raft.core.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PeerLinkTest {
  private record Dialled(String address, Promise<Channel> outcome) {}

  @Test
  void aPeerThatMovesIsDialledWithoutWaitingForItsOldAddress() throws Exception {
    BlockingQueue<Dialled> dialled = new LinkedBlockingQueue<>();
    RaftDialer never =
        (loop, address) -> {
          Promise<Channel> outcome = loop.newPromise();
          dialled.add(new Dialled(address, outcome));
          Future<Channel> waiting = outcome;
          return waiting;
        };
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (NettyTransport transport =
        new NettyTransport(
            new ServerId("s1"),
            "127.0.0.1:1",
            loops,
            Runnable::run,
            never,
            id -> Optional.empty(),
            Duration.ofSeconds(10))) {
      Message ask = new Message.PreVoteRequest(2, 1, 1);
      transport.send(new ServerId("s2"), "127.0.0.1:2", ask);
      Dialled first = dialled.take();
      assertEquals("127.0.0.1:2", first.address());
      transport.send(new ServerId("s2"), "127.0.0.1:3", ask);
      assertEquals("127.0.0.1:3", dialled.take().address());
      // The first attempt fails late, which is no news of the second.
      first.outcome().setFailure(new java.io.IOException("timed out"));
      transport.send(new ServerId("s2"), "127.0.0.1:3", ask);
      loops.next().submit(() -> {}).get();
      assertEquals(0, dialled.size(), "the second attempt is still under way");
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
