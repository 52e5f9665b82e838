// SPDX-License-Identifier: Apache-2.0

/// Serf's layer: Lamport clocks, intents, user events, queries, tags, coordinates and the snapshot
/// of who was there. Pure: inputs and time come as arguments, what is to be done comes out.
@NullMarked
package io.praetor.gossip.core.serf;

import org.jspecify.annotations.NullMarked;
