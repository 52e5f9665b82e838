// SPDX-License-Identifier: Apache-2.0

/// The formats of memberlist, as bytes: messages, their wrappers, encryption and the framing of
/// streams. Pure functions; everything that is read is bounded.
@NullMarked
package io.praetor.gossip.core.packet;

import org.jspecify.annotations.NullMarked;
