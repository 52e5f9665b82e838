// SPDX-License-Identifier: Apache-2.0

/// Memberlist's SWIM with Lifeguard as one state machine: packets, streams and time go in, packets,
/// streams and news of members come out. No sockets, clocks or threads; randomness is given.
@NullMarked
package io.praetor.gossip.core.swim;

import org.jspecify.annotations.NullMarked;
