// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.http.agent.AgentInfo;
import io.praetor.http.agent.LocalAgent;
import io.praetor.rpc.AgentCache;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.leaf.LeafCache;
import io.praetor.rpc.metrics.MetricsStore;

/// What stands behind the API: the servers and the cache before them, this
/// agent's services and checks, the agent itself, and
/// its metrics.
record Backend(
    Rpc rpc,
    AgentCache cache,
    LeafCache leaves,
    LocalAgent local,
    AgentInfo agent,
    MetricsStore metrics) {}
