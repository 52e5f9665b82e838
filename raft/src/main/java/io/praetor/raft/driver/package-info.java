// SPDX-License-Identifier: Apache-2.0

/// Carries out the core's effects: threads, queues, the order of a start and of a stop.
@NullMarked
package io.praetor.raft.driver;

import org.jspecify.annotations.NullMarked;
