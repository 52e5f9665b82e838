// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// How often the agent cache may fetch one entry.
///
/// @param entryFetchRate fetches a second, [Double#MAX_VALUE] for no limit
/// @param entryFetchMaxBurst fetches at once
public record CacheConfig(double entryFetchRate, int entryFetchMaxBurst) {}
