// SPDX-License-Identifier: Apache-2.0

/// The agent's log in Consul's layout: to standard output, a rotating file, and to whoever watches
/// with `monitor`.
@NullMarked
package io.praetor.agent.logging;

import org.jspecify.annotations.NullMarked;
