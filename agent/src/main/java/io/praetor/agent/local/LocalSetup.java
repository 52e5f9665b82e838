// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.agent.checks.ProbeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All that [LocalServices] is given from outside.
///
/// @param dataDirectory null keeps registrations in memory only, as in -dev mode
/// @param syncInterval `antiEntropyInterval`, a minute
/// @param reapInterval how often critical services are looked at for removal
/// @param reapMin the shortest `deregister_critical_service_after` that is honoured
/// @param clusterSize number of nodes, which scales the interval
/// @param agentToken the agent's own token at this moment, empty for none
/// @param jitter gives a random number from 0 up to its argument
/// @param unixSeconds the wall clock, for what is written to files
public record LocalSetup(
    LocalRules rules,
    NodeInfo node,
    @Nullable Path dataDirectory,
    ProbeSettings probes,
    CatalogClient catalog,
    Duration syncInterval,
    Duration reapInterval,
    Duration reapMin,
    IntSupplier clusterSize,
    Supplier<String> agentToken,
    LongUnaryOperator jitter,
    LongSupplier unixSeconds) {}
