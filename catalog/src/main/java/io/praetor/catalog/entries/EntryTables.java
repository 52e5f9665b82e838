// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.store.Table;
import java.util.List;

/// Every table of this package, for whoever builds the store.
public final class EntryTables {
  public static final List<Table<?>> ALL = List.of(ConfigEntries.TABLE, SystemMetadata.TABLE);

  private EntryTables() {}
}
