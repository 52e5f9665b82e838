// SPDX-License-Identifier: Apache-2.0

/// Who else is there: the seam between the agent and its gossip pools.
@NullMarked
package io.praetor.agent.members;

import org.jspecify.annotations.NullMarked;
