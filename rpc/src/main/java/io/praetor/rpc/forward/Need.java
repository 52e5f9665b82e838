// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

/// Which server can answer a call.
public enum Need {
  LEADER,
  /// One that has heard of a leader: its state may be old, but is the cluster's.
  STALE,
  /// Whichever is asked, for itself.
  ANY
}
