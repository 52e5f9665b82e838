// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.catalog.VirtualIps;
import io.praetor.store.WriteTxn;
import org.jspecify.annotations.Nullable;

/// What a change of an entry does to the rest of the state in the same transaction, as observed by
/// comparing snapshots: a service with defaults gets a virtual address, gateways move the index of
/// their services, destinations that of their names.
final class EntryEffects {
  static final String GATEWAY_SERVICES = "gateway-services";
  private static final String MESH_TOPOLOGY = "mesh-topology";
  private static final String DESTINATIONS = "kind_service_names.destination";

  private EntryEffects() {}

  static void written(WriteTxn txn, @Nullable ConfigEntry before, ConfigEntry after) {
    EntryLinks.addressedNames(after).forEach(name -> VirtualIps.assign(txn, "", name));
    release(txn, before);
    switch (after.body()) {
      case ServiceDefaults defaults -> {
        boolean was = before != null && isDestination(before);
        if (was != (defaults.destination() != null)) {
          txn.bumpIndex(DESTINATIONS);
          txn.bumpIndex(GATEWAY_SERVICES);
        }
      }
      case IngressGateway gateway -> {
        txn.bumpIndex(GATEWAY_SERVICES);
        txn.bumpIndex(MESH_TOPOLOGY);
      }
      case TerminatingGateway gateway -> txn.bumpIndex(GATEWAY_SERVICES);
      default -> {}
    }
  }

  /// Takes back the addresses that neither an instance nor an entry needs any more.
  private static void release(WriteTxn txn, @Nullable ConfigEntry before) {
    if (before != null) {
      EntryLinks.addressedNames(before)
          .forEach(
              name -> {
                if (!ConfigEntries.keepsAddress(txn, name)) {
                  VirtualIps.freeUnused(txn, "", name);
                }
              });
    }
  }

  static void deleted(WriteTxn txn, ConfigEntry before) {
    release(txn, before);
    switch (before.body()) {
      case ServiceDefaults defaults -> {
        if (defaults.destination() != null) {
          txn.bumpIndex(DESTINATIONS);
          txn.bumpIndex(GATEWAY_SERVICES);
        }
      }
      case IngressGateway gateway -> {
        txn.bumpIndex(GATEWAY_SERVICES);
        txn.bumpIndex(MESH_TOPOLOGY);
      }
      case TerminatingGateway gateway -> txn.bumpIndex(GATEWAY_SERVICES);
      default -> {}
    }
  }

  private static boolean isDestination(ConfigEntry entry) {
    return entry.body() instanceof ServiceDefaults defaults && defaults.destination() != null;
  }
}
