// SPDX-License-Identifier: Apache-2.0

/// Measurements that need the pool's sockets.
@NullMarked
package io.praetor.gossip.transport;

import org.jspecify.annotations.NullMarked;
