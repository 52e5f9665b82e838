// SPDX-License-Identifier: Apache-2.0
/// Large commands that a leader cut into several log entries, and how they become one again.
@NullMarked
package io.praetor.rpc.chunk;

import org.jspecify.annotations.NullMarked;
