// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// Where a node or service runs.
public record Locality(String region, String zone) {}
