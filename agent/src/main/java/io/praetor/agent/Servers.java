// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.rpc.Rpc;
import io.praetor.rpc.Snapshots;
import java.util.List;
import java.util.Map;

/// The servers of the cluster as an agent reaches them: as one of them, or as a client. Any thread;
/// calls may wait.
interface Servers {
  Rpc rpc();

  Snapshots snapshots();

  /// The leader's address, empty when there is none.
  ///
  /// @throws io.praetor.rpc.ConsulException when it cannot be found out
  String leader();

  /// The addresses of the servers that take part in consensus.
  ///
  /// @throws io.praetor.rpc.ConsulException when it cannot be found out
  List<String> peers();

  /// What `consul info` prints of them under `consul`.
  Map<String, String> figures();
}
