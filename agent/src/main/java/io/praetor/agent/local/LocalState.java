// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.agent.checks.CheckKinds;
import io.praetor.agent.checks.CheckStatus;
import io.praetor.agent.checks.ProbeResult;
import io.praetor.catalog.CheckType;
import io.praetor.catalog.HealthCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// All services and checks of the agent, and what each change of them entails. Pure: time comes in,
/// effects go out. Its owner lets one thread in at a time.
///
/// - Registering again under an id keeps the status and output that a check had, even when the new
///   definition names a status.
/// - A new status is sent to the catalog at once. A change of output alone may wait for half to one
///   and a half times `check_update_interval`.
/// - Removing leaves a tombstone until the catalog has removed it as well.
/// - Alias checks of local services are brought up to date with every change; a chain of aliases is
///   followed as far as it is long, so that a circle of them ends.
final class LocalState {
  private static final String TTL_EXPIRED = "TTL expired";

  private final LocalRules rules;
  private final LongUnaryOperator jitter;
  private final TreeMap<String, Tracked.Service> services = new TreeMap<>();
  private final TreeMap<String, Tracked.Check> checks = new TreeMap<>();
  private boolean nodeInSync;
  private boolean discardOutput;

  /// `jitter` gives a random number from 0 up to its argument.
  LocalState(LocalRules rules, LongUnaryOperator jitter) {
    this.rules = rules;
    this.jitter = jitter;
    this.discardOutput = rules.discardCheckOutput();
  }

  /// Keeps the output of checks, or no longer, with the next result of each.
  void discardOutput(boolean discard) {
    discardOutput = discard;
  }

  @Nullable ServiceEntry service(String id) {
    Tracked.Service service = services.get(id);
    return service == null || service.deleted() ? null : service.entry();
  }

  @Nullable CheckEntry check(String id) {
    Tracked.Check check = checks.get(id);
    return check == null || check.deleted() ? null : check.entry();
  }

  /// Live services in order of their ids.
  List<ServiceEntry> services() {
    return services.values().stream()
        .filter(service -> !service.deleted())
        .map(Tracked.Service::entry)
        .toList();
  }

  /// Live checks in order of their ids.
  List<CheckEntry> checks() {
    return checks.values().stream()
        .filter(check -> !check.deleted())
        .map(Tracked.Check::entry)
        .toList();
  }

  List<CheckEntry> checksOf(String serviceId) {
    return checks().stream().filter(check -> check.check().serviceId().equals(serviceId)).toList();
  }

  /// Adds or replaces a service.
  List<Effect> put(ServiceEntry entry, long nowNanos) {
    Tracked.Service old = services.get(entry.id());
    boolean same = old != null && !old.deleted() && old.entry().equals(entry);
    if (same) {
      return List.of();
    }
    services.put(entry.id(), new Tracked.Service(entry, false, false));
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.ServicesChanged());
    effects.add(new Effect.SyncNeeded());
    followAliases(effects, nowNanos);
    return effects;
  }

  /// Removes a service and its checks; nothing happens when there is none.
  List<Effect> removeService(String id, long nowNanos) {
    Tracked.Service old = services.get(id);
    if (old == null || old.deleted()) {
      return List.of();
    }
    List<Effect> effects = new ArrayList<>();
    for (CheckEntry check : checksOf(id)) {
      bury(check.id(), effects);
    }
    services.put(id, new Tracked.Service(old.entry(), false, true));
    effects.add(new Effect.ServicesChanged());
    effects.add(new Effect.SyncNeeded());
    followAliases(effects, nowNanos);
    return effects;
  }

  /// Adds or replaces a check.
  List<Effect> put(CheckEntry entry, long nowNanos) {
    Tracked.Check old = checks.get(entry.id());
    HealthCheck check = entry.check();
    Tracked.Times times = Tracked.Times.NONE;
    if (old != null && !old.deleted()) {
      HealthCheck before = old.entry().check();
      check = check.toBuilder().status(before.status()).output(before.output()).build();
      times = times.critical(old.times().criticalSinceNanos());
    } else if (check.status().equals(CheckStatus.CRITICAL.word())) {
      times = times.critical(nowNanos);
    }
    CheckType type = entry.type();
    boolean ttl = type != null && CheckKinds.of(type) == CheckKinds.TTL;
    if (type != null && ttl) {
      times = times.ttl(nowNanos + type.ttl().toNanos());
    }
    CheckEntry kept = entry.withCheck(check);
    boolean known =
        old != null && !old.deleted() && old.inSync() && old.entry().check().equals(check);
    checks.put(entry.id(), new Tracked.Check(kept, known, false, times));
    List<Effect> effects = new ArrayList<>();
    effects.add(type == null ? new Effect.Halt(entry.id()) : new Effect.Run(entry.id(), type));
    wake(entry.id(), times, effects);
    if (!known) {
      effects.add(new Effect.SyncNeeded());
    }
    followAliases(effects, nowNanos);
    return effects;
  }

  /// Removes a check; nothing happens when there is none.
  List<Effect> removeCheck(String id, long nowNanos) {
    if (check(id) == null) {
      return List.of();
    }
    List<Effect> effects = new ArrayList<>();
    bury(id, effects);
    effects.add(new Effect.SyncNeeded());
    followAliases(effects, nowNanos);
    return effects;
  }

  private void bury(String id, List<Effect> effects) {
    Tracked.Check old = Objects.requireNonNull(checks.get(id));
    checks.put(id, new Tracked.Check(old.entry(), false, true, Tracked.Times.NONE));
    effects.add(new Effect.Halt(id));
  }

  /// Takes a result of a check, of whatever kind it is.
  List<Effect> report(String id, ProbeResult result, long nowNanos) {
    List<Effect> effects = new ArrayList<>();
    if (record(id, result, effects, nowNanos)) {
      followAliases(effects, nowNanos);
    }
    return effects;
  }

  /// Takes a heartbeat of a TTL check: a result that holds for its TTL.
  List<Effect> heartbeat(String id, ProbeResult result, long nowNanos) {
    Tracked.Check check = checks.get(id);
    if (check == null || check.deleted() || check.entry().type() == null) {
      return List.of();
    }
    Tracked.Times times = check.times().ttl(nowNanos + check.entry().type().ttl().toNanos());
    checks.put(id, check.with(check.entry(), check.inSync(), times));
    List<Effect> effects = new ArrayList<>();
    wake(id, times, effects);
    if (record(id, result, effects, nowNanos)) {
      followAliases(effects, nowNanos);
    }
    return effects;
  }

  /// Does what has fallen due for a check since its [Effect.WakeAt].
  List<Effect> wake(String id, long nowNanos) {
    Tracked.Check check = checks.get(id);
    if (check == null || check.deleted()) {
      return List.of();
    }
    List<Effect> effects = new ArrayList<>();
    Long ttl = check.times().ttlDueNanos();
    Long output = check.times().outputDueNanos();
    if (output != null && output - nowNanos <= 0) {
      check = check.with(check.entry(), false, check.times().output(null));
      checks.put(id, check);
      effects.add(new Effect.SyncNeeded());
    }
    if (ttl != null && ttl - nowNanos <= 0) {
      checks.put(id, check.with(check.entry(), check.inSync(), check.times().ttl(null)));
      String last = check.entry().check().output();
      ProbeResult expired =
          new ProbeResult(
              CheckStatus.CRITICAL,
              last.isEmpty() || last.startsWith(TTL_EXPIRED)
                  ? TTL_EXPIRED
                  : TTL_EXPIRED + " (last output before timeout follows): " + last);
      if (record(id, expired, effects, nowNanos)) {
        followAliases(effects, nowNanos);
      }
    }
    Tracked.Check now = checks.get(id);
    if (now != null) {
      wake(id, now.times(), effects);
    }
    return effects;
  }

  private static void wake(String id, Tracked.Times times, List<Effect> effects) {
    Long next = times.nextNanos();
    if (next != null) {
      effects.add(new Effect.WakeAt(id, next));
    }
  }

  /// Whether the result changed anything.
  private boolean record(String id, ProbeResult result, List<Effect> effects, long nowNanos) {
    Tracked.Check check = checks.get(id);
    if (check == null || check.deleted()) {
      return false;
    }
    HealthCheck before = check.entry().check();
    String status = result.status().word();
    String output = discardOutput ? "" : result.output();
    boolean sameStatus = before.status().equals(status);
    if (sameStatus && before.output().equals(output)) {
      return false;
    }
    CheckEntry entry =
        check.entry().withCheck(before.toBuilder().status(status).output(output).build());
    Tracked.Times times = check.times();
    if (!sameStatus) {
      times = times.critical(result.status() == CheckStatus.CRITICAL ? (Long) nowNanos : null);
    }
    long interval = rules.checkUpdateInterval().toNanos();
    if (sameStatus && interval > 0) {
      if (times.outputDueNanos() == null) {
        times = times.output(nowNanos + interval / 2 + jitter.applyAsLong(interval));
        wake(id, times, effects);
      }
      checks.put(id, check.with(entry, check.inSync(), times));
    } else {
      checks.put(id, check.with(entry, false, times.output(null)));
      effects.add(new Effect.SyncNeeded());
    }
    return true;
  }

  private void followAliases(List<Effect> effects, long nowNanos) {
    List<String> aliases = new ArrayList<>();
    for (Tracked.Check check : checks.values()) {
      CheckType type = check.entry().type();
      if (!check.deleted() && type != null && followsLocally(type)) {
        aliases.add(check.entry().id());
      }
    }
    boolean changed = true;
    for (int round = 0; changed && round < aliases.size(); round++) {
      changed = false;
      for (String id : aliases) {
        changed |= record(id, aliasResult(id), effects, nowNanos);
      }
    }
  }

  /// An alias that names a node is followed in the catalog, even when it is this node (observed).
  static boolean followsLocally(CheckType type) {
    return CheckKinds.of(type) == CheckKinds.ALIAS && type.aliasNode().isEmpty();
  }

  private ProbeResult aliasResult(String aliasId) {
    CheckType type = Objects.requireNonNull(Objects.requireNonNull(check(aliasId)).type());
    String watched = type.aliasService();
    if (service(watched) == null) {
      return AliasRule.missing(watched, type.aliasNode());
    }
    List<HealthCheck> followed = new ArrayList<>();
    for (CheckEntry check : checks()) {
      String owner = check.check().serviceId();
      if (!check.id().equals(aliasId) && (owner.isEmpty() || owner.equals(watched))) {
        followed.add(check.check());
      }
    }
    return AliasRule.of(followed);
  }

  /// Ids of services with a check that has been critical for longer than its
  /// `deregister_critical_service_after`; the shortest that is honoured is a minute.
  List<String> toReap(long minNanos, long nowNanos) {
    List<String> reaped = new ArrayList<>();
    for (Tracked.Check check : checks.values()) {
      CheckType type = check.entry().type();
      Long since = check.times().criticalSinceNanos();
      String owner = check.entry().check().serviceId();
      if (check.deleted() || type == null || since == null || owner.isEmpty()) {
        continue;
      }
      long limit = type.deregisterCriticalServiceAfter().toNanos();
      boolean over = limit > 0 && nowNanos - since > Math.max(limit, minNanos);
      if (over && !reaped.contains(owner)) {
        reaped.add(owner);
      }
    }
    return reaped;
  }

  /// The node's own data changed, or it is not known whether the catalog has it.
  void nodeChanged() {
    nodeInSync = false;
  }

  /// What anti-entropy works on: a copy.
  LocalView view(NodeInfo node) {
    return new LocalView(node, nodeInSync, services, checks);
  }

  /// Takes over what anti-entropy found out about the catalog, without the lock being given up
  /// between the [#view] it began with and now.
  List<Effect> adopt(LocalView compared) {
    boolean tagsChanged =
        compared.services().entrySet().stream()
            .anyMatch(
                e -> {
                  Tracked.Service old = services.get(e.getKey());
                  return old != null && !old.entry().equals(e.getValue().entry());
                });
    nodeInSync = compared.nodeInSync();
    replace(services, compared.services());
    replace(checks, compared.checks());
    return tagsChanged ? List.of(new Effect.ServicesChanged()) : List.of();
  }

  private static <T> void replace(Map<String, T> all, Map<String, T> with) {
    all.clear();
    all.putAll(with);
  }

  /// An action has been carried out in the catalog: what it sent is in sync, unless it has changed
  /// in the meantime.
  void done(SyncAction action) {
    switch (action) {
      case SyncAction.RegisterNode node -> nodeInSync = true;
      case SyncAction.RegisterService register -> {
        nodeInSync = true;
        Tracked.Service service = services.get(register.entry().id());
        if (service != null && !service.deleted() && service.entry().equals(register.entry())) {
          services.put(register.entry().id(), new Tracked.Service(service.entry(), true, false));
        }
        synced(register.checks());
      }
      case SyncAction.RegisterChecks register -> {
        nodeInSync = true;
        synced(register.checks());
      }
      case SyncAction.DeregisterService gone -> {
        Tracked.Service service = services.get(gone.id());
        if (service != null && service.deleted()) {
          services.remove(gone.id());
        }
        checks
            .values()
            .removeIf(c -> c.deleted() && c.entry().check().serviceId().equals(gone.id()));
      }
      case SyncAction.DeregisterCheck gone -> {
        Tracked.Check check = checks.get(gone.id());
        if (check != null && check.deleted()) {
          checks.remove(gone.id());
        }
      }
    }
  }

  private void synced(Collection<CheckEntry> sent) {
    for (CheckEntry entry : sent) {
      Tracked.Check check = checks.get(entry.id());
      if (check == null || check.deleted()) {
        continue;
      }
      if (check.entry().equals(entry)) {
        checks.put(entry.id(), check.with(entry, true, check.times().output(null)));
      } else if (check.times().outputDueNanos() != null
          && withoutOutput(check.entry()).equals(withoutOutput(entry))) {
        checks.put(entry.id(), check.with(check.entry(), true, check.times()));
      }
    }
  }

  private static CheckEntry withoutOutput(CheckEntry entry) {
    return entry.withCheck(entry.check().toBuilder().output("").build());
  }
}
