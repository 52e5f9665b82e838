// SPDX-License-Identifier: Apache-2.0
/// Where a call goes: to this server's own state, to the leader, or, from a client agent, to any
/// server; and when it is tried again.
@NullMarked
package io.praetor.rpc.forward;

import org.jspecify.annotations.NullMarked;
