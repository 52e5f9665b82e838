// SPDX-License-Identifier: Apache-2.0

/// Starts threads, owns the clock, joins ports to cores, stops everything in order. Local services and checks.
@NullMarked
package io.praetor.agent;

import org.jspecify.annotations.NullMarked;
