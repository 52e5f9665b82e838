// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

/// The kinds of log entry, with Consul's numbers. The two peer changes of protocol 2 are read,
/// never written.
public enum EntryType {
  COMMAND(0),
  NOOP(1),
  ADD_PEER_OLD(2),
  REMOVE_PEER_OLD(3),
  BARRIER(4),
  CONFIGURATION(5);

  private static final EntryType[] BY_CODE = values();

  private final int code;

  EntryType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static EntryType ofCode(long code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("unknown log entry type " + code);
    }
    return BY_CODE[(int) code];
  }
}
