// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc.metrics;

/// Tells apart the series of one metric. Values come from a small set: never a key or an id.
public record Label(String name, String value) {}
