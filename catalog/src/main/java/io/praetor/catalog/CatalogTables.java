// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import io.praetor.catalog.entries.ConfigEntries;
import io.praetor.catalog.entries.SystemMetadata;
import io.praetor.catalog.query.PreparedQueries;
import io.praetor.store.Table;
import java.util.List;

/// Every table of the catalog, configuration entries included, for whoever builds the store.
public final class CatalogTables {
  public static final List<Table<?>> ALL =
      List.of(
          Nodes.TABLE,
          Services.TABLE,
          Checks.TABLE,
          Coordinates.TABLE,
          KindNames.TABLE,
          VirtualIps.ASSIGNED,
          VirtualIps.FREE,
          ConfigEntries.TABLE,
          FederationState.TABLE,
          SystemMetadata.TABLE,
          PreparedQueries.TABLE);

  private CatalogTables() {}
}
