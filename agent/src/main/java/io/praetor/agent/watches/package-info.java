// SPDX-License-Identifier: Apache-2.0

/// The watches of the configuration: queries that the agent asks itself, and the handlers that get
/// each new answer.
@NullMarked
package io.praetor.agent.watches;

import org.jspecify.annotations.NullMarked;
