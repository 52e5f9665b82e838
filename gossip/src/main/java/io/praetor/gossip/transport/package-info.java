// SPDX-License-Identifier: Apache-2.0

/// The sockets, files and the thread around the gossip core: one driver for each pool.
@NullMarked
package io.praetor.gossip.transport;

import org.jspecify.annotations.NullMarked;
