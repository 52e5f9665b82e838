// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.store.View;

/// The protocol that services speak in the mesh.
public final class Protocols {
  private Protocols() {}

  /// By the service's own defaults, else those of all proxies, else `tcp`.
  public static String of(View view, String service) {
    return EntryGraph.protocol(view, service);
  }
}
