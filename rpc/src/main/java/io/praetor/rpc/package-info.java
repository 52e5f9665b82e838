// SPDX-License-Identifier: Apache-2.0

/// The table of RPC methods and of replicated commands: forwarding, blocking reads and the replicated state machine.
@NullMarked
package io.praetor.rpc;

import org.jspecify.annotations.NullMarked;
