// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.map;

import io.praetor.store.ReadResult;
import io.praetor.store.View;
import io.praetor.wire.Struct;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How much a catalog holds, of this cluster's own entries.
///
/// @param connectServiceInstances instances that take part in the mesh, by what they are
/// @param billableServiceInstances ordinary instances, without the servers' own
public record ServiceUsage(
    int services,
    int serviceInstances,
    Map<String, Integer> connectServiceInstances,
    int billableServiceInstances,
    int nodes) {
  private static final String NATIVE = "connect-native";
  private static final String SERVERS = "consul";

  public static final Struct<ServiceUsage> CODEC =
      Struct.<ServiceUsage>named("ServiceUsage")
          .field("Services", INT, ServiceUsage::services)
          .field("ServiceInstances", INT, ServiceUsage::serviceInstances)
          .field("ConnectServiceInstances", map(INT), ServiceUsage::connectServiceInstances)
          .field("BillableServiceInstances", INT, ServiceUsage::billableServiceInstances)
          .field("Nodes", INT, ServiceUsage::nodes)
          .build(v -> new ServiceUsage(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));

  public ServiceUsage {
    connectServiceInstances = Map.copyOf(connectServiceInstances);
  }

  /// Counts what a view holds. Whoever waits on it is woken by any change of a node or a service.
  public static ReadResult<ServiceUsage> of(View view) {
    Map<String, Integer> mesh = new TreeMap<>();
    for (String kind :
        new String[] {
          "api-gateway",
          NATIVE,
          Services.CONNECT_PROXY,
          "ingress-gateway",
          "mesh-gateway",
          "terminating-gateway"
        }) {
      mesh.put(kind, 0);
    }
    Set<String> names = new HashSet<>();
    int instances = 0;
    int billable = 0;
    for (ServiceRow row : Services.of(view, "")) {
      NodeService service = row.service();
      instances++;
      names.add(CatalogKeys.lower(service.service()));
      if (!service.kind().isEmpty()) {
        mesh.merge(service.kind(), 1, Integer::sum);
      } else if (!service.service().equals(SERVERS)) {
        billable++;
      }
      if (service.connect().isNative()) {
        mesh.merge(NATIVE, 1, Integer::sum);
      }
    }
    int nodes = Math.toIntExact(Nodes.of(view, "").stream().count());
    return CatalogQueries.table(
        view,
        "",
        new ServiceUsage(names.size(), instances, mesh, billable, nodes),
        CatalogIndexes.SERVICES,
        CatalogIndexes.NODES);
  }
}
