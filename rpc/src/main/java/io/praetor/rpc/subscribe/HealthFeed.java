// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.HealthQueries;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.store.ReadResult;
import io.praetor.store.View;
import io.praetor.wire.ProtoWriter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The instances of a service with their checks, or of what serves it in the mesh.
record HealthFeed(String service, String peer, boolean connect) implements Feed<CheckServiceNode> {
  private static final int SERVICE_HEALTH = 10;

  @Override
  public ReadResult<SortedMap<String, CheckServiceNode>> read(View view) {
    ServiceSpecificRequest request =
        ServiceSpecificRequest.builder()
            .serviceName(service)
            .peerName(peer)
            .connect(connect)
            .build();
    return HealthQueries.serviceNodes(view, request).map(HealthFeed::byKey);
  }

  static SortedMap<String, CheckServiceNode> byKey(List<CheckServiceNode> found) {
    SortedMap<String, CheckServiceNode> items = new TreeMap<>();
    for (CheckServiceNode instance : found) {
      NodeService service = instance.service();
      String id = service == null ? "" : service.id();
      items.put(instance.nodeName() + '\0' + id, withOwnPort(instance));
    }
    return items;
  }

  /// Named ports travel as they were registered: whoever reads them picks the default one.
  private static CheckServiceNode withOwnPort(CheckServiceNode instance) {
    NodeService service = instance.service();
    if (service == null || service.ports() == null || service.port() == 0) {
      return instance;
    }
    return new CheckServiceNode(
        instance.node(), service.toBuilder().port(0).build(), instance.checks());
  }

  @Override
  public void write(ProtoWriter event, CheckServiceNode instance, boolean gone) {
    event.message(
        SERVICE_HEALTH,
        update -> {
          update.bool(1, gone);
          update.message(
              2,
              message -> {
                if (gone) {
                  CatalogMessages.goneInstance(message, instance);
                } else {
                  CatalogMessages.instance(message, instance);
                }
              });
        });
  }

  @Override
  public boolean batchedSnapshot() {
    return false;
  }
}
