// SPDX-License-Identifier: Apache-2.0

/// The state in memory: tables with indexes, cheap snapshots, and topics to wait on. Knows nothing of
/// nodes or keys.
///
/// - A module declares its [Table]s and their [Index]es as constants; [Key] builds keys of several parts.
/// - The state machine builds one [Store] of all tables and of the [ChangeHook]s between them.
/// - A command is applied to `store.begin(index)`, a [WriteTxn], and becomes visible by `publish()`.
///   It sets the named index numbers ([WriteTxn#bumpIndex]) that Consul's blocking queries go by.
/// - A query is a function from a [View] to a [ReadResult]: the value, its index, and the [Topic]s that
///   would change it. Given `store.snapshot()` it needs no lock and sees one moment.
/// - A caller whose index is not passed yet parks on the topics in the [WatchRegistry], with the
///   snapshot that it read, and reads again when woken.
@NullMarked
package io.praetor.store;

import org.jspecify.annotations.NullMarked;
