// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.agent.checks.Scheduler;
import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.RegisterRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out anti-entropy: decides by [SyncSchedule] when, by [AntiEntropy] what, and calls the
/// catalog. At any time there is at most one round going on, on a thread of the scheduler; what
/// comes meanwhile is done in the next one.
///
/// A call that the token may not make is logged and counts as done until something changes, as
/// with Consul: repeating it every few seconds would help nobody.
final class SyncDriver {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private enum Round {
    CHANGES,
    EVERYTHING
  }

  private final LocalServices local;
  private final CatalogClient catalog;
  private final SyncSchedule schedule;
  private final Scheduler scheduler;
  private final IntSupplier clusterSize;

  private Scheduler.@Nullable Cancellation next;
  private @Nullable Round wanted;
  private boolean running;
  private boolean stopped;
  private CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);
  private int paused;

  SyncDriver(
      LocalServices local,
      CatalogClient catalog,
      SyncSchedule schedule,
      Scheduler scheduler,
      IntSupplier clusterSize) {
    this.local = local;
    this.catalog = catalog;
    this.schedule = schedule;
    this.scheduler = scheduler;
    this.clusterSize = clusterSize;
  }

  /// Compares everything now, and from then on regularly.
  void start() {
    request(Round.EVERYTHING);
  }

  /// Sends what has changed.
  void changed() {
    request(Round.CHANGES);
  }

  /// Completes when all that has changed until now was sent once, well or not. At once while
  /// nothing is being sent, or nothing may be.
  synchronized CompletableFuture<Void> settled() {
    return settled.copy();
  }

  /// A server or a leader has appeared: what failed before may work now.
  synchronized void serverUp() {
    later(schedule.afterServerUpNanos(clusterSize.getAsInt()));
  }

  /// Sends nothing until [#resume], so that a bulk of changes goes out together. May be nested.
  synchronized void pause() {
    paused++;
  }

  synchronized void resume() {
    paused--;
    begin();
  }

  synchronized void stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
  }

  private synchronized void request(Round round) {
    wanted = wanted == Round.EVERYTHING ? wanted : round;
    begin();
  }

  private synchronized void begin() {
    if (wanted != null && !running && !stopped && paused == 0) {
      running = true;
      if (settled.isDone()) {
        settled = new CompletableFuture<>();
      }
      scheduler.after(0, this::work);
    }
  }

  private synchronized void later(long delayNanos) {
    if (stopped) {
      return;
    }
    if (next != null) {
      next.cancel();
    }
    next = scheduler.after(delayNanos, () -> request(Round.EVERYTHING));
  }

  private void work() {
    boolean interrupted = false;
    try {
      Round round = take();
      while (round != null) {
        carryOut(round);
        round = take();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      synchronized (this) {
        running = false;
        stopped |= interrupted;
        // Something may have been asked for between the last take and now.
        begin();
        if (!running) {
          settled.complete(null);
        }
      }
    }
  }

  private synchronized @Nullable Round take() {
    Round round = stopped || paused > 0 ? null : wanted;
    if (round != null) {
      wanted = null;
    }
    return round;
  }

  private void carryOut(Round round) throws InterruptedException {
    try {
      if (round == Round.EVERYTHING) {
        NodeInfo node = local.node();
        local.compare(catalog.node(node.name(), local.agentToken()));
      }
      boolean sent = send(local.pendingActions());
      if (!sent) {
        later(schedule.afterFailureNanos(clusterSize.getAsInt()));
      } else if (round == Round.EVERYTHING) {
        later(schedule.afterSuccessNanos(clusterSize.getAsInt()));
      }
    } catch (CatalogException e) {
      LOG.error("failed to sync remote state: error={}", e.getMessage());
      later(schedule.afterFailureNanos(clusterSize.getAsInt()));
    }
  }

  /// Whether nothing is left that another try could mend. One failure does not keep the others back.
  private boolean send(List<SyncAction> actions) throws InterruptedException {
    boolean good = true;
    for (SyncAction action : actions) {
      try {
        call(action);
        local.done(action);
        LOG.debug("Synced: {}", describe(action));
      } catch (CatalogException e) {
        if (e.denied()) {
          local.done(action);
          LOG.warn("{} sync blocked by ACLs: error={}", describe(action), e.getMessage());
        } else {
          good = false;
          LOG.warn("Syncing {} failed: error={}", describe(action), e.getMessage());
        }
      }
    }
    return good;
  }

  private void call(SyncAction action) throws CatalogException, InterruptedException {
    NodeInfo node = local.node();
    switch (action) {
      case SyncAction.RegisterNode(String token) ->
          catalog.register(request(node, token).skipNodeUpdate(false).build());
      case SyncAction.RegisterService(ServiceEntry entry, List<CheckEntry> checks) ->
          catalog.register(
              request(node, entry.token())
                  .service(AntiEntropy.sent(entry.service()))
                  .checks(checks.isEmpty() ? null : checks(checks))
                  .build());
      case SyncAction.RegisterChecks(List<CheckEntry> checks) ->
          catalog.register(request(node, action.token()).checks(checks(checks)).build());
      case SyncAction.DeregisterService(String id, String token) ->
          catalog.deregister(
              new DeregisterRequest(node.datacenter(), node.name(), id, "", "", token(token)));
      case SyncAction.DeregisterCheck(String id, String token) ->
          catalog.deregister(
              new DeregisterRequest(node.datacenter(), node.name(), "", id, "", token(token)));
    }
  }

  private RegisterRequest.Builder request(NodeInfo node, String token) {
    return RegisterRequest.builder()
        .datacenter(node.datacenter())
        .id(node.id())
        .node(node.name())
        .address(node.address())
        .taggedAddresses(node.taggedAddresses())
        .nodeMeta(node.meta())
        .skipNodeUpdate(local.nodeInSync())
        .token(token(token));
  }

  private String token(String own) {
    return own.isEmpty() ? local.agentToken() : own;
  }

  private static List<HealthCheck> checks(List<CheckEntry> entries) {
    return entries.stream().map(CheckEntry::check).toList();
  }

  private static String describe(SyncAction action) {
    return switch (action) {
      case SyncAction.RegisterNode node -> "node info";
      case SyncAction.RegisterService service -> "service=" + service.entry().id();
      case SyncAction.RegisterChecks checks ->
          "checks=" + checks.checks().stream().map(CheckEntry::id).toList();
      case SyncAction.DeregisterService service -> "removal of service=" + service.id();
      case SyncAction.DeregisterCheck check -> "removal of check=" + check.id();
    };
  }
}
