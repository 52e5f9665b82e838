// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.catalog.CatalogQueries;
import io.praetor.catalog.ServiceName;
import io.praetor.store.ReadResult;
import io.praetor.store.View;
import io.praetor.wire.ProtoWriter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The names of all services that are no proxies or gateways.
record ServiceListFeed() implements Feed<ServiceName> {
  private static final int SERVICE = 12;

  @Override
  public ReadResult<SortedMap<String, ServiceName>> read(View view) {
    return CatalogQueries.typicalServiceNames(view).map(ServiceListFeed::byName);
  }

  private static SortedMap<String, ServiceName> byName(List<ServiceName> names) {
    SortedMap<String, ServiceName> items = new TreeMap<>();
    names.forEach(name -> items.put(name.name(), name));
    return items;
  }

  @Override
  public void write(ProtoWriter event, ServiceName name, boolean gone) {
    event.message(
        SERVICE,
        update -> {
          update.bool(1, gone);
          update.string(2, name.name());
          update.message(3, CatalogMessages.enterpriseMeta());
        });
  }

  @Override
  public boolean batchedSnapshot() {
    return true;
  }
}
