// SPDX-License-Identifier: Apache-2.0

/// Health checks: one [Probe] for each way of looking at a service, the counting that turns results
/// into a status, and the runner that repeats them. What a result means for the catalog is decided
/// in `io.praetor.agent.local`.
@NullMarked
package io.praetor.agent.checks;

import org.jspecify.annotations.NullMarked;
