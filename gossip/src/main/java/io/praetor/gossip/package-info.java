// SPDX-License-Identifier: Apache-2.0

/// SWIM membership with Lifeguard, Serf and Consul's use of them: a pure core, and the sockets beside it.
@NullMarked
package io.praetor.gossip;

import org.jspecify.annotations.NullMarked;
