// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// Region and zone of a node or service.
///
/// @param region empty when not set
/// @param zone empty when not set
public record Locality(String region, String zone) {}
