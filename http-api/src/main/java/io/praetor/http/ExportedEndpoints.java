// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRINGS;

import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.ServiceName;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.catalog.entries.EntryKinds;
import io.praetor.catalog.entries.ExportedServices;
import io.praetor.http.Endpoint.Scope;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConfigEntryMethods;
import io.praetor.rpc.ConfigEntryMethods.ConfigEntryQuery;
import io.praetor.rpc.QueryMeta;
import io.praetor.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// `/v1/exported-services` and `/v1/imported-services`: which services cross to and from peers.
/// Without peerings none is imported.
final class ExportedEndpoints {
  private static final String ALL = "*";
  private static final String SERVERS = "consul";

  /// A service and the peers that may use it, in order.
  record Exported(String service, List<String> peers) {
    private static final Struct<List<String>> CONSUMERS =
        Struct.<List<String>>named("ResolvedConsumers")
            .omitEmpty("Peers", STRINGS, peers -> peers)
            .build(v -> v.get(0));

    static final Struct<Exported> CODEC =
        Struct.<Exported>named("ResolvedExportedService")
            .field("Service", STRING, Exported::service)
            .field("Consumers", CONSUMERS, Exported::peers)
            .build(v -> new Exported(v.get(0), v.get(1)));

    Exported {
      peers = List.copyOf(peers);
    }
  }

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/exported-services")
              .blocking()
              .scope(Scope.PARTITION)
              .acl("mesh:read")
              .answers(ExportedEndpoints::exported),
          get("/v1/imported-services")
              .blocking()
              .scope(Scope.PARTITION)
              .acl("mesh:read")
              .answers(ExportedEndpoints::imported));

  private ExportedEndpoints() {}

  /// A caller that waits is woken by a change of the entry, not by services that a wildcard begins to
  /// mean.
  private static Answer exported(Call call) throws InterruptedException {
    ConfigEntryQuery query = new ConfigEntryQuery(EntryKinds.EXPORTED_SERVICES.name(), "default");
    ExportedServices entry =
        call.read(ConfigEntryMethods.GET, query)
            .map(found -> found.as(EntryKinds.EXPORTED_SERVICES))
            .orElse(null);
    List<ExportedServices.Service> services =
        entry == null || entry.services() == null ? List.of() : entry.services();
    boolean wildcard = services.stream().anyMatch(service -> service.name().equals(ALL));
    return Answer.list(
        Exported.CODEC, resolved(services, wildcard ? ordinaryServices(call) : List.of()));
  }

  /// What the entry comes to: peers by service, both in order. Consumers that are no peers are left
  /// out, as Consul leaves them out.
  ///
  /// @param all what the wildcard stands for
  static List<Exported> resolved(List<ExportedServices.Service> services, List<String> all) {
    Map<String, TreeSet<String>> peers = new TreeMap<>();
    for (ExportedServices.Service service : services) {
      List<String> names = service.name().equals(ALL) ? all : List.of(service.name());
      if (service.consumers() == null) {
        continue;
      }
      for (ExportedServices.Consumer consumer : service.consumers()) {
        if (!consumer.peer().isEmpty()) {
          names.forEach(
              name -> peers.computeIfAbsent(name, n -> new TreeSet<>()).add(consumer.peer()));
        }
      }
    }
    return peers.entrySet().stream()
        .map(entry -> new Exported(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  /// The names of services that are no proxies, gateways or servers.
  private static List<String> ordinaryServices(Call call) throws InterruptedException {
    List<String> names = new ArrayList<>();
    for (ServiceName name :
        call.fetch(CatalogMethods.SERVICE_LIST, DcSpecificRequest.ALL).value()) {
      boolean ordinary =
          !name.name().equals(SERVERS)
              && call
                  .fetch(CatalogMethods.SERVICE_NODES, ServiceSpecificRequest.of(name.name()))
                  .value()
                  .stream()
                  .anyMatch(instance -> instance.serviceKind().isEmpty());
      if (ordinary) {
        names.add(name.name());
      }
    }
    return names;
  }

  private static Answer imported(Call call) throws InterruptedException {
    QueryMeta meta = call.fetch(CatalogMethods.SERVICE_LIST, DcSpecificRequest.ALL).meta();
    call.meta(
        new QueryMeta(1, meta.lastContact(), meta.knownLeader(), meta.consistencyLevel(), false));
    return Answer.list(Exported.CODEC, List.of());
  }
}
