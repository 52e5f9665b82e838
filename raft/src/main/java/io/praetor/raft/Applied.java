// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

import org.jspecify.annotations.Nullable;

/// A committed proposal: its index in the log, and what the state machine answered when it was
/// applied here.
public record Applied(long index, @Nullable Object result) {}
