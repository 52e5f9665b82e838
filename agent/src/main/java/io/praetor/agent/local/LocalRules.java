// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import java.time.Duration;

/// The settings of the agent that shape its local state.
///
/// @param checkUpdateInterval how long a change of output alone may wait before it is sent
/// @param checkOutputMaxBytes `check_output_max_size`
/// @param discardCheckOutput keeps no output at all
/// @param remoteScripts whether callers may register checks that run programs
/// @param localScripts whether the configuration may
/// @param sidecarMinPort 0 or below turns automatic ports off
public record LocalRules(
    Duration checkUpdateInterval,
    int checkOutputMaxBytes,
    boolean discardCheckOutput,
    boolean remoteScripts,
    boolean localScripts,
    int sidecarMinPort,
    int sidecarMaxPort) {}
