// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every kind of thread that the agent has is born here.
///
/// - `loops`: Netty event loops; they turn bytes into records and back and never wait.
/// - `virtual`: one virtual thread for each request, check run or outgoing call; they may wait. Their
///   number is bounded by those who start them: connections, checks, in-flight limits.
/// - `timer`: one platform thread that only hands work over when its time has come.
/// - {@link #platform}: named threads for raft, the log writer and the state machine, whose native
///   calls would hold the carrier of a virtual thread.
public final class Threads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final MultiThreadIoEventLoopGroup loops;
  private final ExecutorService virtual;
  private final ScheduledThreadPoolExecutor timer;

  /// @param loopCount how many event loops to run; they share the agent's cores
  public Threads(int loopCount) {
    loops = new MultiThreadIoEventLoopGroup(loopCount, platform("net"), NioIoHandler.newFactory());
    virtual =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual()
                .name("task-", 0)
                .uncaughtExceptionHandler(Threads::report)
                .factory());
    timer = new ScheduledThreadPoolExecutor(1, platform("timer"));
    timer.setRemoveOnCancelPolicy(true);
  }

  public MultiThreadIoEventLoopGroup loops() {
    return loops;
  }

  public ExecutorService virtual() {
    return virtual;
  }

  public ScheduledExecutorService timer() {
    return timer;
  }

  /// Daemon platform threads named `name`, `name-1`, ….
  public static ThreadFactory platform(String name) {
    Thread.Builder.OfPlatform first = Thread.ofPlatform().daemon();
    return first.name(name + "-", 0).uncaughtExceptionHandler(Threads::report).factory();
  }

  private static void report(Thread thread, Throwable thrown) {
    LOG.error("thread died: thread={}", thread.getName(), thrown);
  }

  /// Interrupts what runs and waits a moment for it to end.
  @Override
  public void close() {
    timer.shutdownNow();
    virtual.shutdownNow();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    try {
      if (!virtual.awaitTermination(2, TimeUnit.SECONDS)) {
        LOG.warn("some tasks did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
