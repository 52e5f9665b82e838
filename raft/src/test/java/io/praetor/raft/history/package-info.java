// SPDX-License-Identifier: Apache-2.0

/// Checks histories of reads and writes, of simulated clusters and of real ones.
@NullMarked
package io.praetor.raft.history;

import org.jspecify.annotations.NullMarked;
