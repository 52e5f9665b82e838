// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.store.View;
import io.praetor.wire.GoQuote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is refused about a change because of the other entries: chains that mix protocols or go in
/// circles, subsets and token providers that do not exist. Texts and extent as observed.
final class EntryGraph {
  private static final String DEFAULT_PROTOCOL = "tcp";
  private static final String ANY = "*";

  private final View view;
  private final String datacenter;

  private EntryGraph(View view, String datacenter) {
    this.view = view;
    this.datacenter = datacenter;
  }

  /// @param view with the change in it
  /// @param changed the entry as it is now, or as it was when it is gone
  /// @throws EntryException when the change does not fit
  static void check(View view, String datacenter, ConfigEntry changed) {
    EntryGraph graph = new EntryGraph(view, datacenter);
    boolean gone = ConfigEntries.find(view, changed.type(), changed.name()) == null;
    switch (changed.body()) {
      case ProxyDefaults defaults -> {
        graph.permissive(gone ? "" : defaults.mutualTlsMode());
        graph.chains(graph.rootNames());
      }
      case ServiceDefaults defaults -> {
        graph.permissive(gone ? "" : defaults.mutualTlsMode());
        // Chains that lead here keep the protocol that they were checked with, as in Consul.
        graph.chains(Set.of(changed.name()));
        graph.gateways(changed.name());
        ServiceIntentions intentions =
            ConfigEntries.body(view, EntryKinds.SERVICE_INTENTIONS, changed.name());
        if (intentions != null) {
          graph.intentions(changed.name(), intentions);
        }
      }
      case ServiceRouter router -> graph.advanced(changed.name());
      case ServiceSplitter splitter -> graph.advanced(changed.name());
      case ServiceResolver resolver -> {
        graph.chains(graph.referrers(changed.name()));
        graph.exported(
            ConfigEntries.body(view, EntryKinds.EXPORTED_SERVICES, "default"),
            graph.referrers(changed.name()));
      }
      case IngressGateway gateway when !gone -> graph.ingress(gateway, "");
      case ServiceIntentions intentions when !gone -> graph.intentions(changed.name(), intentions);
      case JwtProvider provider when gone -> graph.unreferenced(changed.name());
      case ExportedServices exported when !gone -> graph.exported(exported, null);
      default -> {}
    }
  }

  private void advanced(String name) {
    chains(referrers(name));
    gateways(name);
  }

  private void gateways(String name) {
    for (ConfigEntry entry : ConfigEntries.all(view, EntryKinds.INGRESS_GATEWAY)) {
      if (entry.body() instanceof IngressGateway gateway) {
        ingress(gateway, name);
      }
    }
  }

  private void chains(Set<String> roots) {
    for (String root : roots) {
      if (isChain(root)) {
        new ServiceChain(view, datacenter, root).check();
      }
    }
  }

  private boolean isChain(String name) {
    return isAdvanced(name) || ConfigEntries.find(view, EntryKinds.SERVICE_RESOLVER, name) != null;
  }

  private boolean isAdvanced(String name) {
    return ConfigEntries.find(view, EntryKinds.SERVICE_ROUTER, name) != null
        || ConfigEntries.find(view, EntryKinds.SERVICE_SPLITTER, name) != null;
  }

  private Set<String> rootNames() {
    Set<String> names = new TreeSet<>();
    for (EntryKind<?> kind :
        List.of(
            EntryKinds.SERVICE_ROUTER, EntryKinds.SERVICE_SPLITTER, EntryKinds.SERVICE_RESOLVER)) {
      ConfigEntries.all(view, kind).forEach(entry -> names.add(entry.name()));
    }
    return names;
  }

  /// The service, and all whose chains lead to it, the nearest first.
  private Set<String> referrers(String name) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (found.add(next.toLowerCase(Locale.ROOT))) {
        ConfigEntries.leadingTo(view, next).forEach(entry -> open.add(entry.name()));
      }
    }
    return found;
  }

  static String protocol(View view, String service) {
    ServiceDefaults own = ConfigEntries.body(view, EntryKinds.SERVICE_DEFAULTS, service);
    if (own != null && !own.protocol().isEmpty()) {
      return own.protocol();
    }
    String global =
        CentralConfig.protocol(
            ConfigEntries.body(view, EntryKinds.PROXY_DEFAULTS, ProxyDefaultsRules.GLOBAL));
    return global.isEmpty() ? DEFAULT_PROTOCOL : global;
  }

  private void permissive(String mode) {
    if (mode.equals("permissive")) {
      Mesh mesh = ConfigEntries.body(view, EntryKinds.MESH, EntryKinds.MESH.name());
      EntryRules.require(
          mesh != null && mesh.allowEnablingPermissiveMutualTls(),
          "cannot set MutualTLSMode=permissive because AllowEnablingPermissiveMutualTLS=false in the"
              + " mesh config entry");
    }
  }

  /// @param only the one service to look at; empty for all
  private void ingress(IngressGateway gateway, String only) {
    for (IngressGateway.Listener listener : Forms.items(gateway.listeners())) {
      for (IngressGateway.Service service : Forms.items(listener.services())) {
        if (service.name().equals(ANY) || !(only.isEmpty() || service.name().equals(only))) {
          continue;
        }
        String protocol = protocol(view, service.name());
        // A service may come to speak HTTP behind a listener for plain connections, as in Consul.
        boolean plain =
            !only.isEmpty()
                && listener.protocol().equals(DEFAULT_PROTOCOL)
                && !isAdvanced(service.name());
        EntryRules.require(
            plain || protocol.equals(listener.protocol()),
            "service "
                + GoQuote.quote(service.name())
                + " has protocol "
                + GoQuote.quote(protocol)
                + ", which does not match defined listener protocol "
                + GoQuote.quote(listener.protocol()));
      }
    }
  }

  private void intentions(String name, ServiceIntentions intentions) {
    List<String> faults = new ArrayList<>();
    providers(intentions)
        .forEach(
            provider -> {
              if (ConfigEntries.find(view, EntryKinds.JWT_PROVIDER, provider) == null) {
                faults.add("Referenced JWT Provider does not exist. Provider Name: " + provider);
              }
            });
    if (!faults.isEmpty()) {
      throw EntryException.of(faults);
    }
    boolean http =
        Forms.items(intentions.sources()).stream()
            .anyMatch(source -> !Forms.items(source.permissions()).isEmpty());
    String protocol = protocol(view, name);
    EntryRules.require(
        !http || EntryRules.isHttp(protocol),
        "service "
            + GoQuote.quote(name)
            + " has protocol "
            + GoQuote.quote(protocol)
            + ", which is incompatible with L7 intentions permissions");
  }

  private static Set<String> providers(ServiceIntentions intentions) {
    Set<String> names = new LinkedHashSet<>();
    add(names, intentions.jwt());
    for (ServiceIntentions.Source source : Forms.items(intentions.sources())) {
      Forms.items(source.permissions()).forEach(permission -> add(names, permission.jwt()));
    }
    return names;
  }

  private static void add(Set<String> names, ServiceIntentions.@Nullable JwtRequirement jwt) {
    if (jwt != null) {
      Forms.items(jwt.providers()).forEach(provider -> names.add(provider.name()));
    }
  }

  private void unreferenced(String provider) {
    for (ConfigEntry entry : ConfigEntries.all(view, EntryKinds.SERVICE_INTENTIONS)) {
      EntryRules.require(
          !(entry.body() instanceof ServiceIntentions intentions
              && providers(intentions).contains(provider)),
          "cannot delete jwt provider config entry referenced by an intention. Provider name: "
              + provider
              + ", intention name: "
              + entry.name());
    }
  }

  /// @param only the services to look at; null for all
  private void exported(@Nullable ExportedServices exported, @Nullable Set<String> only) {
    for (ExportedServices.Service service :
        Forms.items(exported == null ? null : exported.services())) {
      if (Forms.items(service.consumers()).stream().allMatch(one -> one.peer().isEmpty())) {
        continue;
      }
      Set<String> names = service.name().equals(ANY) ? rootNames() : Set.of(service.name());
      for (String name : names) {
        if (only == null || only.contains(name.toLowerCase(Locale.ROOT))) {
          staysHere(name, name, new HashSet<>());
        }
      }
    }
  }

  /// Refuses a way out of the datacenter, here or at any service that this one's resolver leads to.
  private void staysHere(String root, String name, Set<String> seen) {
    ServiceResolver resolver = ConfigEntries.body(view, EntryKinds.SERVICE_RESOLVER, name);
    if (resolver == null || !seen.add(name)) {
      return;
    }
    String contains =
        "peer exported service " + GoQuote.quote(root) + " contains cross-datacenter ";
    ServiceResolver.Redirect redirect = resolver.redirect();
    if (redirect != null) {
      EntryRules.require(redirect.datacenter().isEmpty(), contains + "resolver redirect");
      staysHere(root, redirect.service(), seen);
    }
    for (Map.Entry<String, ServiceResolver.Failover> one : Forms.pairs(resolver.failover())) {
      ServiceResolver.Failover failover = one.getValue();
      EntryRules.require(Forms.items(failover.datacenters()).isEmpty(), contains + "failover");
      staysHere(root, failover.service(), seen);
      for (ServiceResolver.FailoverTarget target : Forms.items(failover.targets())) {
        EntryRules.require(target.datacenter().isEmpty(), contains + "failover");
        staysHere(root, target.service(), seen);
      }
    }
  }
}
