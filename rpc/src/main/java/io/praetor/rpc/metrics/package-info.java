// SPDX-License-Identifier: Apache-2.0

/// Figures that the agent counts about itself, with Consul's names.
@NullMarked
package io.praetor.rpc.metrics;

import org.jspecify.annotations.NullMarked;
