// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

/// The answer of a read.
public record Reply<R>(R value, QueryMeta meta) {}
