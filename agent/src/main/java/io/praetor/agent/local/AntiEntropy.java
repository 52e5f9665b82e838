// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.HealthCheckDefinition;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The difference between what this agent has and what the catalog says it has. The agent is right,
/// but for the tags of services with `enable_tag_override`. Pure.
final class AntiEntropy {
  /// Servers put themselves into the catalog under this id, and the leader keeps it up to date.
  private static final String CONSUL_SERVICE = "consul";

  /// Kept by the leader from what gossip says.
  private static final String SERF_CHECK = "serfHealth";

  /// Addresses that the catalog itself gives to services of the mesh.
  private static final String VIRTUAL_ADDRESS = "consul-virtual";

  private AntiEntropy() {}

  /// The calls that make the catalog equal to the local state; none when it is.
  static List<SyncAction> diff(LocalView local, CatalogView catalog) {
    return pending(compare(local, catalog));
  }

  /// The local state, marked with what the catalog has right, has wrong, and has too much of.
  static LocalView compare(LocalView local, CatalogView catalog) {
    Map<String, Tracked.Service> services = new TreeMap<>();
    local
        .services()
        .forEach(
            (id, service) -> {
              NodeService remote = catalog.services().get(id);
              if (!service.deleted()) {
                ServiceEntry entry = withRemoteTags(service.entry(), remote);
                services.put(
                    id, new Tracked.Service(entry, isSame(entry.service(), remote), false));
              } else if (remote != null) {
                services.put(id, service);
              }
            });
    catalog
        .services()
        .forEach(
            (id, remote) -> {
              if (!local.services().containsKey(id) && !id.equals(CONSUL_SERVICE)) {
                services.put(
                    id,
                    new Tracked.Service(new ServiceEntry(remote, "", Source.REMOTE), false, true));
              }
            });
    boolean nodeInSync = isSame(local.node(), catalog.node());
    return new LocalView(local.node(), nodeInSync, services, compareChecks(local, catalog));
  }

  private static Map<String, Tracked.Check> compareChecks(LocalView local, CatalogView catalog) {
    Map<String, HealthCheck> remotes = new HashMap<>();
    catalog.checks().forEach(check -> remotes.put(check.checkId(), check));
    Map<String, Tracked.Check> checks = new TreeMap<>();
    local
        .checks()
        .forEach(
            (id, check) -> {
              HealthCheck remote = remotes.get(id);
              if (!check.deleted()) {
                checks.put(id, check.with(check.entry(), isSame(check, remote), check.times()));
              } else if (remote != null) {
                // The catalog may have it under another service, whose removal takes it along or
                // not.
                checks.put(id, check.with(check.entry().withCheck(remote), false, check.times()));
              }
            });
    remotes.forEach(
        (id, remote) -> {
          if (!local.checks().containsKey(id) && !id.equals(SERF_CHECK)) {
            CheckEntry entry = new CheckEntry(remote, null, "", Source.REMOTE);
            checks.put(id, new Tracked.Check(entry, false, true, Tracked.Times.NONE));
          }
        });
    return checks;
  }

  /// The calls that the marks ask for. Removals come first, so that a renamed id is free again.
  static List<SyncAction> pending(LocalView view) {
    List<SyncAction> actions = new ArrayList<>();
    Set<String> goneServices = new HashSet<>();
    view.services()
        .forEach(
            (id, service) -> {
              if (service.deleted()) {
                goneServices.add(id);
                actions.add(new SyncAction.DeregisterService(id, service.entry().token()));
              }
            });
    // With a service the catalog removes its checks.
    view.checks()
        .forEach(
            (id, check) -> {
              if (check.deleted() && !goneServices.contains(check.entry().check().serviceId())) {
                actions.add(new SyncAction.DeregisterCheck(id, check.entry().token()));
              }
            });
    Set<String> sentChecks = new HashSet<>();
    for (Tracked.Service service : view.services().values()) {
      if (service.inSync() || service.deleted()) {
        continue;
      }
      List<CheckEntry> along = new ArrayList<>();
      for (Tracked.Check check : view.checks().values()) {
        CheckEntry entry = check.entry();
        if (lags(check)
            && entry.check().serviceId().equals(service.entry().id())
            && entry.token().equals(service.entry().token())) {
          along.add(entry);
          sentChecks.add(entry.id());
        }
      }
      actions.add(new SyncAction.RegisterService(service.entry(), List.copyOf(along)));
    }
    Map<List<String>, List<CheckEntry>> rest = new TreeMap<>(AntiEntropy::compareKeys);
    for (Tracked.Check check : view.checks().values()) {
      CheckEntry entry = check.entry();
      if (lags(check) && !sentChecks.contains(entry.id())) {
        rest.computeIfAbsent(
                List.of(entry.check().serviceId(), entry.token()), key -> new ArrayList<>())
            .add(entry);
      }
    }
    rest.values()
        .forEach(checks -> actions.add(new SyncAction.RegisterChecks(List.copyOf(checks))));
    boolean registers =
        actions.stream()
            .anyMatch(
                a ->
                    a instanceof SyncAction.RegisterService
                        || a instanceof SyncAction.RegisterChecks);
    if (!view.nodeInSync() && !registers) {
      actions.add(new SyncAction.RegisterNode(""));
    }
    return actions;
  }

  private static int compareKeys(List<String> a, List<String> b) {
    int first = a.getFirst().compareTo(b.getFirst());
    return first != 0 ? first : a.getLast().compareTo(b.getLast());
  }

  private static boolean lags(Tracked.Check check) {
    return !check.inSync() && !check.deleted();
  }

  private static ServiceEntry withRemoteTags(ServiceEntry entry, @Nullable NodeService remote) {
    if (remote == null || !entry.service().enableTagOverride()) {
      return entry;
    }
    NodeService tagged = entry.service().toBuilder().tags(remote.tags()).build();
    return new ServiceEntry(tagged, entry.token(), entry.source());
  }

  private static boolean isSame(NodeInfo local, @Nullable Node remote) {
    return remote != null
        && remote.id().equals(local.id())
        && remote.address().equals(local.address())
        && orEmpty(remote.taggedAddresses()).equals(local.taggedAddresses())
        && orEmpty(remote.meta()).equals(local.meta());
  }

  private static boolean isSame(NodeService local, @Nullable NodeService remote) {
    return remote != null && comparable(local).equals(comparable(remote));
  }

  /// The service as the catalog takes it: with named ports there is no other. Locally such a service
  /// also shows its default port as the only one.
  static NodeService sent(NodeService service) {
    boolean named = service.ports() != null && !service.ports().isEmpty();
    return named && service.port() != 0 ? service.toBuilder().port(0).build() : service;
  }

  /// Without what the catalog adds, and with one form of nothing.
  private static NodeService comparable(NodeService service) {
    Map<String, ServiceAddress> addresses = new HashMap<>(orEmpty(service.taggedAddresses()));
    addresses.keySet().removeIf(name -> name.startsWith(VIRTUAL_ADDRESS));
    return service.toBuilder()
        .tags(service.tags() == null ? List.of() : service.tags())
        .meta(orEmpty(service.meta()))
        .port(sent(service).port())
        .ports(service.ports() == null ? List.of() : service.ports())
        .taggedAddresses(addresses)
        .locallyRegisteredAsSidecar(false)
        .peerName("")
        .createIndex(0)
        .modifyIndex(0)
        .build();
  }

  /// A check whose new output is held back may differ in just that.
  private static boolean isSame(Tracked.Check local, @Nullable HealthCheck remote) {
    if (remote == null) {
      return false;
    }
    HealthCheck mine = comparable(local.entry().check());
    HealthCheck theirs = comparable(remote);
    return local.times().outputDueNanos() == null
        ? mine.equals(theirs)
        : mine.toBuilder().output("").build().equals(theirs.toBuilder().output("").build());
  }

  /// The catalog fills in the name and tags of the service by itself.
  private static HealthCheck comparable(HealthCheck check) {
    return check.toBuilder()
        .serviceName("")
        .serviceTags(null)
        .node("")
        .peerName("")
        .definition(HealthCheckDefinition.NONE)
        .createIndex(0)
        .modifyIndex(0)
        .build();
  }

  private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
    return Objects.requireNonNullElse(map, Map.of());
  }
}
