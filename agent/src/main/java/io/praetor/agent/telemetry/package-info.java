// SPDX-License-Identifier: Apache-2.0
/// Figures that are read at intervals, beside those that are counted where things happen.
@NullMarked
package io.praetor.agent.telemetry;

import org.jspecify.annotations.NullMarked;
