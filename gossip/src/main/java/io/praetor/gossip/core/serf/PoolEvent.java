// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.wire.Bytes;

/// News of a pool, in the order in which they came about.
public sealed interface PoolEvent {
  record Joined(Member member) implements PoolEvent {}

  record Updated(Member member) implements PoolEvent {}

  /// It left on purpose, or was declared to have.
  record Left(Member member) implements PoolEvent {}

  record Failed(Member member) implements PoolEvent {}

  /// It is forgotten.
  record Reaped(Member member) implements PoolEvent {}

  record User(long ltime, String name, Bytes payload, boolean coalesce) implements PoolEvent {}

  /// A question that the layer does not answer by itself; see [Serf#respond].
  record Asked(SerfMessage.Query query) implements PoolEvent {}

  /// Most members know another node by our name: this one must stop.
  record NameLost() implements PoolEvent {}
}
