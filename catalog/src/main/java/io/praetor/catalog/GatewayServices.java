// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import io.praetor.catalog.entries.ConfigEntries;
import io.praetor.catalog.entries.ConfigEntry;
import io.praetor.catalog.entries.EntryKind;
import io.praetor.catalog.entries.EntryKinds;
import io.praetor.catalog.entries.IngressGateway;
import io.praetor.catalog.entries.Protocols;
import io.praetor.catalog.entries.ServiceDefaults;
import io.praetor.catalog.entries.TerminatingGateway;
import io.praetor.store.ReadResult;
import io.praetor.store.Topic;
import io.praetor.store.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which services gateways serve, and which gateways serve a service: read out of the gateways' entries
/// and the names that their wildcards stand for. Pure functions of a view, as observed.
final class GatewayServices {
  private static final String ANY = "*";
  private static final String CONSUL = "consul";
  private static final String INGRESS = "ingress-gateway";
  private static final String TERMINATING = "terminating-gateway";
  private static final String DESTINATION = "destination";

  /// The index numbers that move when what wildcards stand for changes.
  private static final List<String> INDEXES =
      List.of(
          CatalogIndexes.GATEWAY_SERVICES,
          "kind_service_names.typical",
          "kind_service_names.connect-enabled",
          "kind_service_names.destination");

  private GatewayServices() {}

  /// The services of a gateway, by name.
  static ReadResult<List<GatewayService>> of(View view, String gateway) {
    List<GatewayService> found = new ArrayList<>();
    ConfigEntry ingress = ConfigEntries.find(view, EntryKinds.INGRESS_GATEWAY, gateway);
    if (ingress != null && ingress.body() instanceof IngressGateway body) {
      ingress(view, ingress, body, found);
    }
    ConfigEntry terminating = ConfigEntries.find(view, EntryKinds.TERMINATING_GATEWAY, gateway);
    if (terminating != null && terminating.body() instanceof TerminatingGateway body) {
      terminating(view, terminating, body, found);
    }
    return dependent(view, found);
  }

  /// The index of a result that depends on what gateways serve, and what moves it.
  static <T> ReadResult<T> dependent(View view, T value) {
    boolean any =
        !ConfigEntries.all(view, EntryKinds.INGRESS_GATEWAY).isEmpty()
            || !ConfigEntries.all(view, EntryKinds.TERMINATING_GATEWAY).isEmpty();
    return new ReadResult<>(
        value,
        any
            ? view.maxIndex(INDEXES.toArray(new String[0]))
            : view.index(CatalogIndexes.GATEWAY_SERVICES),
        INDEXES.stream().map(Topic::index).toList());
  }

  private static void ingress(
      View view, ConfigEntry entry, IngressGateway gateway, List<GatewayService> found) {
    for (IngressGateway.Listener listener : orEmpty(gateway.listeners())) {
      Set<String> named = new TreeSet<>();
      for (IngressGateway.Service service : orEmpty(listener.services())) {
        if (!service.name().equals(ANY)) {
          named.add(service.name());
          found.add(row(entry, service.name(), listener, orEmpty(service.hosts()), false));
        }
      }
      if (orEmpty(listener.services()).stream().anyMatch(one -> one.name().equals(ANY))) {
        for (String name : meshNames(view)) {
          if (!named.contains(name) && Protocols.of(view, name).equals(listener.protocol())) {
            found.add(row(entry, name, listener, List.of(), true));
          }
        }
      }
    }
  }

  private static GatewayService row(
      ConfigEntry entry,
      String service,
      IngressGateway.Listener listener,
      List<String> hosts,
      boolean wildcard) {
    return new GatewayService(
        new ServiceName(entry.name()),
        new ServiceName(service),
        INGRESS,
        listener.port(),
        listener.protocol(),
        hosts,
        "",
        "",
        "",
        "",
        wildcard,
        "",
        false,
        entry.createIndex(),
        entry.modifyIndex());
  }

  private static void terminating(
      View view, ConfigEntry entry, TerminatingGateway gateway, List<GatewayService> found) {
    Map<String, GatewayService> named = new LinkedHashMap<>();
    for (TerminatingGateway.LinkedService service : orEmpty(gateway.services())) {
      if (!service.name().equals(ANY)) {
        named.put(service.name(), row(view, entry, service, service.name(), false));
      }
    }
    for (TerminatingGateway.LinkedService service : orEmpty(gateway.services())) {
      if (service.name().equals(ANY)) {
        Set<String> names = new TreeSet<>(plainNames(view));
        names.addAll(destinations(view));
        names.forEach(
            name -> named.computeIfAbsent(name, one -> row(view, entry, service, one, true)));
      }
    }
    found.addAll(named.values());
  }

  private static GatewayService row(
      View view,
      ConfigEntry entry,
      TerminatingGateway.LinkedService service,
      String name,
      boolean wildcard) {
    String kind = "";
    if (destinations(view).contains(name)) {
      kind = DESTINATION;
    } else if (!wildcard && !Services.named(view, "", name).isEmpty()) {
      kind = "service";
    }
    return new GatewayService(
        new ServiceName(entry.name()),
        new ServiceName(name),
        TERMINATING,
        0,
        "",
        null,
        service.caFile(),
        service.certFile(),
        service.keyFile(),
        service.sni(),
        wildcard,
        kind,
        !service.disableAutoHostRewrite(),
        entry.createIndex(),
        entry.modifyIndex());
  }

  /// The instances of the ingress gateways that lead to a service.
  static List<ServiceRow> ingressTo(View view, String service) {
    Set<String> gateways = new TreeSet<>();
    for (ConfigEntry entry : ConfigEntries.all(view, EntryKinds.INGRESS_GATEWAY)) {
      if (entry.body() instanceof IngressGateway gateway) {
        for (IngressGateway.Listener listener : orEmpty(gateway.listeners())) {
          for (IngressGateway.Service one : orEmpty(listener.services())) {
            if (one.name().equals(service) || (one.name().equals(ANY) && inMesh(view, service))) {
              gateways.add(entry.name());
            }
          }
        }
      }
    }
    return instances(view, gateways, INGRESS);
  }

  /// The instances of the terminating gateways that a service is reached through.
  static List<ServiceRow> terminatingFor(View view, String service) {
    Set<String> gateways = new TreeSet<>();
    for (ConfigEntry entry : ConfigEntries.all(view, EntryKinds.TERMINATING_GATEWAY)) {
      if (entry.body() instanceof TerminatingGateway gateway) {
        for (TerminatingGateway.LinkedService one : orEmpty(gateway.services())) {
          if (one.name().equals(service)
              || (one.name().equals(ANY)
                  && (plainNames(view).contains(service)
                      || destinations(view).contains(service)))) {
            gateways.add(entry.name());
          }
        }
      }
    }
    return instances(view, gateways, TERMINATING);
  }

  private static List<ServiceRow> instances(View view, Set<String> gateways, String kind) {
    List<ServiceRow> found = new ArrayList<>();
    for (String gateway : gateways) {
      for (ServiceRow row : Services.named(view, "", gateway)) {
        if (row.service().kind().equals(kind)) {
          found.add(row);
        }
      }
    }
    return found;
  }

  private static boolean inMesh(View view, String service) {
    return meshNames(view).contains(service) || destinations(view).contains(service);
  }

  private static Set<String> meshNames(View view) {
    Set<String> names = new TreeSet<>();
    KindNames.ofKind(view, KindNames.CONNECT_ENABLED).forEach(row -> names.add(row.name()));
    names.remove(CONSUL);
    return names;
  }

  /// Services with instances that are in no mesh by themselves.
  private static Set<String> plainNames(View view) {
    Set<String> names = new TreeSet<>();
    KindNames.ofKind(view, "")
        .forEach(
            row -> {
              for (ServiceRow instance : Services.named(view, "", row.name())) {
                if (!instance.service().connect().isNative()) {
                  names.add(row.name());
                  return;
                }
              }
            });
    names.remove(CONSUL);
    return names;
  }

  private static Set<String> destinations(View view) {
    Set<String> names = new TreeSet<>();
    EntryKind<ServiceDefaults> kind = EntryKinds.SERVICE_DEFAULTS;
    for (ConfigEntry entry : ConfigEntries.all(view, kind)) {
      ServiceDefaults body = entry.as(kind);
      if (body != null && body.destination() != null) {
        names.add(entry.name());
      }
    }
    return names;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }
}
