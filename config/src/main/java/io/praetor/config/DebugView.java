// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.Collections;
import java.util.Map;

/// The configuration under the field names that Consul shows as `DebugConfig` of `agent/self`. Texts
/// stand as they were given, durations in Go's form, secrets as `hidden`. Client libraries and test
/// suites read single fields of it, so every field is there.
final class DebugView {
  private DebugView() {}

  @SuppressWarnings("NullAway") // JSON null stands in the tree as Java's
  static Map<String, Object> of(RuntimeConfig config, Settings settings) {
    DebugTree view = new DebugTree();
    new DebugNode(view, config, settings).add();
    new DebugServing(view, config, settings).add();
    new DebugCluster(view, config).add();
    new DebugAccess(view, config, settings).add();
    new DebugTelemetry(view, config).add();
    view.put("Services", config.services().stream().map(DebugDefinitions::service).toList());
    view.put("Checks", config.serviceChecks().stream().map(DebugDefinitions::check).toList());
    return Collections.unmodifiableMap(view.names());
  }
}
