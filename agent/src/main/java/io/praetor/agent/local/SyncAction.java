// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import java.util.List;

/// One call that brings the catalog nearer to the local state.
sealed interface SyncAction {
  /// With which the call is made, empty for the agent's own.
  String token();

  /// Only the node's own data.
  record RegisterNode(String token) implements SyncAction {}

  /// A service, with those of its checks that lag behind and have the same token.
  record RegisterService(ServiceEntry entry, List<CheckEntry> checks) implements SyncAction {
    @Override
    public String token() {
      return entry.token();
    }
  }

  /// Checks that have the same token; those of one service or of the node.
  record RegisterChecks(List<CheckEntry> checks) implements SyncAction {
    @Override
    public String token() {
      return checks.getFirst().token();
    }
  }

  record DeregisterService(String id, String token) implements SyncAction {}

  record DeregisterCheck(String id, String token) implements SyncAction {}
}
