// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;

/// How health checks run and what they may do.
///
/// @param enableLocalScripts whether files may define checks that run programs
/// @param enableRemoteScripts whether the HTTP API may define them too
/// @param outputMaxSizeBytes how much output is kept
/// @param discardOutput whether output is dropped
/// @param updateInterval how long a change of output only may wait for its sync
/// @param deregisterIntervalMin shortest deregister_critical_service_after
/// @param reapInterval how often critical services are looked at for deregistration
/// @param antiEntropyInterval base of the full sync with the catalog
/// @param agentTls whether checks use the agent's certificate
public record CheckConfig(
    boolean enableLocalScripts,
    boolean enableRemoteScripts,
    int outputMaxSizeBytes,
    boolean discardOutput,
    Duration updateInterval,
    Duration deregisterIntervalMin,
    Duration reapInterval,
    Duration antiEntropyInterval,
    boolean agentTls) {}
