// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

import io.praetor.catalog.CatalogQueries;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.HealthQueries;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.NodeServices;
import io.praetor.catalog.NodeSpecificRequest;
import io.praetor.http.agent.Member;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the catalog in step with the LAN pool while this server leads: members that are alive,
/// failed, or gone, each as the pool tells of it, and all of them once a minute.
public final class CatalogReconciler implements LeaderDuty {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");
  private static final int ALIVE = 1;
  private static final int LEFT = 3;
  private static final int FAILED = 4;
  private static final int INTERVAL_SECONDS = 60;
  private static final int LAST_LOOK_SECONDS = 5;

  private final String self;
  private final String datacenter;
  private final MemberRecords records;
  private final Supplier<List<Member>> members;
  private final Store store;
  private final Rpc rpc;
  private final ScheduledExecutorService timer;
  private final Executor executor;

  /// One member at a time, so that an older state cannot overtake a newer one.
  private final ReentrantLock turn = new ReentrantLock();

  private volatile boolean leading;
  private @Nullable Future<?> ticks;

  /// @param self the name of this server
  /// @param members who is in the LAN pool now
  /// @param rpc writes as the leader
  /// @param executor for what waits for commits
  public CatalogReconciler(
      String self,
      String datacenter,
      Supplier<List<Member>> members,
      Store store,
      Rpc rpc,
      ScheduledExecutorService timer,
      Executor executor) {
    this.self = self;
    this.datacenter = datacenter;
    this.records = new MemberRecords(datacenter);
    this.members = members;
    this.store = store;
    this.rpc = rpc;
    this.timer = timer;
    this.executor = executor;
  }

  @Override
  public String name() {
    return "member reconciliation";
  }

  @Override
  public void start() throws InterruptedException {
    leading = true;
    for (Member member : members.get()) {
      reconcile(member, false);
    }
    ticks =
        timer.scheduleWithFixedDelay(
            () -> executor.execute(this::everything),
            INTERVAL_SECONDS,
            INTERVAL_SECONDS,
            TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    leading = false;
    Future<?> running = ticks;
    if (running != null) {
      running.cancel(false);
    }
  }

  /// News of a member; returns at once. Nothing happens while another server leads.
  ///
  /// @param forgotten whether the pool no longer knows it
  public void changed(Member member, boolean forgotten) {
    if (!leading) {
      return;
    }
    Runnable look = () -> quietly(() -> reconcile(forgotten ? member : latest(member), forgotten));
    executor.execute(look);
    if (member.status() == LEFT) {
      // While it goes, its own anti-entropy may put it back into the catalog once more.
      timer.schedule(() -> executor.execute(look), LAST_LOOK_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Member latest(Member member) {
    return members.get().stream()
        .filter(now -> now.name().equals(member.name()))
        .findFirst()
        .orElse(member);
  }

  private void everything() {
    if (!leading) {
      return;
    }
    List<Member> all = members.get();
    for (Member member : all) {
      quietly(() -> reconcile(member, false));
    }
    Set<String> known = all.stream().map(Member::name).collect(Collectors.toSet());
    Snapshot view = store.snapshot();
    for (Node node : CatalogQueries.nodes(view, DcSpecificRequest.ALL).value()) {
      // Nodes without this check were registered by somebody from outside.
      if (!known.contains(node.node())
          && checks(view, node.node()).stream()
              .anyMatch(check -> check.checkId().equals(MemberRecords.CHECK))) {
        quietly(() -> deregister(node.node(), "reaped"));
      }
    }
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  /// What fails now is tried again within a minute.
  private static void quietly(Step step) {
    try {
      step.run();
    } catch (ConsulException e) {
      LOG.error("failed to reconcile member: error=\"{}\"", e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reconcile(Member member, boolean forgotten) throws InterruptedException {
    if (!leading) {
      return;
    }
    turn.lockInterruptibly();
    try {
      Snapshot view = store.snapshot();
      NodeServices found =
          CatalogQueries.nodeServices(view, NodeSpecificRequest.of(member.name())).value();
      Node node = found.node();
      List<HealthCheck> checks = node == null ? List.of() : checks(view, member.name());
      boolean ours = checks.stream().anyMatch(check -> check.checkId().equals(MemberRecords.CHECK));
      if (!records.concerns(member) && !ours) {
        return;
      }
      if (forgotten || member.status() == LEFT) {
        if (node != null && !member.name().equals(self)) {
          deregister(member.name(), forgotten ? "reaped" : "left");
        }
      } else if (member.status() == ALIVE) {
        Map<String, NodeService> services = Objects.requireNonNullElse(found.services(), Map.of());
        if (node == null || !records.saysAlive(member, node, services, checks)) {
          if (node != null && MemberRecords.isReplaced(member, node, checks)) {
            LOG.info(
                "member was made anew, its name is free: member={} old_id={}",
                member.name(),
                node.id());
            rpc.write(CatalogMethods.REGISTER, records.replaced(node), WriteOptions.DEFAULT);
          }
          rpc.write(CatalogMethods.REGISTER, records.alive(member, node), WriteOptions.DEFAULT);
          LOG.info(
              "member joined, marking health alive: member={} partition=default", member.name());
        }
      } else if (member.status() == FAILED && node != null && !MemberRecords.saysFailed(checks)) {
        rpc.write(CatalogMethods.REGISTER, records.failed(member, node), WriteOptions.DEFAULT);
        LOG.info(
            "member failed, marking health critical: member={} partition=default", member.name());
      }
    } finally {
      turn.unlock();
    }
  }

  private static List<HealthCheck> checks(Snapshot view, String node) {
    return HealthQueries.ofNode(view, NodeSpecificRequest.of(node)).value();
  }

  private void deregister(String node, String reason) throws InterruptedException {
    LOG.info("deregistering member: member={} partition=default reason={}", node, reason);
    rpc.write(
        CatalogMethods.DEREGISTER,
        new DeregisterRequest(datacenter, node, "", "", "", ""),
        WriteOptions.DEFAULT);
  }
}
