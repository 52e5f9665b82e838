// SPDX-License-Identifier: Apache-2.0

/// Raft consensus: a pure core, its driver, the RocksDB log and the snapshot files.
@NullMarked
package io.praetor.raft;

import org.jspecify.annotations.NullMarked;
