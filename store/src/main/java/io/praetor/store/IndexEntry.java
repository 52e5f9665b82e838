// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

/// A named index number: the raft index at which a table, or a part of one that has a name of its
/// own, last changed. Consul keeps the same list and writes it into snapshots (record type 16).
public record IndexEntry(String key, long value) {}
