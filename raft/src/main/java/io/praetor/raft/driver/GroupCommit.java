// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

/// How well syncs are shared: entries made durable, and the syncs that it took.
public record GroupCommit(long entries, long syncs) {
  static final GroupCommit NONE = new GroupCommit(0, 0);

  GroupCommit plus(long moreEntries) {
    return new GroupCommit(entries + moreEntries, syncs + 1);
  }
}
