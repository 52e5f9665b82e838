// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;

/// Network coordinates: how often agents send them and how servers write them.
///
/// @param disabled whether there are none
/// @param syncRateTarget updates a second in the whole cluster
/// @param syncIntervalMin shortest pause of one agent
/// @param updatePeriod how often the leader writes what came in
/// @param updateBatchSize updates in one Raft entry
/// @param updateMaxBatches Raft entries in one period
public record CoordinateConfig(
    boolean disabled,
    double syncRateTarget,
    Duration syncIntervalMin,
    Duration updatePeriod,
    int updateBatchSize,
    int updateMaxBatches) {}
