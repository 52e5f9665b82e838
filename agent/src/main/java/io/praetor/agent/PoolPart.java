// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.members.GossipMembers;
import io.praetor.agent.members.Members;
import io.praetor.agent.members.RetryJoin;
import io.praetor.agent.members.ServerTags;
import io.praetor.agent.members.WanFlood;
import io.praetor.config.JoinConfig;
import io.praetor.config.RuntimeConfig;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The gossip pools that an agent is in, and how it gets into them.
final class PoolPart implements AutoCloseable {
  /// Servers of the LAN pool that are missing in the WAN pool are looked for this often.
  private static final int FLOOD_SECONDS = 60;

  private final RuntimeConfig config;
  private final GossipMembers members;
  private final Threads threads;

  private PoolPart(RuntimeConfig config, GossipMembers members, Threads threads) {
    this.config = config;
    this.members = members;
    this.threads = threads;
  }

  /// Opens the ports of gossip; nobody is joined yet.
  ///
  /// @param nameLost runs when the pool decided that our name is another's
  /// @throws IOException when an address cannot be used
  static PoolPart start(
      RuntimeConfig config, String nodeId, UserEvents events, Runnable nameLost, Threads threads)
      throws IOException {
    GossipMembers members =
        GossipMembers.start(
            config, nodeId, threads.loops(), Threads.platform("gossip"), events, nameLost);
    PoolPart part = new PoolPart(config, members, threads);
    if (config.node().server() && config.addresses().serfWanBind() != null) {
      part.floodWan();
    }
    return part;
  }

  Members members() {
    return members;
  }

  private void floodWan() {
    WanFlood flood =
        new WanFlood(
            () -> members.list(false),
            () -> members.list(true),
            address -> members.join(address, true),
            config.node().datacenter());
    members.listen(
        (change, member, wan) -> {
          if (!wan && change == Members.Change.JOINED && ServerTags.valid(member.tags())) {
            threads.virtual().execute(flood);
          }
        });
    threads
        .timer()
        .scheduleWithFixedDelay(
            () -> threads.virtual().execute(flood), FLOOD_SECONDS, FLOOD_SECONDS, TimeUnit.SECONDS);
  }

  /// Joins whom the configuration names, again and again until that succeeds. Returns at once.
  ///
  /// @param stopped ends the attempts
  /// @param exhausted runs when there were as many as the configuration allows
  void join(CountDownLatch stopped, Runnable exhausted) {
    retryJoin("LAN", config.join().lan(), stopped, exhausted);
    if (config.node().server()) {
      retryJoin("WAN", config.join().wan(), stopped, exhausted);
    }
  }

  private void retryJoin(
      String cluster, JoinConfig.Pool pool, CountDownLatch stopped, Runnable exhausted) {
    if (pool.addresses().isEmpty()) {
      return;
    }
    RetryJoin attempts =
        new RetryJoin(
            cluster,
            pool,
            address -> members.join(address, cluster.equals("WAN")),
            interval -> !stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    threads
        .virtual()
        .execute(
            () -> {
              try {
                if (attempts.run() == RetryJoin.Outcome.EXHAUSTED) {
                  exhausted.run();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @Override
  public void close() {
    members.close();
  }
}
