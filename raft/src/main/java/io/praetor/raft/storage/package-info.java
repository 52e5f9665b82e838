// SPDX-License-Identifier: Apache-2.0

/// Where raft keeps what must survive: the log with the hard state, and the snapshots.
@NullMarked
package io.praetor.raft.storage;

import org.jspecify.annotations.NullMarked;
