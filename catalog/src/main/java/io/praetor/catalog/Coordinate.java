// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import org.jspecify.annotations.Nullable;

/// The position of a node, in one network segment (the empty one in this edition).
public record Coordinate(String node, String segment, String partition, @Nullable Vivaldi coord) {}
