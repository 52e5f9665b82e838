// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import java.time.Duration;

/// What every read answers beside its value (Consul's QueryMeta).
///
/// @param index never 0: a result that nothing has written yet has index 1
/// @param lastContact since this server last heard the leader; zero on the leader
/// @param consistencyLevel how it was read: `leader`, `stale` or `consistent`
public record QueryMeta(
    long index,
    Duration lastContact,
    boolean knownLeader,
    String consistencyLevel,
    boolean resultsFilteredByAcls) {}
