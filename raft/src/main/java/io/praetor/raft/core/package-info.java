// SPDX-License-Identifier: Apache-2.0

/// The decisions of raft and nothing else: inputs and the time go in, effects come out. No
/// threads, sockets, files, clocks or chance of its own, so that whole clusters can be replayed
/// from a seed.
@NullMarked
package io.praetor.raft.core;

import org.jspecify.annotations.NullMarked;
