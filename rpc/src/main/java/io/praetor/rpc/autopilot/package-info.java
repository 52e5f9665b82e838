// SPDX-License-Identifier: Apache-2.0

/// How the leader looks after the set of servers: what the operator wants, how the servers are, and
/// what is to be changed. Pure: time and facts come in, changes go out.
@NullMarked
package io.praetor.rpc.autopilot;

import org.jspecify.annotations.NullMarked;
