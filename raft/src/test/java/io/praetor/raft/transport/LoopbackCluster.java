// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import io.praetor.raft.Applied;
import io.praetor.raft.Configuration;
import io.praetor.raft.ProposalFailure;
import io.praetor.raft.Server;
import io.praetor.raft.core.CoreOptions;
import io.praetor.raft.driver.DriverOptions;
import io.praetor.raft.driver.RaftDriver;
import io.praetor.raft.driver.RegisterMachine;
import io.praetor.raft.storage.FileSnapshotStore;
import io.praetor.raft.storage.MemoryLogStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Raft servers of one process that talk over real sockets on the loopback interface.
final class LoopbackCluster implements AutoCloseable {
  /// A server: its listener lives on when raft is stopped, its log and snapshots do not.
  final class Node {
    final int number;
    final String address;
    final Channel listener;
    final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    volatile RegisterMachine machine = new RegisterMachine();
    volatile @Nullable NettyTransport transport;
    volatile @Nullable RaftDriver raft;
    int starts;
    volatile boolean cut;
    volatile boolean stopped;

    Node(int number) throws InterruptedException {
      this.number = number;
      ServerBootstrap bootstrap =
          new ServerBootstrap()
              .group(loops)
              .channel(NioServerSocketChannel.class)
              .childHandler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      channel.pipeline().addLast(new FirstByte(Node.this));
                    }
                  });
      this.listener = bootstrap.bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
      this.address = "127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort();
    }

    Server server() {
      return Server.voter("server-" + number, address);
    }

    RaftDriver raft() {
      return Objects.requireNonNull(raft);
    }

    /// Starts with an empty log and no snapshots.
    void start() {
      machine = new RegisterMachine();
      NettyTransport started =
          new NettyTransport(
              server().id(),
              address,
              loops,
              tasks,
              this::dial,
              id -> Optional.empty(),
              Duration.ofSeconds(5));
      transport = started;
      RaftDriver driver =
          RaftDriver.start(
              DriverOptions.of(server().id(), options, bootstrapped ? configuration() : null),
              machine,
              new MemoryLogStore(),
              FileSnapshotStore.open(
                  directory.resolve("server-" + number + "-" + ++starts), InstantSource.system()),
              started,
              Thread::new,
              System::nanoTime,
              InstantSource.system(),
              new Random(number));
      raft = driver;
      stopped = false;
      driver.addLeadershipListener(
          (term, leader, self) -> {
            if (self) {
              elected.add(this);
            }
          });
    }

    private Future<Channel> dial(EventLoop loop, String to) {
      if (cut) {
        return loop.newFailedFuture(new IOException("cut off"));
      }
      Future<Channel> dialed = RaftDialer.tcp(1000).dial(loop, to);
      dialed.addListener(
          (Future<Channel> done) -> {
            if (done.isSuccess()) {
              took(done.getNow());
            }
          });
      return dialed;
    }

    void took(Channel channel) {
      channels.add(channel);
      channel.closeFuture().addListener(done -> channels.remove(channel));
      if (cut) {
        channel.close();
      }
    }

    void stop() {
      stopped = true;
      raft().close();
    }

    /// Nothing gets out or in any more.
    void cutOff() {
      cut = true;
      channels.forEach(Channel::close);
    }

    void heal() {
      cut = false;
    }
  }

  /// What the server port does: looks at the first byte and hands over.
  private static final class FirstByte extends ByteToMessageDecoder {
    private final Node node;

    FirstByte(Node node) {
      this.node = node;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      if (in.readByte() != NettyTransport.PROTOCOL_BYTE || node.transport == null) {
        context.close();
        return;
      }
      node.took(context.channel());
      node.transport.accept(context.channel());
      context.pipeline().remove(this);
    }
  }

  final List<Node> nodes = new ArrayList<>();
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Node> elected = new LinkedBlockingQueue<>();
  private final Path directory;
  private final CoreOptions options;

  private final boolean bootstrapped;

  LoopbackCluster(int servers, Path directory, CoreOptions options) throws InterruptedException {
    this(servers, directory, options, true);
  }

  /// @param bootstrapped whether the servers begin with the configuration of all of them
  LoopbackCluster(int servers, Path directory, CoreOptions options, boolean bootstrapped)
      throws InterruptedException {
    this.bootstrapped = bootstrapped;
    this.directory = directory;
    this.options = options;
    for (int i = 1; i <= servers; i++) {
      nodes.add(new Node(i));
    }
    nodes.forEach(Node::start);
  }

  Configuration configuration() {
    return new Configuration(nodes.stream().map(Node::server).toList());
  }

  /// The next server that wins an election and proves that it still leads.
  Node awaitLeader() throws InterruptedException {
    while (true) {
      Node node = elected.take();
      if (node.stopped || node.cut) {
        continue;
      }
      try {
        node.raft().readBarrier().get();
        return node;
      } catch (ExecutionException e) {
        // It has lost leadership meanwhile; the next one is on its way.
        assert e.getCause() instanceof ProposalFailure;
      }
    }
  }

  List<Node> others(Node node) {
    return nodes.stream().filter(other -> other != node).toList();
  }

  static void propose(Node leader, List<String> commands)
      throws InterruptedException, ExecutionException {
    List<CompletableFuture<Applied>> futures = new ArrayList<>();
    for (String command : commands) {
      futures.add(leader.raft().propose(command.getBytes(StandardCharsets.UTF_8)));
    }
    for (CompletableFuture<Applied> future : futures) {
      future.get();
    }
  }

  @Override
  public void close() {
    for (Node node : nodes) {
      RaftDriver raft = node.raft;
      if (raft != null) {
        raft.close();
      }
      node.listener.close();
    }
    tasks.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
