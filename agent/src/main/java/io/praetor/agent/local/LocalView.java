// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The local state at one moment, tombstones included.
record LocalView(
    NodeInfo node,
    boolean nodeInSync,
    Map<String, Tracked.Service> services,
    Map<String, Tracked.Check> checks) {
  LocalView {
    services = Collections.unmodifiableMap(new TreeMap<>(services));
    checks = Collections.unmodifiableMap(new TreeMap<>(checks));
  }
}
