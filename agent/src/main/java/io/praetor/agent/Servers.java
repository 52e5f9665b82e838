// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.config.RuntimeConfig;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.Snapshots;
import java.util.Map;

/// The servers of the cluster as an agent reaches them: as one of them, or as a client. Any thread;
/// calls may wait.
interface Servers {
  Rpc rpc();

  Snapshots snapshots();

  /// Takes over what can change while the agent runs.
  void reload(RuntimeConfig config);

  /// What `consul info` prints of them under `consul`.
  Map<String, String> figures();
}
