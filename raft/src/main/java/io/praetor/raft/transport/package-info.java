// SPDX-License-Identifier: Apache-2.0

/// How raft's messages look on Consul's wire.
@NullMarked
package io.praetor.raft.transport;

import org.jspecify.annotations.NullMarked;
