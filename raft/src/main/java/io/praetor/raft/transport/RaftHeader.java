// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.praetor.wire.Bytes;

/// Version 3 with id and address; the answers to InstallSnapshot and TimeoutNow carry an empty one.
public record RaftHeader(int protocolVersion, Bytes id, Bytes addr) {
  public static final RaftHeader EMPTY = new RaftHeader(0, Bytes.NIL, Bytes.NIL);
}
