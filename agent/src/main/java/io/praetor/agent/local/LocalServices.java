// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.agent.checks.CheckKinds;
import io.praetor.agent.checks.CheckStatus;
import io.praetor.agent.checks.ProbeResult;
import io.praetor.agent.checks.ProbeRunners;
import io.praetor.agent.checks.Scheduler;
import io.praetor.catalog.CheckType;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.http.agent.LocalAgent;
import io.praetor.http.agent.LocalService;
import io.praetor.http.agent.RefusedException;
import io.praetor.http.agent.ServiceHealth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent's services and checks, alive: takes registrations from the API and from files, runs the
/// checks, keeps the registrations on disk and the catalog up to date. Safe for all threads; one lock
/// around [LocalState], under which nothing waits for the network.
///
/// Life: make it, [#load] what the configuration has, [#start], and [#close] at the end.
public final class LocalServices implements LocalAgent, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final LocalSetup setup;
  private final Scheduler scheduler;
  private final LocalStore store;
  private final LocalState state;
  private final Plans plans;
  private final Restoration restoration;
  private final EffectRunner effects;
  private final SyncDriver sync;

  private NodeInfo node;
  private CompletableFuture<Void> change = new CompletableFuture<>();
  private Scheduler.@Nullable Cancellation reaper;
  private boolean closed;

  @SuppressWarnings("this-escape") // Callbacks only run once checks are registered.
  public LocalServices(LocalSetup setup) {
    this.setup = setup;
    node = setup.node();
    scheduler = setup.probes().scheduler();
    store = setup.dataDirectory() == null ? LocalStore.NONE : new LocalFiles(setup.dataDirectory());
    state = new LocalState(setup.rules(), setup.jitter());
    plans = new Plans(state, setup.rules(), () -> node.name());
    restoration = new Restoration(store, state, setup.rules(), setup.unixSeconds());
    sync =
        new SyncDriver(
            this,
            setup.catalog(),
            new SyncSchedule(setup.syncInterval(), setup.jitter()),
            scheduler,
            setup.clusterSize());
    effects =
        new EffectRunner(
            new ProbeRunners(setup.probes(), setup.jitter(), this::report),
            new RemoteAliases(setup.catalog(), scheduler, this::report),
            scheduler,
            this::wake,
            this::servicesChanged,
            sync::changed);
  }

  /// Registers what the configuration has and what was kept from the last run; the configuration
  /// wins. A definition that cannot be registered ends it with a [RefusedException] that names it.
  public synchronized void load(
      List<io.praetor.config.ServiceDefinition> services,
      List<io.praetor.config.CheckDefinition> checks) {
    takeOver(services, checks, "", "");
  }

  /// Takes over a changed configuration: what it no longer has goes, what it still has keeps its
  /// status. After a fault only what was registered before it is left of the configuration, as in
  /// Consul.
  public synchronized void reload(
      List<io.praetor.config.ServiceDefinition> services,
      List<io.praetor.config.CheckDefinition> checks) {
    takeOver(services, checks, "Failed reloading services: ", "Failed reloading checks: ");
  }

  private void takeOver(
      List<io.praetor.config.ServiceDefinition> services,
      List<io.praetor.config.CheckDefinition> checks,
      String servicesFault,
      String checksFault) {
    sync.pause();
    Set<String> keptServices = new HashSet<>();
    Set<String> keptChecks = new HashSet<>();
    try {
      for (io.praetor.config.ServiceDefinition service : services) {
        Plans.Plan plan = plans.ofFile(service, servicesFault);
        plan.services().forEach(s -> keptServices.add(s.id()));
        plan.checks().forEach(c -> keptChecks.add(c.id()));
        carryOut(plan, false);
      }
      for (io.praetor.config.CheckDefinition check : checks) {
        CheckEntry entry = plans.ofFile(check, checksFault);
        keptChecks.add(entry.id());
        apply(state.put(entry, scheduler.nowNanos()));
      }
    } finally {
      dropFormer(keptServices, keptChecks);
      restoration.run(
          node.name(),
          keptServices,
          keptChecks,
          service -> apply(state.put(service, scheduler.nowNanos())),
          check -> apply(state.put(check, scheduler.nowNanos())));
      sync.resume();
    }
  }

  /// The output of checks is kept no longer, or again.
  public synchronized void discardOutput(boolean discard) {
    state.discardOutput(discard);
  }

  /// Without a data directory a reload also ends what callers registered, as Consul's does: it reads
  /// everything anew, and there is nothing to read that from.
  private void dropFormer(Set<String> keptServices, Set<String> keptChecks) {
    boolean forgetful = store == LocalStore.NONE;
    for (ServiceEntry service : state.services()) {
      boolean former = forgetful || service.source() == Source.LOCAL;
      if (former && !keptServices.contains(service.id())) {
        remove(service.id());
      }
    }
    for (CheckEntry check : state.checks()) {
      boolean configured = check.source() == Source.LOCAL && check.type() != null;
      if ((forgetful || configured) && !keptChecks.contains(check.id())) {
        apply(state.removeCheck(check.id(), scheduler.nowNanos()));
      }
    }
  }

  /// Begins to talk to the catalog.
  public synchronized void start() {
    sync.start();
    reapLater();
  }

  /// A server or a leader has appeared: catch up with what could not be sent before.
  public void serverUp() {
    sync.serverUp();
  }

  /// The node's own data is not what it was.
  public synchronized void nodeChanged(NodeInfo changed) {
    node = changed;
    state.nodeChanged();
    sync.changed();
  }

  @Override
  public synchronized void close() {
    closed = true;
    sync.stop();
    effects.stop();
    if (reaper != null) {
      reaper.cancel();
    }
  }

  @Override
  public synchronized SortedMap<String, NodeService> services() {
    TreeMap<String, NodeService> all = new TreeMap<>();
    state.services().forEach(entry -> all.put(entry.id(), entry.service()));
    return all;
  }

  @Override
  public synchronized SortedMap<String, HealthCheck> checks() {
    TreeMap<String, HealthCheck> all = new TreeMap<>();
    state.checks().forEach(entry -> all.put(entry.id(), entry.check()));
    return all;
  }

  @Override
  public synchronized @Nullable LocalService service(String id) {
    ServiceEntry entry = state.service(id);
    return entry == null
        ? null
        : new LocalService(entry.service(), ServiceHash.of(entry.service()));
  }

  @Override
  public synchronized CompletableFuture<Void> nextServiceChange() {
    // A copy, so that a waiter cannot complete it for the others.
    return change.copy();
  }

  @Override
  public CompletableFuture<Void> settled() {
    return sync.settled();
  }

  @Override
  public synchronized @Nullable ServiceHealth healthOfService(String id) {
    ServiceEntry entry = state.service(id);
    return entry == null ? null : Health.of(entry, state.checks());
  }

  @Override
  public synchronized List<ServiceHealth> healthOfServicesNamed(String name) {
    List<CheckEntry> checks = state.checks();
    return state.services().stream()
        .filter(entry -> entry.service().service().equals(name))
        .map(entry -> Health.of(entry, checks))
        .toList();
  }

  @Override
  public synchronized void registerService(
      ServiceDefinition definition, boolean replaceExistingChecks, String token) {
    String own = definition.token().isEmpty() ? token : definition.token();
    Plans.Plan plan = plans.of(definition, own, Source.REMOTE);
    carryOut(plan, replaceExistingChecks);
    plan.services().forEach(store::save);
    plan.checks().forEach(check -> save(check.id()));
  }

  private void carryOut(Plans.Plan plan, boolean replaceExistingChecks) {
    long now = scheduler.nowNanos();
    List<Effect> all = new ArrayList<>();
    Set<String> wanted = new HashSet<>();
    plan.checks().forEach(check -> wanted.add(check.id()));
    for (ServiceEntry service : plan.services()) {
      all.addAll(state.put(service, now));
      if (replaceExistingChecks) {
        for (CheckEntry former : state.checksOf(service.id())) {
          if (!wanted.contains(former.id()) && !Maintenance.is(former.id())) {
            all.addAll(state.removeCheck(former.id(), now));
            store.forgetCheck(former.id());
          }
        }
      }
    }
    plan.checks().forEach(check -> all.addAll(state.put(check, now)));
    apply(all);
  }

  @Override
  public synchronized void deregisterService(String id, String token) {
    requireService(id);
    remove(id);
  }

  /// With its checks, and the sidecar that came with it.
  private void remove(String id) {
    ServiceEntry sidecar = state.service(Sidecar.idOf(id));
    if (sidecar != null && sidecar.service().locallyRegisteredAsSidecar()) {
      removeOne(sidecar.id());
    }
    removeOne(id);
  }

  private void removeOne(String id) {
    state.checksOf(id).forEach(check -> store.forgetCheck(check.id()));
    store.forgetService(id);
    apply(state.removeService(id, scheduler.nowNanos()));
    LOG.debug("removed service: service={}", id);
  }

  @Override
  public synchronized void maintainService(String id, boolean enable, String reason, String token) {
    ServiceEntry service = requireService(id);
    maintain(Maintenance.ofService(node.name(), service, reason), enable);
  }

  @Override
  public synchronized void maintainNode(boolean enable, String reason, String token) {
    maintain(Maintenance.ofNode(node.name(), reason, token), enable);
  }

  private void maintain(CheckEntry check, boolean enable) {
    boolean enabled = state.check(check.id()) != null;
    if (enable && !enabled) {
      apply(state.put(check, scheduler.nowNanos()));
      store.save(check);
    } else if (!enable && enabled) {
      apply(state.removeCheck(check.id(), scheduler.nowNanos()));
      store.forgetCheck(check.id());
    }
  }

  @Override
  public synchronized void registerCheck(CheckType check, String serviceId, String token) {
    CheckEntry entry = plans.of(check, serviceId, token, Source.REMOTE);
    apply(state.put(entry, scheduler.nowNanos()));
    save(entry.id());
  }

  /// As it now is: with the status that an earlier registration had.
  private void save(String checkId) {
    CheckEntry entry = state.check(checkId);
    if (entry != null) {
      store.save(entry);
    }
  }

  @Override
  public synchronized void deregisterCheck(String id, String token) {
    requireCheck(id);
    store.forgetCheck(id);
    apply(state.removeCheck(id, scheduler.nowNanos()));
  }

  @Override
  public synchronized void updateCheck(String id, String status, String output, String token) {
    CheckStatus found = null;
    for (CheckStatus one : CheckStatus.values()) {
      found = one.word().equals(status) ? one : found;
    }
    if (found == null) {
      throw new RefusedException(400, "Invalid check status: '" + status + "'");
    }
    CheckType type = requireCheck(id).type();
    if (type == null || CheckKinds.of(type) != CheckKinds.TTL) {
      throw new RefusedException(500, "CheckID \"" + id + "\" does not have associated TTL");
    }
    String kept = truncated(output, type);
    long expires = setup.unixSeconds().getAsLong() + type.ttl().toSeconds();
    store.save(new StoredState(id, kept, status, expires));
    apply(state.heartbeat(id, new ProbeResult(found, kept), scheduler.nowNanos()));
  }

  /// The beginning of a note, unlike the output of other checks, whose end is kept.
  private String truncated(String output, CheckType type) {
    int max = CheckKinds.outputMaxBytes(type, setup.rules().checkOutputMaxBytes());
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= max) {
      return output;
    }
    String head = new String(bytes, 0, max, StandardCharsets.UTF_8);
    return head + " ... (captured " + max + " of " + bytes.length + " bytes)";
  }

  private ServiceEntry requireService(String id) {
    ServiceEntry entry = state.service(id);
    if (entry == null) {
      throw new RefusedException(
          404,
          "Unknown service ID \""
              + id
              + "\". Ensure that the service ID is passed, not the service name.");
    }
    return entry;
  }

  private CheckEntry requireCheck(String id) {
    CheckEntry entry = state.check(id);
    if (entry == null) {
      throw new RefusedException(
          404,
          "Unknown check ID \""
              + id
              + "\". Ensure that the check ID is passed, not the check name.");
    }
    return entry;
  }

  private synchronized void report(String id, ProbeResult result) {
    CheckEntry before = state.check(id);
    if (before == null || closed) {
      return;
    }
    apply(state.report(id, result, scheduler.nowNanos()));
    if (result.status() == CheckStatus.CRITICAL) {
      LOG.warn("Check is now critical: check={}", id);
    } else {
      LOG.debug("Check status updated: check={} status={}", id, result.status().word());
    }
  }

  private synchronized void wake(String checkId) {
    apply(state.wake(checkId, scheduler.nowNanos()));
  }

  private void apply(List<Effect> changes) {
    if (!closed) {
      effects.run(changes, state);
    }
  }

  private void servicesChanged() {
    CompletableFuture<Void> waiters = change;
    change = new CompletableFuture<>();
    // Waiters run on their own threads: none of them may hold up the lock.
    scheduler.after(0, () -> waiters.complete(null));
  }

  private void reapLater() {
    if (!closed) {
      reaper = scheduler.after(setup.reapInterval().toNanos(), this::reap);
    }
  }

  private synchronized void reap() {
    for (String id : state.toReap(setup.reapMin().toNanos(), scheduler.nowNanos())) {
      LOG.info("Check for service has been critical for too long; deregistered: service={}", id);
      remove(id);
    }
    reapLater();
  }

  synchronized NodeInfo node() {
    return node;
  }

  String agentToken() {
    return setup.agentToken().get();
  }

  synchronized boolean nodeInSync() {
    return state.view(node).nodeInSync();
  }

  synchronized void compare(CatalogView catalog) {
    apply(state.adopt(AntiEntropy.compare(state.view(node), catalog)));
  }

  synchronized List<SyncAction> pendingActions() {
    return AntiEntropy.pending(state.view(node));
  }

  synchronized void done(SyncAction action) {
    state.done(action);
  }
}
