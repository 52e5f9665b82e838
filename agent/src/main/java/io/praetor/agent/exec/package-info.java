// SPDX-License-Identifier: Apache-2.0

/// Remote execution: what an agent does when `consul exec` asks all nodes to run a command. Off unless
/// the configuration says `disable_remote_exec = false`.
@NullMarked
package io.praetor.agent.exec;

import org.jspecify.annotations.NullMarked;
